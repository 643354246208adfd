"""The parts of run.py that are about fingers: drags, swipes, slides, pictures, work of frames."""

import argparse
import json
import math
import os
import pathlib
import subprocess
import sys
import time

import make_photo
import make_tours
import probe
from probe import HERE, Program, Server, find, ours, tours_of

FLICK_STOPS = 200
SLIDE_MS = 300
TALL = (1080, 1920)
# mode of bench_glass -> the page it begins on, and what is asked of its frames
MODES = {"drag": ("stop", {"work": 6, "p99": 12}), "swipe": ("stop", {"work": 6, "p99": 12}),
         "push": ("stop", {"work": 12}), "grow": ("home", {"work": 12}), "sheet": ("stop", {}),
         "pinch": ("photo", {"work": 12, "sharp": 150}),
         "compare": ("photo", {"work": 12}),
         "map": ("map", {"work": 8, "blank": 0, "mb": 48}),
         "mappinch": ("map", {"work": 12, "blank": 0, "mb": 48}),
         "mapturn": ("preview", {"work": 16, "blank": 0, "mb": 48}),
         "mapfirst": ("tour", {"complete": 300})}
TURNED = ("drag", "push", "grow", "pinch", "compare")
TURNED_WORK = 14
FRAMES_LEAST = 100
ASKED = {
    "press_ms": ("value", 2),
    "press_p95_ms": ("value", 4),
    "press_tour_ms": ("value", 2),
    "press_tour_p95_ms": ("value", 4),
    "drag_fps": ("value", None),
    "drag_p95_ms": ("difference", 1.0),
    "drag_over34": ("worst", 0),
    "drag_cpu_s": ("ratio", 1.2),
    "swipe_p95_ms": ("difference", 1.0),
    "swipe_over34": ("worst", 0),
    "swipe_cpu_s": ("ratio", 1.2),
    "slide_frames": ("least", 17),
    "slide_fewest": ("value", None),
    "slide_seen": ("value", None),
    "slide_begin_ms": ("value", None),
    "list_p95_ms": ("value", None),
    "list_over34": ("worst", 0),
    "next_p95_ms": ("value", None),
    "next_over34": ("worst", 0),
    "flick_pss_mb": ("value", 150),
    "flick_home_pss_mb": ("value", 80),
}


def asked_of_work():
    asked = {}
    for turned in ("work", "turned"):
        for mode, (_, limits) in MODES.items():
            most = TURNED_WORK if turned == "turned" else limits.get("work")
            asked[f"{turned}_{mode}_p95_ms"] = ("value", most)
            asked[f"{turned}_{mode}_p99_ms"] = (
                "value", limits.get("p99") if turned == "work" else None)
            asked[f"{turned}_{mode}_cpu_p95_ms"] = ("value", None)
            asked[f"{turned}_{mode}_interval_p95_ms"] = ("value", None)
            asked[f"{turned}_{mode}_first_ms"] = ("value", None)
            if "sharp" in limits:
                asked[f"{turned}_{mode}_sharp_ms"] = (
                    "value", limits["sharp"] if turned == "work" else None)
            for figure in ("complete", "blank", "mb"):
                if figure in limits:
                    asked[f"{turned}_{mode}_{figure}"] = ("value", limits[figure])
    return asked


ASKED.update(asked_of_work())


# ---- from outside ----

def tour_card(o, nodes):
    title = ours(o, "tour:" + tours_of(o.pack)[0][0]).nodes()[0][1]
    return find(nodes, title)


def part_press(bench, o, pages, figures):
    """Press -> first changed pixel, on a button of a page."""
    n = o.runs or (20 if o.tall else 40)
    bench.start(pages["floor"])
    time.sleep(2)
    seen = bench.probe("click", o.size[0] - 460, 50, o.size[0] - 540, 20, 160, 60, n)
    pages["floor"].stop()
    floor = seen["press_to_first_change"]
    for name, target, figure in (("stop", "Settings", "press"), ("home", None, "press_tour")):
        nodes = pages[name].nodes()
        node = find(nodes, target) if target else tour_card(o, nodes)
        x, y = node[2] + node[4] // 2, node[3] + node[5] // 2
        w, h = min(node[4], 160), min(node[5], 60)
        bench.start(pages[name])
        time.sleep(2)
        # Something large is pressed with a frame: its upper edge is watched.
        top = y - h // 2 if node[4] * node[5] * 6 < o.size[0] * o.size[1] else node[3]
        seen = bench.probe("click", x, y, x - w // 2, top, w, h, n,
                           x + 400 if x < o.size[0] - 500 else x - 400)
        pages[name].stop()
        own = seen.get("press_to_first_change") or {"med": math.nan, "p95": math.nan}
        figures.add(figure + "_ms", own["med"], floor["med"])
        figures.add(figure + "_p95_ms", own["p95"], floor["p95"])


