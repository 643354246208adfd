#include "pack/query.h"

#include <string.h>

#include "base/bug.h"
#include "base/command.h"
#include "base/str.h"
#include "base/utf8.h"

// A query that takes more steps than this runs in a damaged tree that leads back into itself.
#define STEPS_A_CALL 10000
#define CALLS_MOST 2000

// The LIMITs bound what a damaged or absurd pack can make us keep.
#define TRIVIA " f.kind <> 'easter_egg'"

// Questions that can be answered: another one would never be gone on from.
#define ANSWERABLE                                                                       \
    " FROM quiz q WHERE (SELECT count(*) FROM quiz_choice c WHERE c.quiz = q.id)"        \
    " BETWEEN 2 AND 4 AND (SELECT count(*) FROM quiz_choice c WHERE c.quiz = q.id"       \
    " AND c.is_right = 1) = 1"

static const char *const sql[QUERY_COUNT] = {
    [QUERY_PACK] = "SELECT id, original_lang, default_tour, hero,"
                   " EXISTS (SELECT 1 FROM tour_stop WHERE code BETWEEN 1 AND 9999)"
                   " FROM pack LIMIT 1",
    [QUERY_LANGS] =
        "SELECT tag, endonym, dir, fallback FROM lang ORDER BY position, tag LIMIT 64",
    [QUERY_TEXT] = "SELECT body, spans FROM txt"
                   " WHERE entity = ?1 AND id = ?2 AND field = ?3 AND lang = ?4",
    [QUERY_SPANS] = "SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'),"
                    " json_extract(value, '$[2]'), json_extract(value, '$[3]')"
                    " FROM json_each(?1) WHERE type = 'array' ORDER BY 1, 2 LIMIT 4000",
    [QUERY_PICTURE] =
        "SELECT width, height, focus_x, focus_y, colour, credit, licence, pair"
        " FROM media WHERE id = ?1",
    [QUERY_PICTURES_OF] =
        "SELECT media FROM media_use WHERE entity = ?1 AND entity_id = ?2"
        " ORDER BY position LIMIT 64",
    // The row is found without reading any row's bytes, which would go through the sorter.
    [QUERY_VARIANT] = "SELECT format, width, height, bytes FROM media_variant"
                      " WHERE rowid = (SELECT rowid FROM media_variant WHERE media = ?1"
                      " ORDER BY width >= ?2 AND height >= ?3 DESC,"
                      " CASE WHEN width >= ?2 AND height >= ?3 THEN width ELSE -width END"
                      " LIMIT 1)",
    // As many as the largest picture has. Not sorted: what has no index would be kept whole.
    [QUERY_TILES] = "SELECT y, x, bytes FROM media_tile WHERE media = ?1"
                    " AND y BETWEEN ?2 AND ?3 AND x BETWEEN ?4 AND ?5 LIMIT 320",
    [QUERY_SOURCE] = "SELECT id, title, publisher, address, read_on"
                     " FROM source WHERE id = ?1",
    [QUERY_CITATIONS] =
        "SELECT source, locator, stance, says FROM citation"
        " WHERE entity = ?1 AND entity_id = ?2 ORDER BY position LIMIT 100",
    // Positions have no gaps, so the greatest is their number, and found at once.
    [QUERY_TOUR] =
        "SELECT id, mode, minutes,"
        " (SELECT max(position) FROM tour_stop s WHERE s.tour = t.id),"
        " (SELECT id FROM tour_stop s WHERE s.tour = t.id ORDER BY position LIMIT 1),"
        " accent FROM tour t WHERE id = ?1",
    [QUERY_TOUR_EGG] =
        "SELECT 1 FROM fact f JOIN fact_use u ON u.fact = f.id JOIN tour_stop s"
        " ON u.entity = 'stop' AND s.id = u.entity_id OR u.entity = 'place' AND"
        " s.place = u.entity_id WHERE f.kind = 'easter_egg' AND s.tour = ?1 LIMIT 1",
    [QUERY_TOURS] = "SELECT id FROM tour ORDER BY position, id LIMIT 1000",
    [QUERY_TOUR_CARDS] =
        "SELECT id, mode, minutes,"
        " (SELECT max(position) FROM tour_stop s WHERE s.tour = t.id)"
        " FROM tour t ORDER BY id <> (SELECT default_tour FROM pack), position, id"
        " LIMIT 200",
    [QUERY_CARD] = "SELECT id, position, code, place FROM tour_stop"
                   " WHERE tour = ?1 AND position = ?2",
    [QUERY_CODE] =
        "SELECT id, position, code, place, tour FROM tour_stop WHERE code = ?1",
    // Codes between the two, ends included.
    [QUERY_CODES_FROM] = "SELECT 1 FROM tour_stop WHERE code BETWEEN ?1 AND ?2 LIMIT 1",
    [QUERY_STOP] = "SELECT id, tour, position, code, place,"
                   " (SELECT max(position) FROM tour_stop o WHERE o.tour = s.tour),"
                   " (SELECT accent FROM tour t WHERE t.id = s.tour)"
                   " FROM tour_stop s WHERE id = ?1",
    [QUERY_STOPS] = "SELECT s.id FROM tour t JOIN tour_stop s ON s.tour = t.id"
                    " ORDER BY t.position, t.id, s.position LIMIT 10000",
    [QUERY_WORKS] = "SELECT id FROM work ORDER BY id LIMIT 10000",
    [QUERY_PEOPLE] = "SELECT id FROM person ORDER BY id LIMIT 10000",
    [QUERY_PLACES] = "SELECT id FROM place ORDER BY id LIMIT 10000",
    [QUERY_PREVIOUS] = "SELECT id, place FROM tour_stop WHERE tour = ?1 AND position < ?2"
                       " ORDER BY position DESC LIMIT 1",
    [QUERY_NEXT] = "SELECT id, place FROM tour_stop WHERE tour = ?1 AND position > ?2"
                   " ORDER BY position LIMIT 1",
    [QUERY_PLACE] = "SELECT id, opened, checked_on, lat, lon, etiquette, step_free"
                    " FROM place WHERE id = ?1",
    [QUERY_CLAIMS] =
        "SELECT c.id, c.work, c.relation, c.confidence, w.year"
        " FROM scene_place c LEFT JOIN work w ON w.id = c.work WHERE c.place = ?1"
        " ORDER BY c.position LIMIT 100",
    [QUERY_CLAIMS_BY_YEAR] =
        "SELECT c.id, c.work, c.relation, c.confidence, w.year"
        " FROM scene_place c LEFT JOIN work w ON w.id = c.work WHERE c.place = ?1"
        " ORDER BY w.year, c.position LIMIT 1000",
    [QUERY_GROUND] = "SELECT indoors, booking,"
                     " (SELECT count(*) FROM vantage v WHERE v.place = p.id)"
                     " FROM place p WHERE id = ?1",
    [QUERY_STOPS_AT] =
        "SELECT s.id, s.position, s.tour FROM tour_stop s JOIN tour t ON t.id = s.tour"
        " WHERE s.place = ?1 ORDER BY t.position, t.id, s.position LIMIT 20",
    // A heading is between two points: neither may be a district or a city.
    [QUERY_VANTAGES] = "SELECT v.id, v.media, v.towards,"
                       " h.precision IN ('spot', 'building', 'block')"
                       " AND t.precision IN ('spot', 'building', 'block'), t.lat, t.lon"
                       " FROM vantage v JOIN place h ON h.id = v.place"
                       " LEFT JOIN place t ON t.id = v.towards"
                       " WHERE v.place = ?1 ORDER BY v.position LIMIT 64",
    [QUERY_SAVED_STOP] =
        "SELECT s.place, s.tour, s.minutes, p.step_free, p.indoors"
        " FROM tour_stop s JOIN place p ON p.id = s.place WHERE s.id = ?1",
    [QUERY_SAVED_PLACE] =
        "SELECT id, NULL, NULL, step_free, indoors FROM place WHERE id = ?1",
    [QUERY_SOURCE_IDS] = "SELECT id FROM source ORDER BY title, id LIMIT 20000",
    [QUERY_PICTURE_IDS] = "SELECT m.id, l.title FROM media m"
                          " LEFT JOIN licence l ON l.id = m.licence"
                          " ORDER BY m.credit, m.id LIMIT 20000",
    [QUERY_FIRST_CLAIMS] =
        "SELECT c.id, c.work, c.relation, c.confidence, w.year"
        " FROM scene_place c LEFT JOIN work w ON w.id = c.work WHERE c.place = ?1"
        " ORDER BY c.position LIMIT 3",
    [QUERY_CLAIMS_COUNT] =
        "SELECT count(*), count(DISTINCT work) FROM scene_place WHERE place = ?1",
    [QUERY_FACTS] =
        "SELECT f.id, f.kind, f.status FROM fact_use u JOIN fact f ON f.id = u.fact"
        " WHERE u.entity = ?1 AND u.entity_id = ?2 ORDER BY u.position LIMIT 100",
    [QUERY_SEARCH_PARTS] =
        "SELECT kind, part, lang, first, last FROM search_part LIMIT 400",
    // Rows stand by rank: the first ones are the best, and no others are read.
    [QUERY_SEARCH_ROWS] =
        "SELECT s.rowid, r.id, r.words FROM search s CROSS JOIN search_row r"
        " ON r.row = s.rowid WHERE s.search MATCH ?1 AND s.rowid BETWEEN ?2 AND ?3"
        " ORDER BY s.rowid LIMIT ?4",
    [QUERY_SEARCH_STARTS] =
        "SELECT t.row, r.id, t.words FROM search_title t CROSS JOIN search_row r"
        " ON r.row = t.row WHERE t.kind = ?1 AND t.words >= ?2 AND t.words < ?3"
        " ORDER BY t.words, t.row LIMIT ?4",
    [QUERY_SEARCH_WORDS] = "SELECT word FROM vocabulary WHERE word >= ?1 AND word < ?2"
                           " ORDER BY word LIMIT ?3",
    [QUERY_SEARCH_NEAR] =
        "SELECT v.word, v.titles, v.texts FROM vocabulary_key k CROSS JOIN vocabulary v"
        " ON v.word = k.word WHERE k.key = ?1 LIMIT 200",
    [QUERY_SEARCH_FILM] = "SELECT kind, year FROM work WHERE id = ?1",
    [QUERY_SEARCH_PERSON] = "SELECT work, role FROM credit WHERE person = ?1"
                            " ORDER BY position, work LIMIT 1",
    [QUERY_SEARCH_FACT] = "SELECT entity, entity_id FROM fact_use WHERE fact = ?1"
                          " ORDER BY entity = 'stop', entity, entity_id LIMIT 1",
    [QUERY_SEARCH_STOP_AT] =
        "SELECT id FROM tour_stop s WHERE place = ?1 AND EXISTS (SELECT 1 FROM media_use u"
        " WHERE u.entity = 'stop' AND u.entity_id = s.id) ORDER BY id LIMIT 1",
    [QUERY_QUIZ_COUNT] = "SELECT count(*), max(spoiler)" ANSWERABLE,
    [QUERY_QUIZ] =
        "SELECT id, work, place, media" ANSWERABLE " ORDER BY position LIMIT 1 OFFSET ?1",
    [QUERY_QUIZ_CHOICES] =
        "SELECT id, is_right FROM quiz_choice WHERE quiz = ?1 ORDER BY position LIMIT 4",
    [QUERY_STOP_AT] =
        "SELECT s.id FROM tour_stop s JOIN media_use m ON m.entity = 'stop'"
        " AND m.entity_id = s.id WHERE s.place = ?1 ORDER BY s.position, s.id LIMIT 1",
    [QUERY_FACT] = "SELECT id, kind, status, spoiler FROM fact WHERE id = ?1",
    [QUERY_FACT_COUNT] = "SELECT count(*) FROM fact WHERE kind <> 'easter_egg'",
    // Of a stop it is its place.
    [QUERY_FACT_USES] =
        "SELECT u.entity, CASE u.entity WHEN 'stop' THEN"
        " (SELECT place FROM tour_stop s WHERE s.id = u.entity_id) ELSE u.entity_id END"
        " FROM fact_use u WHERE u.fact = ?1 ORDER BY u.entity DESC, 2 LIMIT 20",
    [QUERY_DECK_WORKS] =
        "SELECT u.entity_id, count(DISTINCT f.id) AS n FROM fact_use u"
        " JOIN fact f ON f.id = u.fact WHERE u.entity = 'work' AND" TRIVIA
        " GROUP BY u.entity_id ORDER BY n DESC, 1 LIMIT 100",
    // A place has its own, and those of the stops there.
    [QUERY_DECK_PLACES] =
        "SELECT place, count(*) AS n FROM (SELECT u.entity_id AS place, u.fact FROM fact_use u"
        " WHERE u.entity = 'place' UNION SELECT s.place, u.fact FROM fact_use u"
        " JOIN tour_stop s ON s.id = u.entity_id WHERE u.entity = 'stop') a"
        " JOIN fact f ON f.id = a.fact WHERE" TRIVIA
        " GROUP BY place ORDER BY n DESC, 1 LIMIT 100",
    [QUERY_FACTS_ALL] =
        "SELECT f.id FROM fact f WHERE" TRIVIA " ORDER BY f.id LIMIT 5000",
    [QUERY_FACTS_OF_WORK] = "SELECT f.id FROM fact_use u JOIN fact f ON f.id = u.fact"
                            " WHERE u.entity = 'work' AND u.entity_id = ?1 AND" TRIVIA
                            " GROUP BY f.id ORDER BY min(u.position) LIMIT 5000",
    [QUERY_FACTS_OF_PLACE] =
        "SELECT f.id FROM (SELECT u.fact, u.position AS n FROM fact_use u"
        " WHERE u.entity = 'place' AND u.entity_id = ?1"
        " UNION ALL SELECT u.fact, u.position + 1000 FROM tour_stop s JOIN fact_use u"
        " ON u.entity = 'stop' AND u.entity_id = s.id WHERE s.place = ?1) a"
        " JOIN fact f ON f.id = a.fact WHERE" TRIVIA
        " GROUP BY f.id ORDER BY min(n), f.id LIMIT 5000",
    // A stop that names no facts shows those of its place.
    [QUERY_EGGS] =
        "SELECT f.id, s.id, s.position FROM tour_stop s JOIN fact_use u ON"
        " u.entity = 'stop' AND u.entity_id = s.id OR u.entity = 'place' AND"
        " u.entity_id = s.place AND NOT EXISTS (SELECT 1 FROM fact_use o"
        " WHERE o.entity = 'stop' AND o.entity_id = s.id)"
        " JOIN fact f ON f.id = u.fact WHERE s.tour = ?1 AND f.kind = 'easter_egg'"
        " ORDER BY s.position, u.position LIMIT 1000",
    [QUERY_WORK_YEAR] = "SELECT year FROM work WHERE id = ?1",
    [QUERY_WORK] =
        "SELECT kind, year, minutes,"
        " (SELECT count(DISTINCT place) FROM scene_place c WHERE c.work = w.id),"
        " (SELECT person FROM credit c WHERE c.work = w.id AND role IN"
        " ('director', 'author') ORDER BY position LIMIT 1),"
        " (SELECT count(*) FROM scene s WHERE s.work = w.id) FROM work w WHERE id = ?1",
    [QUERY_FILMS] = "SELECT w.id FROM work w LEFT JOIN txt t ON t.entity = 'work' AND"
                    " t.id = w.id AND t.field = 'title' AND t.lang = ?1"
                    " ORDER BY t.body COLLATE NOCASE, w.year, w.id LIMIT 10000",
    [QUERY_FEATURED] = "SELECT entity_id FROM media_use WHERE entity = 'work' AND"
                       " entity_id IN (SELECT id FROM work) GROUP BY entity_id"
                       " ORDER BY count(*) DESC, entity_id LIMIT 6",
    [QUERY_CREDITS] = "SELECT id, role, person FROM credit WHERE work = ?1"
                      " ORDER BY position LIMIT 500",
    [QUERY_CREDITS_OF] =
        "SELECT c.id, c.role, c.work FROM credit c JOIN work w ON w.id = c.work"
        " WHERE c.person = ?1 ORDER BY w.year, w.id, c.position LIMIT 500",
    [QUERY_AWARDS] = "SELECT id, work, person, year, result FROM award WHERE work = ?1"
                     " ORDER BY position LIMIT 200",
    [QUERY_AWARDS_TO] =
        "SELECT id, work, person, year, result FROM award WHERE person = ?1"
        " ORDER BY year, work, position LIMIT 200",
    [QUERY_RATINGS] = "SELECT id, value, count, about, as_of FROM rating WHERE work = ?1"
                      " ORDER BY position LIMIT 100",
    [QUERY_MONEY] = "SELECT id, kind, territory, amount, currency, about, as_of"
                    " FROM money WHERE work = ?1 ORDER BY position LIMIT 100",
    [QUERY_TIES] = "SELECT r.id, r.work, r.other, r.relation FROM work_rel r"
                   " JOIN work w ON w.id = r.work JOIN work o ON o.id = r.other"
                   " WHERE r.work = ?1 OR r.other = ?1"
                   " ORDER BY r.work <> ?1, r.work, r.position LIMIT 48",
    [QUERY_CLAIMS_OF] =
        "SELECT c.id, c.work, c.relation, c.confidence, w.year FROM scene_place c"
        " JOIN work w ON w.id = c.work WHERE c.work = ?1 ORDER BY c.id LIMIT 100",
    [QUERY_CLAIM_PLACE] = "SELECT place FROM scene_place WHERE id = ?1",
    [QUERY_FACT_OPEN] = "SELECT 1 FROM fact WHERE id = ?1 AND spoiler = 0",
    [QUERY_SCENES] = "SELECT id, place, spoiler FROM scene WHERE work = ?1"
                     " ORDER BY position LIMIT 500",
    [QUERY_THEMES] = "SELECT id FROM theme WHERE work = ?1 ORDER BY position LIMIT 100",
    [QUERY_PERSON] = "SELECT kind, born, died FROM person WHERE id = ?1",
    // As many as WALK_STOPS_MAX.
    [QUERY_WALK_STOPS] =
        "SELECT s.id, s.position, s.code, s.place, p.lat, p.lon, p.precision, t.shape,"
        " t.lat, t.lon, t.radius, t.exit, t.dwell, t.priority, t.once, t.outline"
        " FROM tour_stop s LEFT JOIN place p ON p.id = s.place"
        " LEFT JOIN \"trigger\" t ON t.stop = s.id"
        " WHERE s.tour = ?1 ORDER BY s.position LIMIT 256",
    [QUERY_LEGS] = "SELECT id, position, metres, minutes, steps, line FROM leg"
                   " WHERE tour = ?1 ORDER BY position LIMIT 256",
    [QUERY_LEG_STEPS] = "SELECT id, metres, turn FROM leg_step WHERE leg = ?1"
                        " ORDER BY position LIMIT 500",
    [QUERY_LEG_METRES] = "SELECT metres FROM leg WHERE tour = ?1 LIMIT 256",
    [QUERY_REGIONS] =
        "SELECT id, west, south, east, north, min_zoom, max_zoom, illustrated, attribution"
        " FROM map_region ORDER BY position, id LIMIT 100",
    [QUERY_MAP_TILE] = "SELECT tile_data FROM tiles WHERE zoom_level = ?1"
                       " AND tile_column = ?2 AND tile_row = ?3 LIMIT 1",
};

