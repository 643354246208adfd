"""What the drawn map must keep to, and the walk upon it.

Run as  python3 test_map.py TOURS_PACK MAPS  (the folder data/map). First the map and the legs are
looked through; then each check is shown a copy with one thing broken, and must say so. Ends with
status 0, or with 1 and a line for everything that is wrong. Python's standard library only.
"""

import copy
import json
import math
import os
import re
import sqlite3
import subprocess
import sys

WALK = "downtown-on-film"

# From the east to the west, and from the north to the south, as anyone meets them who walks.
EAST_TO_WEST = [
    "Alameda Street", "San Pedro Street", "Los Angeles Street", "Main Street", "Spring Street",
    "Broadway", "Hill Street", "Olive Street", "Grand Avenue", "Hope Street", "Flower Street",
    "Figueroa Street", "Beaudry Avenue", "Bixel Street", "Lucas Avenue", "Witmer Street",
    "Valencia Street", "Union Avenue", "Burlington Avenue", "Bonnie Brae Street",
    "Westlake Avenue", "Alvarado Street", "Park View Street", "Vermont Avenue"]
NORTH_TO_SOUTH = [
    "Cesar E. Chavez Avenue", "Temple Street", "1st Street", "2nd Street", "3rd Street",
    "4th Street", "5th Street", "6th Street", "Wilshire Boulevard", "7th Street", "8th Street",
    "9th Street", "Olympic Boulevard", "11th Street", "Pico Boulevard", "Venice Boulevard"]
GRID = ["Main Street", "Broadway", "Hill Street", "Grand Avenue", "Flower Street",
        "Figueroa Street"]
# Which streets a street crosses at least; 2nd and 3rd go under the hill between Hill and Flower.
CROSSES = {
    "Cesar E. Chavez Avenue": ["Alameda Street", "Main Street", "Spring Street", "Broadway",
                               "Hill Street"],
    "Temple Street": ["Alameda Street", "Los Angeles Street", "Main Street", "Spring Street",
                      "Broadway", "Hill Street", "Grand Avenue", "Hope Street",
                      "Figueroa Street", "Beaudry Avenue"],
    "1st Street": ["Alameda Street", "San Pedro Street", "Los Angeles Street", "Main Street",
                   "Spring Street", "Broadway", "Hill Street", "Grand Avenue", "Hope Street",
                   "Figueroa Street", "Beaudry Avenue"],
    "2nd Street": ["Los Angeles Street", "Main Street", "Spring Street", "Broadway",
                   "Hill Street", "Flower Street", "Figueroa Street"],
    "3rd Street": ["Alameda Street", "Los Angeles Street", "Main Street", "Spring Street",
                   "Broadway", "Hill Street", "Flower Street", "Figueroa Street", "Bixel Street",
                   "Lucas Avenue", "Union Avenue", "Bonnie Brae Street", "Alvarado Street"],
    "4th Street": ["Los Angeles Street", "Main Street", "Spring Street", "Broadway",
                   "Hill Street", "Olive Street", "Grand Avenue", "Flower Street",
                   "Figueroa Street"],
    "5th Street": ["Los Angeles Street", "Main Street", "Spring Street", "Broadway",
                   "Hill Street", "Olive Street", "Grand Avenue", "Flower Street",
                   "Figueroa Street"],
    "6th Street": ["Los Angeles Street", "Spring Street", "Broadway", "Hill Street",
                   "Olive Street", "Grand Avenue", "Flower Street", "Figueroa Street",
                   "Lucas Avenue", "Burlington Avenue", "Westlake Avenue", "Alvarado Street",
                   "Park View Street"],
    "7th Street": ["Los Angeles Street", "Main Street"] + EAST_TO_WEST[4:12] + [
        "Bixel Street", "Lucas Avenue", "Union Avenue", "Alvarado Street", "Park View Street"],
    "8th Street": ["Los Angeles Street", "Main Street"] + EAST_TO_WEST[4:12] + [
        "Bixel Street", "Union Avenue", "Alvarado Street"],
    "9th Street": ["Broadway", "Hill Street", "Olive Street", "Grand Avenue", "Hope Street",
                   "Flower Street", "Figueroa Street"],
    "Olympic Boulevard": ["Main Street", "Broadway", "Hill Street", "Olive Street",
                          "Grand Avenue", "Hope Street", "Flower Street", "Figueroa Street",
                          "Alvarado Street"],
    "Wilshire Boulevard": ["Grand Avenue", "Hope Street", "Flower Street", "Figueroa Street",
                           "Bixel Street", "Lucas Avenue", "Union Avenue", "Bonnie Brae Street",
                           "Westlake Avenue", "Alvarado Street", "Park View Street"],
}
NEVER_CROSS = [
    ("Olive Street", "3rd Street"), ("Olive Street", "2nd Street"), ("Olive Street", "1st Street"),
    ("Hope Street", "5th Street"), ("Spring Street", "Olympic Boulevard"),
    ("Wilshire Boulevard", "Olive Street"), ("Wilshire Boulevard", "Hill Street"),
    ("Grand Avenue", "2nd Street"), ("Grand Avenue", "3rd Street"), ("Olvera Street", "Main Street"),
    ("Olvera Street", "Alameda Street"), ("Beaudry Avenue", "Figueroa Street"),
    ("Main Street", "Hill Street"), ("Broadway", "Hill Street"), ("Broadway", "Spring Street"),
    ("Hill Street", "Olive Street"), ("Grand Avenue", "Hope Street"),
    ("Flower Street", "Figueroa Street"), ("5th Street", "6th Street"),
    ("7th Street", "8th Street"), ("6th Street", "Wilshire Boulevard")]

