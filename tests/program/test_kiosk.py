"""A kiosk that stands alone among people: nothing that they type or close leads out of it, there
is no arrow on it, and it looks after itself.
"""

import ctypes
import ctypes.util
import os
import re
import subprocess

from rig import Failure, Program, Screen, environment, expect, run_tests, until

SIZE = (1280, 800)
MODIFIERS = ("", "shift+", "ctrl+", "alt+", "super+", "ctrl+alt+", "ctrl+shift+", "alt+shift+")
KEYCODES = range(8, 256)


def pack(build):
    return os.path.join(build, "backlot.pack")


def xdotool(screen, *args):
    done = subprocess.run(["xdotool", *map(str, args)], env=environment(DISPLAY=screen.display),
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return done.stdout


def the_window(screen):
    """The window on show and its box."""
    found = xdotool(screen, "search", "--onlyvisible", "--name", "Backlot").split()
    expect(len(found) == 1, f"windows on show: {found}")
    numbers = dict(re.findall(r"(\w+)=(-?\d+)",
                              xdotool(screen, "getwindowgeometry", "--shell", found[0])))
    return int(found[0]), tuple(int(numbers[k]) for k in ("X", "Y", "WIDTH", "HEIGHT"))


def expect_there(screen, program, after):
    expect(program.running(), f"it ended after {after}: {program.output()[-400:]}")
    _, box = the_window(screen)
    expect(box == (0, 0, *SIZE), f"the window is {box} after {after}")


class ClientMessage(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("sent", ctypes.c_int),
                ("display", ctypes.c_void_p), ("window", ctypes.c_ulong),
                ("kind", ctypes.c_ulong), ("format", ctypes.c_int), ("data", ctypes.c_long * 5),
                ("rest", ctypes.c_long * 24)]


def library(name):
    found = ctypes.util.find_library(name)
    if not found:
        raise Failure(f"there is no lib{name} here")
    return ctypes.CDLL(found)


def ask_to_close(screen):
    """What a window manager sends for its close button and for Alt+F4."""
    x11 = library("X11")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = ctypes.c_ulong
    display = ctypes.c_void_p(x11.XOpenDisplay(screen.display.encode()))
    window, _ = the_window(screen)

    def atom(text):
        return x11.XInternAtom(display, text, 0)

    message = ClientMessage(type=33, window=window, kind=atom(b"WM_PROTOCOLS"), format=32)
    message.data[0] = atom(b"WM_DELETE_WINDOW")
    x11.XSendEvent(display, ctypes.c_ulong(window), 0, ctypes.c_long(0), ctypes.byref(message))
    x11.XCloseDisplay(display)


def no_key_with_any_modifier_leads_out(build):
    with Screen(*SIZE) as screen:
        with Program(screen, build, pack(build), "--profile", "kiosk") as program:
            expect(until(lambda: xdotool(screen, "search", "--onlyvisible", "--name", "Backlot")),
                   "no window came")
            xdotool(screen, "mousemove", 640, 400)
            for modifier in MODIFIERS:
                codes = [f"{modifier}{code}" for code in KEYCODES]
                for at in range(0, len(codes), 62):
                    xdotool(screen, "key", "--delay", 1, *codes[at:at + 62])
                expect_there(screen, program, f"every key with '{modifier}'")
            for key in ("Escape", "alt+F4", "ctrl+q", "F11", "alt+Return", "ctrl+alt+Delete"):
                for _ in range(6):
                    xdotool(screen, "key", key)
                expect_there(screen, program, key)
            program.end()
            expect(program.child.returncode == 0, f"exit {program.child.returncode}")


def a_closed_window_stays(build):
    with Screen(*SIZE) as screen:
        with Program(screen, build, pack(build), "--profile", "kiosk") as program:
            expect(until(lambda: xdotool(screen, "search", "--onlyvisible", "--name", "Backlot")),
                   "no window came")
            for _ in range(3):
                ask_to_close(screen)
            xdotool(screen, "sleep", 0.5)
            expect_there(screen, program, "it was asked to close")
        with Program(screen, build, pack(build), "--profile", "tablet") as program:
            expect(until(lambda: xdotool(screen, "search", "--onlyvisible", "--name", "Backlot")),
                   "no window came")
            ask_to_close(screen)
            expect(until(lambda: not program.running()), "a tablet can't be closed")
            expect(program.child.returncode == 0, f"exit {program.child.returncode}")


def asked_to_be_put_away(screen, *keys):
    """How often the window asked a window manager to make an icon of it after these keys."""
    x11 = library("X11")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XDefaultRootWindow.restype = x11.XInternAtom.restype = ctypes.c_ulong
    display = ctypes.c_void_p(x11.XOpenDisplay(screen.display.encode()))
    change = x11.XInternAtom(display, b"WM_CHANGE_STATE", 0)
    root = ctypes.c_ulong(x11.XDefaultRootWindow(display))
    x11.XSelectInput(display, root, ctypes.c_long(1 << 19))  # SubstructureNotifyMask
    x11.XSync(display, 0)
    xdotool(screen, "key", *keys)
    xdotool(screen, "sleep", 0.5)
    x11.XSync(display, 0)
    asked, message = 0, ClientMessage()
    while x11.XPending(display):
        x11.XNextEvent(display, ctypes.byref(message))
        asked += message.type == 33 and message.kind == change
    x11.XCloseDisplay(display)
    return asked


def alt_tab_does_not_put_it_away(build):
    with Screen(*SIZE) as screen:
        with Program(screen, build, pack(build), "--profile", "kiosk", "--screen", "home"):
            screen.settled()
            xdotool(screen, "mousemove", 640, 400)
            asked = asked_to_be_put_away(screen, "alt+Tab", "alt+shift+Tab")
            expect(asked == 0, f"it asked {asked} times to be put away")


class CursorImage(ctypes.Structure):
    _fields_ = [("x", ctypes.c_short), ("y", ctypes.c_short), ("width", ctypes.c_ushort),
                ("height", ctypes.c_ushort), ("xhot", ctypes.c_ushort),
                ("yhot", ctypes.c_ushort), ("serial", ctypes.c_ulong),
                ("pixels", ctypes.POINTER(ctypes.c_ulong))]


def arrow_pixels(screen):
    """How many pixels of the arrow can be seen."""
    x11, fixes = library("X11"), library("Xfixes")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    fixes.XFixesGetCursorImage.restype = ctypes.POINTER(CursorImage)
    display = ctypes.c_void_p(x11.XOpenDisplay(screen.display.encode()))
    image = fixes.XFixesGetCursorImage(display).contents
    seen = sum(image.pixels[i] >> 24 & 255 > 0 for i in range(image.width * image.height))
    x11.XCloseDisplay(display)
    return seen


def there_is_no_arrow_on_a_kiosk(build):
    seen = {}
    for profile in ("kiosk", "laptop"):
        with Screen(*SIZE) as screen:
            with Program(screen, build, pack(build), "--profile", profile, "--screen", "home"):
                screen.settled()
                xdotool(screen, "mousemove", 700, 120, "sleep", 0.2)
                seen[profile] = arrow_pixels(screen)
    expect(seen["laptop"] > 0, "not even a laptop's arrow can be seen, so this shows nothing")
    expect(seen["kiosk"] == 0, f"there is an arrow on the kiosk, {seen['kiosk']} pixels")


def a_display_that_is_not_there_is_said(build):
    with Screen(*SIZE) as screen:
        with Program(screen, build, pack(build), "--display", "3") as program:
            expect(until(lambda: not program.running()), "it runs on a display that is not there")
            expect(program.child.returncode == 1, f"exit {program.child.returncode}")
            expect("display 3" in program.output(), program.output())
        with Program(screen, build, pack(build), "--display", "0") as program:
            expect(until(lambda: xdotool(screen, "search", "--onlyvisible", "--name", "Backlot")),
                   "no window came on display 0")


if __name__ == "__main__":
    run_tests([
        no_key_with_any_modifier_leads_out,
        a_closed_window_stays,
        alt_tab_does_not_put_it_away,
        there_is_no_arrow_on_a_kiosk,
        a_display_that_is_not_there_is_said,
    ])
