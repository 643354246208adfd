#!/usr/bin/env python3
"""Prints the line coverage of each room after the tests of build-coverage ran, by gcovr.

Fails where a room that must have 85 % has less.
"""
import json
import pathlib
import subprocess
import sys

LEAST = 85.0
MUST = "base words pack type draw ui visit tourc".split()
ALSO = "bake gfx screens app".split()


def main():
    root = pathlib.Path(__file__).resolve().parent.parent
    done = subprocess.run(
        ["gcovr", "--root", str(root), "--filter", "kiosk/", "--json-summary", "-",
         "--exclude-unreachable-branches", "--gcov-ignore-parse-errors",
         str(root / "build-coverage")],
        cwd=root, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"gcovr failed: {done.stderr.strip()}")
    rooms, files = {}, []
    for file in json.loads(done.stdout)["files"]:
        parts = pathlib.PurePath(file["filename"]).parts
        if len(parts) < 3 or parts[0] != "kiosk" or "tool" in parts:
            continue
        total, hit = rooms.get(parts[1], (0, 0))
        rooms[parts[1]] = (total + file["line_total"], hit + file["line_covered"])
        files.append((file["line_total"] - file["line_covered"], file["filename"]))
    low = []
    for room in MUST + ALSO:
        total, hit = rooms.get(room, (0, 0))
        percent = 100.0 * hit / total if total else 0.0
        print(f"{room:8} {percent:5.1f} %  {hit} of {total} lines")
        if room in MUST and percent < LEAST:
            low.append(room)
    total = sum(rooms.get(room, (0, 0))[0] for room in MUST)
    hit = sum(rooms.get(room, (0, 0))[1] for room in MUST)
    print(f"{'the ' + str(len(MUST)):8} {100.0 * hit / max(total, 1):5.1f} %  {hit} of {total} lines")
    print("Most lines left:", ", ".join(f"{name} {n}" for n, name in sorted(files)[:-9:-1]))
    if low:
        sys.exit(f"Under {LEAST:.0f} %: {' '.join(low)}")


main()
