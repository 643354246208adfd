"""What the pack of the real tours must hold, whoever writes in it.

Run as  python3 test_content.py TOURS_PACK.  First the pack itself is looked through; then each
check is shown a copy of the pack with one thing broken, and must say so. Ends with status 0, or
with 1 and a line for everything that is wrong. Python's standard library only.
"""

import collections
import json
import os
import re
import sqlite3
import sys

SEED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "seed.tsv")
SEED_FACTS = 78
SEED_SOURCE = "travel-noire"
TOUR = "her-los-angeles"
# What a stop of each tour has at least: words, and facts that are cited.
STOPS = {TOUR: (250, 4), "machines-that-love": (200, 3)}
WALK = "downtown-on-film"
WALK_STOPS = ["union-station", "el-pueblo", "city-hall", "second-street-tunnel",
              "bradbury-building", "million-dollar-theatre", "grand-central-market",
              "biltmore-hotel", "angels-flight", "disney-concert-hall", "grand-park"]
WALK_WORDS, WALK_FACTS, WALK_EGGS = 170, 4, 3
PACK_WORKS, PACK_FACTS = 40, 40
QUESTIONS, PEOPLE = 20, 35
SENTENCE_WORDS = 4

# Names and labels, which may well recur; everything else that can be read is made of sentences.
LABELS = {"title", "eyebrow", "area", "address", "architects", "character", "award", "category",
          "by"}

# What must be cited: the entity's name in `citation`, and its table.
CITED = {"fact": "fact", "claim": "scene_place", "scene": "scene", "credit": "credit",
         "award": "award", "rating": "rating", "money": "money", "relation": "work_rel",
         "theme": "theme", "vantage": "vantage", "quiz": "quiz"}

# What only those who lift the last cover may read: how *Her*, *I'm Here* and its book end.
ENDING = re.compile(
    r"thousands (?:of people|at once)|(?:AIs?|systems|Samantha) (?:leave|go away|depart|vanish)|"
    r"accepts the divorce|has matured|only his head|whole body|\bstump\b", re.IGNORECASE)
LAST_COVER = 3

# "705 W 9th St", "12 North Los Robles Avenue": a house that somebody could be found in.
STREET_NUMBER = re.compile(
    r"\b\d{1,5}\s+(?:(?:N|S|E|W|North|South|East|West)\.?\s+)?"
    r"(?:(?:[A-Z][\w’'.]*|\d+(?:st|nd|rd|th))\s+){1,3}"
    r"(?:St|Street|Ave|Avenue|Blvd|Boulevard|Rd|Road|Dr|Drive|Ln|Lane|Way|Pl|Place|Ct|Court|"
    r"Terrace|Circle)\b")


def words(text):
    return re.findall(r"\w[\w’'-]*", text)


def texts(pack):
    """(entity, id, field, body, spans) in the pack's first language."""
    return pack.execute("SELECT entity, id, field, body, spans FROM txt WHERE lang ="
                        " (SELECT original_lang FROM pack) ORDER BY entity, id, field").fetchall()


def cited_in_texts(pack):
    """(entity, id) -> the sources that its texts mention."""
    found = collections.defaultdict(set)
    for entity, name, _, _, spans in texts(pack):
        for _, _, kind, target in json.loads(spans):
            if kind == "cite":
                found[entity, name].add(target)
    return found


def read_seed(path):
    """(fact, entity, id, field, what is to be found there) of each line but the comments."""
    with open(path, encoding="utf-8") as lines:
        rows = [(number, line.rstrip("\n").split("\t")) for number, line in enumerate(lines, 1)
                if line.strip() and not line.startswith("#")]
    for number, row in rows:
        if len(row) != 5:
            sys.exit(f"{path}:{number}: {len(row)} columns; there are 5, set apart by tabs")
    return [row for _, row in rows]


def every_seed_fact_is_listed(pack, seed):
    listed = {row[0] for row in seed}
    for number in range(1, SEED_FACTS + 1):
        if f"S{number}" not in listed:
            yield f"seed.tsv has no line for S{number}"
    for row in seed:
        if not re.fullmatch(r"S[1-9]\d?", row[0]) or int(row[0][1:]) > SEED_FACTS:
            yield f"seed.tsv: '{row[0]}' is no seed fact"


def value_in_table(pack, entity, name, column):
    """A figure, as text; None where there is no such row or column."""
    table = CITED.get(entity, entity)
    columns = [row[1] for row in pack.execute(f'PRAGMA table_info("{table}")')]
    if column not in columns:
        return None
    row = pack.execute(f'SELECT "{column}" FROM "{table}" WHERE id = ?', (name,)).fetchone()
    return row and str(row[0])


