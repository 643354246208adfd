"""What run.py measures with: an X server of its own, programs on it, a finger, and /proc."""

import ctypes
import glob
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PROGRAMS = {
    "floor": ("floor.c", "$(pkg-config --cflags --libs sdl2 SDL2_ttf) -lturbojpeg -lm"),
    "xprobe": ("xprobe.c xlook.c xmotion.c",
               "-lX11 -lXext -lXtst -lXdamage -lXfixes -lpthread -lm"),
}
SIZE = (1920, 1080)
FONTS = ["/usr/share/fonts", "/usr/local/share/fonts", "/var/cache/fontconfig", "/etc/fonts"]
NODE = re.compile(r'\s*(\w+) "(.*)"[^"]*\((-?\d+),(-?\d+) (\d+)x(\d+)\)$')


def adopt():
    """Programs that xprobe starts come to us when it ends, so that we can wait for them."""
    set_child_subreaper = 36
    ctypes.CDLL(None).prctl(set_child_subreaper, 1, 0, 0, 0)


def build(folder):
    for name, (sources, libraries) in PROGRAMS.items():
        subprocess.run(f"gcc -O2 -o '{folder}/{name}' {sources} {libraries}",
                       shell=True, check=True, cwd=HERE)


def pss_mb(pid):
    with open(f"/proc/{pid}/smaps_rollup") as rollup:
        for line in rollup:
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return float("nan")


def cpu_s(pid):
    """Processor time of all its threads."""
    total = 0
    for path in glob.glob(f"/proc/{pid}/task/*/schedstat"):
        with open(path) as schedstat:
            total += int(schedstat.read().split()[0])
    return total / 1e9


def wakeups(pid):
    """Voluntary context switches of all its threads so far."""
    total = 0
    for path in glob.glob(f"/proc/{pid}/task/*/status"):
        with open(path) as status:
            for line in status:
                if line.startswith("voluntary_ctxt_switches"):
                    total += int(line.split()[1])
    return total


def files_of(pid):
    """The files that a program has mapped or open."""
    found = set()
    with open(f"/proc/{pid}/maps") as maps:
        for line in maps:
            parts = line.rstrip("\n").split(None, 5)
            if len(parts) == 6:
                found.add(parts[5])
    for link in glob.glob(f"/proc/{pid}/fd/*"):
        try:
            found.add(os.readlink(link))
        except OSError:
            pass
    return {path for path in found if path.startswith("/") and os.path.isfile(path)}


class Cold:
    """Empties the page cache: the whole of it where we may, or else of the files that count."""

    def __init__(self, how, files):
        self.files = set(files)
        for folder in FONTS:
            for root, _, names in os.walk(folder):
                self.files |= {os.path.join(root, name) for name in names}
        self.kernel = how != "files" and self.by_kernel()
        if how == "kernel" and not self.kernel:
            sys.exit("the kernel's page cache can't be emptied here; --cold-by files")

    def by_kernel(self):
        os.sync()
        try:
            with open("/proc/sys/vm/drop_caches", "w") as switch:
                switch.write("3")
        except OSError:
            return False
        return True

    def empty(self):
        if self.kernel:
            self.by_kernel()
        else:
            for path in self.files:
                try:
                    handle = os.open(path, os.O_RDONLY)
                except OSError:
                    continue
                os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
                os.close(handle)
        time.sleep(0.3)

    def words(self):
        if self.kernel:
            return "the kernel's page cache, entries and inodes dropped (drop_caches 3)"
        return f"posix_fadvise DONTNEED on {len(self.files)} files; what others map stays"


class Server:
    """An Xvfb on a display number that it finds itself."""

    def __init__(self, size=SIZE):
        reader, writer = os.pipe()
        self.process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{size[0]}x{size[1]}x24",
             "-nolisten", "tcp", "-noreset"],
            pass_fds=[writer], stderr=subprocess.DEVNULL)
        os.close(writer)
        with os.fdopen(reader) as pipe:
            self.display = ":" + pipe.readline().strip()

    def close(self):
        self.process.terminate()
        self.process.wait()


