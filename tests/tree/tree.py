"""The rules that are scripts: each reads the whole tree and names every line that breaks it.

    python3 tree.py RULE [ROOT]     prints "path:line: what", exit status 1 where there is any
    python3 tree.py --list

A rule is a function rule(root) -> list of such lines. test_rules.py plants a violation of each.
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LEFT_OUT = re.compile(r"(^|/)(\.git|build|build-[^/]*|\.cache|__pycache__)(/|$)")


def tracked(root, new=True):
    """Every file of the tree, relative: what git knows (new files too), else what lies there."""
    others = ["--others", "--exclude-standard"] if new else []
    try:
        out = subprocess.run(
            ["git", "-c", "safe.directory=*", "-C", str(root), "ls-files", "-z",
             "--cached", *others],
            capture_output=True, check=True, text=True).stdout
        names = [name for name in out.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        names = [str(p.relative_to(root)) for p in root.rglob("*") if not p.is_dir()]
    return sorted(n for n in set(names)
                  if not LEFT_OUT.search(n) and (root / n).exists())


def sources(root, folders=("kiosk",), ends=(".c", ".h")):
    return [n for n in tracked(root)
            if n.split("/")[0] in folders and n.endswith(ends)]


def read(root, name):
    return (root / name).read_text(encoding="utf-8")


_TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def code_only(text, keep_strings=False):
    """C without comments (and with empty strings), every line where it was."""
    def blank(match):
        token = match.group(0)
        if token[0] in "\"'":
            return token if keep_strings else token[0] * 2
        return "\n" * token.count("\n") or " "
    return _TOKEN.sub(blank, text)


def line_of(text, at):
    return text.count("\n", 0, at) + 1


def grep(root, names, pattern, what):
    """Each match of the pattern in code; {0} in `what` is what matched."""
    found = []
    for name in names:
        code = code_only(read(root, name))
        for match in re.finditer(pattern, code, re.M):
            said = what.format(match.group(0).strip())
            found.append(f"{name}:{line_of(code, match.start())}: {said}")
    return found


def rules():
    import code_rules
    import headers
    import names
    import notices
    import walls
    import words
    return {
        "walls": walls.walls,
        "headers": headers.headers,
        "extern": code_rules.extern,
        "banned": code_rules.banned,
        "goto": code_rules.goto,
        "globals": code_rules.mutable_globals,
        "sizes": code_rules.sizes,
        "format": code_rules.formatted,
        "markers": names.markers,
        "names": names.top_level,
        "paths": names.machine_paths,
        "words": words.words,
        "notices": notices.notices,
    }


def main(argv):
    known = rules()
    if argv[1:2] == ["--list"]:
        print("\n".join(known))
        return 0
    if len(argv) < 2 or argv[1] not in known:
        print(__doc__, file=sys.stderr)
        return 2
    root = pathlib.Path(argv[2]).resolve() if len(argv) > 2 else ROOT
    found = known[argv[1]](root)
    for line in found:
        print(line)
    print(f"{argv[1]}: {len(found)} found")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