def every_seed_fact_is_where_the_table_says(pack, seed):
    bodies = {(entity, name, field): body for entity, name, field, body, _ in texts(pack)}
    for fact, entity, name, field, wanted in seed:
        where = f"{fact}: {entity} {name}, {field}"
        if field.startswith("@"):
            value = value_in_table(pack, entity, name, field[1:])
            if value != wanted:
                yield f"{where}: expected {wanted}, found {value}"
        elif (entity, name, field) not in bodies:
            yield f"{where}: there is no such text"
        elif wanted not in bodies[entity, name, field]:
            yield f"{where}: '{wanted}' is not in it"


def every_seed_fact_cites_the_seed(pack, seed):
    mentioned = cited_in_texts(pack)
    cited = set(pack.execute("SELECT entity, entity_id FROM citation WHERE source = ?",
                             (SEED_SOURCE,)))
    for fact, entity, name, _, _ in seed:
        if (entity, name) not in cited and SEED_SOURCE not in mentioned[entity, name]:
            yield f"{fact}: {entity} {name} does not cite {SEED_SOURCE}"


def stops_of(pack, tour):
    return [row[0] for row in pack.execute(
        "SELECT id FROM tour_stop WHERE tour = ? ORDER BY position", (tour,))]


def stops_with_few_words(pack, tour, least):
    bodies = {(name, field): body for entity, name, field, body, _ in texts(pack)
              if entity == "stop"}
    for stop in stops_of(pack, tour):
        n = sum(len(words(bodies.get((stop, field), ""))) for field in ("lede", "story"))
        if n < least:
            yield f"stop {stop}: {n} words; a stop has {least} at least"


def facts_of(pack, stop):
    """(fact, kind, sources that it has) of what the stop shows."""
    return pack.execute(
        "SELECT fact, kind, (SELECT count(*) FROM citation JOIN source ON source.id = source"
        "  WHERE entity = 'fact' AND entity_id = fact.id)"
        " FROM fact_use JOIN fact ON fact.id = fact_use.fact"
        " WHERE entity = 'stop' AND entity_id = ?", (stop,)).fetchall()


def every_stop_has_enough_words(pack, _):
    for tour, (least, _) in STOPS.items():
        if not stops_of(pack, tour):
            yield f"the tour {tour} has no stops"
        yield from stops_with_few_words(pack, tour, least)


def every_stop_has_enough_cited_facts(pack, _):
    for stop, least in [(stop, least) for tour, (_, least) in STOPS.items()
                        for stop in stops_of(pack, tour)]:
        facts = facts_of(pack, stop)
        n = sum(1 for _, _, sources in facts if sources)
        if n < least:
            yield f"stop {stop}: {n} cited facts; a stop has {least} at least"
        if not any(kind == "easter_egg" for _, kind, _ in facts):
            yield f"stop {stop}: no easter egg"


def the_walk_is_whole(pack, _):
    places = [row[0] for row in pack.execute(
        "SELECT place FROM tour_stop WHERE tour = ? ORDER BY position", (WALK,))]
    if places != WALK_STOPS:
        yield f"the tour {WALK} goes to {places}, not to {WALK_STOPS}"
    yield from stops_with_few_words(pack, WALK, WALK_WORDS)
    eggs = 0
    for stop in stops_of(pack, WALK):
        facts = facts_of(pack, stop)
        eggs += sum(1 for _, kind, _ in facts if kind == "easter_egg")
        n = sum(1 for _, _, sources in facts if sources)
        if n < WALK_FACTS:
            yield f"stop {stop}: {n} cited facts; a stop has {WALK_FACTS} at least"
    if eggs < WALK_EGGS:
        yield f"the tour {WALK}: {eggs} easter eggs; it has {WALK_EGGS} at least"


def there_is_enough_to_find(pack, _):
    cited = "id IN (SELECT entity_id FROM citation JOIN source ON source.id = source"
    works = pack.execute("SELECT count(DISTINCT work) FROM scene_place WHERE "
                         f"{cited} WHERE entity = 'claim')").fetchone()[0]
    if works < PACK_WORKS:
        yield f"{works} works with a cited claim; the pack has {PACK_WORKS} at least"
    facts = pack.execute("SELECT count(*) FROM fact WHERE kind IN ('trivia', 'history',"
                         f" 'production') AND {cited} WHERE entity = 'fact')").fetchone()[0]
    if facts < PACK_FACTS:
        yield f"{facts} cited facts of trivia; the pack has {PACK_FACTS} at least"


