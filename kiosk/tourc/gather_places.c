#include "tourc/gather.h"

#include "base/str.h"

static const char *const precisions[] = {"spot",     "building", "block",
                                         "district", "city",     NULL};
static const char *const etiquettes[] = {"public", "ticketed", "private_home",
                                         "closed_lot", NULL};
// Of step_free and of indoors.
static const char *const yes_partly_no[] = {"yes", "partly", "no", "unknown", NULL};
static const char *const relations[] = {"filmed_at",  "set_in", "stands_in_for",
                                        "studio_set", "plate",  NULL};
static const char *const confidences[] = {"confirmed", "reported", "disputed", NULL};

static const struct field claim_fields[] = {
    {.name = "id", .kind = FIELD_SLUG, .translated = true, .required = true},
    {.name = "work", .kind = FIELD_SLUG, .required = true},
    {.name = "relation", .kind = FIELD_CHOICE, .required = true, .choices = relations},
    {.name = "precision", .kind = FIELD_CHOICE, .required = true, .choices = precisions},
    {.name = "confidence",
     .kind = FIELD_CHOICE,
     .required = true,
     .choices = confidences},
    {.name = "text", .kind = FIELD_TEXT, .translated = true, .required = true},
    {.name = "sources",
     .kind = FIELD_SOURCES,
     .required = true,
     .of = gather_source_fields},
    {0},
};

static const struct field place_fields[] = {
    {.name = "title", .kind = FIELD_TEXT, .translated = true, .required = true},
    {.name = "area", .kind = FIELD_TEXT, .translated = true, .required = true},
    {.name = "address", .kind = FIELD_TEXT, .translated = true},
    {.name = "lat", .kind = FIELD_NUMBER, .required = true, .min = -90, .max = 90},
    {.name = "lon", .kind = FIELD_NUMBER, .required = true, .min = -180, .max = 180},
    {.name = "precision", .kind = FIELD_CHOICE, .required = true, .choices = precisions},
    {.name = "etiquette", .kind = FIELD_CHOICE, .required = true, .choices = etiquettes},
    {.name = "manners", .kind = FIELD_TEXT, .translated = true},
    {.name = "opened", .kind = FIELD_LINE},
    {.name = "step_free", .kind = FIELD_CHOICE, .choices = yes_partly_no},
    {.name = "indoors", .kind = FIELD_CHOICE, .choices = yes_partly_no},
    {.name = "architects", .kind = FIELD_LINE, .translated = true},
    {.name = "history", .kind = FIELD_BLOCKS, .translated = true},
    {.name = "booking", .kind = FIELD_TEXT, .translated = true},
    {.name = "booking_address", .kind = FIELD_ADDRESS},
    {.name = "access", .kind = FIELD_BLOCKS, .translated = true},
    {.name = "transit", .kind = FIELD_TEXT, .translated = true},
    {.name = "checked_on", .kind = FIELD_DATE},
    {.name = "claims", .kind = FIELD_MAPS, .translated = true, .of = claim_fields},
    {.name = "vantages",
     .kind = FIELD_MAPS,
     .translated = true,
     .of = gather_vantage_fields},
    {.name = "facts", .kind = FIELD_MAPS, .translated = true, .of = gather_fact_fields},
    {0},
};

static void add_texts(struct book *book, const char *id, const char *lang,
                      const struct node *map)
{
    static const char *const lines[] = {"title",   "area",    "address",
                                        "manners", "transit", "booking"};
    struct book_owner owner = {"place", id, lang};
    for (size_t i = 0; i < ARRAY_LEN(lines); i++)
        book_add_text(book, &owner, lines[i], node_get(map, lines[i]), MARKUP_LINE);
    book_add_words(book, &owner, map, "architects");
    book_add_text(book, &owner, "access", node_get(map, "access"), MARKUP_BLOCKS);
    gather_told(book, &owner, map, "history");
}

