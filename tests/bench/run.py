#!/usr/bin/env python3
"""Ours beside the floor program, in one run, on an X server of its own.

Prints one line a figure: the floor's median, ours, how they compare, and what is asked. Runs
alternate, so that a noisy machine is noisy for both. Standard library only; README.md says what
has to be installed.
"""

import argparse
import json
import math
import os
import statistics
import sys
import tempfile
import time

import probe
import touch
from probe import HERE, ROOT, Bench, Cold, Program, Server, find, ours, tours_of

# figure -> how ours is set against the other's, the most that may be ("worst": in any run; "least":
# the least that must be; None: nothing is asked)
ASKED = {
    "start_home_ms": ("ratio", 1.5),
    "start_stop_ms": ("ratio", 1.5),
    "cold_home_ms": ("ratio", 1.5),
    "cold_stop_ms": ("ratio", 1.5),
    "pss_stop_mb": ("value", 60),
    "pss_all_mb": ("value", 80),
    "pss_most_mb": ("value", 80),
    "pss_home_again_mb": ("value", None),
    "pss_wiped_mb": ("value", None),
    "attract_cpu_percent": ("value", 15),
    "attract_server_cpu_percent": ("value", None),
    "wakeups_home": ("value", 0),
    "wakeups_stop": ("value", 0),
    "big_home_ms": ("ratio", 1.1),
    "big_home_pss_mb": ("difference", 5),
    "big_tour_pss_mb": ("difference", 5),
    **touch.ASKED,
}


class Figures:
    """figure -> the other's values and ours. The other is the floor, or the small pack."""

    def __init__(self, values=None, frames=None, prefix=""):
        self.values = {} if values is None else values
        self.frames = {} if frames is None else frames
        self.prefix = prefix

    def named(self, prefix):
        """The same figures; those that are added have other names."""
        return Figures(self.values, self.frames, prefix)

    def add(self, figure, ours=None, other=None, n=None):
        """n: how many frames the value comes from."""
        others, own = self.values.setdefault(self.prefix + figure, ([], []))
        own += [ours] if ours is not None else []
        others += [other] if other is not None else []
        if n is not None:
            self.frames[self.prefix + figure] = n

    def line(self, figure):
        """What is known of a figure, for a machine."""
        others, own = self.values[figure]
        how, most = ASKED[figure]
        median = {"other": statistics.median(others) if others else None,
                  "ours": statistics.median(own) if own else None}
        value = None
        if own and how in ("value", "least"):
            value = median["ours"]
        elif own and how == "worst":
            value = max(own)
        elif own and others and how == "ratio":
            value = median["ours"] / median["other"] if median["other"] else math.inf
        elif own and others:
            value = median["ours"] - median["other"]
        # What could not be measured is missed.
        good = most is None or value is None or (
            value >= most if how == "least" else value <= most)
        return {"figure": figure, "other_is": "small" if figure.startswith("big") else "floor",
                "other": median["other"], "ours": median["ours"], "how": how, "value": value,
                "most": most, "missed": not good, "frames": self.frames.get(figure),
                "others": others, "all": own, "load": os.getloadavg()[0]}


# ---- the parts ----


def part_start(bench, o, pages, figures):
    """exec -> complete page, everything in memory."""
    for name in ("floor", "home", "stop"):  # the first after a build reads the disk
        bench.start(pages[name])
        pages[name].stop()
    for _ in range(o.runs or 15):
        start_each(bench, pages, figures, "start")


def start_each(bench, pages, figures, prefix, before=lambda: None):
    took = {}
    for name in ("floor", "home", "stop"):
        before()
        took[name] = bench.start(pages[name])
        time.sleep(0.5)
        pages[name].stop()
    for name in ("home", "stop"):
        figures.add(f"{prefix}_{name}_ms", took[name], took["floor"])