# A stop's place: its street, how far from the street's middle at most, which side of it (as the
# compass has it), and the two streets between which it lies.
STOPS = {
    "union-station": ("Alameda Street", 160, "east", None),
    "el-pueblo": ("Olvera Street", 30, "east", None),
    "city-hall": ("Spring Street", 85, "east", ("Temple Street", "1st Street")),
    "second-street-tunnel": ("Hill Street", 30, "west", ("1st Street", "3rd Street")),
    "bradbury-building": ("Broadway", 50, "east", ("3rd Street", "4th Street")),
    "million-dollar-theatre": ("Broadway", 30, None, ("3rd Street", "4th Street")),
    "grand-central-market": ("Broadway", 80, "west", ("3rd Street", "4th Street")),
    "biltmore-hotel": ("Grand Avenue", 30, "east", ("5th Street", "6th Street")),
    "angels-flight": ("Hill Street", 70, "west", ("3rd Street", "4th Street")),
    "disney-concert-hall": ("Grand Avenue", 70, "west", ("1st Street", "2nd Street")),
    "grand-park": ("Grand Avenue", 50, "east", ("Temple Street", "1st Street")),
    "macarthur-park": ("Alvarado Street", 300, "west", ("6th Street", "7th Street")),
    "ninth-and-flower": ("Flower Street", 30, None, ("8th Street", "Olympic Boulevard")),
}
KERB_M = 30       # from a street's middle, where its bus stops are
LEG_REACH_M = 25  # from what is drawn
JOIN_M = 60       # of a leg's end to its stop

LAT, LON = 34.05, -118.25
M_PER_LAT, M_PER_LON = 110922.0, 111320.0 * math.cos(math.radians(LAT))


def metres(lon, lat):
    return (lon - LON) * M_PER_LON, (lat - LAT) * M_PER_LAT


class World:
    """The map and the walk, in metres east and north of a corner of downtown."""

    def __init__(self, pack, maps):
        self.maps = maps
        self.lines, self.streets, self.parks = [], {}, []
        for tags, kind, points in features(maps, "transportation"):
            self.lines.append(points)
            if tags.get("name") and tags["class"] not in ("rail", "motorway"):
                self.streets.setdefault(tags["name"], []).append(points)
        for tags, kind, points in features(maps, "park"):
            self.parks.append(points)
        self.buildings = [(tags.get("name", "a box"), points)
                          for tags, kind, points in features(maps, "building")]
        self.places = {name: metres(lon, lat) for name, lat, lon in
                       pack.execute("SELECT id, lat, lon FROM place")}
        self.stops = [row[0] for row in pack.execute(
            "SELECT place FROM tour_stop WHERE tour = ? ORDER BY position", (WALK,))]
        self.legs = [[metres(*map(float, p.split())) for p in
                      re.search(r"\((.*)\)", row[0])[1].split(",")]
                     for row in pack.execute(
                         "SELECT line FROM leg WHERE tour = ? ORDER BY position", (WALK,))]
        self.leg_metres = [row[0] for row in pack.execute(
            "SELECT metres FROM leg WHERE tour = ? ORDER BY position", (WALK,))]
        self.bus_stops = list(bus_stops(maps))
        self.said = [row[0] for row in pack.execute(
            "SELECT body FROM txt WHERE entity = 'tour' AND id = ?", (WALK,))]