static void add_claim(struct book *book, const char *place, const struct node *map)
{
    struct ref id = book_ref(map, "id");
    if (!book_name(book, &book->claim_names, "claim", id, book->n_claims))
        return;
    BOOK_ADD(book, claims,
             (struct book_claim){
                 .id = id.id,
                 .place = place,
                 .work = book_ref(map, "work"),
                 .relation = schema_line(map, "relation", ""),
                 .precision = schema_line(map, "precision", ""),
                 .confidence = schema_line(map, "confidence", ""),
             });
    size_t first = book->n_mentions;
    struct book_owner owner = {"claim", id.id, book_original(book)};
    book_add_text(book, &owner, "body", node_get(map, "text"), MARKUP_LINE);
    gather_sources(book, "claim", id.id, schema_list(map, "sources"));
    gather_mentions(book, "claim", id.id, first);
}

static void add_claim_lang(struct book *book, const char *lang, const struct node *map)
{
    struct ref id = book_ref(map, "id");
    struct book_owner owner = {"claim", id.id, lang};
    if (book_knows(book, &book->claim_names, "claim", id))
        book_add_text(book, &owner, "body", node_get(map, "text"), MARKUP_LINE);
}

static void load_translation(struct book *book, const struct gather_file *file)
{
    const struct node *map =
        gather_translated(book, file, &book->place_names, "place", place_fields);
    if (!map)
        return;
    add_texts(book, file->id, file->lang, map);
    const struct node *claims = schema_list(map, "claims");
    for (size_t i = 0; claims && i < claims->n; i++)
        add_claim_lang(book, file->lang, claims->items[i]);
    gather_vantages_lang(book, file->lang, map);
    gather_facts_lang(book, file->lang, map);
}

// A home is shown as a corner or a district, never as a house.
static void check_home(struct book *book, const struct node *map)
{
    const char *precision = schema_line(map, "precision", "");
    bool exact = str_eq(precision, "spot") || str_eq(precision, "building");
    if (exact && str_eq(schema_line(map, "etiquette", ""), "private_home"))
        report_error(
            book->report, node_get(map, "precision")->at,
            "a private_home with precision '%s': expected block, district or city",
            precision);
}

// Words can't be cited: what is said of the architects, the history has.
static void check_architects(struct book *book, const struct node *map)
{
    const struct node *architects = node_get(map, "architects");
    if (architects && !node_get(map, "history"))
        report_error(book->report, architects->at,
                     "expected key 'history' beside 'architects', with the source that "
                     "names them");
}

static void check_booking(struct book *book, const struct node *map)
{
    const struct node *address = node_get(map, "booking_address");
    if (address && !node_get(map, "booking"))
        report_error(book->report, address->at,
                     "expected key 'booking' beside 'booking_address': how to book, or "
                     "what awaits you there");
}

static void load_original(struct book *book, const struct gather_file *file)
{
    const struct node *map = gather_yaml(book, file->path);
    struct ref id = {file->id, spot_top(file->path)};
    if (!book_name(book, &book->place_names, "place", id, book->n_places))
        return;
    BOOK_ADD(book, places,
             (struct book_place){
                 .id = file->id,
                 .at = id.at,
                 .lat = schema_number(map, "lat", 0),
                 .lon = schema_number(map, "lon", 0),
                 .lat_at = book_ref(map, "lat").at,
                 .precision = schema_line(map, "precision", ""),
                 .etiquette = schema_line(map, "etiquette", ""),
                 .opened = schema_line(map, "opened", ""),
                 .step_free = schema_line(map, "step_free", "unknown"),
                 .indoors = schema_line(map, "indoors", "unknown"),
                 .booking = schema_line(map, "booking_address", ""),
                 .checked_on = schema_line(map, "checked_on", ""),
             });
    if (!map) {
        book->claim_names.unread = book->fact_names.unread = true;
        book->vantage_names.unread = true;
        return;
    }
    if (schema_check(book->report, map, place_fields, "a place"))
        check_home(book, map);
    check_booking(book, map);
    check_architects(book, map);
    add_texts(book, file->id, book_original(book), map);
    const struct node *claims = schema_list(map, "claims");
    for (size_t i = 0; claims && i < claims->n; i++)
        add_claim(book, file->id, claims->items[i]);
    gather_vantages(book, file->id, map);
    gather_facts(book, "place", file->id, map);
}

void gather_place(struct book *book, const struct gather_file *file)
{
    if (file->lang)
        load_translation(book, file);
    else
        load_original(book, file);
}