def part_drag(bench, o, pages, figures):
    """A finger up and down, then swipes with coasting, on the longest page."""
    for _ in range(o.runs or (1 if o.tall else 2)):
        seen = {}
        for name in ("floor", "stop"):
            program = pages[name]
            bench.start(program)
            time.sleep(2)
            seen[name] = [drag_once(bench, o, program, "cont"),
                          drag_once(bench, o, program, "swipe")]
            program.stop()
        for i, what in enumerate(("drag", "swipe")):
            for figure, own in seen["stop"][i].items():
                if f"{what}_{figure}" in ASKED:
                    figures.add(f"{what}_{figure}", own, seen["floor"][i][figure])


def drag_once(bench, o, program, how):
    before = probe.cpu_s(program.pid)
    seen = bench.probe("drag", program.drag_x, 300, 900, o.drag, 60, how)
    frames = seen.get("frame_ms") or {"p95": math.nan}
    time.sleep(1)  # it coasts to its rest
    return {"fps": seen.get("fps", math.nan), "p95_ms": frames["p95"],
            "over34": seen.get("over34", math.nan),
            "cpu_s": probe.cpu_s(program.pid) - before}


def near_its_end(node):
    """The next page's button is as wide as that one's title, and ends where this one does."""
    _, _, x, y, w, h = node
    return x + w - h // 2, y + h // 2


def slides(bench, x, y, times, rest_ms=300):
    seen = bench.probe("slide", x, y, SLIDE_MS, times, rest_ms)
    return seen if seen.get("frames") else None


def part_slide(bench, o, pages, figures):
    """Frames of the slides from stop to stop."""
    stops = tours_of(o.pack)[0][1]
    program = ours(o, "stop:" + stops[0])
    on = find(program.nodes(), "Next:")
    for _ in range(o.runs or (1 if o.tall else 2)):
        bench.start(program)
        time.sleep(2)
        seen = slides(bench, *near_its_end(on), len(stops) - 1)
        program.stop()
        nothing = {"med": math.nan, "min": math.nan}
        figures.add("slide_frames", seen["frames"]["med"] if seen else math.nan)
        figures.add("slide_fewest", (seen["frames"] if seen else nothing)["min"])
        figures.add("slide_seen", (seen["seen"] if seen else nothing)["med"])
        figures.add("slide_begin_ms", (seen["begin_ms"] if seen else nothing)["med"])


