"""Pictures that GL composes, by a GL that needs no GPU: the same as those painted without.

The GL here is a program, llvmpipe. What a GPU makes of it is not tested.
"""

import ctypes
import glob
import os
import re
import statistics
import subprocess
import sys
import tempfile

from rig import (SKIPPED, SLOWNESS, Program, Screen, dump_tree, environment, expect, run,
                 run_tests)

GL = {"SDL_RENDER_DRIVER": "opengles2", "LIBGL_ALWAYS_SOFTWARE": "1"}
COMPOSED = "layers are composed by opengles2"
AREA = 16  # px, connected, that may differ by more than 2 %
ROUNDS = 500  # of two page changes


def need_gl():
    try:
        for name in ("libEGL.so.1", "libGLESv2.so.2"):
            ctypes.CDLL(name)
        missing = "" if glob.glob("/usr/lib/*/dri/swrast_dri.so") else "swrast_dri.so"
    except OSError as error:
        missing = str(error)
    if missing:
        print(f"SKIP: there is no GL here: {missing}")
        sys.exit(SKIPPED)


def pack(build):
    return os.path.join(build, "backlot.pack")


def fixture(build):
    return os.path.join(build, "tests", "fixture.pack")


def take_pictures(build, folder, args, **more):
    # Each moves once instead of ninety times, and they come to rest where they would.
    # Every kind of page is in the fixture; the tours have ten times as many, and take minutes.
    shown = pack(build) if os.environ.get("BACKLOT_LONG") else fixture(build)
    done = run([os.path.join(build, "backlot"), shown, "--reduced-motion", "--frames",
                "--screenshots", folder, *args], timeout=600, **more)
    expect(done.returncode == 0, f"--screenshots: {done.stderr[-500:]}")
    expect((COMPOSED in done.stderr) == bool(more), f"{args}: {done.stderr[:300]}")


def compare(build, pairs):
    """The largest area that differs, the file, and how many pixels do in all."""
    done = run([os.path.join(build, "tests", "program_areas"), *sum(pairs, [])], timeout=300)
    expect(done.returncode == 0, f"they can't be compared: {done.stderr}")
    rows = [line.split(maxsplit=3) for line in done.stdout.splitlines()]
    expect(len(rows) == len(pairs), done.stdout)
    worst = max(rows, key=lambda row: int(row[0]))
    return int(worst[0]), f"{os.path.basename(worst[3])} at {worst[2]}", sum(
        int(row[1]) for row in rows)


def all_screens_are_the_same_with_gl_and_without(build):
    for args in (["--size", "1920x1080"],
                 ["--size", "720x1280", "--lang", "ar-XB", "--theme", "evening"]):
        with tempfile.TemporaryDirectory() as folder:
            a, b = os.path.join(folder, "a"), os.path.join(folder, "b")
            take_pictures(build, a, args)
            take_pictures(build, b, args, **GL)
            names = sorted(os.listdir(a))
            expect(len(names) > 40 and names == sorted(os.listdir(b)), f"{args}: {names}")
            area, where, all_px = compare(
                build, [[os.path.join(a, n), os.path.join(b, n)] for n in names])
            print(f"        {len(names)} pictures, {args[1]}: the largest area is {area} px"
                  f" ({where}), {all_px} px in all")
            expect(area <= AREA, f"{args}: {area} px differ in {where}")


def the_comparison_sees_what_differs(build):
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for screen in ("home", "attract"):
            files.append(os.path.join(folder, screen + ".png"))
            script = os.path.join(folder, "script")
            with open(script, "w") as f:
                f.write(f"screenshot {files[-1]}\n")
            done = run([os.path.join(build, "backlot"), pack(build), "--size", "640x400",
                        "--screen", screen, "--script", script])
            expect(done.returncode == 0, done.stderr)
        expect(compare(build, [files])[0] > 1000, "two pages are said to be the same")
        expect(compare(build, [files[:1] * 2])[2] == 0, "one page differs from itself")


def a_turned_window_shows_the_same(build):
    for degrees in ("0", "90", "180", "270"):
        shots = []
        for more in ({"SDL_RENDER_DRIVER": "software"}, GL):
            with Screen(800, 500) as screen:
                with Program(screen, build, pack(build), "--screen", "home", "--rotate",
                             degrees, "--reduced-motion", **more) as program:
                    shots.append(screen.settled())
                    expect((COMPOSED in program.output()) == (more is GL), program.output())
        close = sum(abs(a - b) <= 5 for a, b in zip(*shots)) / len(shots[0])
        expect(close == 1, f"turned by {degrees}: {1 - close:.2%} of bytes differ")


def pss_kb(pid):
    # Of its own memory: that of libraries depends on who else has them open.
    with open(f"/proc/{pid}/smaps_rollup") as f:
        return int(re.search(r"^Pss_Anon: +(\d+)", f.read(), re.M)[1])


def walk(build, rounds, watch=False):
    """Home, a tour, home ...: how many textures lived after each frame, and PSS meanwhile."""
    home = ["--size", "640x400", "--screen", "home"]
    tour = next(n.name for n in dump_tree(build, pack(build), *home) if n.role == "link")
    with tempfile.NamedTemporaryFile("w", suffix=".script") as script:
        # Each page comes in and is left while it does.
        script.write(f'touch "{tour}"\nkey Escape\n' * rounds + "wait 1s\n")
        script.flush()
        child = subprocess.Popen(
            [os.path.join(build, "backlot"), pack(build), *home, "--frames",
             "--script", script.name],
            env=environment(**GL), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True)
        textures, pss = [], []
        for line in child.stderr:
            found = re.search(r"textures (\d+)$", line)
            if found:
                textures.append(int(found[1]))
            if found and watch and len(textures) % 50 == 0:
                pss.append(pss_kb(child.pid))
        expect(child.wait(timeout=60 * SLOWNESS) == 0, "the script failed")
    return textures, pss


def a_thousand_page_changes_leave_no_texture_behind(build):
    few, _ = walk(build, 5)
    many, pss = walk(build, ROUNDS, watch=True)
    expect(len(many) >= 2 * ROUNDS, f"only {len(many)} frames: the pages did not change")
    expect(max(few) > 1, "there were no textures")
    expect(many[-1] == few[-1], f"{few[-1]} textures after 10 changes, {many[-1]} after 1,000")
    expect(max(many) == max(few), f"{max(many)} textures at a time, not {max(few)}")
    fifth = len(pss) // 5
    before, after = statistics.median(pss[fifth:2 * fifth]), statistics.median(pss[-fifth:])
    print(f"        {many[-1]} textures, at most {max(many)}; own PSS {before / 1024:.0f} MB, "
          f"then {after / 1024:.0f}")
    # Pages of 640 x 400 that stayed would be 1 MB each.
    expect(after - before < 8 * 1024, f"PSS grew from {before} to {after} kB")


def a_monkey_by_gl_ends_where_it_does_without(build):
    ends = []
    for more in ({}, GL):
        done = run([os.path.join(build, "backlot"), pack(build), "--monkey", "7:400"],
                   timeout=300, **more)
        expect(done.returncode == 0, done.stderr[-500:])
        ends.append(done.stdout)
    expect(ends[0] == ends[1] and "7:400" in ends[0], f"{ends}")


if __name__ == "__main__":
    need_gl()
    run_tests([the_comparison_sees_what_differs, all_screens_are_the_same_with_gl_and_without,
               a_turned_window_shows_the_same, a_monkey_by_gl_ends_where_it_does_without,
               a_thousand_page_changes_leave_no_texture_behind])