static int count_steps(void *data)
{
    struct pack *pack = data;
    return ++pack->steps > CALLS_MOST;
}

// SQLite's sentence may quote the pack's own schema, which may be any bytes.
static bool damaged(const struct pack *pack, struct err *err)
{
    struct shown_path why = file_shown(sqlite3_errmsg(pack->db));
    return err_set(err, "The pack '%s' is damaged: %s.", pack->name.text, why.text);
}

bool query_prepare_all(struct pack *pack, struct err *err)
{
    pack->steps = 0;
    sqlite3_progress_handler(pack->db, STEPS_A_CALL, count_steps, pack);
    for (int i = 0; i < QUERY_COUNT; i++) {
        if (sqlite3_prepare_v3(pack->db, sql[i], -1, SQLITE_PREPARE_PERSISTENT,
                               &pack->statements[i], NULL) != SQLITE_OK)
            return damaged(pack, err);
    }
    return true;
}

void query_release_all(struct pack *pack)
{
    for (int i = 0; i < QUERY_COUNT; i++)
        sqlite3_finalize(pack->statements[i]);
}

sqlite3_stmt *query_begin(struct pack *pack, enum query query, const char *one,
                          const char *two)
{
    sqlite3_stmt *stmt = pack->statements[query];
    if (sqlite3_stmt_busy(stmt))
        BUG("query %d within itself", (int)query);
    pack->steps = 0;
    if (one)
        sqlite3_bind_text(stmt, 1, one, -1, SQLITE_STATIC);
    if (two)
        sqlite3_bind_text(stmt, 2, two, -1, SQLITE_STATIC);
    return stmt;
}

