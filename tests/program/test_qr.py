"""A phone can read the QR code that the screen shows, in every theme and profile.

The code of a place of the fixture is painted, and zbarimg reads it back. That every module is as
many whole pixels, and the quiet zone four of them wide, is measured on the pixels themselves.
"""

import os
import struct
import subprocess
import tempfile
import zlib

from rig import Failure, expect, need, run_tests, script_dumps

ADDRESS = "https://example.org/gate_tours?day=sun&n=2"
KIOSK = ["--profile", "kiosk", "--size", "1920x1080"]
WAYS = [KIOSK,
        KIOSK + ["--theme", "evening"],
        KIOSK + ["--theme", "contrast"],
        ["--profile", "kiosk", "--size", "1080x1920"],
        ["--profile", "tablet", "--size", "1280x800", "--lang", "ar-XB"],
        ["--profile", "laptop", "--size", "1366x768", "--text-size", "5"]]


def picture(build, options, folder):
    """The page, scrolled until all of its code is seen; where that is, and the window's width."""
    path = os.path.join(folder, "page.png")
    pack = os.path.join(build, "tests", "fixture.pack")
    size = [int(v) for v in options[options.index("--size") + 1].split("x")]
    lines = []
    for _ in range(60):
        tree = script_dumps(build, lines + ["dump", f"screenshot {path}"], pack, "--screen",
                            "place:old-gate", *options)[-1]
        code = next(n for n in tree if n.role == "image" and ADDRESS in n.name)
        bar = next(n for n in tree if n.role == "bar")
        if 0 <= code.y and code.y + code.h < bar.y:
            return path, code, tree[0].w
        # A finger's way of a third of the window, over the code's own column.
        x = (code.x + code.w / 2) * size[0] / tree[0].w
        lines += [f"drag {x:.0f},{size[1] * 0.7:.0f} {x:.0f},{size[1] * 0.4:.0f} 600ms",
                  "wait 2s"]
    raise Failure("the code never came into sight")


def read_png(path):
    """Rows of (r, g, b), of a PNG as the program writes it: 8 bits, RGB or RGBA."""
    with open(path, "rb") as f:
        data = f.read()
    at, packed, head = 8, b"", None
    while at < len(data):
        n, kind = struct.unpack(">I4s", data[at:at + 8])
        if kind == b"IHDR":
            head = struct.unpack(">IIBBBBB", data[at + 8:at + 21])
        if kind == b"IDAT":
            packed += data[at + 8:at + 8 + n]
        at += 12 + n
    width, height, depth, colour = head[:4]
    expect(depth == 8 and colour in (2, 6), f"a PNG of another kind: {head}")
    step = 3 if colour == 2 else 4
    raw, rows, before = zlib.decompress(packed), [], bytearray(width * step)
    for y in range(height):
        start = y * (width * step + 1)
        kind, line = raw[start], bytearray(raw[start + 1:start + 1 + width * step])
        for i in range(len(line)):
            a = line[i - step] if i >= step else 0
            b, c = before[i], before[i - step] if i >= step else 0
            p = a + b - c
            near = min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]
            line[i] = (line[i] + (0, a, b, (a + b) // 2, near)[kind]) & 255
        rows.append([tuple(line[x * step:x * step + 3]) for x in range(width)])
        before = line
    return rows


def a_phone_reads_the_code(build):
    need("zbarimg")
    for options in WAYS:
        with tempfile.TemporaryDirectory() as folder:
            path, _, _ = picture(build, options, folder)
            out = subprocess.run(["zbarimg", "-q", "--raw", path], capture_output=True,
                                 text=True, timeout=60, check=False).stdout
        expect(out.strip() == ADDRESS, f"{options}: {out!r}")


def every_module_is_as_many_whole_pixels(build):
    with tempfile.TemporaryDirectory() as folder:
        path, box, window = picture(build, KIOSK, folder)
        rows = read_png(path)
    scale = len(rows[0]) / window
    x0, y0, w, h = [round(v * scale) for v in (box.x, box.y, box.w, box.h)]
    code = [row[x0:x0 + w] for row in rows[y0:y0 + h]]
    black, white = (0, 0, 0), (255, 255, 255)
    expect({p for row in code for p in row} == {black, white}, "it is not black on white")
    dark = [(x, y) for y, row in enumerate(code) for x, p in enumerate(row) if p == black]
    left, top = min(x for x, _ in dark), min(y for _, y in dark)
    right, bottom = max(x for x, _ in dark) + 1, max(y for _, y in dark) + 1
    px = next(i for i in range(1, w) if code[top + i][left + i] == white)  # the finder's ring
    expect((right - left) % px == 0 and right - left == bottom - top, "it is no square")
    expect(min(left, top, w - right, h - bottom) >= 4 * px, "its quiet zone is narrower")
    for y in range(top, bottom):
        for x in range(left, right):
            same = code[top + (y - top) // px * px][left + (x - left) // px * px]
            expect(code[y][x] == same, f"a module is cut at {x}, {y}")
    mm = (right - left) / scale * 0.25  # a dp of the kiosk
    expect(mm >= 25, f"the code is {mm:.1f} mm wide")
    print(f"       {(right - left) // px} modules of {px} px, {mm:.0f} mm")


if __name__ == "__main__":
    run_tests([a_phone_reads_the_code, every_module_is_as_many_whole_pixels])
