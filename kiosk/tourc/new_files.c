#include "tourc/new_files.h"

#include <stddef.h>

static const char readme[] =
    "# A tour to begin with\n"
    "\n"
    "    tourc check .                 finds mistakes, and says where\n"
    "    tourc build . -o my.pack      makes the file that the kiosk shows\n"
    "\n"
    "What is what:\n"
    "\n"
    "- `pack.yaml`: the whole, its languages, the picture of the first screen\n"
    "- `sources.yaml`: what your facts are from; every claim names at least one\n"
    "- `licences.yaml`: under which licences your pictures are\n"
    "- `media/media.yaml` and the pictures beside it (SVG, JPEG, PNG, WebP)\n"
    "- `works/`: films and books, `people/`: who made them, `places/`: ground, one file each\n"
    "- `quiz.yaml`: questions, if you like\n"
    "- `my-tour/tour.yaml`, and a text for each stop, in the order of their numbers\n"
    "\n"
    "A translation lies beside its original: `places/old-gate.es.yaml` has the texts of\n"
    "`places/old-gate.yaml` in Spanish, once `pack.yaml` lists that language. What is left\n"
    "out there is shown in the original.\n";

static const char pack[] =
    "# The pack: one file for the kiosk, made of everything below this folder.\n"
    "id: my-pack\n"
    "title: A walk to *begin* with\n"
    "invitation: Two stops, ten minutes\n"
    "date: 2026-01-01            # shown as the day it was made\n"
    "languages:                  # the first is the one you write in\n"
    "  - tag: en\n"
    "    name: English           # in the language itself\n"
    "default_tour: my-tour\n"
    "hero: old-gate              # the picture of the first screen\n";

static const char licences[] =
    "# SPDX names, see https://spdx.org/licenses\n"
    "CC-BY-4.0:\n"
    "  title: Creative Commons Attribution 4.0\n"
    "  address: https://creativecommons.org/licenses/by/4.0/\n";

static const char sources[] =
    "# Cite one in a text as [^own-visit].\n"
    "own-visit:\n"
    "  title: Notes from a visit\n"
    "  publisher: The author of this tour\n"
    "  read_on: 2026-01-01       # and `address:` if it can be read somewhere\n";

static const char media[] =
    "# Every picture needs words for those who don't see it, a credit and a licence.\n"
    "old-gate:\n"
    "  file: old-gate.svg\n"
    "  alt: A white gate with two towers under an evening sky.\n"
    "  credit: The author of this tour\n"
    "  licence: CC-BY-4.0\n"
    "  focus: [0.5, 0.6]         # what stays in sight when it is cut: across, down\n"
    "                            # pair: the same view at another time, to be compared\n";

static const char picture[] =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1600\" height=\"900\" "
    "viewBox=\"0 0 1600 900\">\n"
    "  <rect width=\"1600\" height=\"900\" fill=\"#e7a977\"/>\n"
    "  <circle cx=\"1180\" cy=\"300\" r=\"110\" fill=\"#f8e3bf\"/>\n"
    "  <rect y=\"640\" width=\"1600\" height=\"260\" fill=\"#6b4a4f\"/>\n"
    "  <path d=\"M520 760V330h110v120h340V330h110v430H930V600a130 130 0 0 0-260 0v160z\" "
    "fill=\"#fbf4e6\"/>\n"
    "</svg>\n";

static const char work[] =
    "# A film, short, book or series. Places claim it by this file's name: my-film.\n"
    "title: My Film\n"
    "kind: film\n"
    "year: 2024\n"
    "minutes: 90\n"
    "summary: Two people miss each other twice.\n"
    "synopsis: |                 # longer, and without the ending\n"
    "  She waits under the arch, he waits at the square.[^own-visit]\n"
    "\n"
    "  Then it rains.\n"
    "scenes:                     # the film told in parts; spoiler: 0 to 3, the ending\n"
    "  - id: my-film-arch\n"
    "    text: She waits under the arch.\n"
    "    place: old-gate\n"
    "    spoiler: 1\n"
    "    sources: [own-visit]\n"
    "themes:                     # what it is about\n"
    "  - id: my-film-waiting\n"
    "    title: Waiting\n"
    "    text: Whoever waits longer sees more.\n"
    "    sources: [own-visit]\n"
    "credits:\n"
    "  - person: ada-example\n"
    "    role: director\n"
    "    sources: [own-visit]\n";

static const char person[] =
    "# Who made it. `born`, `died` and what you say of somebody need sources.\n"
    "title: Ada Example\n"
    "born: 1980\n"
    "notable: Known for *My Film*.\n"
    "sources: [own-visit]\n";