def sentences(body):
    for block in body.split("\n\n"):
        yield from re.split(r"(?<=[.!?…])[”’\"')]*\s+", block)


def no_sentence_stands_twice(pack, _):
    seen = {}
    for entity, name, field, body, _ in texts(pack):
        if field in LABELS:
            continue
        for sentence in sentences(body):
            bare = words(sentence.lower().replace("’", "'"))
            where = f"{entity} {name}, {field}"
            if len(bare) < SENTENCE_WORDS:
                continue
            first = seen.setdefault(" ".join(bare), where)
            if first is not where:
                yield f"{where} says what {first} says: '{sentence}'"


def no_home_has_a_number(pack, _):
    homes = {row[0] for row in
             pack.execute("SELECT id FROM place WHERE etiquette = 'private_home'")}
    for entity, name, field, body, _ in texts(pack):
        if entity == "place" and name not in homes:
            continue  # where a station stands is no secret
        # The address of a home is a corner or a district: "9th St at Flower St".
        number = STREET_NUMBER.search(body) or (
            entity == "place" and field == "address" and re.search(r"\b\d+\b", body))
        if number:
            yield f"{entity} {name}, {field}: '{number.group()}' could be somebody's door"


def everything_is_cited(pack, _):
    sources = {row[0] for row in pack.execute("SELECT id FROM source")}
    cited = collections.defaultdict(set)
    for entity, name, source in pack.execute("SELECT entity, entity_id, source FROM citation"):
        cited[entity, name].add(source)
        if source not in sources:
            yield f"{entity} {name} cites '{source}', which is no source"
    for entity, table in CITED.items():
        for (name,) in pack.execute(f"SELECT id FROM {table} ORDER BY id"):
            if not cited[entity, name] & sources:
                yield f"{entity} {name} has no source"
    for (entity, name), mentioned in cited_in_texts(pack).items():
        for source in sorted(mentioned - sources):
            yield f"a text of {entity} {name} cites '{source}', which is no source"


def the_quiz_has_one_right_choice_each(pack, _):
    rights = pack.execute("SELECT quiz.id, sum(is_right), count(*) FROM quiz"
                          " LEFT JOIN quiz_choice ON quiz = quiz.id GROUP BY quiz.id").fetchall()
    if len(rights) < QUESTIONS:
        yield f"{len(rights)} questions; the quiz has {QUESTIONS} at least"
    for name, right, choices in rights:
        if right != 1 or choices != 4:
            yield f"quiz {name}: {right} of {choices} choices are right; one of four is"
    for name, n in pack.execute(
            "SELECT quiz, count(DISTINCT lower(body)) FROM quiz_choice JOIN txt"
            " ON entity = 'quiz_choice' AND txt.id = quiz_choice.id AND lang ="
            " (SELECT original_lang FROM pack) GROUP BY quiz"):
        if n != 4:
            yield f"quiz {name}: two of its choices say the same"


def enough_people_are_introduced(pack, _):
    said = {name for entity, name, field, _, _ in texts(pack)
            if entity == "person" and field in ("summary", "notable")}
    cited = {row[0] for row in
             pack.execute("SELECT entity_id FROM citation WHERE entity = 'person'")}
    people = [row[0] for row in pack.execute("SELECT id FROM person WHERE kind = 'person'")]
    n = sum(1 for name in people if name in said & cited)
    if n < PEOPLE:
        yield f"{n} people are introduced, with a source; there are {PEOPLE} at least"


def every_egg_has_three_hints(pack, _):
    bodies = {(name, field): body for entity, name, field, body, _ in texts(pack)
              if entity == "fact"}
    for (egg,) in pack.execute("SELECT id FROM fact WHERE kind = 'easter_egg' ORDER BY id"):
        hints = {bodies.get((egg, f"hint-{n}"), "") for n in (1, 2, 3)} - {""}
        if len(hints) != 3:
            yield f"egg {egg}: {len(hints)} different hints; it has three"
        # The first words of the answer are the answer; what follows explains it.
        answer = re.split(r"[.:;,]", bodies.get((egg, "reveal"), ""))[0].lower()
        for hint in hints:
            if len(words(answer)) > 1 and answer in hint.lower():
                yield f"egg {egg}: the hint '{hint}' is the answer"


def a_stop_gives_nothing_away(pack, _):
    for stop, fact in pack.execute(
            "SELECT entity_id, fact FROM fact_use JOIN fact ON fact.id = fact"
            " WHERE entity = 'stop' AND spoiler > 1 ORDER BY entity_id, fact"):
        yield f"stop {stop}: '{fact}' tells too much; a stop has no covers"


