#!/usr/bin/env python3
"""Makes a tour tree as large as you like, the same bytes on every run.

    make_tours.py FOLDER [--stops 100000] [--tours 1] [--pictures 30 | --each]

Every stop has a place of its own with a claim and two facts, and a story of varied words; the
pictures, works and sources are shared. With --each every stop has one picture, its own. FOLDER
must not be there yet.
"""
import argparse
import pathlib
import random

SEED = 20261122
SOURCES = 200
WORKS = 40
CODES = 9999  # what a keypad can reach

ADJECTIVES = """quiet long narrow bright empty low wide old new white dusty green hidden steep
plain tall warm open painted broken curved famous forgotten early late distant crowded"""
NOUNS = """street stair window arch hall garden bridge tower corner yard lamp door bench wall
platform roof fountain market theatre harbour hill tunnel balcony station canal studio arcade"""
VERBS = """faces crosses follows hides frames repeats answers borrows keeps meets leaves
recalls doubles replaces outlasts borders lights opens closes joins"""
WAYS = """by night|after rain|in the first scene|for one long take|without a cut|on the left
|behind the crowd|at the end of the day|in winter light|from above|as if by chance
|for a second unit|in the script alone|under another name"""
SYLLABLES = """al ba cor da el fen gar hol is jor ka lin mar nor os pel qua ros sel tor ul
ven wes yar zel an ber cas dun er"""

PACK = """\
id: scale
title: A tour of everywhere
date: 2026-11-22
languages:
  - tag: en
    name: English
default_tour: tour-1
hero: picture-1
"""
LICENCES = """\
CC-BY-4.0:
  title: Creative Commons Attribution 4.0 International
  address: https://creativecommons.org/licenses/by/4.0/
"""
TOUR = """\
title: Tour {number}
lede: All that we have between {first} and {last}.
about: |
  Made by a generator, to see how much fits into a pack.

  - It has {stops} stops.
needs: |
  - Patience.
mode: armchair
picture: picture-{picture}
position: {number}
"""
PLACE = """\
title: {title}
area: {area}
address: {number} {street} St
lat: {lat}
lon: {lon}
precision: block
etiquette: public
claims:
  - id: claim-{id}
    work: work-{work}
    relation: filmed_at
    precision: block
    confidence: reported
    text: {claim}
    sources: [source-{a}]
facts:
  - id: fact-{id}-a
    kind: trivia
    text: {fact}
    sources: [source-{a}, source-{b}]
  - id: fact-{id}-b
    kind: easter_egg
    text: {question}
    reveal: {answer}
    hints: [Look down., Look up., Look at number {number}.]
    sources: [source-{b}]
"""
STOP = """\
---
place: {id}
{code}pictures: [{pictures}]
---
{lede}[^source-{c}]

## {heading}

{story}[^source-{d}]

{more}
"""
PICTURE = """\
<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="900" viewBox="0 0 1600 900">
<rect width="1600" height="900" fill="#{sky:06x}"/>
<circle cx="{x}" cy="300" r="120" fill="#{sun:06x}"/>
<rect y="{y}" width="1600" height="900" fill="#{ground:06x}"/>
{more}</svg>
"""
SPOT = '<circle cx="{}" cy="{}" r="{}" fill="#{:06x}" fill-opacity=".5"/>\n'
SPOTS = 60  # of a picture that only one stop has: decoding it is work


class Writer:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lists = [text.split() for text in (ADJECTIVES, NOUNS, VERBS, SYLLABLES)]
        self.ways = WAYS.replace("\n", "").split("|")

    def pick(self, items):
        # randrange alone is promised to give the same numbers in every Python.
        return items[self.random.randrange(len(items))]

    def name(self):
        parts = self.lists[3]
        return (self.pick(parts) + self.pick(parts) + self.pick(parts)).capitalize()

    def thing(self):
        return f"{self.pick(self.lists[0])} {self.pick(self.lists[1])}"

    def sentence(self):
        return (f"The {self.thing()} of {self.name()} {self.pick(self.lists[2])} "
                f"the {self.thing()} {self.pick(self.ways)}.")

    def sentences(self, n):
        return "\n".join(self.sentence() for _ in range(n))


