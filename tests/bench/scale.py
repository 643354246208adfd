#!/usr/bin/env python3
"""How tourc and the pack take a hundred thousand stops.

    scale.py BUILD_DIR [--stops 100000] [--tours 1] [--keep FOLDER]

Makes a small and a large tour tree (make_tours.py), compiles both cold and warm (with pictures to
make, and with them in the cache), and prints time and peak memory; then the plan of every query
of the kiosk that would read a table from end to end. Asserts nothing.
"""
import argparse
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
QUERIES = HERE.parents[1] / "kiosk" / "pack" / "query.c"
SMALL = 100
# Tables of a handful of rows whatever the number of stops.
FEW = {"pack", "lang", "tour", "t", "json_each", "search_part"}


def run(words):
    """Seconds and peak megabytes of a command."""
    start = time.monotonic()
    pid = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).pid
    _, status, usage = os.wait4(pid, 0)
    if status:
        sys.exit(f"{' '.join(map(str, words))}: status {status}")
    return time.monotonic() - start, usage.ru_maxrss / 1024


def compile_all(tourc, folder, args):
    print(f"{'':24} {'seconds':>8} {'peak MB':>8}")
    for stops in (SMALL, args.stops):
        tree, pack = folder / f"tree-{stops}", folder / f"{stops}.pack"
        if not tree.exists():
            run([sys.executable, HERE / "make_tours.py", tree, "--stops", str(stops),
                 "--tours", str(args.tours)])
        shutil.rmtree(f"{pack}.cache", ignore_errors=True)
        for how in ("cold", "warm"):
            seconds, peak = run([tourc, "build", tree, "-o", pack])
            print(f"build {how}, {stops:>7} stops {seconds:8.1f} {peak:8.0f}")
        seconds, peak = run([tourc, "check", tree])
        print(f"check,      {stops:>7} stops {seconds:8.1f} {peak:8.0f}")


def queries():
    """Name and text of each query in the kiosk's table."""
    table = QUERIES.read_text()
    table = table[table.index("sql[QUERY_COUNT] = {"):]
    table = table[:table.index("\n};")]
    for name, text in re.findall(r'\[(QUERY_\w+)\]\s*=\s*((?:"[^"]*"\s*)+),', table):
        yield name, "".join(re.findall(r'"([^"]*)"', text))


def scans(pack):
    db = sqlite3.connect(f"file:{pack}?mode=ro", uri=True)
    n = 0
    for name, sql in queries():
        n += 1
        most = max(map(int, re.findall(r"\?(\d)", sql)), default=0)
        for row in db.execute("EXPLAIN QUERY PLAN " + sql, [None] * most):
            match = re.match(r"SCAN (\w+)(?! VIRTUAL TABLE INDEX)\b", row[3])
            if match and match.group(1) not in FEW:
                print(f"{name}: {row[3]}")
    print(f"{n} queries looked at")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--stops", type=int, default=100000)
    parser.add_argument("--tours", type=int, default=1)
    parser.add_argument("--keep", type=pathlib.Path, help="work here, and leave it all there")
    args = parser.parse_args()
    tourc = args.build.resolve() / "tourc"
    with tempfile.TemporaryDirectory() as temp:
        folder = args.keep or pathlib.Path(temp)
        folder.mkdir(exist_ok=True)
        compile_all(tourc, folder, args)
        scans(folder / f"{args.stops}.pack")


if __name__ == "__main__":
    main()
