"""Rules on C code: what may not be written, how long things may be, how they are laid out."""
import re
import shutil
import subprocess

import tree

FUNCTION_LINES = 80
FILE_LINES = 600
COLUMNS = 100

# What is changed by more than one place has no owner. These have a reason.
GLOBALS_ALLOWED = {
    "kiosk/base/log.c": "one flag, atomic: the log is the process's",
}


def extern(root):
    names = tree.sources(root, ("kiosk", "tests"), (".c",))
    return tree.grep(root, names, r"^[ \t]*extern\b", "extern in a .c file: include the header")


def banned(root):
    return tree.grep(root, tree.sources(root, ("kiosk", "tests")),
                     r"\b(strcpy|strcat|sprintf|vsprintf|strtok|gmtime|localtime|gets)\s*\(",
                     "{0}) is banned")


def goto(root):
    return tree.grep(root, tree.sources(root), r"\bgoto\s+(?!out\s*;)\w*",
                     "'{0}': only `goto out` is used")


def mutable_globals(root):
    names = [n for n in tree.sources(root, ends=(".c",))
             if not n.startswith(("kiosk/app/", "kiosk/bake/tool/"))
             and n not in GLOBALS_ALLOWED]
    # "static" without const, and without a parenthesis: neither a function nor its prototype.
    return tree.grep(root, names, r"^[ \t]*static (?![^;={]*\bconst\b)[^(;={]*[;={]",
                     "'{0}': a mutable variable that outlives its function")


def functions(code):
    """(first line, last line) of each function body, by the braces in column 0."""
    start = None
    for number, line in enumerate(code.splitlines(), 1):
        if line == "{":
            start = number
        elif line == "}" and start:
            yield start, number
            start = None


def sizes(root):
    found = []
    for name in tree.sources(root, ("kiosk", "tests")):
        text = tree.read(root, name)
        lines = text.splitlines()
        if len(lines) > FILE_LINES:
            found.append(f"{name}:{FILE_LINES}: {len(lines)} lines; a file has {FILE_LINES}")
        for first, last in functions(tree.code_only(text)):
            if last - first - 1 > FUNCTION_LINES:
                found.append(f"{name}:{first}: a function of {last - first - 1} lines; "
                             f"it has {FUNCTION_LINES}")
        for number, line in enumerate(lines, 1):
            if len(line) > COLUMNS:
                found.append(f"{name}:{number}: {len(line)} columns")
    return found


def formatted(root):
    """clang-format 14, Debian 12's: another version has other opinions."""
    tool = shutil.which("clang-format-14") or shutil.which("clang-format")
    if not tool:
        return ["there is no clang-format"]
    names = [n for n in tree.sources(root, ("kiosk", "tests"))]
    if not names:
        return []
    done = subprocess.run([tool, "--dry-run", "-Werror", f"--style=file:{root}/.clang-format",
                           *names], cwd=root, capture_output=True, text=True)
    bad = {}
    for match in re.finditer(r"^(.+?):(\d+):\d+: error:", done.stderr, re.M):
        bad.setdefault(match.group(1), match.group(2))
    found = [f"{name}:{line}: not as clang-format has it" for name, line in bad.items()]
    if done.returncode and not found:
        found.append(done.stderr.strip()[:300])
    return found
