"""What the whole-program tests share: an X server, a program on it, a finger, and its pixels.

Tests are run as  python3 test_x.py BUILD_DIR.  They end with status 0, or 1 with what was wrong,
or 77 and a line that starts with SKIP where a tool is missing. Python's standard library only.
"""

import glob
import mmap
import os
import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
import zlib

SKIPPED = 77
# How much longer things may take than in a plain build: sanitizers.
SLOWNESS = float(os.environ.get("BACKLOT_SLOWNESS", "1"))


class Failure(Exception):
    pass


def expect(truth, what):
    if not truth:
        raise Failure(what)


def run_tests(tests):
    """Runs the functions, each with the build folder; says what failed; exits."""
    build = os.path.abspath(sys.argv[1])
    failed = 0
    for test in tests:
        name = test.__name__.replace("_", " ")
        try:
            test(build)
            print("ok    ", name)
        except Failure as failure:
            failed += 1
            print("FAILED", name, "-", failure)
        sys.stdout.flush()
    sys.exit(1 if failed else 0)


def need(*tools):
    for tool in tools:
        if not shutil.which(tool):
            print(f"SKIP: there is no {tool} here")
            sys.exit(SKIPPED)


def environment(**more):
    """This one without what would decide which display is used."""
    suppressions = os.path.join(os.path.dirname(os.path.abspath(__file__)), "lsan.supp")
    env = {k: v for k, v in os.environ.items()
           if k not in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER", "SDL_RENDER_DRIVER")}
    env["LSAN_OPTIONS"] = f"suppressions='{suppressions}':print_suppressions=0"
    env.update(more)
    return env


def run(command, timeout=60, **more):
    """A program that ends by itself; one that doesn't has failed."""
    try:
        return subprocess.run(command, env=environment(**more), stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                              errors="replace", timeout=timeout * SLOWNESS)
    except subprocess.TimeoutExpired:
        raise Failure(f"{command} did not end within {timeout} s") from None


def until(truth, seconds=10):
    """Looks again and again until it is true; false if it never was."""
    end = time.monotonic() + seconds * SLOWNESS
    while time.monotonic() < end:
        if truth():
            return True
        time.sleep(0.02)
    return False


class Screen:
    """An Xvfb on a number that it finds itself; its pixels are a file that can be read."""

    def __init__(self, width=1280, height=800):
        need("Xvfb", "xdotool")
        self.width, self.height = width, height
        self.program = None  # the last one that was started here
        self.folder = tempfile.mkdtemp(prefix="backlot-screen-")
        reader, writer = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{width}x{height}x24",
             "-fbdir", self.folder, "-nolisten", "tcp", "-noreset"],
            pass_fds=[writer], stderr=subprocess.DEVNULL)
        os.close(writer)
        with os.fdopen(reader) as pipe:
            self.display = ":" + pipe.readline().strip()
        with open(os.path.join(self.folder, "Xvfb_screen0"), "rb") as frame:
            self.frame = mmap.mmap(frame.fileno(), 0, prot=mmap.PROT_READ)
        # The header of an XWD file: its own size, and 19 words on the number of colours, 12
        # bytes each, that stand before the pixels.
        header = struct.unpack(">25I", self.frame[:100])
        self.start = header[0] + header[19] * 12

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.frame.close()
        self.server.terminate()
        self.server.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def pixels(self):
        return self.frame[self.start:self.start + self.width * self.height * 4]

    def settled(self, seconds=15):
        """The pixels, once nothing has changed for a while and the program sleeps: on a busy
        machine a screen can stand still because nobody gets to paint it."""
        still = 0.4 * min(SLOWNESS, 2)
        before, since = (self.pixels(), self.work()), time.monotonic()
        end = since + seconds * SLOWNESS
        while time.monotonic() < end:
            time.sleep(0.05)
            now = (self.pixels(), self.work())
            if now != before or now[1] is None or is_blank(now[0]):
                before, since = now, time.monotonic()
            elif time.monotonic() - since > still:
                return now[0]
        raise Failure("the picture never came to rest")

    def work(self):
        """How much the program has done so far; None while any of its threads wants to run."""
        done = 0
        if not self.program or not self.program.running():
            return done
        for task in glob.glob(f"/proc/{self.program.child.pid}/task/*/stat"):
            try:
                with open(task, encoding="utf-8", errors="replace") as file:
                    fields = file.read().rpartition(")")[2].split()
            except OSError:
                return None
            if fields[0] in "RD":
                return None
            done += int(fields[11]) + int(fields[12])
        return done

    def xdotool(self, *args):
        subprocess.run(["xdotool", *map(str, args)], check=True,
                       env=environment(DISPLAY=self.display))

    def touch(self, x, y):
        self.xdotool("mousemove", x, y, "mousedown", 1, "sleep", 0.05, "mouseup", 1)

    def drag(self, x, y, to_y):
        args = ["mousemove", x, y, "mousedown", 1]
        for i in range(1, 13):
            args += ["mousemove", x, y + (to_y - y) * i // 12, "sleep", 0.016]
        # At rest before it is lifted, so that nothing coasts.
        self.xdotool(*args, "sleep", 0.3 * SLOWNESS, "mouseup", 1)

    def key(self, *keys):
        self.xdotool("key", "--delay", 60, *keys)


class Program:
    """backlot on a screen; it is ended when the block ends."""

    def __init__(self, screen, build, *args, **more):
        self.log = tempfile.TemporaryFile("w+", errors="replace")
        self.child = subprocess.Popen(
            [os.path.join(build, "backlot"), *args], stdin=subprocess.DEVNULL,
            stdout=self.log, stderr=self.log,
            env=environment(DISPLAY=screen.display, SDL_VIDEODRIVER="x11", **more))
        screen.program = self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.child.poll() is None:
            self.child.kill()
            self.child.wait()
        self.log.close()

    def running(self):
        return self.child.poll() is None

    def output(self):
        self.log.seek(0)
        return self.log.read()

    def end(self, with_signal=signal.SIGTERM):
        """Seconds until it had ended after the signal."""
        start = time.monotonic()
        self.child.send_signal(with_signal)
        try:
            self.child.wait(timeout=10 * SLOWNESS)
        except subprocess.TimeoutExpired:
            raise Failure(f"it runs on after {with_signal.name}") from None
        return time.monotonic() - start


def differing(a, b):
    """The share of pixels that differ visibly; every 13th one is looked at."""
    n, bad = 1, 0
    if a == b:
        return 0
    for i in range(0, len(a) - 3, 52):
        n += 1
        if a[i:i + 3] != b[i:i + 3]:
            bad += max(abs(a[i + k] - b[i + k]) for k in range(3)) > 16
    return bad / n


def is_blank(pixels):
    """One colour all over, or nearly so."""
    sample = [pixels[i:i + 3] for i in range(0, len(pixels) - 3, 1004)]
    return max(sample.count(c) for c in set(sample[:50])) > 0.995 * len(sample)


def read_png(path):
    """Width, height and the unpacked rows with their filter bytes: enough to compare."""
    with open(path, "rb") as f:
        data = f.read()
    expect(data[:8] == b"\x89PNG\r\n\x1a\n", f"{path} is no PNG")
    at, packed, size = 8, b"", (0, 0)
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        if kind == b"IHDR":
            size = struct.unpack(">2I", body[:8])
        elif kind == b"IDAT":
            packed += body
        at += 12 + length
    return size[0], size[1], zlib.decompress(packed)


LINE = re.compile(r'^( *)(\S+) "((?:[^"\\]|\\.)*)"(.*) \((-?\d+),(-?\d+) (\d+)x(\d+)\)$')


class Node:
    def __init__(self, match):
        self.depth = len(match[1]) // 2
        self.role, self.name, self.rest = match[2], match[3], match[4]
        self.x, self.y, self.w, self.h = (int(match[i]) for i in range(5, 9))
        self.pressable = self.role in ("button", "link", "radio")


def parse_dumps(text):
    """The trees in what was printed: lists of nodes, each list beginning with its page."""
    trees = []
    for match in filter(None, map(LINE.match, text.splitlines())):
        node = Node(match)
        if node.role == "page":
            trees.append([])
        trees[-1].append(node)
    return trees


def dump_tree(build, *args):
    """The nodes that a screen is made of, by --dump-tree; boxes in dp."""
    done = run([os.path.join(build, "backlot"), *args, "--dump-tree"])
    expect(done.returncode == 0, f"--dump-tree: {done.stderr}")
    trees = parse_dumps(done.stdout)
    expect(trees, f"--dump-tree printed no tree: {done.stdout[:300]}")
    return trees[0]


def script_dumps(build, lines, *args):
    """The trees that a script's `dump` lines print."""
    with tempfile.NamedTemporaryFile("w", suffix=".script") as script:
        script.write("\n".join(lines) + "\n")
        script.flush()
        done = run([os.path.join(build, "backlot"), *args, "--script", script.name])
    expect(done.returncode == 0, f"{lines}: {done.stderr}")
    return parse_dumps(done.stdout)


def focused(nodes):
    """The node that has the focus ring, or None."""
    return next((n for n in nodes if " focus" in n.rest.split('"')[0]), None)


class Map:
    """Where things are on a screen, in px of a window of that size."""

    def __init__(self, build, size, *args):
        self.nodes = dump_tree(build, *args, "--size", f"{size[0]}x{size[1]}")
        self.scale = size[0] / self.nodes[0].w

    def find(self, name, role=None):
        for node in self.nodes:
            if name in node.name and (role is None or node.role == role):
                return node
        raise Failure(f"there is no '{name}' on the screen '{self.nodes[0].name}'")

    def middle(self, name, role=None):
        node = self.find(name, role)
        return (round((node.x + node.w / 2) * self.scale),
                round((node.y + node.h / 2) * self.scale))
