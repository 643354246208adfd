#!/usr/bin/env python3
"""Draws the illustrated maps: from the tables beside it to GeoJSON.

Run as  python3 make_map.py          writes the GeoJSON files that the maps' .yaml name
        python3 make_map.py --check  writes nothing; status 1 where a file is not as it would be

A map is a folder of tables, tab-separated, with comments that say what a column is. Where streets
run straight, they are drawn through the bus stops along them (axes.tsv), and a corner is where two
such lines cross: that is as near as can be come to a street without a street's data. What was drawn
by eye stands in the tables as plain coordinates. sources.md has where the others were read.
"""

import json
import math
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
MAPS = ("los-angeles", "lujiazui")
M_PER_DEGREE = 110922.0  # of latitude, at 34 degrees; near enough at 31
CURVED = ("motorway", "trunk", "rail", "river", "ocean", "lake", "wood", "sand")
FIRST_ZOOM = {"minor": 13, "tertiary": 12, "secondary": 11, "pedestrian": 14, "path": 14}


class Plane:
    """Metres east and north of a point, flat: a town is small."""

    def __init__(self, lat, lon):
        self.lat, self.lon = lat, lon
        self.m_per_lon = 111320.0 * math.cos(math.radians(lat))

    def metres(self, lat, lon):
        return (lon - self.lon) * self.m_per_lon, (lat - self.lat) * M_PER_DEGREE

    def degrees(self, x, y):
        return self.lat + y / M_PER_DEGREE, self.lon + x / self.m_per_lon


class Line:
    """A point on it and its direction, of length 1; `left` of it is the other way."""

    def __init__(self, x, y, dx, dy):
        length = math.hypot(dx, dy)
        self.x, self.y, self.dx, self.dy = x, y, dx / length, dy / length

    def left(self, x, y):
        return (y - self.y) * self.dx - (x - self.x) * self.dy

    def along(self, x, y):
        return (x - self.x) * self.dx + (y - self.y) * self.dy

    def cross(self, other):
        turn = self.dx * other.dy - self.dy * other.dx
        t = ((other.x - self.x) * other.dy - (other.y - self.y) * other.dx) / turn
        return self.x + t * self.dx, self.y + t * self.dy


def fit(points):
    """The straight line that lies best among the points."""
    x = sum(p[0] for p in points) / len(points)
    y = sum(p[1] for p in points) / len(points)
    xx = sum((p[0] - x) ** 2 for p in points)
    yy = sum((p[1] - y) ** 2 for p in points)
    xy = sum((p[0] - x) * (p[1] - y) for p in points)
    angle = math.atan2(2 * xy, xx - yy) / 2
    return Line(x, y, math.cos(angle), math.sin(angle))


def rows(path):
    if not os.path.exists(path):
        return
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip() and not line.startswith("#"):
                yield f"{path}:{number}", line.rstrip("\n").split("\t")


SIDES = {"ne": (1, 1), "nw": (-1, 1), "se": (1, -1), "sw": (-1, -1)}


class Tables:
    """What the tables of one map say where things are; degrees outside, metres within."""

    def __init__(self, folder):
        self.folder = folder
        self.points = {row[0]: (float(row[1]), float(row[2]))
                       for _, row in rows(os.path.join(folder, "points.tsv"))}
        first = next(iter(self.points.values()))
        self.plane = Plane(round(first[0], 1), round(first[1], 1))
        self.stops = {row[0]: row for _, row in rows(os.path.join(folder, "stops.tsv"))}
        self.axes = {}
        for _, row in rows(os.path.join(folder, "axes.tsv")):
            self.axes[row[0]] = self.axis(*row[1:])

    def stop(self, number):
        row = self.stops[number]
        return self.plane.metres(float(row[3]), float(row[4]))

    def axis(self, kind, what, *more):
        if kind == "fit":
            return self.fitted(float(what), more[0].split())
        if kind == "middle":
            like = self.axes[what]
            left = [like.left(*self.stop(stop)) for stop in more[0].split()]
            offset = (min(left) + max(left)) / 2
            return Line(like.x - offset * like.dy, like.y + offset * like.dx, like.dx, like.dy)
        a, b = (self.axes[name] for name in what.split())
        share = float(more[0])
        x, y = b.x + b.dx * b.along(a.x, a.y), b.y + b.dy * b.along(a.x, a.y)
        return Line(a.x + share * (x - a.x), a.y + share * (y - a.y), a.dx + b.dx, a.dy + b.dy)

    def fitted(self, half, numbers):
        line = fit([self.stop(number) for number in numbers])
        middle = []
        for number in numbers:
            x, y = self.stop(number)
            east, north = SIDES.get(self.stops[number][5], (0, 0))
            # Whether the kerb is to the line's left, and so how far to go back.
            side = math.copysign(1, north * line.dx - east * line.dy) if east else 0
            middle.append((x + side * half * line.dy, y - side * half * line.dx))
        return fit(middle)

    def at(self, token):
        """(lat, lon) of one point of a list."""
        token = token.strip()
        if "*" in token:
            a, b = (self.axes[name] for name in token.split("*"))
            return self.plane.degrees(*a.cross(b))
        if "~" in token:
            a, b = token.split("~")
            near = [(float(s[3]), float(s[4])) for s in self.stops.values()
                    if (s[1], s[2]) in ((a, b), (b, a))]
            return sum(p[0] for p in near) / len(near), sum(p[1] for p in near) / len(near)
        if token in self.points:
            return self.points[token]
        lat, lon = token.split()
        return float(lat), float(lon)

    def all_at(self, tokens):
        return [self.at(token) for token in tokens.split(",")]


