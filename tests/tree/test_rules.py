"""Each rule finds what is planted, where it is planted, and nothing in a clean tree."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import tree  # noqa: E402
import words  # noqa: E402

RULES = tree.rules()

CLEAN = {
    "docs/architecture.md":
        "| room | what it is | may include | libraries |\n|---|---|---|---|\n"
        "| base | the ground | – | pthread |\n"
        "| pack | packs, `model.h` | base | sqlite3 |\n"
        "| visit | pure | base pack/model.h | – |\n",
    "kiosk/base/err.h": "// An error.\n#pragma once\n\n#include <stdbool.h>\n\n"
                        "bool err_set(const char *text);\n",
    "kiosk/base/err.c": '#include "base/err.h"\n\nbool err_set(const char *text)\n{\n'
                        "    return text != 0;\n}\n",
    "kiosk/pack/model.h": "#pragma once\n\n#include <stddef.h>\n\nstruct model {\n"
                          "    size_t n;\n};\n",
    "kiosk/pack/pack.h": '#pragma once\n\n#include "base/err.h"\n#include "pack/model.h"\n',
    "kiosk/pack/pack.c": '#include "pack/pack.h"\n\n#include <sqlite3.h>\n',
    "kiosk/visit/visit.c": '#include "pack/model.h"\n\n'
                           'static const char *const names[] = {"a", "b"};\n\n'
                           "const char *visit_name(int i)\n{\n"
                           "    return names[i]; // TOD" "OS are words too\n}\n",
    "CMakeLists.txt": "room(base LIBRARIES PkgConfig::PNG)\n"
                      "room(tourc LIBRARIES PkgConfig::YAML)\n",
    "packaging/debian-packages.txt": "[run]\nfonts-noto-core\nlibpng16-16\n\n[build]\n",
    "kiosk/base/notices.c":
        "const struct notice notices[] = {\n"
        '    {"PNG", "libpng", "Pictures", "Its authors", "libpng License"},\n'
        '    {"fonts-noto-core", "Noto", "Letters", "Its authors", "OFL"},\n'
        '    {"", "FreeType", "Shapes", "Its authors", "FTL"},\n'
        "};\n",
    "assets/words/en.po": 'msgid ""\nmsgstr ""\n"Language: en\\n"\n',
    ".clang-format": (tree.ROOT / ".clang-format").read_text(encoding="utf-8"),
}


def body(lines):
    return "static void f(void)\n{\n" + "    f();\n" * lines + "}\n"


def plant(files):
    folder = tempfile.TemporaryDirectory()
    root = pathlib.Path(folder.name)
    for name, text in {**CLEAN, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder, root


# rule: [(file, text, what its one line must contain, or None where nothing may be found)]
PLANTED = {
    "walls": [
        ("kiosk/base/x.c", '#include "pack/pack.h"\n', "base/x.c:1: room base may not include"),
        ("kiosk/visit/x.c", '\n#include "pack/pack.h"\n', "visit/x.c:2: room visit may not"),
        ("kiosk/visit/x.c", '#include "pack/model.h"\n', None),
        ("kiosk/base/x.c", "#include <sqlite3.h>\n", "room base may not use <sqlite3.h>"),
        ("kiosk/base/x.c", "#include <pthread.h>\n", None),
        ("kiosk/pack/x.c", "#include <pthread.h>\n", "room pack may not use <pthread.h>"),
        ("kiosk/pack/x.c", "#include <unheard/of.h>\n", "may not use <unheard/of.h>"),
        ("kiosk/pack/x.c", '#include "model.h"\n', "is no header below kiosk/"),
        ("kiosk/pack/x.c", '#include "base/gone.h"\n', "is no header below kiosk/"),
        ("kiosk/pack/x.c", '// #include "visit/visit.h"\n', None),
        ("kiosk/visit/x.c", "#include <time.h>\n", "room visit is pure"),
        ("kiosk/attic/x.c", "", "kiosk/attic:1: isn't in the table"),
        ("kiosk/pack/model.h", "#pragma once\n\n#include <sqlite3.h>\n",
         "visit.c:1: room visit sees <sqlite3.h> through kiosk/pack/model.h"),
    ],
    "headers": [
        ("kiosk/base/x.h", "#pragma once\nsize_t x_size(void);\n", "doesn't compile alone"),
        ("kiosk/base/x.h", "int x_size(void);\n", "no #pragma once"),
        ("kiosk/base/x.h", '#pragma once\n#include "base/err.h"\n', None),
    ],
    "extern": [
        ("kiosk/base/x.c", "\nextern int y;\n", "kiosk/base/x.c:2: extern"),
        ("tests/base/x.c", "extern int y;\n", "tests/base/x.c:1: extern"),
        ("kiosk/base/x.c", '// extern\nconst char *x = "extern";\n', None),
    ],
    "banned": [
        ("kiosk/base/x.c", "int y = sprintf(a, b);\n", "sprintf() is banned"),
        ("tests/base/x.c", "x = strtok (a, b);\n", "strtok () is banned"),
        ("kiosk/base/x.h", "x = localtime(&t);\n", "localtime() is banned"),
        ("kiosk/base/x.c", 'snprintf(a, 1, "strcpy(x)"); gmtime_r(&a, &b); /* strcat( */\n',
         None),
    ],
    "goto": [
        ("kiosk/base/x.c", "    goto again;\n", "'goto again'"),
        ("kiosk/base/x.c", "    goto out;\n", None),
    ],
    "globals": [
        ("kiosk/base/x.c", "static int count;\n", "base/x.c:1: 'static int count;'"),
        ("kiosk/base/x.c", "void f(void)\n{\n    static char text[4] = {0};\n}\n",
         "base/x.c:3: 'static char text[4] ='"),
        ("kiosk/base/x.c", "static const int n = 4;\nstatic int f(void);\n", None),
        ("kiosk/base/x.c", "static struct a f(void)\n{\n}\n", None),
        ("kiosk/app/x.c", "static int quit;\n", None),
    ],
    "sizes": [
        ("kiosk/base/x.c", body(81), "base/x.c:2: a function of 81 lines"),
        ("kiosk/base/x.c", body(80), None),
        ("kiosk/base/x.c", "int x;\n" * 601, "601 lines"),
        ("tests/base/x.c", "int x;\n" * 600, None),
        ("kiosk/base/x.c", "//" + "x" * 99 + "\n", "101 columns"),
    ],
    "format": [
        ("kiosk/base/x.c", "int  x;\n", "kiosk/base/x.c:1: not as clang-format has it"),
        ("tests/base/x.c", "int x;\nint *y;\nint* z;\n", "tests/base/x.c:3: not as"),
    ],
    "markers": [
        ("kiosk/base/x.c", "\n// TO" "DO: later\n", "kiosk/base/x.c:2: 'TO" "DO'"),
        ("README.md", "FIX" "ME\n", "README.md:1"),
        ("tests/base/x.c", '"/tmp/x-' + "X" * 6 + '"\n', None),
    ],
    "names": [
        ("notes.txt", "", "notes.txt:1: isn't among the top level's names"),
        ("scratch/x.c", "", "scratch:1"),
        ("build/x.c", "", None),
        ("build-asan/x.c", "", None),
    ],
    "paths": [
        ("kiosk/base/x.c", '\n"/wo' 'rk/main/x"\n', "kiosk/base/x.c:2"),
        ("run", "cd /ro" "ot/clone\n", "run:1"),
        ("docs/x.md", "see ../shared/wo" "rk/x\n", None),
    ],
    "notices": [
        ("CMakeLists.txt", "room(gfx LIBRARIES PkgConfig::PNG\n         PkgConfig::WEBP)\n",
         "has no notice of WEBP"),
        ("CMakeLists.txt", "room(tourc LIBRARIES PkgConfig::PNG)\n", "PNG is nothing that"),
        ("packaging/debian-packages.txt", "[run]\nfonts-noto-cjk\nfonts-noto-core\n[test]\n",
         "has no notice of fonts-noto-cjk"),
        ("kiosk/base/notices.c", "const struct notice notices[] = {\n"
         '    {"PNG", "libpng", WORD("Pictures"), "Its authors", ""},\n'
         '    {"fonts-noto-core", "Noto", "Letters", "Its authors", "OFL"},\n};\n',
         "libpng has no author or no licence"),
        ("kiosk/pack/notices.c", "", "expected one notices.c, not 2"),
    ],
    "words": [
        ("kiosk/base/x.c", 'words_text(w, NULL,\n           "Back");\n',
         'base/x.c:1: "Back" isn\'t in'),
        ("kiosk/base/x.c", 'words_format(w, a, "door", "Open {it" "em}", args);\n',
         '"Open {item}" (context "door") isn\'t'),
        ("kiosk/base/x.c", 'words_plural(w, f(a, b), "{n} stop", "{n} stops", n);\n',
         '"{n} stop" / "{n} stops" isn\'t'),
        ("kiosk/base/x.c", 'x[] = {WORD("Home")};\n', '"Home" isn\'t'),
        ("kiosk/base/x.c", '// words_text(w, NULL, "Back")\n', None),
        ("kiosk/base/x.c", "words_text(w, NULL, text);\n", None),
        ("kiosk/base/x.c", 'parts_word(env, "Two "\n "parts");\n', '"Two parts" isn\'t'),
        ("kiosk/base/x.c", 'parts_word(env, yes ? WORD("Yes") : other);\n', '"Yes" isn\'t'),
        ("kiosk/base/x.c", 'parts_word(env, yes ? "Yes" : other);\n', "yes ? "),
        ("assets/words/en.po", 'msgid ""\nmsgstr ""\n\nmsgid "Unused"\nmsgstr ""\n',
         'en.po:4: "Unused" is asked for by no code'),
        ("assets/words/eo.po", 'msgid "Other"\nmsgstr ""\n', 'eo.po:1: "Other" isn\'t in'),
    ],
}


class Rules(unittest.TestCase):
    def test_every_rule_has_something_planted(self):
        self.assertEqual(set(PLANTED), set(RULES))

    def test_a_clean_tree_breaks_no_rule(self):
        folder, root = plant({})
        with folder:
            for name, rule in RULES.items():
                self.assertEqual(rule(root), [], name)

    def test_what_is_planted_is_found_and_nothing_else(self):
        for rule, cases in PLANTED.items():
            for name, text, due in cases:
                folder, root = plant({name: text})
                with folder, self.subTest(rule=rule, file=name, text=text[:60]):
                    found = RULES[rule](root)
                    if due is None:
                        self.assertEqual(found, [])
                    else:
                        self.assertEqual(len(found), 1, found)
                        self.assertIn(due, found[0])


    def test_pictures_somebody_made_are_none_of_the_tree(self):
        folder, root = plant({})
        with folder:
            git = ["git", "-C", str(root), "-c", "user.name=x", "-c", "user.email=x@x"]
            try:
                subprocess.run([*git, "init", "-q"], check=True)
            except (OSError, subprocess.CalledProcessError):
                self.skipTest("there is no git")
            subprocess.run([*git, "add", "."], check=True)
            (root / "out").mkdir()
            (root / "out" / "a.png").touch()
            self.assertEqual(RULES["names"](root), [])
            subprocess.run([*git, "add", "out"], check=True)
            self.assertEqual(len(RULES["names"](root)), 1)

    def test_no_table_of_rooms_is_an_error_of_its_own(self):
        folder, root = plant({"docs/architecture.md": "no table\n"})
        with folder:
            self.assertIn("there is no table", RULES["walls"](root)[0])


class Words(unittest.TestCase):
    def test_a_po_file_is_read_with_contexts_plurals_and_long_strings(self):
        text = ('msgid ""\nmsgstr "x"\n\n#. note\nmsgctxt "door"\nmsgid "Open"\nmsgstr ""\n'
                'msgid "{n} stop"\nmsgid_plural "{n} stops"\nmsgstr[0] ""\nmsgstr[1] ""\n'
                'msgid ""\n"Long "\n"one"\nmsgstr ""\n"Largo"\n')
        self.assertEqual(words.catalogue(text), {
            ("door", "Open", None): 5,
            (None, "{n} stop", "{n} stops"): 8,
            (None, "Long one", None): 12})

    def test_both_ways_agree_when_they_agree(self):
        folder, root = plant({
            "assets/words/en.po": 'msgid "Back"\nmsgstr ""\n',
            "assets/words/es.po": 'msgid "Back"\nmsgstr "x"\n',
            "kiosk/base/x.c": 'words_text(w, NULL, "Back");\n'})
        with folder:
            self.assertEqual(RULES["words"](root), [])
            (root / "assets/words/es.po").write_text('msgid ""\nmsgstr "x"\n')
            self.assertIn("has no translation", RULES["words"](root)[0])


if __name__ == "__main__":
    unittest.main()
