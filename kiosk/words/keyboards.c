#include "words/keyboards.h"

#include <stdio.h>
#include <string.h>

#include "bake/files.h"
#include "base/bug.h"
#include "base/str.h"

#define FOLDER "keyboards/"

// What is read at the moment.
struct reader {
    struct arena *arena;
    struct keyboard *out;
    const char *words[KEYBOARD_KEYS + 1]; // of the line, without what it begins with
    size_t n_words;
};

static bool split(struct reader *r, char *line, struct err *err)
{
    char *rest, *word = strtok_r(line, " \t", &rest);
    for (r->n_words = 0; word; word = strtok_r(NULL, " \t", &rest)) {
        if (r->n_words > KEYBOARD_KEYS - 1)
            return err_set(err, "there are more than %d keys", KEYBOARD_KEYS);
        r->words[r->n_words++] = word;
    }
    return r->n_words > 0 || err_set(err, "there is nothing behind the first word");
}

static bool stands(const struct keyboard *k, const char *key)
{
    for (size_t i = 0; i < k->n_rows; i++)
        for (size_t j = 0; j < k->rows[i].count; j++)
            if (str_eq(k->rows[i].plain[j], key) || str_eq(k->rows[i].caps[j], key))
                return true;
    return false;
}

static bool add_keys(struct reader *r, struct err *err)
{
    struct keyboard *k = r->out;
    if (k->n_rows == KEYBOARD_ROWS)
        return err_set(err, "there are more than %d rows", KEYBOARD_ROWS);
    struct keyboard_row *row = &k->rows[k->n_rows++];
    for (size_t i = 0; i < r->n_words; i++) {
        if (stands(k, r->words[i]))
            return err_set(err, "the key '%s' stands there twice", r->words[i]);
        row->plain[i] = row->caps[i] = r->words[i];
        row->count++;
    }
    return true;
}

static bool add_caps(struct reader *r, struct err *err)
{
    struct keyboard *k = r->out;
    struct keyboard_row *row = k->n_rows ? &k->rows[k->n_rows - 1] : NULL;
    if (!row || row->count != r->n_words)
        return err_set(err, "the row of keys above it is not as long");
    for (size_t i = 0; i < r->n_words; i++) {
        if (!str_eq(row->plain[i], r->words[i]) && stands(k, r->words[i]))
            return err_set(err, "the key '%s' stands there twice", r->words[i]);
        row->caps[i] = r->words[i];
    }
    return true;
}

static bool add_hold(struct reader *r, struct err *err)
{
    struct keyboard *k = r->out;
    const char *key = r->words[0];
    if (!stands(k, key))
        return err_set(err, "no row has the key '%s'", key);
    if (keyboard_hold(k, key))
        return err_set(err, "what '%s' offers stands there twice", key);
    if (k->n_holds == KEYBOARD_HOLDS || r->n_words < 2 ||
        r->n_words - 1 > KEYBOARD_OFFERS)
        return err_set(err, "'%s' offers nothing, or more than %d", key, KEYBOARD_OFFERS);
    struct keyboard_hold *hold = &k->holds[k->n_holds++];
    hold->key = key;
    for (size_t i = 1; i < r->n_words; i++)
        hold->offers[hold->count++] = r->words[i];
    return true;
}

static bool add_line(struct reader *r, char *line, struct err *err)
{
    size_t len = strcspn(line, " \t");
    char *rest = line + len + strspn(line + len, " \t");
    if (!len || *line == '#')
        return true;
    line[len] = '\0';
    if (strcmp(line, "name") == 0) {
        r->out->name = rest;
        return *rest != '\0' || err_set(err, "there is no name");
    }
    if (!split(r, rest, err))
        return false;
    if (strcmp(line, "keys") == 0)
        return add_keys(r, err);
    if (strcmp(line, "caps") == 0)
        return add_caps(r, err);
    if (strcmp(line, "hold") == 0)
        return add_hold(r, err);
    return err_set(err, "'%s' is not name, keys, caps or hold", line);
}

bool keyboard_read(struct arena *arena, const char *id, const char *text,
                   struct keyboard *out, struct err *err)
{
    struct reader r = {.arena = arena, .out = out};
    char *rest = arena_strdup(arena, text), *line;
    *out = (struct keyboard){.id = arena_strdup(arena, id)};
    for (int number = 1; (line = strsep(&rest, "\n")); number++) {
        struct err why = {0};
        if (!add_line(&r, line, &why))
            return err_set(err, "%s:%d: %s", id, number, why.text);
    }
    if (!out->name || !out->n_rows)
        return err_set(err, "%s: a keyboard has a name and keys", id);
    return true;
}

const struct keyboard *keyboard_find(struct arena *arena, const char *id)
{
    char name[80];
    struct err err = {0};
    snprintf(name, sizeof(name), FOLDER "%s.txt", id);
    const struct bake_file *file = bake_file_find(name);
    if (!file)
        return NULL;
    struct keyboard *k = ARENA_NEW(arena, struct keyboard);
    if (!keyboard_read(arena, id, (const char *)file->bytes, k, &err))
        BUG("%s", err.text); // a test reads all of them
    return k;
}

const struct keyboard *keyboard_for(struct arena *arena, const char *tag)
{
    const char *lang = arena_strndup(arena, tag, strcspn(tag, "-_"));
    const struct keyboard *k =
        strcmp(lang, KEYBOARD_SYMBOLS) == 0 ? NULL : keyboard_find(arena, lang);
    if (!k)
        k = keyboard_find(arena, "en");
    if (!k)
        BUG("there is no English keyboard");
    return k;
}

size_t keyboard_list(struct arena *arena, const struct keyboard ***out)
{
    size_t n, count = 0;
    const struct bake_file *files = bake_files(&n);
    *out = ARENA_ARRAY(arena, const struct keyboard *, n);
    for (size_t i = 0; i < n; i++) {
        const char *id = files[i].name + strlen(FOLDER);
        if (strncmp(files[i].name, FOLDER, strlen(FOLDER)) != 0 ||
            strcmp(id, KEYBOARD_SYMBOLS ".txt") == 0)
            continue;
        (*out)[count++] =
            keyboard_find(arena, arena_strndup(arena, id, strcspn(id, ".")));
    }
    return count;
}

const struct keyboard_hold *keyboard_hold(const struct keyboard *k, const char *key)
{
    for (size_t i = 0; i < k->n_holds; i++)
        if (strcmp(k->holds[i].key, key) == 0)
            return &k->holds[i];
    return NULL;
}
