"""Every msgid the code asks for stands in assets/words/en.po, and the other way round."""
import ast
import re

import tree

# Which arguments are context and msgid; a plural has two msgids and no context.
CALLS = {
    "words_text": (1, (2,)),
    "words_format": (2, (3,)),
    "words_plural": (None, (2, 3)),
    # screens/parts.h: a word looked up now, and one in a table.
    "parts_word": (None, (1,)),
    "WORD": (None, (0,)),
}
LITERAL = re.compile(r'\s*(?:"(?:\\.|[^"\\])*"\s*)+')


def literal(text):
    """The value of "a" "b", None for anything else."""
    if not LITERAL.fullmatch(text):
        return None
    return "".join(ast.literal_eval(part) for part in re.findall(r'"(?:\\.|[^"\\])*"', text))


def arguments(code, at):
    """The arguments of the call whose '(' is at `at`."""
    args, depth, start = [], 0, at + 1
    for match in re.finditer(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|[(){}\[\],]', code[at:]):
        token, here = match.group(0), at + match.start()
        if token in "([{":
            depth += 1
        elif token in ")]}":
            depth -= 1
            if depth == 0:
                return args + [code[start:here]]
        elif token == "," and depth == 1:
            args.append(code[start:here])
            start = here + 1
    return args


def asked(root):
    """[(where, (context, msgid, plural))] of each call with literals."""
    out = []
    for name in tree.sources(root):
        code = tree.code_only(tree.read(root, name), keep_strings=True)
        for match in re.finditer(rf"\b({'|'.join(CALLS)})\(", code):
            context_at, ids_at = CALLS[match.group(1)]
            args = arguments(code, match.end() - 1)
            if len(args) <= ids_at[-1]:
                continue
            ids = [literal(args[i]) for i in ids_at]
            context = None if context_at is None else literal(args[context_at])
            where = f"{name}:{tree.line_of(code, match.start())}"
            if ids[0] is None and '"' in args[ids_at[0]] and "WORD" not in args[ids_at[0]]:
                # A string in an expression would be missed here: it wants WORD().
                ids[0] = args[ids_at[0]].strip()
            if ids[0] is not None:
                out.append((where, (context, ids[0], ids[1] if len(ids) > 1 else None)))
    return out


def catalogue(text):
    """{(context, msgid, plural): line} of a .po file, without its header."""
    entries, entry, key, line = {}, {}, None, 1

    def close():
        if entry.get("msgid"):
            entries[(entry.get("msgctxt"), entry["msgid"], entry.get("msgid_plural"))] = line
        entry.clear()

    for number, row in enumerate(text.splitlines(), 1):
        match = re.match(r'(msgctxt|msgid_plural|msgid|msgstr)\S*\s+(".*")', row)
        if match:
            if match.group(1) in entry and match.group(1) != "msgstr" \
                    or match.group(1) == "msgctxt" or \
                    match.group(1) == "msgid" and "msgstr" in entry:
                close()
            key = match.group(1)
            if key in ("msgid", "msgctxt") and len(entry) == 0:
                line = number
            entry[key] = (entry.get(key, "") if key == "msgstr" else "") + \
                ast.literal_eval(match.group(2))
        elif row.startswith('"') and key:
            entry[key] += ast.literal_eval(row)
    close()
    return entries


def show(entry):
    context, msgid, plural = entry
    return f'"{msgid}"' + (f' / "{plural}"' if plural else "") + \
        (f' (context "{context}")' if context else "")


def words(root):
    source = "assets/words/en.po"
    entries = catalogue(tree.read(root, source))
    used = asked(root)
    found = [f"{where}: {show(entry)} isn't in {source}"
             for where, entry in used if entry not in entries]
    known = {entry for _, entry in used}
    found += [f"{source}:{line}: {show(entry)} is asked for by no code"
              for entry, line in entries.items() if entry not in known]
    for name in tree.tracked(root):
        if name.startswith("assets/words/") and name.endswith(".po") and name != source:
            other = catalogue(tree.read(root, name))
            found += [f"{name}:1: {show(entry)} has no translation"
                      for entry in entries if entry not in other]
            found += [f"{name}:{line}: {show(entry)} isn't in {source}"
                      for entry, line in other.items() if entry not in entries]
    return found
