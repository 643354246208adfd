#include "tourc/schema.h"

#include <string.h>

#include "base/array.h"
#include "base/str.h"
#include "tourc/nearest.h"
#include "tourc/values.h"

static const char *noun_of(const struct node *node)
{
    return node->kind == NODE_MAP    ? "a mapping"
           : node->kind == NODE_LIST ? "a list"
                                     : "text";
}

static bool wrong_shape(struct report *report, const struct node *node, const char *what,
                        const char *name)
{
    if (node->kind == NODE_SCALAR && !node->len)
        report_error(report, node->at, "'%s' is empty: expected %s", name, what);
    else
        report_error(report, node->at, "expected %s for '%s', found %s", what, name,
                     noun_of(node));
    return false;
}

static bool is_date(const char *s)
{
    int64_t seconds;
    return value_date(s, &seconds);
}

static bool is_colour(const char *s)
{
    uint32_t colour;
    return value_colour(s, &colour);
}

// Kinds that are good or not by their letters alone. Texts are none: their Markdown is
// checked when it is compiled.
static const struct {
    bool (*fits)(const char *s);
    const char *like;
} forms[] = {
    [FIELD_DATE] = {is_date, "a date like 2026-11-22"},
    [FIELD_TAG] = {value_is_tag, "a language tag like 'es'"},
    [FIELD_WHEN] = {value_is_when, "a date like 2026-11-22, 2026-11 or 2026"},
    [FIELD_CURRENCY] = {value_is_currency, "a currency like USD"},
    [FIELD_COLOUR] = {is_colour, "a colour like '#8A4B2D'"},
    [FIELD_ADDRESS] =
        {value_is_address,
         "an address like https://example.org/tours, at most 200 characters"},
};

static const char *const yes_no[] = {"yes", "no", NULL};

static const char *form_of(enum field_kind kind)
{
    return kind < ARRAY_LEN(forms) && forms[kind].fits ? forms[kind].like : "a value";
}

static bool check_choice(struct report *report, const struct node *node,
                         const struct field *field)
{
    struct nearest near;
    nearest_start(&near, node->text);
    struct str all;
    str_init(&all);
    bool found = false;
    for (const char *const *choice = field->choices; *choice; choice++) {
        nearest_offer(&near, *choice);
        str_printf(&all, "%s%s", all.len ? ", " : "", *choice);
        found = found || str_eq(*choice, node->text);
    }
    if (!found && near.best)
        report_error(report, node->at, "unknown %s '%s'%s", field->name, node->text,
                     nearest_hint(&near, &report->arena));
    else if (!found)
        report_error(report, node->at, "unknown %s '%s': expected one of %s", field->name,
                     node->text, str_c(&all));
    str_release(&all);
    return found;
}

static bool check_number(struct report *report, const struct node *node,
                         const struct field *field)
{
    double value;
    int64_t whole;
    bool is_int = field->kind == FIELD_INT;
    bool good =
        is_int ? value_int64(node->text, &whole) : value_number(node->text, &value);
    if (good && is_int)
        value = (double)whole;
    if (good && value >= field->min && value <= field->max)
        return true;
    report_error(report, node->at, "expected a %s from %.0f to %.0f for '%s', found '%s'",
                 is_int ? "whole number" : "number", field->min, field->max, field->name,
                 node->text);
    return false;
}

static bool check_slug(struct report *report, const struct node *node, const char *name)
{
    if (node->kind != NODE_SCALAR || !node->len)
        return wrong_shape(report, node, "a name", name);
    if (value_is_slug(node->text))
        return true;
    report_error(report, node->at,
                 "'%s' is no name: expected a-z, 0-9 and '-', at most 63 of them",
                 node->text);
    return false;
}

static bool check_form(struct report *report, const struct node *node,
                       const struct field *field)
{
    bool known = field->kind < ARRAY_LEN(forms) && forms[field->kind].fits;
    if (!known || forms[field->kind].fits(node->text))
        return true;
    report_error(report, node->at, "expected %s for '%s', found '%s'",
                 forms[field->kind].like, field->name, node->text);
    return false;
}

static bool check_scalar(struct report *report, const struct node *node,
                         const struct field *field)
{
    if (node->kind != NODE_SCALAR || !node->len)
        return wrong_shape(report, node, form_of(field->kind), field->name);
    struct field yes = *field;
    switch (field->kind) {
    case FIELD_INT:
    case FIELD_NUMBER:
        return check_number(report, node, field);
    case FIELD_CHOICE:
        return check_choice(report, node, field);
    case FIELD_YES:
        yes.choices = yes_no;
        return check_choice(report, node, &yes);
    case FIELD_SLUG:
        return check_slug(report, node, field->name);
    default:
        return check_form(report, node, field);
    }
}

