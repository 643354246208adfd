"""Packs that are not as they should be: the built-in page, a line in the log, exit 0."""

import os
import random
import re
import shutil
import sqlite3
import tempfile

from rig import Program, Screen, dump_tree, expect, is_blank, read_png, run, run_tests

PAGE = "We will be right back"


def write(path, data):
    with open(path, "wb") as f:
        f.write(data)
    return path


def changed(pack, path, sql):
    """A copy of a pack in which something was changed."""
    shutil.copyfile(pack, path)
    os.chmod(path, 0o644)
    with sqlite3.connect(path) as db:
        db.executescript(sql)
    db.close()
    return path


def bad_packs(pack, folder):
    """(what, path, a word of what the staff is told)"""
    with open(pack, "rb") as f:
        whole = f.read()
    noise = random.Random(1).randbytes(50000)

    def at(name):
        return os.path.join(folder, name)

    os.mkdir(at("folder.pack"))
    os.symlink("not-there", at("dangling.pack"))
    os.symlink("circle.pack", at("circle.pack"))
    os.mkfifo(at("fifo.pack"))
    return [
        ("missing", at("missing.pack"), "no pack"),
        ("empty", write(at("empty.pack"), b""), "empty"),
        ("truncated", write(at("short.pack"), whole[:len(whole) // 2]), "cut short"),
        ("header alone", write(at("header.pack"), whole[:100]), "cut short"),
        ("random", write(at("random.pack"), noise), "not a Backlot pack"),
        ("damaged inside", write(at("damaged.pack"), whole[:100] + noise[:8000] + whole[8100:]),
         "damaged"),
        ("text", write(at("text.pack"), b"hello\n" * 100), "not a Backlot pack"),
        ("foreign", changed(pack, at("foreign.pack"), "PRAGMA application_id = 7"),
         "not a Backlot pack"),
        ("newer", changed(pack, at("newer.pack"), "PRAGMA user_version = 2"), "newer"),
        ("without tables", changed(pack, at("bare.pack"), "DROP TABLE txt"), "damaged"),
        ("folder", at("folder.pack"), "folder"),
        ("dangling link", at("dangling.pack"), "no pack"),
        ("link to itself", at("circle.pack"), "can't be reached"),
        ("pipe", at("fifo.pack"), "pipe"),
        ("device", "/dev/zero", "device"),
    ]


def pictures_of(build, pack, folder, *args):
    out = os.path.join(folder, "out")
    shutil.rmtree(out, ignore_errors=True)
    done = run([os.path.join(build, "backlot"), pack, "--size", "1280x800",
                "--screenshots", out, *args])
    expect(done.returncode == 0, f"{pack}: exit {done.returncode}: {done.stderr[-400:]}")
    return done, {name: os.path.join(out, name) for name in sorted(os.listdir(out))}


def screens(pictures):
    """Without the numbers of those that show how a page goes on."""
    return {re.sub(r"(-\d+)?\.png$", "", name) for name in pictures}


def every_bad_pack_gives_the_built_in_page(build):
    good = os.path.join(build, "backlot.pack")
    with tempfile.TemporaryDirectory() as folder:
        for what, path, word in bad_packs(good, folder):
            done, pictures = pictures_of(build, path, folder)
            expect(len(pictures) == 1, f"{what}: pictures {list(pictures)}")
            width, height, rows = read_png(list(pictures.values())[0])
            expect((width, height) == (1280, 800), f"{what}: {width}x{height}")
            expect(len(set(rows)) > 20, f"{what}: the picture is blank")
            expect(word in done.stderr, f"{what}: the log says '{done.stderr}', not '{word}'")
            nodes = dump_tree(build, path)
            expect(nodes[0].name == PAGE, f"{what}: the page is '{nodes[0].name}'")
            expect(any(word in n.name for n in nodes),
                   f"{what}: the page doesn't say '{word}' to the staff")


def a_pack_that_may_not_be_read_gives_the_built_in_page(build):
    if os.geteuid() == 0:
        print("SKIP: root may read everything")
        return
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "closed.pack")
        shutil.copyfile(os.path.join(build, "backlot.pack"), path)
        os.chmod(path, 0)
        expect(dump_tree(build, path)[0].name == PAGE, "it was read")


def packs_with_odd_names_are_shown(build):
    good = os.path.join(build, "backlot.pack")
    want = [(n.role, n.name) for n in dump_tree(build, good)]
    with tempfile.TemporaryDirectory() as folder:
        for name in ("with space.pack", "a#b.pack", "a?b=c&d.pack", "100%.pack", "%41.pack",
                     "東京.pack", "-dash.pack"):
            path = os.path.join(folder, name)
            os.symlink(good, path)
            got = [(n.role, n.name) for n in dump_tree(build, path)]
            expect(got == want, f"'{name}' shows '{got[0][1]}'")


def a_stop_or_tour_that_is_not_there_is_no_crash(build):
    pack = os.path.join(build, "backlot.pack")
    for screen in ("stop:nowhere", "tour:nowhere", "stop:", "tour", "stop", "stop:%s%n",
                   "stop:" + "x" * 500):
        done = run([os.path.join(build, "backlot"), pack, "--screen", screen, "--dump-tree"])
        expect(done.returncode in (0, 1, 2), f"--screen {screen[:20]}: exit {done.returncode}")
        expect(done.stdout or done.stderr, f"--screen {screen[:20]}: nothing at all")


def missing_and_broken_pictures_have_placeholders(build):
    good = os.path.join(build, "tests", "fixture.pack")
    with tempfile.TemporaryDirectory() as folder:
        _, want = pictures_of(build, good, folder)
    for what, sql in [
        ("no variants", "DELETE FROM media_variant"),
        ("bytes that are no picture", "UPDATE media_variant SET bytes = zeroblob(1000)"),
        ("cut pictures", "UPDATE media_variant SET bytes = substr(bytes, 1, 2000)"),
        ("empty pictures", "UPDATE media_variant SET bytes = x''"),
        ("wrong sizes", "UPDATE media_variant SET width = 19999 - rowid, height = 20000"),
        ("no media", "PRAGMA foreign_keys = OFF; DELETE FROM media_use; DELETE FROM media"),
    ]:
        with tempfile.TemporaryDirectory() as folder:
            pack = changed(good, os.path.join(folder, "changed.pack"), sql)
            _, got = pictures_of(build, pack, folder)
            # Nothing leads to a picture that a page does not have.
            expected = {s for s in screens(want)
                        if what != "no media" or not s.startswith(("sheet-viewer", "sheet-compare"))}
            expect(screens(got) == expected, f"{what}: pictures {list(got)}")
            for path in got.values():
                expect(len(set(read_png(path)[2])) > 20, f"{what}: {path} is blank")


def font_config(folder, fonts):
    config = os.path.join(folder, "fonts.conf")
    with open(config, "w") as f:
        f.write('<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
                f"<dir>{fonts}</dir><cachedir>{folder}/cache</cachedir></fontconfig>")
    return config


def pictures_with_fonts(build, folder, config):
    pack = os.path.join(build, "tests", "fixture.pack")
    return run([os.path.join(build, "backlot"), pack, "--size", "1280x800",
                "--screenshots", os.path.join(folder, "out")], FONTCONFIG_FILE=config)


def a_single_font_is_enough(build):
    font = run(["fc-match", "-f", "%{file}", "Noto Sans:regular"]).stdout
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, "fonts"))
        shutil.copy(font, os.path.join(folder, "fonts"))
        done = pictures_with_fonts(build, folder,
                                   font_config(folder, os.path.join(folder, "fonts")))
        expect(done.returncode == 0, f"exit {done.returncode}: {done.stderr[-400:]}")
        expect(len(os.listdir(os.path.join(folder, "out"))) > 3, "no pictures")


