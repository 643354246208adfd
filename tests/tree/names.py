"""What the tree may hold: its top level, no notes to oneself, nothing of one machine."""
import re

import tree

TOP_LEVEL = {
    ".ci", ".clang-format", ".editorconfig", ".gitignore", "CMakeLists.txt",
    "CMakePresets.json", "LICENSE", "README.md", "assets", "check", "data", "docs", "kiosk",
    "packaging", "run", "tests", "tours",
}

# Written apart, so that this file doesn't find itself.
MARKERS = "|".join(("TO" "DO", "FIX" "ME", "XX" "X", "HA" "CK"))
PATHS = "|".join(("/wo" "rk/", "/ro" "ot/", "/tmp/" "b-", "/tmp/" "bri" "ef", "/home/" "[a-z]+/"))

TEXT = (".c", ".h", ".py", ".sh", ".md", ".txt", ".cmake", ".json", ".yaml", ".po", ".sql",
        ".svg", ".script")


def top_level(root):
    # Not what was only put there: ./run --screenshots out is no mistake.
    tops = {name.split("/")[0] for name in tree.tracked(root, new=False)}
    return [f"{name}:1: isn't among the top level's names (tests/tree/names.py)"
            for name in sorted(tops - TOP_LEVEL)]


def lines_with(root, pattern, what):
    found = []
    for name in tree.tracked(root):
        if name.endswith(TEXT) or "." not in name.split("/")[-1]:
            text = (root / name).read_bytes().decode("utf-8", "replace")
            for match in re.finditer(pattern, text):
                found.append(f"{name}:{tree.line_of(text, match.start())}: "
                             + what.format(match.group(0)))
    return found


def markers(root):
    return lines_with(root, rf"\b({MARKERS})\b", "'{0}': do it, or write an issue")


def machine_paths(root):
    return lines_with(root, rf"(?<![\w.])({PATHS})", "'{0}' is a path of one machine")