static bool check_point(struct report *report, const struct node *node,
                        const struct field *field)
{
    if (node->n != 2) {
        report_error(report, node->at, "expected two numbers for '%s', found %zu",
                     field->name, node->n);
        return false;
    }
    struct field part = *field;
    part.kind = FIELD_NUMBER;
    bool ok = check_scalar(report, node->items[0], &part);
    return check_scalar(report, node->items[1], &part) && ok;
}

// Numbers in a row, each with a name and limits of its own.
struct part {
    const char *name;
    double most; // and least, negative
};

static bool check_parts(struct report *report, const struct node *node,
                        const struct part *parts, size_t n, const char *like)
{
    if (node->kind != NODE_LIST || node->n != n) {
        report_error(report, node->at, "expected %s", like);
        return false;
    }
    bool ok = true;
    for (size_t i = 0; i < n; i++) {
        const struct field field = {.name = parts[i].name,
                                    .kind = FIELD_NUMBER,
                                    .min = -parts[i].most,
                                    .max = parts[i].most};
        ok = check_scalar(report, node->items[i], &field) && ok;
    }
    return ok;
}

static bool check_spot(struct report *report, const struct node *node)
{
    static const struct part parts[] = {{"lat", 90}, {"lon", 180}};
    return check_parts(report, node, parts, ARRAY_LEN(parts),
                       "a point like [34.05583, -118.23611], latitude first");
}

static bool check_bounds(struct report *report, const struct node *node)
{
    static const struct part parts[] = {
        {"west", 180}, {"south", 85}, {"east", 180}, {"north", 85}};
    double b[4];
    if (!check_parts(report, node, parts, ARRAY_LEN(parts),
                     "[west, south, east, north] in degrees"))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(b); i++)
        value_number(node->items[i]->text, &b[i]);
    if (b[0] < b[2] && b[1] < b[3])
        return true;
    report_error(report, node->at,
                 "expected [west, south, east, north], west of east and south of north");
    return false;
}

static bool check_spots(struct report *report, const struct node *node,
                        const struct field *field)
{
    bool ok = true;
    for (size_t i = 0; i < node->n; i++)
        ok = check_spot(report, node->items[i]) && ok;
    if ((double)node->n >= field->min && (double)node->n <= field->max)
        return ok;
    report_error(report, node->at, "expected %.0f to %.0f points for '%s', found %zu",
                 field->min, field->max, field->name, node->n);
    return false;
}

static bool check_texts(struct report *report, const struct node *node,
                        const struct field *field)
{
    if (node->n != (size_t)field->min) {
        report_error(report, node->at, "expected %.0f texts for '%s', found %zu",
                     field->min, field->name, node->n);
        return false;
    }
    bool ok = true;
    struct field part = *field;
    part.kind = FIELD_TEXT;
    for (size_t i = 0; i < node->n; i++)
        ok = check_scalar(report, node->items[i], &part) && ok;
    return ok;
}

static bool check_list(struct report *report, const struct node *node,
                       const struct field *field)
{
    if (node->kind != NODE_LIST)
        return wrong_shape(report, node, "a list", field->name);
    if (field->kind == FIELD_POINT)
        return check_point(report, node, field);
    if (field->kind == FIELD_TEXTS)
        return check_texts(report, node, field);
    if (field->kind == FIELD_SPOT)
        return check_spot(report, node);
    if (field->kind == FIELD_SPOTS)
        return check_spots(report, node, field);
    if (field->kind == FIELD_BOUNDS)
        return check_bounds(report, node);
    if (field->required && !node->n) {
        report_error(report, node->at, "'%s' is empty: expected at least one",
                     field->name);
        return false;
    }
    bool ok = true;
    for (size_t i = 0; i < node->n; i++) {
        const struct node *item = node->items[i];
        bool as_map = field->kind == FIELD_MAPS ||
                      (field->kind == FIELD_SOURCES && item->kind == NODE_MAP);
        struct field path = *field;
        path.kind = FIELD_LINE;
        if (as_map)
            ok = schema_check(report, item, field->of, field->name) && ok;
        else if (field->kind == FIELD_PATHS)
            ok = check_scalar(report, item, &path) && ok;
        else
            ok = check_slug(report, item, field->name) && ok;
    }
    return ok;
}

static bool check_value(struct report *report, const struct node *node,
                        const struct field *field)
{
    switch (field->kind) {
    case FIELD_SLUGS:
    case FIELD_TEXTS:
    case FIELD_POINT:
    case FIELD_SPOT:
    case FIELD_SPOTS:
    case FIELD_BOUNDS:
    case FIELD_PATHS:
    case FIELD_MAPS:
    case FIELD_SOURCES:
        return check_list(report, node, field);
    case FIELD_MAP:
        return schema_check(report, node, field->of, field->name);
    default:
        return check_scalar(report, node, field);
    }
}