def the_ending_is_under_the_last_cover(pack, _):
    covered = {(table, row[0]) for table in ("scene", "fact", "quiz") for row in pack.execute(
        f"SELECT id FROM {table} WHERE spoiler = ?", (LAST_COVER,))}
    for entity, name, field, body, _ in texts(pack):
        told = entity != "media" and ENDING.search(body)
        if told and (entity, name) not in covered:
            yield f"{entity} {name}, {field}: '{told.group()}' tells an ending"


CHECKS = (every_seed_fact_is_listed, every_seed_fact_is_where_the_table_says,
          every_seed_fact_cites_the_seed, every_stop_has_enough_words,
          every_stop_has_enough_cited_facts, the_walk_is_whole, there_is_enough_to_find,
          no_sentence_stands_twice, no_home_has_a_number, everything_is_cited,
          the_quiz_has_one_right_choice_each, enough_people_are_introduced,
          every_egg_has_three_hints, a_stop_gives_nothing_away,
          the_ending_is_under_the_last_cover)

FIRST_STOP = f"(SELECT id FROM tour_stop WHERE tour = '{TOUR}' ORDER BY position LIMIT 1)"
A_SUMMARY = "(SELECT body FROM txt WHERE entity = 'work' AND id = 'her' AND field = 'summary')"

# (check, what breaks it, words of its complaint).
FAULTS = [
    (every_seed_fact_is_where_the_table_says,
     "UPDATE txt SET body = replace(body, 'Joker', 'clown') WHERE entity = 'person'", "S6:"),
    (every_seed_fact_is_where_the_table_says,
     "DELETE FROM txt WHERE entity = 'fact' AND id = 'her-reception'", "S73:"),
    (every_seed_fact_is_where_the_table_says,
     "UPDATE money SET amount = amount + 1 WHERE id = 'her-gross-us-canada'", "S61:"),
    (every_seed_fact_is_where_the_table_says,
     "DELETE FROM rating WHERE id = 'her-rotten-critics'", "S59:"),
    (every_seed_fact_cites_the_seed,
     "DELETE FROM citation WHERE entity_id = 'her-scene-upgrade'", "S54:"),
    (every_seed_fact_cites_the_seed,
     "UPDATE txt SET spans = '[]' WHERE entity = 'work' AND id = 'im-here'", "S29:"),
    (every_stop_has_enough_words,
     "UPDATE txt SET body = 'Too little.', spans = '[]' WHERE entity = 'stop' AND field = 'story'"
     f" AND id = {FIRST_STOP}", "a stop has 250"),
    (every_stop_has_enough_words, f"DELETE FROM tour_stop WHERE tour = '{TOUR}'", "no stops"),
    (every_stop_has_enough_cited_facts,
     "DELETE FROM fact_use WHERE entity = 'stop' AND position > 3"
     f" AND entity_id = {FIRST_STOP}", "a stop has 4"),
    (every_stop_has_enough_cited_facts,
     "DELETE FROM citation WHERE entity = 'fact'", "0 cited facts"),
    (every_stop_has_enough_cited_facts,
     "UPDATE fact SET kind = 'trivia' WHERE kind = 'easter_egg'", "no easter egg"),
    (the_walk_is_whole,
     f"DELETE FROM tour_stop WHERE tour = '{WALK}' AND position ="
     f" (SELECT max(position) FROM tour_stop WHERE tour = '{WALK}')", "not to"),
    (the_walk_is_whole,
     "UPDATE txt SET body = 'Too little.', spans = '[]' WHERE entity = 'stop' AND field = 'story'"
     " AND id = 'grand-park'", "a stop has 170"),
    (the_walk_is_whole,
     "DELETE FROM fact_use WHERE entity = 'stop' AND entity_id = 'el-pueblo' AND fact IN"
     " (SELECT id FROM fact WHERE kind = 'history')", "stop el-pueblo"),
    (the_walk_is_whole,
     "UPDATE fact SET kind = 'trivia' WHERE kind = 'easter_egg'", "0 easter eggs"),
    (there_is_enough_to_find, "DELETE FROM citation WHERE entity = 'claim'", "0 works"),
    (there_is_enough_to_find,
     "UPDATE fact SET kind = 'music' WHERE kind <> 'easter_egg'", "0 cited facts of trivia"),
    (no_sentence_stands_twice,
     f"UPDATE txt SET body = body || ' ' || {A_SUMMARY} WHERE entity = 'stop'"
     f" AND field = 'lede' AND id = {FIRST_STOP}", "says what"),
    (no_home_has_a_number,
     "UPDATE txt SET body = body || ' It is 12 N Example St, upstairs.' WHERE entity = 'stop'"
     f" AND field = 'story' AND id = {FIRST_STOP}", "'12 N Example St'"),
    (no_home_has_a_number,
     "UPDATE place SET etiquette = 'private_home' WHERE id = 'union-station'", "door"),
    (everything_is_cited, "UPDATE source SET id = 'lost' WHERE id = 'schuler'", "'schuler'"),
    (everything_is_cited,
     "UPDATE txt SET spans = replace(spans, 'travel-noire', 'nobody') WHERE entity = 'stop'",
     "'nobody'"),
    (every_stop_has_enough_words, "DELETE FROM tour_stop WHERE tour = 'machines-that-love'",
     "machines-that-love has no stops"),
    (the_quiz_has_one_right_choice_each, "UPDATE quiz_choice SET is_right = 0"
     " WHERE quiz = 'quiz-letters'", "quiz-letters: 0 of 4"),
    (the_quiz_has_one_right_choice_each, "UPDATE quiz_choice SET is_right = 1"
     " WHERE id = 'quiz-letters.1'", "quiz-letters: 2 of 4"),
    (the_quiz_has_one_right_choice_each, "UPDATE txt SET body = 'Crime novels'"
     " WHERE entity = 'quiz_choice' AND id = 'quiz-letters.1'", "say the same"),
    (the_quiz_has_one_right_choice_each, "DELETE FROM quiz WHERE position > 5", "5 questions"),
    (enough_people_are_introduced, "DELETE FROM txt WHERE entity = 'person'"
     " AND field IN ('summary', 'notable')", "0 people are introduced"),
    (enough_people_are_introduced, "DELETE FROM citation WHERE entity = 'person'", "0 people"),
    (every_egg_has_three_hints, "DELETE FROM txt WHERE id = 'im-here-namesake'"
     " AND field = 'hint-2'", "im-here-namesake: 2 different hints"),
    (every_egg_has_three_hints, "UPDATE txt SET body = 'An exit sign, and what else?'"
     " WHERE id = 'im-here-drawings' AND field = 'hint-3'", "is the answer"),
    (a_stop_gives_nothing_away, "UPDATE fact SET spoiler = 2 WHERE id = 'im-here-drawings'",
     "stop mall"),
    (the_ending_is_under_the_last_cover, "UPDATE scene SET spoiler = 2"
     " WHERE id = 'her-scene-leaving'", "'AIs leave'"),
    (the_ending_is_under_the_last_cover, "UPDATE txt SET body = body || ' He keeps only his head.'"
     " WHERE entity = 'stop' AND field = 'lede' AND id = 'mall'", "'only his head'"),
] + [(everything_is_cited,
      f"DELETE FROM citation WHERE entity = '{entity}' AND entity_id ="
      f" (SELECT max(id) FROM {table})", f"{entity} ") for entity, table in CITED.items()]


