"""A window that goes black when nobody came for so long, and what a click does to it."""

import os
import time

from rig import SLOWNESS, Program, Screen, differing, expect, run_tests, until

SAME, OTHER = 0.01, 0.05  # shares of pixels
LIMIT_S = 0.3 * SLOWNESS
ATTEMPTS = 3  # the machine may be busy with other things: the best of them counts


def is_black(pixels):
    return not any(pixels[i:i + 3].strip(b"\0") for i in range(0, len(pixels) - 3, 52))


def seconds_to_light(screen):
    """From before the button goes down, xdotool's own start included."""
    start = time.monotonic()
    screen.xdotool("mousedown", 1)
    lit = until(lambda: not is_black(screen.pixels()))
    took = time.monotonic() - start
    screen.xdotool("mouseup", 1)
    expect(lit, "a click does not wake it")
    return took


def it_goes_black_and_a_click_only_wakes_it(build):
    with Screen() as screen:
        pack = [os.path.join(build, "backlot.pack"), "--profile", "kiosk", "--reduced-motion"]
        with Program(screen, build, *pack, "--blank-after", str(0.05 * SLOWNESS)) as program:
            expect(until(lambda: not is_black(screen.pixels())), "it never showed anything")
            first = screen.settled()
            screen.xdotool("mousemove", 640, 400)
            times = []
            for _ in range(ATTEMPTS):
                expect(until(lambda: is_black(screen.pixels())), "it never goes black")
                times.append(seconds_to_light(screen))
                apart = differing(first, screen.settled())
                expect(apart < SAME, f"the click did something: {apart:.3f} is different")
            expect(min(times) <= LIMIT_S, f"it was back after {min(times) * 1000:.0f} ms")
            screen.touch(640, 400)
            apart = differing(first, screen.settled())
            expect(apart > OTHER, f"the second click did nothing: {apart:.3f} is different")
            expect(program.running(), "it ended")
            print(f"        back after {min(times) * 1000:.0f} ms")


if __name__ == "__main__":
    run_tests([it_goes_black_and_a_click_only_wakes_it])