def part_cold(bench, o, pages, figures):
    """exec -> complete page, nothing in memory."""
    files = {os.path.join(HERE, "content", "hero.jpg")}
    for name in ("floor", "home", "stop"):
        bench.start(pages[name])
        files |= probe.files_of(pages[name].pid)
        pages[name].stop()
    cold = Cold(o.cold_by, files)
    print("cold:", cold.words(), file=sys.stderr)
    for _ in range(o.runs or 7):
        start_each(bench, pages, figures, "cold", cold.empty)


def go(bench, node, where):
    """Touches, and waits until the next page rests; a touch that shows nothing is the end."""
    before = bench.settle()
    if not node:
        sys.exit(f"{where}: what leads on from there is not on the page")
    bench.touch(node)
    if bench.settle() == before:
        sys.exit(f"{where}: a touch of {node[1]!r} changed nothing")


def scroll_to_end(bench):
    """Page after page; how many there were."""
    before = None
    for pages in range(60):
        seen = bench.settle()
        if seen == before:
            return pages
        before = seen
        bench.key("Page_Down")
    return 60


def see_pictures(bench, nodes):
    button = find(nodes, "Next picture")
    for _ in range(8 if button else 0):
        go(bench, button, "gallery")


def see_sheets(bench, nodes):
    for name in ("Settings", "Number of a stop"):
        if find(nodes, name):
            bench.touch(find(nodes, name))
            bench.settle()
            if name != "Settings":
                bench.key("1")
                bench.settle()
            bench.key("Escape")
            bench.settle()


