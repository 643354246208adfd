// The way on foot: the legs of a tour, each a line with directions.
#include "tourc/gather.h"

static const char *const turns[] = {
    "start",        "straight", "slight_left", "left",  "sharp_left",
    "slight_right", "right",    "sharp_right", "cross", "up",
    "down",         "arrive",   NULL};
static const char *const steps[] = {"yes", "no", "unknown", NULL};

static const struct field direction_fields[] = {
    {.name = "at", .kind = FIELD_SPOT, .required = true},
    {.name = "turn", .kind = FIELD_CHOICE, .required = true, .choices = turns},
    {.name = "say", .kind = FIELD_LINE, .translated = true, .required = true},
    {0},
};

const struct field gather_leg_fields[] = {
    {.name = "to", .kind = FIELD_SLUG, .translated = true, .required = true},
    {.name = "line", .kind = FIELD_SPOTS, .required = true, .min = 2, .max = 5000},
    {.name = "steps", .kind = FIELD_CHOICE, .choices = steps},
    {.name = "directions",
     .kind = FIELD_MAPS,
     .translated = true,
     .of = direction_fields},
    {0},
};

static void add_words(struct book *book, const char *id, const char *lang,
                      const struct node *map)
{
    struct book_owner owner = {"leg_step", id, lang};
    struct markup words = {.body = book_plain(book, map, "say"), .spans = "[]"};
    if (*words.body)
        book_keep_text(book, &owner, "body", node_get(map, "say")->text_at, &words);
}

static void add_directions(struct book *book, struct book_leg *leg,
                           const struct node *list)
{
    for (size_t i = 0; list && i < list->n; i++) {
        const struct node *map = list->items[i], *at = node_get(map, "at");
        struct book_leg_step step = {
            .id = arena_printf(&book->arena, "%s.%zu", leg->to.id, i + 1),
            .turn = schema_line(map, "turn", ""),
        };
        if (schema_spot(at, &step.point))
            step.at = at->at;
        leg->n_steps++;
        BOOK_ADD(book, leg_steps, step);
        add_words(book, step.id, book_original(book), map);
    }
}

void gather_legs(struct book *book, const char *tour, const struct node *map)
{
    const struct node *list = schema_list(map, "legs");
    for (size_t i = 0; list && i < list->n; i++) {
        const struct node *item = list->items[i], *line = node_get(item, "line");
        struct book_leg leg = {
            .tour = tour,
            .to = book_ref(item, "to"),
            .line_at = line ? line->at : item->at,
            .steps = schema_line(item, "steps", "unknown"),
            .first_step = book->n_leg_steps,
        };
        if (!book_name(book, &book->leg_names, "leg to", leg.to, book->n_legs))
            continue;
        leg.line = schema_spots(&book->arena, item, "line", &leg.n_line);
        if (line && leg.n_line != line->n)
            leg.n_line = 0; // with a point that is none, which was said
        add_directions(book, &leg, schema_list(item, "directions"));
        BOOK_ADD(book, legs, leg);
    }
}

// Directions have no names: they are told by their order, so all must be there.
static void add_translation(struct book *book, const struct book_leg *leg,
                            const char *lang, const struct node *list)
{
    if (list->n != leg->n_steps) {
        report_error(book->report, list->at,
                     "expected %zu directions, in the order of the original, found %zu",
                     leg->n_steps, list->n);
        return;
    }
    for (size_t i = 0; i < list->n; i++)
        add_words(book, book->leg_steps[leg->first_step + i].id, lang, list->items[i]);
}

void gather_legs_lang(struct book *book, const char *lang, const struct node *map)
{
    const struct node *legs = schema_list(map, "legs");
    for (size_t i = 0; legs && i < legs->n; i++) {
        struct ref to = book_ref(legs->items[i], "to");
        const struct node *list = schema_list(legs->items[i], "directions");
        if (book_knows(book, &book->leg_names, "leg to", to) && list)
            add_translation(book, &book->legs[names_find(&book->leg_names, to.id)->index],
                            lang, list);
    }
}