int query_step(struct pack *pack, sqlite3_stmt *stmt, struct err *err)
{
    int rc = sqlite3_step(stmt);
    if (rc == SQLITE_ROW)
        return 1;
    if (rc == SQLITE_DONE)
        return 0;
    damaged(pack, err);
    return -1;
}

void query_end(sqlite3_stmt *stmt)
{
    sqlite3_reset(stmt);
    sqlite3_clear_bindings(stmt);
}

static const char *repaired(const char *bytes, size_t len, struct arena *arena)
{
    char *text = arena_alloc(arena, len * 3 + 1), *at = text;
    for (size_t pos = 0; pos < len;) {
        uint32_t code = utf8_next(bytes, len, &pos);
        at += utf8_put(at, code ? code : UTF8_BAD);
    }
    return text;
}

const char *query_text(sqlite3_stmt *stmt, int column, struct arena *arena)
{
    const char *bytes = (const char *)sqlite3_column_text(stmt, column);
    size_t len = (size_t)sqlite3_column_bytes(stmt, column);
    if (!bytes || len == 0)
        return "";
    if (utf8_check(bytes, len) == len && !memchr(bytes, 0, len))
        return arena_strndup(arena, bytes, len);
    return repaired(bytes, len, arena);
}

const char *query_id(sqlite3_stmt *stmt, int column, struct arena *arena)
{
    if (sqlite3_column_bytes(stmt, column) >= ID_CAP)
        return "";
    const char *id = query_text(stmt, column, arena);
    return strlen(id) < ID_CAP ? id : "";
}