def visit_all(bench, o, program, note):
    """From the attract screen through every page and back to the home page, by touch and keys."""
    at = lambda screen: ours(o, screen).nodes()
    home = at("home")
    bench.probe("tap", o.size[0] // 2, o.size[1] // 2)  # wakes
    bench.settle()
    see_sheets(bench, home)
    for tour, stops in tours_of(o.pack):
        page = at("tour:" + tour)
        go(bench, find(home, page[0][1]), "home")
        note("tour:" + tour, scroll_to_end(bench))
        go(bench, find(page, "Start tour"), tour)
        for stop in stops:
            page = at("stop:" + stop)
            see_pictures(bench, page)
            note("stop:" + stop, scroll_to_end(bench))
            go(bench, find(page, "Next:") or find(page, "Back to the tour"), stop)
        for _ in range(2 * len(stops) + 4):  # the whole way back
            bench.key("Escape")
            bench.settle(150)
    expect_page(bench, program, home)


def expect_page(bench, program, nodes):
    """Opens and closes a sheet: where that changes nothing, we are not where we think."""
    before = bench.settle()
    bench.touch(find(nodes, "Settings"))
    if bench.settle() == before:
        sys.exit(f"{program.name}: lost on the way, not on the home page")
    bench.key("Escape")
    if bench.settle() != before:
        print(f"{program.name}: a closed sheet left something", file=sys.stderr)


def part_memory(bench, o, pages, figures):
    """Proportional set size of a stop, after every page, back home, and after a wipe."""
    for _ in range(o.runs or 3):
        seen = {}
        for name in ("floor", "stop"):
            bench.start(pages[name])
            time.sleep(2)
            seen[name] = probe.pss_mb(pages[name].pid)
            pages[name].stop()
        figures.add("pss_stop_mb", seen["stop"], seen["floor"])
        figures.add("pss_all_mb", other=seen["floor"])
    for _ in range(o.visits):
        visit_and_wipe(bench, o, figures)


def visit_and_wipe(bench, o, figures):
    program, most = ours(o, "attract"), []

    def note(where, pages=1):
        most.append(probe.pss_mb(program.pid))
        if o.verbose:
            print(f"PSS {most[-1]:.1f} MB at {where}, {pages} views seen", file=sys.stderr)

    bench.launch(program)
    note("attract")
    visit_all(bench, o, program, note)
    note("home again")
    figures.add("pss_most_mb", max(most))
    figures.add("pss_home_again_mb", most[-1])
    figures.add("pss_all_mb", most[-1])
    settings = find(ours(o, "home").nodes(), "Settings")
    bench.touch(settings)
    bench.settle()
    again = sheet_button(bench, o)
    if again:
        bench.touch(again)
        time.sleep(3)
        note("attract again")
        figures.add("pss_wiped_mb", most[-1])
    if o.smaps:
        with open(f"/proc/{program.pid}/smaps") as smaps, open(o.smaps, "w") as out:
            out.write(smaps.read())
    program.stop()


def sheet_button(bench, o):
    """Where "Start again" stands on the open settings: a script opens them and tells."""
    home = ours(o, "home")
    script = os.path.join(bench.folder, "settings.txt")
    with open(script, "w") as out:
        out.write('touch "Settings"\nwait 1s\ndump\n')
    return find(home.nodes("--script", script), "Start again")


def part_attract(bench, o, pages, figures):
    """The share of one core while the attract screen plays."""
    program = ours(o, "attract")
    server = bench.server.process.pid
    for _ in range(o.runs or 1):
        bench.launch(program)
        time.sleep(5)
        before, start = (probe.cpu_s(program.pid), probe.cpu_s(server)), time.monotonic()
        time.sleep(o.attract)
        share = 100 / (time.monotonic() - start)
        figures.add("attract_cpu_percent", (probe.cpu_s(program.pid) - before[0]) * share)
        figures.add("attract_server_cpu_percent", (probe.cpu_s(server) - before[1]) * share)
        program.stop()


def part_rest(bench, o, pages, figures):
    """Wake-ups while nobody does anything."""
    for _ in range(o.runs or 1):
        seen = {}
        for name in ("floor", "home", "stop"):
            bench.start(pages[name])
            time.sleep(8)
            before = probe.wakeups(pages[name].pid)
            time.sleep(o.rest)
            seen[name] = probe.wakeups(pages[name].pid) - before
            pages[name].stop()
        for name in ("home", "stop"):
            figures.add("wakeups_" + name, seen[name], seen["floor"])


def part_big(bench, o, pages, figures):
    """The home page of a very large pack beside that of a small one."""
    if not o.big:
        print("big: no --big PACK, left out", file=sys.stderr)
        return
    small = ours(o, "home", o.small or o.pack, "small")
    big = ours(o, "home", o.big, "big")
    for program in (small, big):
        bench.start(program)
        program.stop()
    for _ in range(o.runs or 15):
        seen = {}
        for program in (small, big):
            took = bench.start(program)
            time.sleep(1)
            seen[program.name] = took, probe.pss_mb(program.pid)
            program.stop()
        figures.add("big_home_ms", seen["big"][0], seen["small"][0])
        figures.add("big_home_pss_mb", seen["big"][1], seen["small"][1])
    seen = {}
    for program, pack in ((small, o.small or o.pack), (big, o.big)):
        page = ours(o, "tour:" + tours_of(pack)[0][0], pack, program.name + "-tour")
        bench.start(page)
        time.sleep(2)
        seen[program.name] = probe.pss_mb(page.pid)
        page.stop()
    figures.add("big_tour_pss_mb", seen["big"], seen["small"])


# ---- all of it ----

PARTS = {"start": part_start, "cold": part_cold, "memory": part_memory,
         "attract": part_attract, "rest": part_rest, "big": part_big, **touch.PARTS}


def options():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", default=os.path.join(ROOT, "build", "backlot"))
    parser.add_argument("--pack", default=os.path.join(ROOT, "build", "backlot.pack"))
    parser.add_argument("--stop", default="union-station", help="the stop whose page is shown")
    parser.add_argument("--walk", default="downtown-on-film", help="the tour whose map is shown")
    parser.add_argument("--profile", default="kiosk")
    parser.add_argument("--only", metavar="PART,...", default=",".join(PARTS),
                        help=", ".join(PARTS) + "; fingers: " + ",".join(touch.PARTS))
    parser.add_argument("--runs", type=int,
                        help="instead of each part's own number of runs, or of presses")
    parser.add_argument("--visits", type=int, default=1, help="of every page, for its memory")
    parser.add_argument("--rest", type=int, default=20, help="seconds at rest")
    parser.add_argument("--drag", type=int, default=10, help="seconds of a drag")
    parser.add_argument("--drag-x", type=int, default=1440, help="where ours is dragged")
    parser.add_argument("--attract", type=int, default=30, help="seconds of the attract screen")
    parser.add_argument("--cold-by", choices=("auto", "kernel", "files"), default="auto",
                        help="how memory is emptied: the kernel's switch, or file by file")
    parser.add_argument("--modes", metavar="MODE,...", default=",".join(touch.MODES),
                        help="of the parts work, turned and tall: " + ", ".join(touch.MODES))
    parser.add_argument("--scratch", metavar="FOLDER",
                        help="for generated tours, which are kept; beside the program if not said")
    parser.add_argument("--big", metavar="PACK", help="a very large pack, for the part `big`")
    parser.add_argument("--small", metavar="PACK", help="what it is set beside; --pack if not said")
    parser.add_argument("--lines", action="store_true",
                        help="a line of JSON a figure, as soon as its part is done; no table")
    parser.add_argument("--smaps", metavar="FILE", help="smaps after the visit of every page")
    parser.add_argument("--verbose", action="store_true", help="memory page by page")
    parser.add_argument("--check", action="store_true", help="exit 1 if a figure is missed")
    o = parser.parse_args()
    o.only = list(touch.PARTS) if o.only == "fingers" else o.only.split(",")
    o.modes = o.modes.split(",")
    o.size, o.tall = probe.SIZE, False
    o.scratch = o.scratch or os.path.join(os.path.dirname(os.path.abspath(o.program)), "bench")
    if not set(o.only) <= set(PARTS):
        parser.error("--only: one or more of " + ", ".join(PARTS))
    return o


def shown(value):
    return f"{value:9.2f}" if value is not None else f"{'-':>9}"


def verdict(line):
    value, most = line["value"], line["most"]
    if value is None or most is None:
        return ""
    other = "the floor's" if line["other_is"] == "floor" else "the small pack's"
    frames = f" of {line['frames']}" if line["frames"] else ""
    words = {"least": f"(at least {most})", "ratio": f"{value:.2f} x {other} (at most {most})",
             "difference": f"{value:+.2f} (at most +{most})", "value": f"(at most {most})",
             "worst": f"{value:.0f} in the worst run (at most {most})"}
    return words[line["how"]] + frames + ("  MISSED" if line["missed"] else "")


def report(lines):
    for other in ("floor", "small"):
        mine = [line for line in lines if line["other_is"] == other]
        if mine:
            name = "ours" if other == "floor" else "big"
            print(f"{'':30} {'medians':^19}   {'smallest':^19}")
            print(f"{'figure':30} {other:>9} {name:>9}   {other:>9} {name:>9}")
        for line in mine:
            least = [min(v) if v else None for v in (line["others"], line["all"])]
            print(f"{line['figure']:30} {shown(line['other'])} {shown(line['ours'])}   "
                  f"{shown(least[0])} {shown(least[1])}  {verdict(line)}")


def measure(bench, o, pages):
    figures, lines, failed = Figures(), [], []
    for part in o.only:
        try:
            PARTS[part](bench, o, pages, figures)
        except (SystemExit, Exception) as failure:  # the others may still be measured
            print(f"{part} failed: {failure!r}", file=sys.stderr)
            failed.append(part)
            bench.stop_all()
        for figure in list(figures.values)[len(lines):]:
            lines.append(figures.line(figure))
            if o.lines:
                print(json.dumps(lines[-1]), flush=True)
    return lines, failed


def main():
    o = options()
    probe.adopt()
    with tempfile.TemporaryDirectory() as folder:
        probe.build(folder)
        pages = {"floor": Program("floor", [os.path.join(folder, "floor"), "surface"], HERE),
                 "home": ours(o, "home"), "stop": ours(o, "stop:" + o.stop)}
        server = Server()
        try:
            lines, failed = measure(Bench(folder, server), o, pages)
        finally:
            server.close()  # what is left on it ends with it
    if not o.lines:
        report(lines)
    return 1 if failed or o.check and any(line["missed"] for line in lines) else 0


if __name__ == "__main__":
    sys.exit(main())
