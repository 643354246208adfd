"""Everything that a finger can do, keys can do, and the other way round.

Walks all screens from the first one, once by touch and once by keys alone, and compares what
each could press and where it led. Scripts do the walking, so no display is needed.
"""

import os
from concurrent.futures import ThreadPoolExecutor

from rig import expect, focused, run_tests, script_dumps

SIZE = "1280x800"
DRAGS = 20  # of half a page each: longer than any page of the fixture
OTHER_LANGUAGE = "Español"
TABS = 64  # a page with a keyboard on it
BELOW, ABOVE_KEYBOARD = "960,600 960,300", "960,340 960,140"
REST = "wait 1s"  # for what moves


def identity(tree):
    """Which screen it is, the sheet on it, and whether its picture is enlarged."""
    enlarged = any(n.name == "Look up" for n in tree)
    return " + ".join(n.name for n in tree if n.depth == 0) + " enlarged" * enlarged


class Walk:
    """One way through the program; `lines` are the script that leads to a screen."""

    def __init__(self, build):
        self.build = build
        self.actions = set()  # (screen, what was pressed, screen)

    def dumps(self, lines):
        pack = os.path.join(self.build, "tests", "fixture.pack")
        return script_dumps(self.build, lines, pack, "--size", SIZE)

    def leads_to(self, lines):
        return identity(self.dumps(lines + ["dump"])[-1])

    def all_screens(self):
        start = self.leads_to([])
        paths, ahead = {start: []}, [start]
        while ahead:
            screen = ahead.pop(0)
            found = self.pressables(paths[screen])
            # One letter of a keyboard stands for the others, once it has been pressed.
            letters = [name for name in found if len(name) == 1][1:]
            tried = {name: lines for name, lines in found.items() if name not in letters}
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                leads = list(pool.map(self.leads_to, tried.values()))
            self.actions.update((screen, name, screen) for name in letters)
            for (name, lines), there in zip(tried.items(), leads):
                self.actions.add((screen, name, there))
                # The same screens once more in another language show nothing new.
                if there not in paths and name != OTHER_LANGUAGE:
                    paths[there] = lines
                    ahead.append(there)
        return self


def active(tree):
    """The nodes of the topmost of page and sheet."""
    roots = [i for i, n in enumerate(tree) if n.depth == 0]
    return tree[roots[-1]:]


def in_sight(nodes, index):
    """Whether the middle of a node lies in all that it is in."""
    node = nodes[index]
    x, y, depth = node.x + node.w / 2, node.y + node.h / 2, node.depth
    for outer in reversed(nodes[:index]):
        if outer.depth >= depth:
            continue
        depth = outer.depth
        if not (outer.x < x < outer.x + outer.w and outer.y < y < outer.y + outer.h):
            return False
    return True


class TouchWalk(Walk):
    def pressables(self, path):
        keyboard = any(n.name == "Space" for n in self.dumps(path + ["dump"])[-1])
        drag = f"drag {ABOVE_KEYBOARD if keyboard else BELOW} 400ms"
        # On the first screen a drag is a touch, too, and leads on.
        drags = DRAGS if path else 0
        looks = self.dumps(path + ["dump"] + [drag, "wait 2s", "dump"] * drags)
        found = {}
        for count, tree in enumerate(looks):
            nodes = active(tree)
            for i, node in enumerate(nodes):
                disabled = " disabled" in node.rest.split('"')[0]
                if (node.pressable and not disabled and node.name not in found and
                        in_sight(nodes, i)):
                    found[node.name] = (path + [drag, "wait 2s"] * count +
                                        [f'touch "{node.name}"', REST])
        return found


class KeyWalk(Walk):
    def pressables(self, path):
        if not path:  # the first key only wakes the screen, whichever it is
            return {self.dumps(["dump"])[-1][0].name: ["key Return"]}
        looks = self.dumps(path + ["dump"] + ["key Tab", "dump"] * TABS)
        found = {}
        for count, tree in enumerate(looks):
            node = focused(active(tree))
            # A page that scrolls takes the focus too, for the arrow keys; nothing to press.
            if node and node.pressable and node.name not in found:
                found[node.name] = path + ["key Tab"] * count + ["key Return", REST]
        return found


WALKS = {}  # done once for all tests


def walk_of(kind, build):
    if kind not in WALKS:
        WALKS[kind] = kind(build).all_screens()
    return WALKS[kind]


def touch_and_keys_reach_the_same(build):
    touch, keys = walk_of(TouchWalk, build), walk_of(KeyWalk, build)
    for only, what in ((touch.actions - keys.actions, "touch"),
                       (keys.actions - touch.actions, "keys")):
        expect(not only, f"by {what} alone: {sorted(only)}")
    screens = {screen for screen, _, _ in touch.actions}
    expect(len(screens) >= 15, f"only {screens} were reached")
    for sheet in ("Pictures", "Pictures enlarged", "Comparison"):
        expect(any(s.endswith(sheet) for s in screens), f"nobody came to {sheet}")
    print(f"       {len(screens)} screens, {len(touch.actions)} actions")


def every_screen_leads_back(build):
    walk = walk_of(TouchWalk, build)
    first = identity(walk.dumps(["dump"])[-1])
    reach = {first}
    while True:
        more = {a for a, _, b in walk.actions if b in reach} - reach
        if not more:
            break
        reach |= more
    stuck = {a for a, _, _ in walk.actions} - reach
    expect(not stuck, f"no way back from {stuck}")


if __name__ == "__main__":
    run_tests([
        touch_and_keys_reach_the_same,
        every_screen_leads_back,
    ])
