#!/usr/bin/env python3
"""Ours beside the floor program, in one run, on an X server of its own.

Prints one line a figure: the floor's median, ours, how they compare, and what is asked. Runs
alternate, so that a noisy machine is noisy for both. Standard library only; README.md says what
has to be installed.
"""

import argparse
import ctypes
import glob
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
LIBRARIES = {
    "floor": "$(pkg-config --cflags --libs sdl2 SDL2_ttf) -lturbojpeg -lm",
    "xprobe": "-lX11 -lXext -lXtst -lXdamage -lXfixes -lpthread -lm",
}
# What issue 2 asks: figure -> (how ours is set against the floor's, the most it may be)
ASKED = {
    "start_ms": ("ratio", 1.5),
    "pss_mb": ("value", 60),
    "wakeups": ("value", 0),
    "drag_p95_ms": ("difference", 1.0),
    "drag_cpu_s": ("ratio", 1.5),
}


def build(folder):
    for name, libraries in LIBRARIES.items():
        subprocess.run(f"gcc -O2 -o '{folder}/{name}' '{HERE}/{name}.c' {libraries}",
                       shell=True, check=True)


class Server:
    """An Xvfb on a display number that it finds itself."""

    def __init__(self):
        reader, writer = os.pipe()
        self.process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1920x1080x24",
             "-nolisten", "tcp", "-noreset"],
            pass_fds=[writer], stderr=subprocess.DEVNULL)
        os.close(writer)
        with os.fdopen(reader) as pipe:
            self.display = ":" + pipe.readline().strip()

    def close(self):
        self.process.terminate()
        self.process.wait()


class Program:
    def __init__(self, name, command, cwd, drag_x):
        self.name, self.command, self.cwd, self.drag_x = name, command, cwd, drag_x
        self.pid = 0
        self.reference = None

    def stop(self):
        """SIGTERM; True if that was enough, within 5 s, and the exit status is 0."""
        pid, self.pid = self.pid, 0
        os.kill(pid, signal.SIGTERM)
        for _ in range(500):
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                return status == 0
            time.sleep(0.01)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        return False

    def pss_mb(self):
        with open(f"/proc/{self.pid}/smaps_rollup") as rollup:
            for line in rollup:
                if line.startswith("Pss:"):
                    return int(line.split()[1]) / 1024
        return float("nan")

    def wakeups(self):
        """Voluntary context switches of all threads so far."""
        total = 0
        for path in glob.glob(f"/proc/{self.pid}/task/*/status"):
            with open(path) as status:
                for line in status:
                    if line.startswith("voluntary_ctxt_switches"):
                        total += int(line.split()[1])
        return total

    def cpu_s(self):
        total = 0
        for path in glob.glob(f"/proc/{self.pid}/task/*/schedstat"):
            with open(path) as schedstat:
                total += int(schedstat.read().split()[0])
        return total / 1e9


