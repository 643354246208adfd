// Questions for a copy of the fixture: so many, of which the second choice is right, the odd ones
// with four choices, the others with three.
#pragma once

#define QUIZ_ROWS(N)                                                                     \
    "DELETE FROM citation WHERE entity = 'quiz';"                                        \
    "DELETE FROM txt WHERE entity IN ('quiz', 'quiz_choice');"                           \
    "DELETE FROM quiz_choice; DELETE FROM quiz;"                                         \
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " #N ")"  \
    " INSERT INTO quiz SELECT 'q-' || i, 'it', CASE WHEN i % 2 THEN 'old-gate' END,"     \
    " CASE WHEN i % 3 THEN 'gate' END, i % 3, i FROM n;"                                 \
    "INSERT INTO quiz_choice SELECT q.id || '.' || c.i, q.id, c.i = 2, c.i FROM quiz q," \
    " (SELECT 1 i UNION SELECT 2 UNION SELECT 3 UNION SELECT 4) c"                       \
    " WHERE c.i < 4 OR q.position % 2;"                                                  \
    "INSERT INTO txt (entity, id, field, lang, body) SELECT 'quiz', id, 'body', 'en',"   \
    " 'Question ' || position || ' of the gate' FROM quiz;"                              \
    "INSERT INTO txt (entity, id, field, lang, body) SELECT 'quiz', id, 'explain',"      \
    " 'en', 'So says the plaque, number ' || position || '.' FROM quiz;"                 \
    "INSERT INTO txt (entity, id, field, lang, body) SELECT 'quiz_choice', id, 'body',"  \
    " 'en', CASE position WHEN 2 THEN 'the right one' ELSE 'wrong ' || position END"     \
    " FROM quiz_choice;"                                                                 \
    "INSERT INTO citation SELECT 'quiz', id, 1, (SELECT id FROM source LIMIT 1), '',"    \
    " 'supports', '' FROM quiz;"