static void unknown_key(struct report *report, const struct node *key,
                        const struct field *fields, const char *thing)
{
    struct nearest near;
    nearest_start(&near, key->text);
    for (; fields->name; fields++)
        nearest_offer(&near, fields->name);
    report_error(report, key->at, "unknown key '%s' in %s%s", key->text, thing,
                 nearest_hint(&near, &report->arena));
}

const struct field *schema_field(const struct field *fields, const char *name)
{
    for (; fields->name; fields++)
        if (str_eq(fields->name, name))
            return fields;
    return NULL;
}

const struct field *schema_translated(struct arena *arena, const struct field *fields)
{
    size_t n = 0;
    while (fields[n].name)
        n++;
    struct field *kept = ARENA_ARRAY(arena, struct field, n + 1);
    struct field *to = kept;
    for (; fields->name; fields++) {
        if (!fields->translated)
            continue;
        *to = *fields;
        to->required = to->kind == FIELD_SLUG || to->kind == FIELD_CHOICE;
        to->of = to->of ? schema_translated(arena, to->of) : NULL;
        to++;
    }
    *to = (struct field){0};
    return kept;
}

bool schema_check(struct report *report, const struct node *map,
                  const struct field *fields, const char *thing)
{
    if (map->kind != NODE_MAP) {
        report_error(report, map->at, "expected the keys of %s, found %s", thing,
                     noun_of(map));
        return false;
    }
    bool ok = true;
    for (size_t i = 0; i < map->n; i++) {
        const struct field *field = schema_field(fields, map->keys[i]->text);
        if (!field)
            unknown_key(report, map->keys[i], fields, thing);
        ok = field && check_value(report, map->items[i], field) && ok;
    }
    for (const struct field *field = fields; field->name; field++) {
        if (!field->required || node_get(map, field->name))
            continue;
        report_error(report, map->at, "expected key '%s' in %s", field->name, thing);
        ok = false;
    }
    return ok;
}

static const struct node *scalar(const struct node *map, const char *key)
{
    const struct node *node = node_get(map, key);
    return node && node->kind == NODE_SCALAR && node->len ? node : NULL;
}

const char *schema_line(const struct node *map, const char *key, const char *otherwise)
{
    const struct node *node = scalar(map, key);
    return node ? node->text : otherwise;
}

int64_t schema_int64(const struct node *map, const char *key, int64_t otherwise)
{
    const struct node *node = scalar(map, key);
    int64_t value;
    return node && value_int64(node->text, &value) ? value : otherwise;
}

int schema_int(const struct node *map, const char *key, int otherwise)
{
    const struct node *node = scalar(map, key);
    int value;
    return node && value_int(node->text, &value) ? value : otherwise;
}

bool schema_colour(const struct node *map, const char *key, uint32_t *out)
{
    const struct node *node = scalar(map, key);
    return node && value_colour(node->text, out);
}

double schema_number(const struct node *map, const char *key, double otherwise)
{
    const struct node *node = scalar(map, key);
    double value;
    return node && value_number(node->text, &value) ? value : otherwise;
}

bool schema_yes(const struct node *map, const char *key, bool otherwise)
{
    const struct node *node = scalar(map, key);
    return node && str_eq(node->text, otherwise ? "no" : "yes") ? !otherwise : otherwise;
}

bool schema_spot(const struct node *node, struct geo_point *out)
{
    return node && node->kind == NODE_LIST && node->n == 2 &&
           node->items[0]->kind == NODE_SCALAR && node->items[1]->kind == NODE_SCALAR &&
           value_number(node->items[0]->text, &out->lat) &&
           value_number(node->items[1]->text, &out->lon) && geo_valid(*out);
}

struct geo_point *schema_spots(struct arena *arena, const struct node *map,
                               const char *key, size_t *n_out)
{
    const struct node *list = schema_list(map, key);
    struct geo_point *spots = ARENA_ARRAY(arena, struct geo_point, list ? list->n : 0);
    size_t n = 0;
    for (size_t i = 0; list && i < list->n; i++)
        n += schema_spot(list->items[i], &spots[n]);
    *n_out = n;
    return spots;
}

bool schema_numbers(const struct node *map, const char *key, double *out, size_t n)
{
    const struct node *list = schema_list(map, key);
    bool good = list && list->n == n;
    for (size_t i = 0; good && i < n; i++)
        good = list->items[i]->kind == NODE_SCALAR &&
               value_number(list->items[i]->text, &out[i]);
    return good;
}

const struct node *schema_list(const struct node *map, const char *key)
{
    const struct node *node = node_get(map, key);
    return node && node->kind == NODE_LIST ? node : NULL;
}