class Program:
    """One program on one page. Ours can print its page as text: where what is, in pixels."""

    def __init__(self, name, command, cwd, size=SIZE, drag_x=960):
        self.name, self.command, self.cwd = name, command, cwd
        self.size, self.drag_x = size, drag_x
        self.pid = 0
        self.reference = None

    def nodes(self, *more):
        """(role, name, x, y, w, h) of what is on the page."""
        w, h = self.size
        done = subprocess.run([*self.command, "--size", f"{w}x{h}", "--dump-tree", *more],
                              cwd=self.cwd, stdout=subprocess.PIPE, text=True, check=True)
        found = [NODE.match(line) for line in done.stdout.splitlines()]
        found = [(m[1], m[2], *map(int, m.groups()[2:])) for m in found if m]
        scale = w / found[0][4]
        return [(role, name, *(round(v * scale) for v in box)) for role, name, *box in found]

    def stop(self):
        """SIGTERM; says so if that was not enough, within 5 s, or the exit status is not 0."""
        pid, self.pid = self.pid, 0
        os.kill(pid, signal.SIGTERM)
        for _ in range(500):
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                if status:
                    print(f"{self.name}: SIGTERM ended it with {status}", file=sys.stderr)
                return
            time.sleep(0.01)
        print(f"{self.name}: SIGTERM did not end it", file=sys.stderr)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


class Bench:
    def __init__(self, folder, server):
        self.folder, self.server = folder, server
        self.started = []
        self.env = dict(os.environ, DISPLAY=server.display, SDL_VIDEODRIVER="x11",
                        BENCH_LOG=os.path.join(folder, "program.log"))
        self.env.pop("WAYLAND_DISPLAY", None)

    def probe(self, *args, cwd=None):
        done = subprocess.run([os.path.join(self.folder, "xprobe"), *map(str, args)],
                              env=self.env, cwd=cwd, stdout=subprocess.PIPE, text=True)
        return json.loads(done.stdout) if done.stdout.startswith("{") else {}

    def start(self, program):
        """Milliseconds from exec to the complete page, which is what it showed when it rested."""
        if not program.reference:
            self.make_reference(program)
        result = self.probe("first", "-t", 20000, "-r", program.reference, "--",
                            *program.command, cwd=program.cwd)
        program.pid = result.get("pid", 0)
        self.started.append(program)
        if not program.pid or result["complete_ms"] < 0:
            with open(self.env["BENCH_LOG"]) as log:
                sys.exit(f"{program.name} did not show its page: {result} {log.read()[-500:]}")
        return result["complete_ms"]

    def make_reference(self, program):
        self.launch(program)
        self.settle(1500)
        program.reference = os.path.join(self.folder, program.name + ".ppm")
        self.probe("shot", program.reference)
        program.stop()

    def launch(self, program):
        with open(self.env["BENCH_LOG"], "w") as log:
            program.pid = subprocess.Popen(program.command, cwd=program.cwd, env=self.env,
                                           stdout=log, stderr=log).pid
        self.started.append(program)
        time.sleep(1.5)

    def stop_all(self):
        """What a part that failed has left."""
        for program in self.started:
            if program.pid:
                program.stop()
        self.started = []

    def settle(self, still_ms=200):
        """Waits until nothing moves; what is seen then, as a hash."""
        return self.probe("wait", still_ms, 15000).get("seen")

    def touch(self, node):
        _, _, x, y, w, h = node
        self.probe("tap", x + w // 2, y + h // 2)

    def key(self, name):
        self.probe("key", name)


def find(nodes, name, roles=("button", "link")):
    """The first node of one of the roles whose name begins so; None: there is none."""
    return next((n for n in nodes if n[0] in roles and n[1].startswith(name)), None)


def ours(o, screen, pack=None, name=None):
    return Program(name or screen.replace(":", "-"),
                   [os.path.abspath(o.program), os.path.abspath(pack or o.pack), "--screen",
                    screen, "--profile", o.profile], ROOT, o.size, o.drag_x)


def tours_of(pack):
    """[(tour, [stop, ...]), ...] in the pack's order."""
    with sqlite3.connect(f"file:{pack}?mode=ro&immutable=1", uri=True) as db:
        return [(tour, [row[0] for row in db.execute(
            "SELECT id FROM tour_stop WHERE tour = ? ORDER BY position", (tour,))])
            for (tour,) in db.execute("SELECT id FROM tour ORDER BY position, id").fetchall()]
