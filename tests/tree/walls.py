"""Room walls: the table in docs/architecture.md against every #include."""
import re

import tree

# The C library and POSIX, which every room may include.
LIBC = re.compile(
    r"(assert|complex|ctype|errno|fenv|float|inttypes|iso646|limits|locale|math|setjmp|signal"
    r"|stdalign|stdarg|stdatomic|stdbool|stddef|stdint|stdio|stdlib|stdnoreturn|string|tgmath"
    r"|time|uchar|wchar|wctype|dirent|fcntl|fnmatch|ftw|getopt|glob|libgen|malloc|netdb|poll|strings"
    r"|unistd|sched|spawn|sys/[a-z]+)\.h")

# How a library is named in the table, and its headers.
LIBRARIES = {
    "pthread": r"pthread\.h",
    "ICU": r"unicode/.*",
    "sqlite3": r"sqlite3\.h",
    "SDL": r"(SDL2/)?SDL(_(?!ttf|mixer|image)[a-z0-9]+)?\.h",
    "SDL_ttf": r"(SDL2/)?SDL_ttf\.h",
    "fontconfig": r"fontconfig/.*",
    "turbojpeg": r"turbojpeg\.h",
    "webp": r"webp/.*",
    "png": r"png\.h",
    "qrencode": r"qrencode\.h",
    "libyaml": r"yaml\.h",
    "cmark": r"cmark\.h",
    "zlib": r"zlib\.h",
    "libgps": r"gps\.h",
    "expat": r"expat.*\.h",
    "jansson": r"jansson.*\.h",
    "vips": r"(vips/.*|glib.*\.h|gio/.*)",
    "librsvg": r"(librsvg/.*|cairo.*\.h|glib.*\.h)",
}

# Those that see no clock and no file, whatever the library offers.
PURE = {"visit": re.compile(r"(time|unistd|fcntl|netdb|poll|dirent|sys/.*)\.h")}

INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.M)


def table(root):
    """{room: (rooms and headers it may include, libraries)} of docs/architecture.md."""
    rooms = {}
    for line in tree.read(root, "docs/architecture.md").splitlines():
        cells = [c.strip().strip("`") for c in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) == 4 and re.fullmatch("[a-z]+", cells[0]):
            if cells[0] != "room":
                split = [set(re.findall(r"[A-Za-z0-9_./]+", c)) for c in cells[2:]]
                rooms[cells[0]] = (split[0], split[1])
    return rooms


def room_of(name):
    """kiosk/base/err.h gives base; kiosk/bake/tool/main.c, a program of its own, bake/tool."""
    parts = name.split("/")[1:-1]
    return "/".join(parts)


def library_of(header):
    """The libraries a <header> may belong to; None where it is the C library's."""
    if LIBC.fullmatch(header):
        return None
    return {name for name, pattern in LIBRARIES.items() if re.fullmatch(pattern, header)}


def walls(root):
    rooms = table(root)
    found = [] if rooms else ["docs/architecture.md:1: there is no table of rooms"]
    names = tree.sources(root)
    for folder in sorted({room_of(n) for n in names}):
        if folder.split("/")[0] not in rooms:
            found.append(f"kiosk/{folder}:1: isn't in the table of docs/architecture.md")
    includes = {n: list(INCLUDE.finditer(tree.code_only(tree.read(root, n), True)))
                for n in names}
    for name in names:
        if room_of(name).split("/")[0] in rooms:
            found += check_file(root, name, includes, rooms)
    return found


def check_file(root, name, includes, rooms):
    found = []
    room = room_of(name).split("/")[0]
    may, libraries = rooms[room]
    for match in includes[name]:
        kind, header = match.groups()
        where = f"{name}:{tree.line_of(match.string, match.start(1))}"
        if kind == "<":
            of = library_of(header)
            if of is not None and not of & libraries:
                found.append(f"{where}: room {room} may not use <{header}>")
            if room in PURE and PURE[room].fullmatch(header):
                found.append(f"{where}: room {room} is pure: no <{header}>")
            continue
        if "/" not in header or not (root / "kiosk" / header).exists():
            found.append(f'{where}: "{header}" is no header below kiosk/')
            continue
        other = header.split("/")[0]
        if other != room and other not in may and header not in may:
            found.append(f"{where}: room {room} may not include {header}")
        elif other != room:
            found += seen_through(where, room, libraries, "kiosk/" + header, includes, {name})
    return found


def seen_through(where, room, libraries, header, includes, seen):
    """Libraries that another room's header shows to those who may not use them."""
    found = []
    seen.add(header)
    for match in includes.get(header, []):
        kind, inner = match.groups()
        if kind == "<":
            of = library_of(inner)
            if of is not None and not of & libraries:
                found.append(f"{where}: room {room} sees <{inner}> through {header}")
        elif "kiosk/" + inner not in seen:
            found += seen_through(where, room, libraries, "kiosk/" + inner, includes, seen)
    return found