def without_any_font_it_says_so(build):
    with tempfile.TemporaryDirectory() as folder:
        done = pictures_with_fonts(build, folder, font_config(folder, "/nowhere"))
        expect(done.returncode > 0, f"exit {done.returncode}")
        expect("font" in done.stderr, f"it says '{done.stderr[-400:]}'")


def a_bad_pack_on_a_real_window_is_not_black_and_stays(build):
    with Screen() as screen, Program(screen, build, "/nowhere/at.pack") as program:
        pixels = screen.settled()
        expect(program.running(), f"it ended: {program.output()[-300:]}")
        expect(not is_blank(pixels), "the screen is blank")
        expect("/nowhere/at.pack" in program.output(), "nothing in the log")
        program.end()
        expect(program.child.returncode == 0, f"exit {program.child.returncode}")


if __name__ == "__main__":
    run_tests([
        every_bad_pack_gives_the_built_in_page,
        a_pack_that_may_not_be_read_gives_the_built_in_page,
        packs_with_odd_names_are_shown,
        a_stop_or_tour_that_is_not_there_is_no_crash,
        missing_and_broken_pictures_have_placeholders,
        a_single_font_is_enough,
        without_any_font_it_says_so,
        a_bad_pack_on_a_real_window_is_not_black_and_stays,
    ])