int query_int(sqlite3_stmt *stmt, int column, int least, int most, int other)
{
    if (sqlite3_column_type(stmt, column) != SQLITE_INTEGER)
        return other;
    sqlite3_int64 value = sqlite3_column_int64(stmt, column);
    return value < least || value > most ? other : (int)value;
}

uint32_t query_colour(sqlite3_stmt *stmt, int column)
{
    int rgb = query_int(stmt, column, 0, 0xFFFFFF, -1);
    return rgb < 0 ? 0 : 0xFF000000u | (uint32_t)rgb;
}

int query_enum(sqlite3_stmt *stmt, int column, const char *const *names, int n, int other)
{
    const char *name = (const char *)sqlite3_column_text(stmt, column);
    for (int i = 0; name && i < n; i++) {
        if (strcmp(name, names[i]) == 0)
            return i;
    }
    return other;
}

void *query_grow(struct arena *arena, void *items, size_t n, size_t bytes)
{
    // Full at 0, 4, 8, 16 ...: then it moves to a place of twice the size.
    bool full = n == 0 || (n >= 4 && (n & (n - 1)) == 0);
    if (!full)
        return items;
    void *bigger = arena_array(arena, n ? n * 2 : 4, bytes);
    return n ? memcpy(bigger, items, n * bytes) : bigger;
}
