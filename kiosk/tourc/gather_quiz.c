// The questions of quiz.yaml.
#include "tourc/gather.h"

#include "base/str.h"
#include "tourc/files.h"

#define CHOICES_MIN 3
#define CHOICES_MAX 4

static const struct field choice_fields[] = {
    {.name = "text", .kind = FIELD_TEXT, .translated = true, .required = true},
    {.name = "right", .kind = FIELD_YES},
    {0},
};

static const struct field question_fields[] = {
    {.name = "id", .kind = FIELD_SLUG, .translated = true, .required = true},
    {.name = "text", .kind = FIELD_TEXT, .translated = true, .required = true},
    {.name = "choices",
     .kind = FIELD_MAPS,
     .translated = true,
     .required = true,
     .of = choice_fields},
    {.name = "explain", .kind = FIELD_TEXT, .translated = true, .required = true},
    {.name = "picture", .kind = FIELD_SLUG},
    {.name = "work", .kind = FIELD_SLUG},
    {.name = "place", .kind = FIELD_SLUG},
    {.name = "spoiler", .kind = FIELD_INT, .min = 0, .max = 3},
    {.name = "sources",
     .kind = FIELD_SOURCES,
     .required = true,
     .of = gather_source_fields},
    {0},
};

static const struct field quiz_fields[] = {
    {.name = "questions",
     .kind = FIELD_MAPS,
     .translated = true,
     .required = true,
     .of = question_fields},
    {0},
};

static char small(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c);
}

// Whether visitors would take one for the other: capitals of A to Z don't count.
static bool are_alike(const char *a, const char *b)
{
    for (; *a && small(*a) == small(*b); a++)
        b++;
    return !*a && !*b;
}

static void add_choices(struct book *book, const char *question, const char *lang,
                        const struct node *list)
{
    const char *words[CHOICES_MAX];
    for (size_t i = 0; list && i < list->n && i < CHOICES_MAX; i++) {
        const struct node *text = node_get(list->items[i], "text");
        struct book_owner owner = {
            "quiz_choice", arena_printf(&book->arena, "%s.%zu", question, i + 1), lang};
        words[i] = book_add_text(book, &owner, "body", text, MARKUP_LINE);
        for (size_t j = 0; j < i && words[i]; j++)
            if (words[j] && are_alike(words[i], words[j]))
                report_error(book->report, text->at,
                             "two choices say '%s': expected a difference", words[i]);
    }
}

static void check_choices(struct book *book, const struct node *list)
{
    size_t right = 0;
    for (size_t i = 0; i < list->n; i++) {
        const struct node *mark = node_get(list->items[i], "right");
        const char *said = schema_line(list->items[i], "right", mark ? "" : "no");
        // One that can't be read may be the right one, and was complained of.
        if (str_eq(said, "no") && list->items[i]->kind == NODE_MAP)
            continue;
        if (right++ && str_eq(said, "yes"))
            report_error(book->report, mark->at,
                         "another right choice: expected 'right: yes' at one alone");
    }
    if (list->n < CHOICES_MIN || list->n > CHOICES_MAX)
        report_error(book->report, list->at, "expected %d or %d choices, found %zu",
                     CHOICES_MIN, CHOICES_MAX, list->n);
    else if (!right)
        report_error(book->report, list->at,
                     "no choice is right: expected 'right: yes' at one of them");
}

static void add_texts(struct book *book, const char *id, const char *lang,
                      const struct node *map)
{
    struct book_owner owner = {"quiz", id, lang};
    book_add_text(book, &owner, "body", node_get(map, "text"), MARKUP_LINE);
    add_choices(book, id, lang, schema_list(map, "choices"));
    book_add_text(book, &owner, "explain", node_get(map, "explain"), MARKUP_LINE);
}

static void add_question(struct book *book, const struct node *map)
{
    struct ref id = book_ref(map, "id");
    if (!book_name(book, &book->question_names, "question", id, book->n_questions))
        return;
    struct book_question question = {
        .id = id.id,
        .work = book_ref(map, "work"),
        .place = book_ref(map, "place"),
        .picture = book_ref(map, "picture"),
        .spoiler = schema_int(map, "spoiler", 0),
    };
    book_link(book, "work", question.work);
    book_link(book, "place", question.place);
    book_link(book, "picture", question.picture);
    const struct node *list = schema_list(map, "choices");
    if (list)
        check_choices(book, list);
    for (size_t i = 0; list && i < list->n && i < CHOICES_MAX; i++) {
        question.n_choices++;
        BOOK_ADD(book, choices,
                 (struct book_choice){
                     .id = arena_printf(&book->arena, "%s.%zu", id.id, i + 1),
                     .question = id.id,
                     .position = (int)i + 1,
                     .right = str_eq(schema_line(list->items[i], "right", "no"), "yes"),
                 });
    }
    BOOK_ADD(book, questions, question);
    size_t first = book->n_mentions;
    add_texts(book, id.id, book_original(book), map);
    gather_sources(book, "quiz", id.id, schema_list(map, "sources"));
    gather_mentions(book, "quiz", id.id, first);
}

// Choices have no names: they are told by their order, so all must be there.
static void add_translation(struct book *book, const char *lang, const struct node *map)
{
    struct ref id = book_ref(map, "id");
    if (!book_knows(book, &book->question_names, "question", id))
        return;
    const struct node *list = schema_list(map, "choices");
    size_t n = book->questions[names_find(&book->question_names, id.id)->index].n_choices;
    if (list && list->n != n)
        report_error(book->report, list->at,
                     "expected %zu choices, in the order of the original, found %zu", n,
                     list->n);
    else
        add_texts(book, id.id, lang, map);
}

void gather_quiz(struct book *book)
{
    const char *path = book_path(book, book->dir, "quiz.yaml");
    if (!files_exists(path))
        return;
    const struct node *map = gather_yaml(book, path);
    book->question_names.unread =
        !map || !schema_check(book->report, map, quiz_fields, "a quiz");
    const struct node *list = schema_list(map, "questions");
    for (size_t i = 0; list && i < list->n; i++)
        add_question(book, list->items[i]);
}

void gather_quiz_lang(struct book *book, const struct gather_file *file)
{
    const struct node *map = gather_yaml(book, file->path);
    if (!map)
        return;
    schema_check(book->report, map, schema_translated(&book->page, quiz_fields),
                 "a translated quiz");
    const struct node *list = schema_list(map, "questions");
    for (size_t i = 0; list && i < list->n; i++)
        add_translation(book, file->lang, list->items[i]);
}
