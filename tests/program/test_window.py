"""A visitor at a real window: by touch, and the same by keys.

Where a screen should be is known from --dump-tree; that it was reached, from a window that was
started on that screen and looks the same.
"""

import os

from rig import (Map, Program, Screen, differing, expect, focused, is_blank, run_tests,
                 script_dumps, until)

SIZE = (1280, 800)
HOME = "home"
TOUR, FIRST, SECOND = "tour:her-los-angeles", "stop:union-station", "stop:macarthur-park"
SAME, OTHER = 0.01, 0.05  # shares of pixels


class Visit:
    """A window, and how every screen looks in one."""

    maps, looks = {}, {}  # by name; the same for all tests

    def __init__(self, screen, build):
        self.screen, self.build = screen, build
        # Nothing moves by itself, so that a screen can come to rest.
        self.pack = [os.path.join(build, "backlot.pack"), "--reduced-motion"]
        if not self.maps:
            for name in ("attract", HOME, TOUR, FIRST, SECOND):
                self.maps[name] = Map(build, SIZE, *self.pack, "--screen", name)
                self.looks[name] = self.look_of(name)

    def look_of(self, name):
        self.screen.xdotool("mousemove", 5, 5)
        with self.start("--screen", name):
            return self.screen.settled()

    def start(self, *args):
        return Program(self.screen, self.build, *self.pack, *args)

    def expect_at(self, name, after):
        """Kept scrolling and focus rings are small beside another screen."""
        now = self.screen.settled()
        apart = {other: differing(now, look) for other, look in self.looks.items()}
        nearest = min(apart, key=apart.get)
        expect(nearest == name,
               f"after {after}: looks like {nearest} ({apart[nearest]:.3f}), not {name} "
               f"({apart[name]:.3f})")
        return now

    def touch(self, name, on, role=None):
        self.screen.touch(*self.maps[on].middle(name, role))


def every_screen_looks_different(build):
    with Screen(*SIZE) as screen:
        visit = Visit(screen, build)
        looks = list(visit.looks.items())
        for i, (name, look) in enumerate(looks):
            expect(not is_blank(look), f"{name} is blank")
            for other, other_look in looks[i + 1:]:
                share = differing(look, other_look)
                expect(share > OTHER, f"{name} and {other} differ by {share:.3f}")


def the_same_screen_looks_the_same_every_time(build):
    with Screen(*SIZE) as screen:
        visit = Visit(screen, build)
        for name, look in visit.looks.items():
            share = differing(visit.look_of(name), look)
            expect(share == 0, f"{name} differs by {share:.4f}")


def by_touch_through_the_tour_and_back(build):
    with Screen(*SIZE) as screen:
        visit = Visit(screen, build)
        with visit.start() as program:
            visit.expect_at("attract", "the start")
            visit.touch("Touch anywhere", "attract", "button")
            visit.expect_at(HOME, "a touch on the first screen")
            visit.touch("a near-future", HOME, "link")
            visit.expect_at(TOUR, "a touch on a tour")
            visit.touch("Start tour", TOUR, "button")
            stop = visit.expect_at(FIRST, "Start tour")

            x, y = SIZE[0] * 3 // 4, SIZE[1] * 3 // 5
            screen.drag(x, y, y - 300)
            scrolled = screen.settled()
            share = differing(stop, scrolled)
            expect(share > OTHER, f"a drag moved nothing ({share:.3f})")
            screen.drag(x, y - 300, y)
            share = differing(stop, screen.settled())
            expect(share < SAME, f"dragged back, {share:.3f} is different")

            visit.touch("Next:", FIRST, "button")
            visit.expect_at(SECOND, "Next")
            visit.touch("Back", SECOND, "button")
            visit.expect_at(TOUR, "Back")
            visit.touch("Back", TOUR, "button")
            visit.expect_at(HOME, "Back twice")
            expect(program.running(), "it ended")
            program.end()