def features(maps, layer):
    path = os.path.join(maps, "los-angeles", layer + ".geojson")
    with open(path, encoding="utf-8") as file:
        for one in json.load(file)["features"]:
            geometry = one["geometry"]
            points = geometry["coordinates"]
            if geometry["type"] == "Polygon":
                points = points[0]
            yield one["properties"], geometry["type"], [metres(*p) for p in points]


def bus_stops(maps):
    """(number, the street that it is on, where it was read to be)."""
    with open(os.path.join(maps, "los-angeles", "stops.tsv"), encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#"):
                number, on, _, lat, lon, _ = line.split("\t")
                yield number, on, metres(float(lon), float(lat))


def crossing(a, b, c, d):
    """How far along a-b it is crossed by c-d, 0 to 1; None where it is not."""
    (ux, uy), (vx, vy) = (b[0] - a[0], b[1] - a[1]), (d[0] - c[0], d[1] - c[1])
    turn = ux * vy - uy * vx
    if abs(turn) < 1e-9:
        return None
    wx, wy = c[0] - a[0], c[1] - a[1]
    s, t = (wx * vy - wy * vx) / turn, (wx * uy - wy * ux) / turn
    # A street may end on another, to within half a metre.
    e, f = 0.5 / math.hypot(ux, uy), 0.5 / math.hypot(vx, vy)
    return s if -e <= s <= 1 + e and -f <= t <= 1 + f else None


def crossings(world, one, other):
    """Where two streets cross: points."""
    found = []
    for line in world.streets[one]:
        for a, b in zip(line, line[1:]):
            for across in world.streets[other]:
                for c, d in zip(across, across[1:]):
                    s = crossing(a, b, c, d)
                    if s is not None:
                        found.append((a[0] + s * (b[0] - a[0]), a[1] + s * (b[1] - a[1])))
    return found


def nearest(line, x, y):
    """(distance, point, direction) of the line's point nearest to another."""
    best = (math.inf, None, None)
    for (ax, ay), (bx, by) in zip(line, line[1:]):
        ux, uy = bx - ax, by - ay
        length = math.hypot(ux, uy)
        if not length:
            continue
        t = max(0, min(1, ((x - ax) * ux + (y - ay) * uy) / length**2))
        px, py = ax + t * ux, ay + t * uy
        best = min(best, (math.hypot(x - px, y - py), (px, py), (ux / length, uy / length)))
    return best


def nearest_of(lines, x, y):
    return min(nearest(line, x, y) for line in lines)


def inside(ring, x, y):
    odd = False
    for (ax, ay), (bx, by) in zip(ring, ring[1:]):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            odd = not odd
    return odd


def streets_cross_where_they_do(world):
    for one, others in CROSSES.items():
        for other in others:
            if not crossings(world, one, other):
                yield f"{one} does not cross {other}"


def streets_never_cross_where_they_do_not(world):
    for one, other in NEVER_CROSS:
        if crossings(world, one, other):
            yield f"{one} crosses {other}"


def in_order(world, along, across, direction):
    """The streets of `across` that cross `along`, as their places along a direction are."""
    found = []
    for name in across:
        where = [p[0] * direction[0] + p[1] * direction[1]
                 for p in crossings(world, along, name)] if name in world.streets else []
        if where:
            found.append((min(where), max(where), name))
    for (_, last, one), (first, _, other) in zip(found, found[1:]):
        # Where three streets meet, two of them are at one place.
        if not last < first + 1:
            yield f"along {along}: {other} is not beyond {one}"


# The grid is turned by 38 degrees: west along a numbered street is north-west on a compass.
WEST, SOUTH = (-0.79, 0.614), (-0.614, -0.79)


def streets_come_in_order_from_the_east(world):
    for along in CROSSES:
        yield from in_order(world, along, EAST_TO_WEST, WEST)


def streets_come_in_order_from_the_north(world):
    for along in GRID:
        yield from in_order(world, along, NORTH_TO_SOUTH, SOUTH)


def streets_of_the_grid_are_a_block_apart(world):
    for along in ("5th Street", "8th Street"):
        row = [crossings(world, along, name)[0] for name in
               ("Spring Street", "Broadway", "Hill Street", "Olive Street", "Grand Avenue")
               if crossings(world, along, name)]
        for a, b in zip(row, row[1:]):
            if not 100 < math.dist(a, b) < 160:
                yield f"along {along}: two streets are {math.dist(a, b):.0f} m apart"


def stops_lie_on_the_right_block(world):
    for place, (street, reach, side, between) in STOPS.items():
        x, y = world.places[place]
        distance, (px, py), (dx, dy) = nearest_of(world.streets[street], x, y)
        if distance > reach:
            yield f"{place} is {distance:.0f} m from {street}"
        # A right-hand normal that points east, whichever way the line was drawn.
        nx, ny = (dy, -dx) if dy > 0 else (-dy, dx)
        east = (x - px) * nx + (y - py) * ny > 0
        if side and east != (side == "east"):
            yield f"{place} is not {side} of {street}"
        if between:
            north, south = ([nearest_of(world.streets[name], x, y)] for name in between)
            (_, a, _), (_, b, _) = north[0], south[0]
            span = math.dist(a, b)
            if math.dist((x, y), a) > span or math.dist((x, y), b) > span:
                yield f"{place} is not between {between[0]} and {between[1]}"


def bus_stops_lie_on_their_streets(world):
    by_short = {name.replace(".", "").rsplit(" ", 1)[0]: name for name in world.streets}
    by_short["Broadway"] = "Broadway"
    known = 0
    for number, on, (x, y) in world.bus_stops:
        street = world.streets.get(by_short.get(on))
        if street:
            known += 1
            off = nearest_of(street, x, y)[0]
            if off > KERB_M:
                yield f"bus stop {number} is {off:.0f} m from {by_short[on]}"
    if known < 200:
        yield f"only {known} bus stops are on streets that are drawn"


def no_street_goes_through_a_building(world):
    for name, ring in world.buildings:
        for street, lines in world.streets.items():
            # What goes under the hill, and what is walked through.
            if "Tunnel" in street or street == "California Plaza":
                continue
            for line in lines:
                if any(crossing(a, b, c, d) is not None for a, b in zip(ring, ring[1:])
                       for c, d in zip(line, line[1:])):
                    yield f"{street} goes through {name} at {ring[0][0]:.0f}, {ring[0][1]:.0f}"


def a_leg_for_each_stop_but_the_first(world):
    if len(world.legs) != len(world.stops) - 1:
        yield f"{len(world.legs)} legs for {len(world.stops)} stops"


def legs_join_their_stops(world):
    for number, leg in enumerate(world.legs):
        for end, stop in ((leg[0], world.stops[number]), (leg[-1], world.stops[number + 1])):
            off = math.dist(end, world.places[stop])
            if off > JOIN_M:
                yield f"leg {number + 1} is {off:.0f} m from {stop}"
    for number, (one, other) in enumerate(zip(world.legs, world.legs[1:]), 1):
        if math.dist(one[-1], other[0]) > 1:
            yield f"leg {number + 1} does not begin where leg {number} ends"


def legs_keep_to_what_is_drawn(world):
    for number, leg in enumerate(world.legs, 1):
        for (ax, ay), (bx, by) in zip(leg, leg[1:]):
            steps = max(1, int(math.dist((ax, ay), (bx, by)) / 5))
            for step in range(steps + 1):
                x, y = ax + (bx - ax) * step / steps, ay + (by - ay) * step / steps
                off = nearest_of(world.lines, x, y)[0]
                if off > LEG_REACH_M and not any(inside(ring, x, y) for ring in world.parks):
                    yield f"leg {number} strays {off:.0f} m from every street"
                    break


def the_tour_says_how_long_it_is(world):
    total = f"{sum(world.leg_metres) / 1000:.1f} kilometres"
    if not any(total in body for body in world.said):
        yield f"no text of the tour says {total}"


def the_maps_say_that_they_are_drawn(world):
    for name in ("los-angeles", "lujiazui"):
        with open(os.path.join(world.maps, name + ".yaml"), encoding="utf-8") as file:
            lines = file.read().split("\n")
        for wanted in ("illustrated: yes", "attribution: Map drawn by the Backlot project"):
            if wanted not in lines:
                yield f"{name}.yaml does not say '{wanted}'"


def the_files_are_as_the_tables_have_them(world):
    made = subprocess.run([sys.executable, os.path.join(world.maps, "make_map.py"), "--check"],
                          capture_output=True, text=True, check=False)
    if made.returncode:
        yield (made.stdout + made.stderr).strip()


CHECKS = (streets_cross_where_they_do, streets_never_cross_where_they_do_not,
          streets_come_in_order_from_the_east, streets_come_in_order_from_the_north,
          streets_of_the_grid_are_a_block_apart, stops_lie_on_the_right_block,
          bus_stops_lie_on_their_streets, no_street_goes_through_a_building,
          a_leg_for_each_stop_but_the_first, legs_join_their_stops,
          legs_keep_to_what_is_drawn,
          the_tour_says_how_long_it_is, the_maps_say_that_they_are_drawn,
          the_files_are_as_the_tables_have_them)


def swap(world, one, other):
    world.streets[one], world.streets[other] = world.streets[other], world.streets[one]


def move(points, east, north):
    return [(x + east, y + north) for x, y in points]


def moved_place(world, place, east, north):
    world.places[place] = move([world.places[place]], east, north)[0]


def moved_leg(world, number, east, north):
    world.legs[number - 1] = move(world.legs[number - 1], east, north)


def longer(world, name):
    line = world.streets[name][-1]
    (ax, ay), (bx, by) = line[-2], line[-1]
    world.streets[name] = [line + [(bx + 4 * (bx - ax), by + 4 * (by - ay))]]


# What is broken, who must see it, and what they say of it.
FAULTS = (
    (lambda w: swap(w, "Hill Street", "Broadway"), streets_come_in_order_from_the_east,
     "Hill Street is not beyond Broadway"),
    (lambda w: swap(w, "Olive Street", "Grand Avenue"), streets_come_in_order_from_the_east,
     "is not beyond Olive Street"),
    (lambda w: swap(w, "6th Street", "5th Street"), streets_come_in_order_from_the_north,
     "6th Street is not beyond 5th Street"),
    (lambda w: w.streets.update({"Temple Street": [w.streets["Temple Street"][0][:3]]}),
     streets_cross_where_they_do, "Temple Street does not cross Grand Avenue"),
    (lambda w: longer(w, "Olive Street"), streets_never_cross_where_they_do_not,
     "Olive Street crosses 1st Street"),
    (lambda w: w.streets.update({"Spring Street": [move(w.streets["Spring Street"][0], 0, 60)]}),
     streets_of_the_grid_are_a_block_apart, "m apart"),
    (lambda w: moved_place(w, "biltmore-hotel", -60, 40), stops_lie_on_the_right_block,
     "biltmore-hotel is not east of Grand Avenue"),
    (lambda w: moved_place(w, "angels-flight", 125, 160), stops_lie_on_the_right_block,
     "angels-flight is not between"),
    (lambda w: moved_place(w, "el-pueblo", 30, 0), stops_lie_on_the_right_block,
     "m from Olvera Street"),
    (lambda w: swap(w, "7th Street", "8th Street"), bus_stops_lie_on_their_streets,
     "m from 7th Street"),
    (lambda w: w.buildings.append(("a tower", move(w.buildings[1][1], 60, -60))),
     no_street_goes_through_a_building, "Main Street goes through a tower"),
    (lambda w: w.legs.pop(), a_leg_for_each_stop_but_the_first, "9 legs"),
    (lambda w: moved_leg(w, 4, 55, 0), legs_join_their_stops, "leg 4 does not begin"),
    (lambda w: moved_leg(w, 1, 0, 130), legs_join_their_stops, "m from union-station"),
    (lambda w: moved_leg(w, 2, 60, -60), legs_keep_to_what_is_drawn, "leg 2 strays"),
    (lambda w: w.leg_metres.append(400), the_tour_says_how_long_it_is, "4.7 kilometres"),
)


def planted_faults_are_found(world):
    """Yields the faults that nobody noticed."""
    for number, (fault, check, complaint) in enumerate(FAULTS, 1):
        broken = copy.deepcopy(world)
        fault(broken)
        if not any(complaint in found for found in check(broken)):
            yield f"{check.__name__} did not see fault {number}: {list(check(broken))[:3]}"


def main():
    if not os.path.exists(sys.argv[1]):
        sys.exit(f"{sys.argv[1]} is not there: build it first")
    pack = sqlite3.connect(f"file:{os.path.abspath(sys.argv[1])}?mode=ro", uri=True)
    world = World(pack, sys.argv[2])
    failed = 0
    for check in CHECKS + (planted_faults_are_found,):
        found = list(check(world))
        failed += bool(found)
        print("FAILED" if found else "ok    ", check.__name__.replace("_", " "))
        for line in found:
            print("      ", line)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
