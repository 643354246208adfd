"""Each header compiles alone, included twice, and starts as a header should."""
import concurrent.futures
import os
import subprocess

import tree

PACKAGES = ("sdl2 SDL2_ttf icu-uc icu-i18n fontconfig sqlite3 libturbojpeg libwebp libpng "
            "yaml-0.1 libcmark vips librsvg-2.0 cairo").split()


def flags():
    out = subprocess.run(["pkg-config", "--cflags", *PACKAGES],
                         capture_output=True, text=True, check=True).stdout
    return out.split()


def compile_alone(root, name, extra):
    text = f'#include "{name[6:]}"\n' * 2
    done = subprocess.run(
        [os.environ.get("CC", "gcc"), "-std=c17", "-D_GNU_SOURCE", "-Wall", "-Wextra",
         "-Werror", "-Wno-unused-function", "-fsyntax-only", "-I", str(root / "kiosk"),
         *extra, "-x", "c", "-"],
        input=text, capture_output=True, text=True)
    if done.returncode == 0:
        return []
    error = next((l for l in done.stderr.splitlines() if "error:" in l), done.stderr[:200])
    return [f"{name}:1: doesn't compile alone: {error.strip()}"]


def headers(root):
    found = []
    names = tree.sources(root, ends=(".h",))
    for name in names:
        if "#pragma once" not in tree.code_only(tree.read(root, name)):
            found.append(f"{name}:1: no #pragma once")
    extra = flags()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for lines in pool.map(lambda n: compile_alone(root, n, extra), names):
            found += lines
    return found