def by_keys_through_the_tour_and_back(build):
    with Screen(*SIZE) as screen:
        visit = Visit(screen, build)
        with visit.start() as program:
            visit.expect_at("attract", "the start")
            screen.xdotool("mousemove", 640, 400)
            keys = Keys(visit)
            keys.key("Return")
            visit.expect_at(HOME, "Return on the first screen")
            keys.press("a near-future")
            visit.expect_at(TOUR, "Return on a tour")
            keys.press("Start tour")
            stop = visit.expect_at(FIRST, "Return on Start tour")

            keys.key("PageDown")
            share = differing(stop, screen.settled())
            expect(share > OTHER, f"Page Down moved nothing ({share:.3f})")
            keys.key("PageUp")
            share = differing(stop, screen.settled())
            expect(share < SAME, f"after Page Up {share:.3f} is different")

            keys.press("Next:")
            visit.expect_at(SECOND, "Return on Next")
            keys.key("Escape")
            visit.expect_at(TOUR, "Escape")
            keys.key("Escape")
            visit.expect_at(HOME, "Escape twice")
            expect(program.running(), "it ended")
            program.end()


class Keys:
    """A keyboard whose user sees where the focus is: a script that presses the same keys."""

    X11 = {"PageDown": "Next", "PageUp": "Prior"}

    def __init__(self, visit):
        self.visit, self.lines = visit, []

    def key(self, *names):
        for name in names:
            self.lines.append("key " + name)
            self.visit.screen.key(self.X11.get(name, name))
            self.visit.screen.settled()

    def press(self, name):
        tabs = [line for _ in range(60) for line in ("dump", "key Tab")]
        trees = script_dumps(self.visit.build, self.lines + tabs, *self.visit.pack, "--size",
                             f"{SIZE[0]}x{SIZE[1]}")
        for count, tree in enumerate(trees):
            node = focused(tree)
            if node and name in node.name:
                self.key(*["Tab"] * count, "Return")
                return
        expect(False, f"no Tab leads to '{name}'")


def a_focus_ring_is_shown_for_keys_and_not_for_touch(build):
    with Screen(*SIZE) as screen:
        visit = Visit(screen, build)
        with visit.start("--screen", TOUR):
            plain = screen.settled()
            screen.xdotool("mousemove", SIZE[0] // 4, SIZE[1] // 4, "click", 1)
            expect(differing(plain, screen.settled()) == 0, "a touch beside everything shows")
            screen.key("Tab")
            ring = differing(plain, screen.settled())
            expect(0 < ring < OTHER, f"Tab changed {ring:.4f} of the screen")
            screen.touch(SIZE[0] // 4, SIZE[1] // 4)
            expect(differing(plain, screen.settled()) < ring, "the ring stays after a touch")


def a_touch_that_leaves_its_target_presses_nothing(build):
    with Screen(*SIZE) as screen:
        visit = Visit(screen, build)
        with visit.start("--screen", TOUR):
            before = screen.settled()
            x, y = visit.maps[TOUR].middle("Start tour", "button")
            screen.xdotool("mousemove", x, y, "mousedown", 1, "sleep", 0.05, "mousemove",
                           x - 400, y - 300, "sleep", 0.05, "mouseup", 1)
            expect(differing(before, screen.settled()) < SAME, "it was pressed all the same")


def the_laptop_is_left_by_ctrl_q_and_by_escape_at_home(build):
    for key in ("ctrl+q", "Escape"):
        with Screen(*SIZE) as screen:
            with Program(screen, build, os.path.join(build, "backlot.pack"), "--screen",
                         HOME) as program:
                screen.settled()
                screen.xdotool("mousemove", 640, 400)
                screen.key(key)
                expect(until(lambda: not program.running()), f"{key} does not end it")
                expect(program.child.returncode == 0,
                       f"{key}: exit {program.child.returncode}: {program.output()[-800:]}")


if __name__ == "__main__":
    run_tests([
        every_screen_looks_different,
        the_same_screen_looks_the_same_every_time,
        by_touch_through_the_tour_and_back,
        by_keys_through_the_tour_and_back,
        a_focus_ring_is_shown_for_keys_and_not_for_touch,
        a_touch_that_leaves_its_target_presses_nothing,
        the_laptop_is_left_by_ctrl_q_and_by_escape_at_home,
    ])