class Bench:
    def __init__(self, folder, display):
        self.folder = folder
        self.env = dict(os.environ, DISPLAY=display, SDL_VIDEODRIVER="x11",
                        BENCH_LOG=os.path.join(folder, "program.log"))
        self.env.pop("WAYLAND_DISPLAY", None)

    def probe(self, *args, cwd=None):
        done = subprocess.run([os.path.join(self.folder, "xprobe"), *map(str, args)],
                              env=self.env, cwd=cwd, stdout=subprocess.PIPE, text=True)
        return json.loads(done.stdout) if done.stdout.startswith("{") else {}

    def start(self, program):
        """Milliseconds from exec to the complete page."""
        result = self.probe("first", "-t", 20000, "-r", program.reference, "--",
                            *program.command, cwd=program.cwd)
        program.pid = result.get("pid", 0)
        if not program.pid or result["complete_ms"] < 0:
            with open(self.env["BENCH_LOG"]) as log:
                sys.exit(f"{program.name} did not show its page: {result} {log.read()[-500:]}")
        return result["complete_ms"]

    def make_reference(self, program):
        """The complete page is what is seen when nothing has changed for a while."""
        program.reference = os.path.join(self.folder, program.name + ".ppm")
        child = subprocess.Popen(program.command, cwd=program.cwd, env=self.env,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(1)
        self.probe("wait", 1500, 15000)
        self.probe("shot", program.reference)
        program.pid = child.pid
        program.stop()

    def measure_start(self, program, figures):
        figures["start_ms"].append(self.start(program))
        time.sleep(2)
        figures["pss_mb"].append(program.pss_mb())
        if not program.stop():
            print(f"{program.name}: SIGTERM did not end it with status 0", file=sys.stderr)

    def measure_rest(self, program, figures, seconds):
        self.start(program)
        time.sleep(8)
        before = program.wakeups()
        time.sleep(seconds)
        figures["wakeups"].append(program.wakeups() - before)
        program.stop()

    def measure_drag(self, program, figures, seconds):
        self.start(program)
        time.sleep(2)
        before = program.cpu_s()
        seen = self.probe("drag", program.drag_x, 300, 900, seconds, 60, "cont")
        figures["drag_cpu_s"].append(program.cpu_s() - before)
        frames = seen.get("frame_ms") or {"p95": float("nan")}
        figures["drag_p95_ms"].append(frames["p95"])
        figures["drag_fps"].append(seen.get("fps", float("nan")))
        program.stop()


def verdict(figure, floor, ours):
    if figure not in ASKED:
        return "", True
    how, most = ASKED[figure]
    value = {"ratio": ours / floor if floor else float("inf"),
             "difference": ours - floor, "value": ours}[how]
    shown = {"ratio": f"{value:.2f} x the floor's (at most {most})",
             "difference": f"{value:+.2f} (at most +{most})", "value": f"(at most {most})"}[how]
    good = value <= most
    return shown + ("" if good else "  MISSED"), good


def report(results):
    good = True
    print(f"{'':14} {'medians':^19}   {'smallest':^19}")
    print(f"{'figure':14} {'floor':>9} {'ours':>9}   {'floor':>9} {'ours':>9}")
    for figure in ("start_ms", "pss_mb", "wakeups", "drag_fps", "drag_p95_ms", "drag_cpu_s"):
        values = [results[p][figure] for p in ("floor", "ours")]
        floor, ours = map(statistics.median, values)
        text, fine = verdict(figure, floor, ours)
        good &= fine
        print(f"{figure:14} {floor:9.2f} {ours:9.2f}   {min(values[0]):9.2f} "
              f"{min(values[1]):9.2f}  {text}")
    return good


def options():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", default=os.path.join(ROOT, "build", "backlot"))
    parser.add_argument("--pack", default=os.path.join(ROOT, "build", "backlot.pack"))
    parser.add_argument("--stop", default="union-station", help="the stop whose page is shown")
    parser.add_argument("--runs", type=int, default=7, help="of start, memory and drag")
    parser.add_argument("--rest", type=int, default=20, help="seconds at rest")
    parser.add_argument("--drag", type=int, default=10, help="seconds of a drag")
    parser.add_argument("--drag-x", type=int, default=1440, help="where ours is dragged")
    parser.add_argument("--json", metavar="FILE", help="all single figures")
    parser.add_argument("--check", action="store_true", help="exit 1 if a figure is missed")
    return parser.parse_args()


def measure(bench, programs, results, o):
    for program in programs:
        bench.make_reference(program)
    for program in programs:  # the first start after a build reads the disk
        bench.start(program)
        program.stop()
    for _ in range(o.runs):
        for program in programs:
            bench.measure_start(program, results[program.name])
    for program in programs:
        bench.measure_rest(program, results[program.name], o.rest)
    for _ in range(o.runs):
        for program in programs:
            bench.measure_drag(program, results[program.name], o.drag)


def main():
    o = options()
    # Programs that xprobe starts come to us when it ends, so that we can wait for them.
    PR_SET_CHILD_SUBREAPER = 36
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    figures = ("start_ms", "pss_mb", "wakeups", "drag_fps", "drag_p95_ms", "drag_cpu_s")
    results = {name: {f: [] for f in figures} for name in ("floor", "ours")}
    with tempfile.TemporaryDirectory() as folder:
        build(folder)
        programs = [
            Program("floor", [os.path.join(folder, "floor"), "surface"], HERE, 960),
            Program("ours", [os.path.abspath(o.program), os.path.abspath(o.pack),
                             "--screen", "stop:" + o.stop, "--profile", "laptop"], ROOT,
                    o.drag_x),
        ]
        server = Server()
        try:
            measure(Bench(folder, server.display), programs, results, o)
        finally:
            for program in programs:
                if program.pid:
                    program.stop()
            server.close()
    if o.json:
        with open(o.json, "w") as out:
            json.dump(results, out, indent=1)
    return 0 if report(results) or not o.check else 1


if __name__ == "__main__":
    sys.exit(main())