def spots(w):
    r = w.random
    return "".join(SPOT.format(r.randrange(1600), r.randrange(900), r.randrange(20, 200),
                               r.randrange(1 << 24)) for _ in range(SPOTS))


def shared(root, w, pictures, each=False):
    (root / "pack.yaml").write_text(PACK)
    (root / "licences.yaml").write_text(LICENCES)
    (root / "sources.yaml").write_text("".join(
        f"source-{i}:\n  title: Notes on {w.name()}\n  publisher: {w.name()} Press\n"
        for i in range(1, SOURCES + 1)))
    for i in range(1, WORKS + 1):
        (root / "works" / f"work-{i}.yaml").write_text(
            f"title: {w.name()}\nkind: film\nyear: {1920 + i}\nsummary: {w.sentence()}\n")
    entries = []
    for i in range(1, pictures + 1):
        (root / "media" / f"picture-{i}.svg").write_text(PICTURE.format(
            sky=w.random.randrange(1 << 24), sun=w.random.randrange(1 << 24),
            ground=w.random.randrange(1 << 24), x=w.random.randrange(200, 1400),
            y=w.random.randrange(500, 800), more=spots(w) if each else ""))
        entries.append(f"picture-{i}:\n  file: picture-{i}.svg\n  alt: A {w.thing()}.\n"
                       "  credit: A generator\n  licence: CC-BY-4.0\n")
    (root / "media" / "media.yaml").write_text("".join(entries))


def place(w, stop_id, number):
    r = w.random
    return PLACE.format(
        id=stop_id, title=f"{w.name()} {w.pick(w.lists[1]).capitalize()}", area=w.name(),
        number=number, street=w.name(), lat=f"{33 + r.randrange(200000) / 1e5:.5f}",
        lon=f"{-119 + r.randrange(200000) / 1e5:.5f}", work=1 + r.randrange(WORKS),
        claim=w.sentence(), fact=w.sentence(), question=f"Which {w.thing()} is it?",
        answer=w.sentence(), a=1 + r.randrange(SOURCES // 2),
        b=1 + SOURCES // 2 + r.randrange(SOURCES // 2))


def stop(w, stop_id, number, pictures, each):
    r = w.random
    first = r.randrange(pictures)
    two = f"picture-{1 + first}, picture-{1 + (first + 1) % pictures}"
    return STOP.format(
        id=stop_id, code=f"code: {number}\n" if number <= CODES else "",
        pictures=f"picture-{number}" if each else two,
        lede=w.sentence(), heading=f"The {w.thing()}",
        story=w.sentences(5), more=w.sentences(3), c=1 + r.randrange(SOURCES),
        d=1 + r.randrange(SOURCES))


def make(root, stops, tours, pictures, each=False):
    root.mkdir(parents=True)
    for folder in ("media", "works", "places"):
        (root / folder).mkdir()
    w = Writer(SEED)
    pictures = stops if each else pictures
    shared(root, w, pictures, each)
    share = -(-stops // tours)
    digits = max(2, len(str(share)))
    for tour in range(1, tours + 1):
        first, last = (tour - 1) * share + 1, min(tour * share, stops)
        folder = root / f"tour-{tour}"
        folder.mkdir()
        (folder / "tour.yaml").write_text(TOUR.format(
            number=tour, first=first, last=last, stops=last - first + 1,
            picture=1 + tour % pictures))
        for number in range(first, last + 1):
            stop_id = f"stop-{number}"
            (root / "places" / f"{stop_id}.yaml").write_text(place(w, stop_id, number))
            name = f"{number - first + 1:0{digits}}-{stop_id}.md"
            (folder / name).write_text(
                stop(w, stop_id, number, pictures, each))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--stops", type=int, default=100000)
    parser.add_argument("--tours", type=int, default=1)
    parser.add_argument("--pictures", type=int, default=30)
    parser.add_argument("--each", action="store_true", help="every stop has its own")
    args = parser.parse_args()
    make(args.folder, args.stops, args.tours, args.pictures, args.each)


if __name__ == "__main__":
    main()
