"""A walk by a real gpsd: it is fed NMEA of somebody who walks the tour, twenty times as fast, and
the program on a tablet opens the stops' cards. With BACKLOT_LONG the whole tour, while gpsd is
killed and started again twenty times on the way.
"""

import datetime
import math
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from xml.etree import ElementTree

from rig import SKIPPED, SLOWNESS, Failure, Program, Screen, expect, run_tests, until

SIZE = (1280, 800)
SPEED = 20          # of the walk's time
PACE = 1.25         # metres a second
STAY = 20           # seconds at a stop
STOPS = 3           # without BACKLOT_LONG
KILLS = 20          # with it
HDOP = 0.8
LONG = bool(os.environ.get("BACKLOT_LONG"))
METRES = 111195     # a degree of latitude, on geo's sphere
# Daemons are where only root looks for programs.
PATH = os.environ.get("PATH", "") + os.pathsep + os.pathsep.join(("/usr/sbin", "/sbin"))


def free_port(kind):
    with socket.socket(socket.AF_INET, kind) as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Gpsd:
    """gpsd as this test's own child; it hears NMEA on a port of UDP."""

    def __init__(self):
        self.port = free_port(socket.SOCK_STREAM)
        self.receiver = ("127.0.0.1", free_port(socket.SOCK_DGRAM))
        self.child = None
        self.out = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.kill(signal.SIGTERM)
        self.out.close()

    def start(self):
        """Returns when it listens, with the time at which it was seen to."""
        self.child = subprocess.Popen(
            [shutil.which("gpsd", path=PATH), "-N", "-n", "-S", str(self.port),
             f"udp://{self.receiver[0]}:{self.receiver[1]}"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        expect(until(self.listens, 20), "gpsd does not listen")
        return time.monotonic()

    def listens(self):
        expect(self.child.poll() is None, f"gpsd ended with {self.child.returncode}")
        with socket.socket() as s:
            return s.connect_ex(("127.0.0.1", self.port)) == 0

    def kill(self, with_signal=signal.SIGKILL):
        if self.child and self.child.poll() is None:
            self.child.send_signal(with_signal)
            try:
                self.child.wait(timeout=5)
            except subprocess.TimeoutExpired:
                self.child.kill()
        if self.child:
            self.child.wait()

    def send(self, *sentences):
        text = "".join(f"${s}*{checksum(s):02X}\r\n" for s in sentences)
        self.out.sendto(text.encode("ascii"), self.receiver)


def checksum(sentence):
    total = 0
    for byte in sentence.encode("ascii"):
        total ^= byte
    return total


def degrees(value, digits, letters):
    whole, minutes = divmod(round(abs(value) * 600000), 600000)
    return f"{whole:0{digits}d}{minutes / 10000:07.4f},{letters[value < 0]}"


class Tour:
    """The walking tour of a pack: its stops' ids, and its legs as points (lat, lon)."""

    def __init__(self, pack):
        db = sqlite3.connect(f"file:{pack}?mode=ro", uri=True)
        found = db.execute("SELECT tour FROM leg GROUP BY tour ORDER BY count(*) DESC").fetchone()
        expect(found, "no tour of the pack has legs")
        self.id = found[0]
        self.stops = [row[0] for row in db.execute(
            "SELECT id FROM tour_stop WHERE tour = ? ORDER BY position", found)]
        self.legs = [self.points(row[0]) for row in db.execute(
            "SELECT line FROM leg WHERE tour = ? ORDER BY position", found)]
        db.close()
        expect(len(self.legs) == len(self.stops) - 1, "a tour with legs has one to each stop")

    @staticmethod
    def points(line):
        match = re.fullmatch(r"LINESTRING ?\((.*)\)", line)
        expect(match, f"no line: {line[:60]}")
        pairs = [pair.split() for pair in match[1].split(",")]
        return [(float(lat), float(lon)) for lon, lat in pairs]


def metres(a, b):
    east = (b[1] - a[1]) * math.cos(math.radians(a[0]))
    return math.hypot(b[0] - a[0], east) * METRES


def course(a, b):
    east = (b[1] - a[1]) * math.cos(math.radians(a[0]))
    return math.degrees(math.atan2(east, b[0] - a[0])) % 360


def steps(line):
    """Where one is second by second along a line, and in which direction."""
    left = 0.0  # of the last second's way
    for a, b in zip(line, line[1:]):
        length, at = metres(a, b), PACE - left
        while at <= length:
            t = at / length
            yield (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t), course(a, b)
            at += PACE
        left = length - (at - PACE)
    yield line[-1], 0.0


class Walker:
    """Somebody with a receiver: each second of theirs is a fix, and takes 1/20 of a second."""

    def __init__(self, gpsd):
        self.gpsd = gpsd
        self.time = datetime.datetime(2026, 11, 23, 17, 0, 0)
        self.due = time.monotonic()

    def be(self, at, heading, pace):
        day, now = self.time.strftime("%d%m%y"), self.time.strftime("%H%M%S.00")
        where = degrees(at[0], 2, "NS") + "," + degrees(at[1], 3, "EW")
        self.gpsd.send(
            f"GPRMC,{now},A,{where},{pace * 3600 / 1852:.2f},{heading:.1f},{day},,,A",
            f"GPGGA,{now},{where},1,09,{HDOP},90.0,M,-34.0,M,,")
        self.time += datetime.timedelta(seconds=1)
        self.due = max(self.due + 1 / SPEED, time.monotonic() - 0.5)
        time.sleep(max(0.0, self.due - time.monotonic()))

    def stay(self, at, seconds=STAY):
        for _ in range(seconds):
            self.be(at, 0, 0)


class Watcher:
    """What the program's log says."""

    def __init__(self, program, gpsd):
        self.program, self.gpsd = program, gpsd

    def arrivals(self):
        return re.findall(r"walk: arrived at stop (\S+)", self.program.output())

    def connections(self):
        return len(re.findall(rf"gpsd at 127\.0\.0\.1, port {self.gpsd.port}, is there",
                              self.program.output()))

    def expect_arrivals(self, stops):
        if not until(lambda: len(self.arrivals()) >= len(stops), 10) or self.arrivals() != stops:
            raise Failure(f"arrived at {self.arrivals()}, not at {stops}; the log ends with "
                          f"{self.program.output()[-600:]}")


def kill_and_start(watcher, gpsd, walker, with_signal):
    """Seconds from when gpsd listens again until the program has found it."""
    before = watcher.connections()
    gpsd.kill(with_signal)
    time.sleep(0.3 + before % 4)  # up to three seconds away: a minute of the walk
    start = gpsd.start()
    found = until(lambda: watcher.connections() > before, 30)
    took = time.monotonic() - start
    expect(found, "gpsd came back, and was not found")
    walker.due = time.monotonic()
    return took


def walk(watcher, gpsd, tour, stops, kills):
    """Walks to so many stops; how long each return of gpsd was unseen."""
    walker, took = Walker(gpsd), []
    walker.stay(tour.legs[0][0])
    watcher.expect_arrivals(tour.stops[:1])
    for n, leg in enumerate(tour.legs[:stops - 1], 1):
        way = list(steps(leg))
        # Spread over the legs, and on the way: some seconds from the stops.
        here = kills * n // (stops - 1) - kills * (n - 1) // (stops - 1)
        dies = {len(way) * (k + 1) // (here + 1) for k in range(here)}
        for i, (at, heading) in enumerate(way):
            if i in dies:
                kind = signal.SIGKILL if len(took) % 2 else signal.SIGTERM
                took.append(kill_and_start(watcher, gpsd, walker, kind))
            walker.be(at, heading, PACE)
        walker.stay(leg[-1])
        watcher.expect_arrivals(tour.stops[:n + 1])
    return took


def expect_recorded(path, least):
    """A track that any reader of XML reads, with the points of the walk."""
    space = "{http://www.topografix.com/GPX/1/1}"
    points = ElementTree.parse(path).getroot().findall(f".//{space}trkpt")
    expect(len(points) >= least, f"{len(points)} points were recorded, not {least}")
    expect(all(point.find(f"{space}time") is not None for point in points), "without a time")


def a_walk_by_gpsd_opens_the_cards_of_its_stops(build):
    pack = os.path.join(build, "backlot.pack")
    tour = Tour(pack)
    stops = len(tour.stops) if LONG else min(STOPS, len(tour.stops))
    with Screen(*SIZE) as screen, Gpsd() as gpsd, tempfile.TemporaryDirectory() as state:
        record = os.path.join(state, "walk.gpx")
        with Program(screen, build, pack, "--profile", "tablet", "--state", state,
                     "--position", f"gpsd:127.0.0.1:{gpsd.port}", "--size", "1280x800",
                     "--screen", f"walk:{tour.id}", "--record", record) as program:
            watcher = Watcher(program, gpsd)
            expect(until(lambda: watcher.connections() == 1, 20),
                   f"gpsd was not found: {program.output()[-400:]}")
            took = walk(watcher, gpsd, tour, stops, KILLS if LONG else 1)
            print(f"       {stops} stops; gpsd back {len(took)} times, found again within "
                  f"{max(took):.2f} s")
            # A busy machine may take its time; the program's own pauses are at most 2 s.
            expect(max(took) < 5 * SLOWNESS, f"found again after {max(took):.2f} s")
            expect(program.running(), "the program ended")
            took = program.end()
            expect(took < 2 * SLOWNESS, f"it took {took:.1f} s to end")
            expect_recorded(record, 100)


if not shutil.which("gpsd", path=PATH):
    print("SKIP: there is no gpsd here")
    sys.exit(SKIPPED)
run_tests([a_walk_by_gpsd_opens_the_cards_of_its_stops])
