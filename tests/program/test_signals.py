"""SIGTERM and Ctrl+C end it: at once, with status 0, whatever it is doing."""

import os
import signal
import time

from rig import SLOWNESS, Program, Screen, expect, is_blank, run_tests, until

LIMIT_S = 0.2 * SLOWNESS
ATTEMPTS = 3  # the machine may be busy with other things: the best of them counts


def seconds_to_end(screen, build, wait, with_signal, *args):
    times = []
    for _ in range(ATTEMPTS):
        with Program(screen, build, os.path.join(build, "backlot.pack"), *args) as program:
            wait(screen, program)
            times.append(program.end(with_signal))
            expect(program.child.returncode == 0,
                   f"exit {program.child.returncode}: {program.output()[-1500:]}")
            expect("Sanitizer" not in program.output(), program.output()[-1500:])
        if times[-1] <= LIMIT_S:
            break
    return min(times)


def check(build, wait, with_signal, *args):
    with Screen() as screen:
        took = seconds_to_end(screen, build, wait, with_signal, *args)
    expect(took <= LIMIT_S, f"{took * 1000:.0f} ms")


def page_at_rest(screen, program):
    expect(until(lambda: not is_blank(screen.pixels())), "it never showed anything")
    screen.settled()


def first_pixels(screen, program):
    expect(until(lambda: not is_blank(screen.pixels())), "it never showed anything")


def page_in_motion(screen, program):
    page_at_rest(screen, program)
    screen.xdotool("mousemove", 900, 600, "mousedown", 1, "mousemove", 900, 500, "sleep", 0.02,
                   "mousemove", 900, 200, "mouseup", 1)


def sigterm_ends_a_page_at_rest(build):
    for screen in ("home", "tour:her-los-angeles", "stop:union-station"):
        check(build, page_at_rest, signal.SIGTERM, "--screen", screen)


def sigterm_ends_the_attract_loop(build):
    check(build, first_pixels, signal.SIGTERM)


def ctrl_c_ends_a_page_at_rest(build):
    check(build, page_at_rest, signal.SIGINT, "--screen", "stop:union-station")


def sigterm_ends_a_page_in_motion(build):
    check(build, page_in_motion, signal.SIGTERM, "--screen", "stop:union-station")


def sigterm_ends_it_while_pictures_are_decoded(build):
    check(build, first_pixels, signal.SIGTERM, "--screen", "stop:union-station")


def every_profile_ends(build):
    for profile in ("kiosk", "tablet"):
        check(build, page_at_rest, signal.SIGTERM, "--profile", profile, "--screen", "home")


def signals_at_any_moment_of_the_start_end_it(build):
    """Also before it is ready for them. Then the default action is as good as exit 0."""
    with Screen() as screen:
        for ms in (0, 5, 10, 20, 40, 60, 80, 100, 150):
            with Program(screen, build, os.path.join(build, "backlot.pack")) as program:
                time.sleep(ms / 1000)
                program.end()
                expect(program.child.returncode in (0, -signal.SIGTERM),
                       f"after {ms} ms: exit {program.child.returncode}")


if __name__ == "__main__":
    run_tests([
        sigterm_ends_a_page_at_rest,
        sigterm_ends_the_attract_loop,
        ctrl_c_ends_a_page_at_rest,
        sigterm_ends_a_page_in_motion,
        sigterm_ends_it_while_pictures_are_decoded,
        every_profile_ends,
        signals_at_any_moment_of_the_start_end_it,
    ])
