#!/usr/bin/env python3
"""Makes a tour of one stop whose picture is a photograph of 24 megapixels, with a pair.

    make_photo.py FOLDER

A drawing of the real tours at 6000 x 4000 with the grain of a film, the same bytes on every run
of one libvips; its pair is the same view at night. FOLDER must not be there yet. Needs
libvips-tools.
"""
import argparse
import pathlib
import shutil
import subprocess

import make_tours

DRAWINGS = pathlib.Path(__file__).resolve().parents[2] / "tours" / "media"
W, H = 6000, 4000
MEDIA = """\
photo-day:
  file: photo-day.jpg
  alt: A hall by day.
  credit: A generator
  licence: CC-BY-4.0
  pair: photo-night
photo-night:
  file: photo-night.jpg
  alt: The same hall by night.
  credit: A generator
  licence: CC-BY-4.0
"""
STOP = """\
---
place: stop-1
pictures: [photo-day]
---
One photograph, and the same at night.
"""


def vips(*words):
    subprocess.run(["vips", *map(str, words)], check=True)


def photograph(folder, drawing, out):
    """A flat drawing is too easy to decode: grain is what makes a photograph's bytes."""
    flat, plain, grain, sum_of = (folder / f"{name}.v" for name in ("a", "b", "c", "d"))
    vips("thumbnail", drawing, flat, W, "--height", H, "--crop", "centre")
    vips("flatten", flat, plain)
    vips("gaussnoise", grain, W, H, "--sigma", 6, "--mean", 0, "--seed", 24)
    vips("add", plain, grain, sum_of)
    vips("cast", sum_of, f"{out}[Q=90]", "uchar")


def make(root):
    for folder in ("media", "works", "places", "tour-1", "work"):
        (root / folder).mkdir(parents=True)
    w = make_tours.Writer(make_tours.SEED)
    make_tours.shared(root, w, 1)
    for name, drawing in (("day", "union-station-hall"), ("night", "union-station-hall-night")):
        photograph(root / "work", DRAWINGS / f"{drawing}.svg", root / f"media/photo-{name}.jpg")
    shutil.rmtree(root / "work")
    with open(root / "media" / "media.yaml", "a") as media:
        media.write(MEDIA)
    (root / "tour-1" / "tour.yaml").write_text(make_tours.TOUR.format(
        number=1, first=1, last=1, stops=1, picture=1))
    (root / "places" / "stop-1.yaml").write_text(make_tours.place(w, "stop-1", 1))
    (root / "tour-1" / "01-stop-1.md").write_text(STOP)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    make(parser.parse_args().folder)


if __name__ == "__main__":
    main()
