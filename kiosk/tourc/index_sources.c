#include "tourc/index_sources.h"

#define TITLE "SELECT body FROM txt WHERE field = 'title' AND entity = "
// Of a stop without a title of its own, its place's.
#define STOP_TITLE                                                                       \
    TITLE "'stop' AND id = ?1 UNION ALL " TITLE                                          \
          "'place' AND id = (SELECT place FROM tour_stop WHERE id = ?1)"                 \
          " AND NOT EXISTS (" TITLE "'stop' AND id = ?1)"
#define CHARACTERS                                                                       \
    "SELECT t.body FROM credit c JOIN txt t ON t.entity = 'credit' AND t.id = c.id"      \
    " AND t.field = 'character' WHERE c."

// What decides the order: how much a thing has to do with the pack, then its id, so that it is
// the same in every run. No hint, answer or scene is among the words, and no fact that spoils.
const struct index_source index_sources[INDEX_KINDS] = {
    {
        .kind = "place",
        .ids = "SELECT id FROM place p ORDER BY"
               " (SELECT count(*) FROM scene_place c WHERE c.place = p.id)"
               " + (SELECT count(*) FROM tour_stop s WHERE s.place = p.id) DESC, id",
        .titles = TITLE "'place' AND id = ?1",
        .texts = "SELECT body FROM txt WHERE entity = 'place' AND id = ?1 AND lang = ?2"
                 " AND field IN ('area', 'address', 'architects', 'history')",
        .names = TITLE "'work' AND id IN (SELECT work FROM scene_place WHERE place = ?1)",
    },
    {
        .kind = "work",
        .ids = "SELECT id FROM work w ORDER BY"
               " (SELECT count(*) FROM scene_place c WHERE c.work = w.id) DESC, id",
        .titles = TITLE "'work' AND id = ?1",
        .texts = "SELECT body FROM txt WHERE entity = 'work' AND id = ?1 AND lang = ?2"
                 " AND field IN ('summary', 'synopsis')",
        .names = TITLE "'person' AND id IN (SELECT person FROM credit WHERE work = ?1)"
                       " UNION ALL " CHARACTERS "work = ?1 UNION ALL"
                       " SELECT CAST(year AS TEXT) FROM work WHERE id = ?1",
    },
    {
        .kind = "person",
        .ids = "SELECT id FROM person p ORDER BY"
               " (SELECT count(*) FROM credit c WHERE c.person = p.id) DESC, id",
        .titles = TITLE "'person' AND id = ?1",
        .texts = "SELECT body FROM txt WHERE entity = 'person' AND id = ?1 AND lang = ?2"
                 " AND field IN ('summary', 'notable')",
        .names = TITLE "'work' AND id IN (SELECT work FROM credit WHERE person = ?1)"
                       " UNION ALL " CHARACTERS "person = ?1",
    },
    {
        .kind = "fact",
        .ids = "SELECT id FROM fact WHERE kind <> 'easter_egg' AND spoiler = 0"
               " ORDER BY kind <> 'trivia', id",
        .texts = "SELECT body FROM txt WHERE entity = 'fact' AND id = ?1 AND lang = ?2"
                 " AND field = 'body'",
        .names = "SELECT t.body FROM fact_use u JOIN txt t ON t.entity = u.entity"
                 " AND t.id = u.entity_id AND t.field = 'title' WHERE u.fact = ?1",
    },
    {
        .kind = "stop",
        .ids = "SELECT s.id FROM tour t JOIN tour_stop s ON s.tour = t.id"
               " ORDER BY t.position, t.id, s.position",
        .titles = STOP_TITLE " UNION ALL SELECT CAST(code AS TEXT) FROM tour_stop"
                             " WHERE id = ?1 AND code NOT NULL",
        .texts = "SELECT body FROM txt WHERE entity = 'stop' AND id = ?1 AND lang = ?2"
                 " AND field = 'lede'",
        .names = TITLE "'place' AND id = (SELECT place FROM tour_stop WHERE id = ?1)",
    },
};
