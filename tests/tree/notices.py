"""Whose work the program is made of: its notices.c against what is linked and installed.

Every library of every room that the kiosk has (tourc, a program of its own, apart), and every
package of fonts that it is installed with, has a notice; and no notice is of something else.
"""
import re

import tree



def linked(root):
    """Names of library_part that rooms of the kiosk link."""
    names = set()
    for room, rest in re.findall(r"^room\((\w+)([^)]*)\)", tree.read(root, "CMakeLists.txt"),
                                 re.M):
        if room != "tourc":
            names |= set(re.findall(r"PkgConfig::(\w+)", rest))
    return names


def fonts(root):
    run = re.search(r"^\[run\]$(.*?)^\[", tree.read(root, "packaging/debian-packages.txt"),
                    re.M | re.S)
    return set(re.findall(r"^fonts-[a-z0-9-]+$", run.group(1), re.M)) if run else set()


def notices(root):
    names = [n for n in tree.sources(root) if n.endswith("/notices.c")]
    if len(names) != 1:
        return [f"kiosk:1: expected one notices.c, not {len(names)}"]
    text = tree.read(root, names[0])
    table = text[text.find("notices[] = {"):]
    rows = re.findall(r'\{"([^"]*)",\s*"([^"]*)",\s*(?:WORD\()?"[^"]+"\)?,\s*"([^"]*)",\s*"([^"]*)"\}',
                      table)
    found = []
    wanted, named = linked(root) | fonts(root), {row[0] for row in rows if row[0]}
    for part in sorted(wanted - named):
        found.append(f"{names[0]}:1: has no notice of {part}")
    for part in sorted(named - wanted):
        found.append(f"{names[0]}:1: {part} is nothing that the program is made of")
    for _, name, whose, licence in rows:
        if not whose or not licence:
            found.append(f"{names[0]}:1: {name} has no author or no licence")
    return found