def curve(points, closed):
    """Through all of the points, without corners: Catmull and Rom's, with four steps from each."""
    if closed:
        points = points[-1:] + points + points[:2]
    else:
        points = points[:1] + points + points[-1:]
    smooth = []
    for a, b, c, d in zip(points, points[1:], points[2:], points[3:]):
        # As roads bend: the tangent is as long as the shorter of the two sides allows.
        near, far = math.dist(a, b), math.dist(c, d)
        here = math.dist(b, c) or 1e-12
        m0 = [(q - p) / (near + here) * here for p, q in zip(a, c)]
        m1 = [(q - p) / (here + far) * here for p, q in zip(b, d)]
        for t in (0, 0.25, 0.5, 0.75):
            h = (2 * t**3 - 3 * t**2 + 1, t**3 - 2 * t**2 + t, -2 * t**3 + 3 * t**2, t**3 - t**2)
            smooth.append(tuple(h[0] * p + h[1] * u + h[2] * q + h[3] * v
                                for p, u, q, v in zip(b, m0, c, m1)))
    return smooth if closed else smooth + [points[-1]]


def position(point):
    return [round(point[1], 6), round(point[0], 6)]


def properties(cls, name, more):
    found = {"class": cls} if cls else {}
    if name:
        found["name"] = name
    for pair in more.split(";") if more else ():
        key, value = pair.split("=")
        found[key] = int(value) if value.isdigit() and key != "ref" else value
    return found


def feature(tags, kind, coordinates):
    return {"type": "Feature", "properties": tags,
            "geometry": {"type": kind, "coordinates": coordinates}}


def ring(points):
    """Closed, and counter-clockwise as RFC 7946 asks for."""
    area = sum(a[1] * b[0] - b[1] * a[0] for a, b in zip(points, points[1:] + points[:1]))
    turned = points if area > 0 else points[::-1]
    return [[position(p) for p in turned + turned[:1]]]


def box(tables, middle, along, across, turn):
    x, y = tables.plane.metres(*middle)
    sin, cos = math.sin(math.radians(turn)), math.cos(math.radians(turn))
    corners = []
    for a, b in ((-along, -across), (-along, across), (along, across), (along, -across)):
        corners.append(tables.plane.degrees(x + a / 2 * sin + b / 2 * cos,
                                            y + a / 2 * cos - b / 2 * sin))
    return corners


def draw(name):
    """layer -> its features, in the order of the tables."""
    folder = os.path.join(HERE, name)
    tables = Tables(folder)
    layers = {}

    def table(file):
        return rows(os.path.join(folder, file))

    for where, row in table("lines.tsv"):
        layer, cls, title, more, points = row
        tags = properties(cls, title, more)
        if layer == "transportation" and cls in FIRST_ZOOM:
            tags.setdefault("min_zoom", FIRST_ZOOM[cls])
        try:
            line = tables.all_at(points)
        except (ValueError, KeyError, ZeroDivisionError) as error:
            sys.exit(f"{where}: {error!r}")
        bent = tags.pop("curve", "") or cls in CURVED
        bent = curve(line, False) if bent else line
        layers.setdefault(layer, []).append(
            feature(tags, "LineString", [position(p) for p in bent]))
    for where, (layer, cls, title, more, points) in table("areas.tsv"):
        edge = tables.all_at(points)
        layers.setdefault(layer, []).append(
            feature(properties(cls, title, more), "Polygon",
                    ring(curve(edge, True) if cls in CURVED else edge)))
    for where, (title, middle, along, across, turn) in table("boxes.tsv"):
        corners = box(tables, tables.at(middle), float(along), float(across), float(turn))
        tags = properties("", title, "min_zoom=13")
        layers.setdefault("building", []).append(feature(tags, "Polygon", ring(corners)))
    for where, (layer, cls, title, more, point) in table("spots.tsv"):
        layers.setdefault(layer, []).append(
            feature(properties(cls, title, more), "Point", position(tables.at(point))))
    return layers


def text(features):
    """One feature a line, so that a change shows as one."""
    lines = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(", ", ": "))
                       for f in features)
    return '{"type": "FeatureCollection", "features": [\n' + lines + "\n]}\n"


def main():
    stale = 0
    for name in MAPS:
        if not os.path.isdir(os.path.join(HERE, name)):
            continue
        for layer, features in draw(name).items():
            path = os.path.join(HERE, name, layer + ".geojson")
            new = text(features)
            old = open(path, encoding="utf-8").read() if os.path.exists(path) else ""
            if new == old:
                continue
            if "--check" in sys.argv:
                print(f"{path}: not as the tables have it; run make_map.py")
                stale = 1
            else:
                with open(path, "w", encoding="utf-8") as file:
                    file.write(new)
                print(f"{path}: {len(features)}")
    return stale


if __name__ == "__main__":
    sys.exit(main())