def part_flick(bench, o, pages, figures):
    """A tour of 200 stops with a picture each: its list, then from stop to stop."""
    pack = make_pack(o, f"flick-{FLICK_STOPS}",
                     lambda root: make_tours.make(root, FLICK_STOPS, 1, 0, True))
    tour, stops = tours_of(pack)[0]
    page = ours(o, "tour:" + tour, pack, "flick")
    begin = find(page.nodes(), "Start tour")
    on = find(ours(o, "stop:" + stops[0], pack).nodes(), "Next:")
    bench.launch(page)
    bench.settle()
    pss = [probe.pss_mb(page.pid)]
    x = page.drag_x
    seen = bench.probe("drag", x, 200, o.size[1] * 3 // 4, 18, 60, "flick")
    figures.add("list_p95_ms", (seen.get("frame_ms") or {"p95": math.nan})["p95"])
    figures.add("list_over34", seen.get("over34", math.nan))
    pss.append(probe.pss_mb(page.pid))
    bench.touch(begin)
    bench.settle()
    over34, p95 = 0, []
    for _ in range(0, len(stops) - 1, 20):  # between them at rest, where a look disturbs nothing
        seen = slides(bench, *near_its_end(on), 20, 20) or {"over34": math.nan}
        over34 += seen["over34"]
        p95.append((seen.get("interval") or {"p95": math.nan})["p95"])
        pss.append(probe.pss_mb(page.pid))
    figures.add("next_p95_ms", sorted(p95)[len(p95) // 2])
    figures.add("next_over34", over34)
    figures.add("flick_pss_mb", max(pss))
    for _ in range(4):
        bench.key("Escape")
        bench.settle()
    time.sleep(1)
    figures.add("flick_home_pss_mb", probe.pss_mb(page.pid))
    page.stop()


# ---- from inside ----

def make_pack(o, name, make):
    """A generated tour, compiled; the tree is kept, and so are its pictures."""
    os.makedirs(o.scratch, exist_ok=True)
    tree, pack = os.path.join(o.scratch, name), os.path.join(o.scratch, name + ".pack")
    if not os.path.exists(tree):
        print(f"making {name}: a minute, this once", file=sys.stderr)
        make(pathlib.Path(tree + ".part"))
        os.rename(tree + ".part", tree)
    tourc = os.path.join(os.path.dirname(os.path.abspath(o.program)), "tourc")
    subprocess.run([tourc, "build", tree, "-o", pack], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return pack


def build_glass(o):
    folder = os.path.dirname(os.path.abspath(o.program))
    subprocess.run(["cmake", "--build", folder, "--target", "bench_glass"], check=True,
                   stdout=subprocess.DEVNULL)
    return os.path.join(folder, "bench_glass")


def glass(bench, o, program, mode, degrees):
    """What bench_glass says of a mode; {} and its reason on stderr, if it could not."""
    screen, _ = MODES[mode]
    pack = make_pack(o, "photo", make_photo.make) if screen == "photo" else o.pack
    pack = os.path.abspath(pack)
    page = {"stop": "stop:" + o.stop, "home": "home", "photo": "stop:stop-1"}.get(
        screen, screen + ":" + o.walk)
    command = [program, mode, pack, "--screen", page, "--profile", o.profile,
               "--rotate", str(degrees)]
    try:
        done = subprocess.run(command, env=bench.env, cwd=HERE, stdout=subprocess.PIPE,
                              text=True, timeout=90)
    except subprocess.TimeoutExpired:
        print(f"bench_glass {mode}: no end in 90 s", file=sys.stderr)
        return {}
    if o.verbose:
        print(done.stdout.strip(), file=sys.stderr)
    seen = json.loads(done.stdout) if done.returncode == 0 else {}
    frames = (seen.get("work") or {"n": 0})["n"]
    if frames < FRAMES_LEAST and not seen.get("complete"):
        print(f"bench_glass {mode}: {frames} frames say nothing", file=sys.stderr)
        return {}
    return seen


def measure_work(bench, o, figures, name, degrees):
    program = build_glass(o)
    for mode, (_, limits) in MODES.items():
        if mode not in o.modes or degrees and mode not in TURNED:
            continue
        seen = glass(bench, o, program, mode, degrees)
        nothing = {"p95": math.nan, "p99": math.nan, "n": 0}
        work, interval = seen.get("work") or nothing, seen.get("interval") or nothing
        for p in ("p95", "p99"):
            figures.add(f"{name}_{mode}_{p}_ms", work[p], n=work["n"])
        figures.add(f"{name}_{mode}_cpu_p95_ms", (seen.get("cpu") or nothing)["p95"])
        figures.add(f"{name}_{mode}_interval_p95_ms", interval["p95"], n=interval["n"])
        if seen.get("first"):
            figures.add(f"{name}_{mode}_first_ms", seen["first"]["med"], n=seen["first"]["n"])
        if "sharp" in limits:
            sharp = (seen.get("sharp") or nothing) if not seen.get("never_sharp") else nothing
            figures.add(f"{name}_{mode}_sharp_ms", sharp["p95"], n=sharp["n"])
        if "complete" in limits:
            complete = seen.get("complete") or nothing
            figures.add(f"{name}_{mode}_complete", complete["p95"], n=complete["n"])
        if "blank" in limits:
            figures.add(f"{name}_{mode}_blank", seen.get("blank", math.nan), n=work["n"])
            figures.add(f"{name}_{mode}_mb", seen.get("map_mb", math.nan))


def part_work(bench, o, pages, figures):
    """What frames of gestures and transitions cost."""
    measure_work(bench, o, figures, "work", 0)


def part_turned(bench, o, pages, figures):
    """The same, turned by 90 degrees."""
    measure_work(bench, o, figures, "turned", 90)


# ---- upright ----

TALL_PARTS = {"press": part_press, "drag": part_drag, "slide": part_slide, "work": part_work}
ASKED.update({"tall_" + figure: asked for figure, asked in list(ASKED.items())
              if figure.split("_")[0] in ("press", "drag", "swipe", "slide", "work")})


def part_tall(bench, o, pages, figures):
    """On an upright screen: press, drag, slide and work."""
    tall = argparse.Namespace(**dict(vars(o), size=TALL, drag_x=TALL[0] // 2, tall=True))
    server = Server(TALL)
    try:
        upright = probe.Bench(bench.folder, server)
        mine = {"floor": Program("floor-tall", pages["floor"].command, HERE, TALL),
                "home": ours(tall, "home", name="home-tall"),
                "stop": ours(tall, "stop:" + o.stop, name="stop-tall")}
        mine["floor"].drag_x = TALL[0] // 2
        for part in TALL_PARTS.values():
            part(upright, tall, mine, figures.named("tall_"))
    finally:
        server.close()


PARTS = {"press": part_press, "drag": part_drag, "slide": part_slide, "flick": part_flick, "work": part_work,
         "turned": part_turned, "tall": part_tall}