static const char gate[] =
    "# Ground: where it is, how to behave there, and what is claimed of it.\n"
    "title: The Old Gate\n"
    "area: Old Town\n"
    "lat: 34.0558\n"
    "lon: -118.2363\n"
    "precision: building         # spot, building, block, district, city\n"
    "etiquette: public           # public, ticketed, private_home, closed_lot\n"
    "step_free: unknown          # yes, partly, no; never a guess\n"
    "indoors: no                 # yes, partly, unknown\n"
    "architects: A. Mason\n"
    "history: Built for a market that never came.[^own-visit]\n"
    "access: The gate is open day and night.\n"
    "transit: Bus 7, Old Gate.\n"
    "checked_on: 2026-01-01\n"
    "booking: The warden shows the towers on Sundays.\n"
    "booking_address: https://example.org/old-gate   # shown as a code to be scanned\n"
    "vantages:                   # stand here, look there\n"
    "  - id: gate-to-square\n"
    "    stand: Under the arch, with the towers behind you.\n"
    "    look: Down the street; the square is at its end.\n"
    "    towards: small-square   # the kiosk computes the heading from both places\n"
    "    picture: old-gate\n"
    "    sources: [own-visit]\n"
    "claims:\n"
    "  - id: gate-first-scene\n"
    "    work: my-film\n"
    "    relation: filmed_at     # filmed_at, set_in, stands_in_for, studio_set, plate\n"
    "    precision: building\n"
    "    confidence: confirmed   # confirmed, reported, disputed\n"
    "    text: The first scene was filmed under the arch.\n"
    "    sources: [own-visit]\n"
    "facts:\n"
    "  - id: gate-arch\n"
    "    kind: history           # trivia, production, music, history, easter_egg\n"
    "    status: reported        # confirmed (if left out), reported, rumour\n"
    "    text: The arch is said to be older than the towers.\n"
    "    sources: [own-visit]\n"
    "  - id: gate-clock\n"
    "    kind: easter_egg        # asks in `text`, answers in `reveal`\n"
    "    text: Which of the towers has a clock?\n"
    "    reveal: Neither; it was painted for the film.\n"
    "    hints:                  # three, from general to nearly telling\n"
    "      - Look up.\n"
    "      - Look from another side, too.\n"
    "      - Clocks have hands that move.\n"
    "    sources:\n"
    "      - source: own-visit\n"
    "        stance: supports    # supports, contradicts, silent\n"
    "        says: No clock on either tower.\n";

static const char square[] = "title: The Small Square\n"
                             "area: Old Town\n"
                             "lat: 34.0563\n"
                             "lon: -118.2371\n"
                             "precision: block\n"
                             "etiquette: public\n"
                             "claims:\n"
                             "  - id: square-last-scene\n"
                             "    work: my-film\n"
                             "    relation: set_in\n"
                             "    precision: block\n"
                             "    confidence: reported\n"
                             "    text: The last scene is said to play here.\n"
                             "    sources: [own-visit]\n";

static const char quiz[] =
    "# The kiosk asks eight of these at a time; write more, and no visitor sees all.\n"
    "questions:\n"
    "  - id: quiz-clock\n"
    "    text: What is painted on the towers of the old gate?\n"
    "    choices:                # three or four\n"
    "      - text: A window\n"
    "      - text: A clock\n"
    "        right: yes          # of one alone\n"
    "      - text: A flag\n"
    "    explain: It never kept time; it was painted for the film.\n"
    "    place: old-gate         # or a work: what to see afterwards\n"
    "    sources: [own-visit]\n";

static const char tour[] =
    "title: A walk to begin with\n"
    "lede: From the gate to the square, in ten minutes.\n"
    "about: |                    # several paragraphs, - items, ## headings, > quotes\n"
    "  A tour that shows how tours are written.\n"
    "\n"
    "  - It has two stops.\n"
    "  - Both are *yours* to change.\n"
    "mode: walk                  # walk, drive, lot, armchair\n"
    "minutes: 10\n"
    "picture: old-gate\n"
    "accent: '#8A4B2D'           # colours buttons; dark enough for white words on it\n";

static const char stop_gate[] =
    "---\n"
    "place: old-gate\n"
    "code: 101                   # for a keypad; may be left out\n"
    "minutes: 5                  # how long one stays\n"
    "pictures: [old-gate]        # the first is the large one\n"
    "facts: [gate-arch, gate-clock]\n"
    "---\n"
    "The first paragraph is the lede: it stands beside the picture.\n"
    "\n"
    "The rest is the story. Say what can be seen from here, and mark where you know it\n"
    "from.[^own-visit] *Titles* are between asterisks.\n"
    "\n"
    "## A heading\n"
    "\n"
    "- An item of a list.\n"
    "- Another.\n"
    "\n"
    "> A quotation begins with a sign like this.\n";

static const char stop_square[] =
    "---\n"
    "place: small-square\n"
    "code: 102\n"
    "pictures: [old-gate]\n"
    "---\n"
    "Turn round: the gate looks best from here.[^own-visit]\n"
    "\n"
    "A stop that names no facts shows all facts of its place, and this place has none yet.\n";

const struct new_file new_files[] = {
    {"README.md", readme},
    {"pack.yaml", pack},
    {"licences.yaml", licences},
    {"sources.yaml", sources},
    {"media", NULL},
    {"media/media.yaml", media},
    {"media/old-gate.svg", picture},
    {"works", NULL},
    {"works/my-film.yaml", work},
    {"people", NULL},
    {"people/ada-example.yaml", person},
    {"places", NULL},
    {"places/old-gate.yaml", gate},
    {"places/small-square.yaml", square},
    {"quiz.yaml", quiz},
    {"my-tour", NULL},
    {"my-tour/tour.yaml", tour},
    {"my-tour/01-old-gate.md", stop_gate},
    {"my-tour/02-small-square.md", stop_square},
    {NULL, NULL},
};