def copy_of(pack):
    """The pack in memory, without its pictures, for a fault to be planted in."""
    copy = sqlite3.connect(":memory:")
    pack.backup(copy)
    copy.execute("DELETE FROM media_variant")
    copy.execute("PRAGMA foreign_keys = OFF")
    return copy


def planted_faults_are_found(pack, seed):
    """Yields the faults that nobody noticed."""
    plain = copy_of(pack)
    for check, fault, complaint in FAULTS:
        broken = sqlite3.connect(":memory:")
        plain.commit()
        plain.backup(broken)
        if not broken.execute(fault).rowcount:
            yield f"this fault changes nothing: {fault}"
        elif not any(complaint in found for found in check(broken, seed)):
            yield f"{check.__name__} did not see: {fault}"
        broken.close()
    for number in (1, SEED_FACTS):
        short = [row for row in seed if row[0] != f"S{number}"]
        if f"seed.tsv has no line for S{number}" not in every_seed_fact_is_listed(plain, short):
            yield f"nobody missed S{number}"


def main():
    if not os.path.exists(sys.argv[1]):
        sys.exit(f"{sys.argv[1]} is not there: build it first")
    pack = sqlite3.connect(f"file:{os.path.abspath(sys.argv[1])}?mode=ro", uri=True)
    seed = read_seed(SEED)
    failed = 0
    for check in CHECKS + (planted_faults_are_found,):
        found = list(check(pack, seed))
        failed += bool(found)
        print("FAILED" if found else "ok    ", check.__name__.replace("_", " "))
        for line in found:
            print("      ", line)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
