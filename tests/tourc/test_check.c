// Every way we know to break a good tour, and the sentence that says so.
#include "sandbox.h"

struct edit {
    const char *file;
    const char *find;    // "": the whole file; NULL: the file is removed
    const char *replace; // NULL: a folder is put in its place
    const char *says;    // a whole line on standard error
};

static const struct edit top_edits[] = {
    {"pack.yaml", "id: fixture", "id: Fixture",
     "t/pack.yaml:1:5: 'Fixture' is no name: expected a-z, 0-9 and '-', at most 63 of them"},
    {"pack.yaml", "invitation:", "invitatoin:",
     "t/pack.yaml:3:1: unknown key 'invitatoin' in the pack (did you mean 'invitation'?)"},
    {"pack.yaml", "id: fixture\n", "", "t/pack.yaml:1:1: expected key 'id' in the pack"},
    {"pack.yaml", "id: fixture",
     "id:", "t/pack.yaml:1:4: 'id' is empty: expected a value"},
    {"pack.yaml", "id: fixture", "id: [a]",
     "t/pack.yaml:1:5: expected a value for 'id', found a list"},
    {"pack.yaml", "2026-03-01", "1 March",
     "t/pack.yaml:4:7: expected a date like 2026-11-22 for 'date', found '1 March'"},
    {"pack.yaml", "tag: es", "tag: en",
     "t/pack.yaml:8:10: duplicate language 'en', first given at t/pack.yaml:6"},
    {"pack.yaml", "tag: es", "tag: e_s",
     "t/pack.yaml:8:10: expected a language tag like 'es' for 'tag', found 'e_s'"},
    {"pack.yaml", "tag: es", "tag: xq",
     "t/pack.yaml:8:10: unknown language 'xq': expected a tag of BCP 47, like 'es' or "
     "'zh-Hant'"},
    {"pack.yaml", "fallback: en", "fallback: em",
     "t/pack.yaml:10:15: unknown language 'em' (did you mean 'en'?)"},
    {"pack.yaml", "fallback: en", "fallback: es",
     "t/pack.yaml:10:15: the fallback of 'es' leads round in a circle"},
    {"pack.yaml", "fallback: en", "dir: lrt",
     "t/pack.yaml:10:10: unknown dir 'lrt' (did you mean 'ltr'?)"},
    {"pack.yaml", "default_tour: walk", "default_tour: wolk",
     "t/pack.yaml:11:15: unknown tour 'wolk' (did you mean 'walk'?)"},
    {"pack.yaml", "hero: gate", "hero: gat",
     "t/pack.yaml:12:7: unknown picture 'gat' (did you mean 'gate'?)"},
    {"pack.yaml", "*It*", "*It* [^x]", "t/pack.yaml:2:23: unknown source 'x'"},
    {"pack.yaml", "name: English", "name: English [^plaque]",
     "t/pack.yaml:7:19: a source can't be cited in 'name'"},
    {"pack.yaml", "", "[a, b]\n",
     "t/pack.yaml:1:1: expected a mapping: `key: value` lines"},
    {"pack.yaml", "", "# nothing\n",
     "t/pack.yaml:1:1: an empty file: expected a mapping"},
    {"pack.yaml", NULL, "",
     "t/pack.yaml:1:1: can't read this file: No such file or directory"},
    {"pack.yaml", NULL, NULL, "t/pack.yaml:1:1: can't read this file: this is a folder"},
    {"pack.es.yaml", "title:", "date: 2026-01-01\ntitle:",
     "t/pack.es.yaml:1:1: unknown key 'date' in a translated pack"},
    {"pack.ed.yaml", "", "title: x\n",
     "t/pack.ed.yaml:1:1: unknown language 'ed' in the file's name (did you mean 'en'?)"},
    {"pack.en.yaml", "", "title: x\n",
     "t/pack.en.yaml:1:1: 'en' is the original language: expected its text in the file without "
     "'.en'"},
    {"licence.yaml", "", "x: y\n",
     "t/licence.yaml:1:1: unknown file 'licence.yaml' (did you mean 'licences.yaml'?)"},
    {"licences.yaml", "title:", "titel:",
     "t/licences.yaml:2:3: unknown key 'titel' in a licence (did you mean 'title'?)"},
    {"sources.yaml", "plaque:", "gazette:",
     "t/sources.yaml:7:1: duplicate key 'gazette', first given in line 2"},
    {"sources.yaml", "plaque:", "Plaque:",
     "t/sources.yaml:7:1: 'Plaque' is no name of a source: expected a-z, 0-9 and '-'"},
    {"sources.yaml", "2026-02-28", "2026-02-29",
     "t/sources.yaml:6:12: expected a date like 2026-11-22 for 'read_on', found '2026-02-29'"},
    {"sources.yaml", "\n  publisher: City of Somewhere", "",
     "t/sources.yaml:8:3: expected key 'publisher' in a source"},
    {"sources.yaml", "  title: The", "\ttitle: The",
     "t/sources.yaml:3:1: a tab: expected spaces"},
    {"sources.yaml", "The Gazette", "The \xC3\x28",
     "t/sources.yaml:3:14: invalid UTF-8: expected a text file in UTF-8"},
    {"sources.yaml", "The Gazette", "The \x01",
     "t/sources.yaml:3:14: a control character (0x01): expected text"},
    {"Walk 2/tour.yaml", "", "x: y\n",
     "t/Walk 2:1:1: 'Walk 2' is no name of a tour: expected a-z, 0-9 and '-'"},
};

static const struct edit media_edits[] = {
    {"media/media.yaml", "  alt: A white gate.\n", "",
     "t/media/media.yaml:2:3: expected key 'alt' in a picture"},
    {"media/media.yaml", "  credit: Someone\n", "",
     "t/media/media.yaml:2:3: expected key 'credit' in a picture"},
    {"media/media.yaml", "  licence: CC-BY-4.0\n", "",
     "t/media/media.yaml:2:3: expected key 'licence' in a picture"},
    {"media/media.yaml", "alt: A white gate.", "alt: ''",
     "t/media/media.yaml:3:8: 'alt' is empty: expected a value"},
    {"media/media.yaml", "licence: CC-BY-4.0", "licence: CC-BY-40",
     "t/media/media.yaml:5:12: unknown licence 'CC-BY-40' (did you mean 'CC-BY-4.0'?)"},
    {"media/media.yaml", "[0.25, 0.75]", "[0.25, 1.75]",
     "t/media/media.yaml:6:17: expected a number from 0 to 1 for 'focus', found '1.75'"},
    {"media/media.yaml", "[0.25, 0.75]", "[0.25]",
     "t/media/media.yaml:6:10: expected two numbers for 'focus', found 1"},
    {"media/media.yaml", "[0.25, 0.75]", "0.25",
     "t/media/media.yaml:6:10: expected a list for 'focus', found text"},
    {"media/media.yaml", "gate.svg", "../gate.svg",
     "t/media/media.yaml:2:9: expected the name of a file beside media.yaml"},
    {"media/media.yaml", "gate.svg", "gate.png",
     "t/media/media.yaml:2:9: picture 't/media/gate.png': can't read this file: No such file or "
     "directory"},
    {"media/media.yaml", "dot:", "Dot:",
     "t/media/media.yaml:7:1: 'Dot' is no name of a picture: expected a-z, 0-9 and '-'"},
    {"media/media.es.yaml", "gate:", "gat:",
     "t/media/media.es.yaml:1:1: unknown picture 'gat' (did you mean 'gate'?)"},
    {"media/medai.yaml", "", "x: y\n",
     "t/media/medai.yaml:1:1: unknown file 'medai.yaml' (did you mean 'media.yaml'?)"},
    {"media/media.yaml", NULL, "",
     "t/media/media.yaml:1:1: can't read this file: No such file or directory"},
    {"media/gate.svg", NULL, NULL,
     "t/media/media.yaml:2:9: picture 't/media/gate.svg': can't read this file: this is a folder"},
    {"media/gate.svg", "", "not a picture",
     "t/media/media.yaml:2:9: picture 't/media/gate.svg': not a picture: expected an SVG, JPEG, "
     "PNG or WebP"},
};

static const struct edit ground_edits[] = {
    {"works/it.yaml", "kind: film", "kind: flim",
     "t/works/it.yaml:2:7: unknown kind 'flim' (did you mean 'film'?)"},
    {"works/it.yaml", "kind: film", "kind: opera",
     "t/works/it.yaml:2:7: unknown kind 'opera': expected one of film, short, book, series"},
    {"works/it.yaml", "year: 2013", "year: about 2013",
     "t/works/it.yaml:3:7: expected a whole number from 1000 to 2999 for 'year', found 'about "
     "2013'"},
    {"works/it.yaml", "summary: A film", "summary: |\n  ## A film",
     "t/works/it.yaml:6:3: a heading: expected '## ' before it, and only in a text of several "
     "paragraphs"},
    {"works/it.yml", "", "x: y\n",
     "t/works/it.yml:1:1: unknown file: expected names that end in "
     ".yaml here"},
    {"works/It 2.yaml", "", "x: y\n",
     "t/works/It 2.yaml:1:1: 'It 2' is no name: expected a-z, 0-9 and '-', at most 63 of them"},
    {"works/if.es.yaml", "", "title: x\n",
     "t/works/if.es.yaml:1:1: unknown work 'if' (did you mean 'it'?)"},
    {"places/square.yaml", "lat: 34", "lat: 94",
     "t/places/square.yaml:3:6: expected a number from -90 to 90 for 'lat', found '94.0569'"},
    {"places/square.yaml", "lon: -118.2381", "lon: -118,2381",
     "t/places/square.yaml:4:6: expected a number from -180 to 180 for 'lon', found '-118,2381'"},
    {"places/square.yaml", "etiquette: ticketed", "etiquette: private_home\nprecision: x",
     "t/places/square.yaml:7:1: duplicate key 'precision', first given in line 5"},
    {"places/old-gate.yaml", "etiquette: public", "etiquette: private_home",
     "t/places/old-gate.yaml:6:12: a private_home with precision 'building': expected block, "
     "district or city"},
    {"places/old-gate.yaml", "relation: filmed_at", "relation: filmed_in",
     "t/places/old-gate.yaml:21:15: unknown relation 'filmed_in' (did you mean 'filmed_at'?)"},
    {"places/old-gate.yaml", "work: it", "work: its",
     "t/places/old-gate.yaml:20:11: unknown work 'its' (did you mean 'it'?)"},
    {"places/old-gate.yaml", "- source: gazette", "- source: gazete",
     "t/places/old-gate.yaml:26:17: unknown source 'gazete' (did you mean 'gazette'?)"},
    {"places/old-gate.yaml", "stance: silent", "stance: silence",
     "t/places/old-gate.yaml:27:17: unknown stance 'silence' (did you mean 'silent'?)"},
    {"places/old-gate.yaml", "    sources: [plaque]\n", "",
     "t/places/old-gate.yaml:32:5: expected key 'sources' in facts"},
    {"places/old-gate.yaml", "sources: [plaque]", "sources: []",
     "t/places/old-gate.yaml:38:14: 'sources' is empty: expected at least one"},
    {"places/old-gate.yaml", "sources: [plaque]", "sources: [[plaque]]",
     "t/places/old-gate.yaml:38:15: expected a name for 'sources', found a list"},
    {"places/old-gate.yaml", "*Two* benches[^plaque]", "*Two* benches[^plague]",
     "t/places/old-gate.yaml:15:18: unknown source 'plague' (did you mean 'plaque'?)"},
    {"places/old-gate.yaml", "No lift", "[No lift](http://x)",
     "t/places/old-gate.yaml:14:5: a link: a kiosk leads nowhere; expected words, and "
     "[^source-id] for where they are from"},
    {"places/old-gate.yaml", "id: gate-egg", "id: it-score",
     "t/places/old-gate.yaml:39:9: duplicate fact 'it-score', first given at t/works/it.yaml:7"},
    {"places/old-gate.yaml", "    reveal: \"Neither: it was painted [^gazette].\"\n", "",
     "t/places/old-gate.yaml:39:5: expected key 'reveal' in an easter_egg"},
    {"places/old-gate.yaml", "kind: easter_egg", "kind: trivia",
     "t/places/old-gate.yaml:42:13: only an easter_egg has a 'reveal'"},
    {"places/old-gate.yaml", "spoiler: 1", "spoiler: 4",
     "t/places/old-gate.yaml:34:14: expected a whole number from 0 to 3 for 'spoiler', found '4'"},
    {"places/old-gate.yaml", "claims:\n  -", "claims:\n  - x\n  -",
     "t/places/old-gate.yaml:19:5: expected the keys of claims, found text"},
    {"places/old-gate.es.yaml", "id: gate-in-it", "id: gate-in-if",
     "t/places/old-gate.es.yaml:5:9: unknown claim 'gate-in-if' (did you mean 'gate-in-it'?)"},
    {"places/old-gate.es.yaml", "id: gate-egg", "id: gate-eg",
     "t/places/old-gate.es.yaml:8:9: unknown fact 'gate-eg' (did you mean 'gate-egg'?)"},
    {"places/old-gate.es.yaml", "facts:", "facts:\n  - id: gate-egg\n    text: Otra\n",
     "t/places/old-gate.es.yaml:12:11: duplicate text 'fact/gate-egg/body/es', first given at "
     "t/places/old-gate.es.yaml:9"},
    {"places/squire.es.yaml", "", "title: x\n",
     "t/places/squire.es.yaml:1:1: unknown place 'squire' (did you mean 'square'?)"},
    {"places", NULL, "", "t/walk/01-gate.md:2:8: unknown place 'old-gate'"},
};

static const struct edit tour_edits[] = {
    {"walk/tour.yaml", "mode: walk", "mode: wak",
     "t/walk/tour.yaml:10:7: unknown mode 'wak' (did you mean 'walk'?)"},
    {"walk/tour.yaml", "picture: gate", "picture: hut",
     "t/walk/tour.yaml:12:10: unknown picture 'hut'"},
    {"walk/tour.yaml", "  ## What", "  # What",
     "t/walk/tour.yaml:5:3: a heading: expected '## ' before it, and only in a text of several "
     "paragraphs"},
    {"walk/tour.yaml", NULL, "",
     "t/walk/tour.yaml:1:1: can't read this file: No such file or directory"},
    {"walk/tuor.yaml", "", "x: y\n",
     "t/walk/tuor.yaml:1:1: unknown file 'tuor.yaml': expected tour.yaml and stops like "
     "01-name.md"},
    {"walk/tour.es.yaml", "title:", "mode:",
     "t/walk/tour.es.yaml:1:1: unknown key 'mode' in a translated tour"},
    {"drive/tour.yaml", "", "title: x\nlede: y\nmode: drive\npicture: gate\n",
     "t/drive/tour.yaml:1:1: a tour without stops: expected files like 01-name.md beside it"},
    {"walk/01-gate.md", "place: old-gate", "place: odl-gate",
     "t/walk/01-gate.md:2:8: unknown place 'odl-gate' (did you mean 'old-gate'?)"},
    {"walk/01-gate.md", "[gate, dot]", "[gate, dog]",
     "t/walk/01-gate.md:4:18: unknown picture 'dog' (did you mean 'dot'?)"},
    {"walk/01-gate.md", "[gate, dot]", "[gate, gate]",
     "t/walk/01-gate.md:4:18: picture 'gate' is listed twice"},
    {"walk/01-gate.md", "[gate, dot]", "[]",
     "t/walk/01-gate.md:4:11: 'pictures' is empty: expected at least one"},
    {"walk/01-gate.md", "pictures: [gate, dot]\n", "",
     "t/walk/01-gate.md:2:1: expected key 'pictures' in a stop"},
    {"walk/01-gate.md", "code: 101", "code: 10101",
     "t/walk/01-gate.md:3:7: expected a whole number from 1 to 9999 for 'code', found '10101'"},
    {"walk/01-gate.md", "[^plaque].", "[^plage].",
     "t/walk/01-gate.md:7:34: unknown source 'plage'"},
    {"walk/01-gate.md", "> A quotation.", "<br>",
     "t/walk/01-gate.md:14:1: raw HTML: expected Markdown alone; write \\< for a plain <"},
    {"walk/01-gate.md", "The gate", "# The gate",
     "t/walk/01-gate.md:7:1: expected a paragraph first: it is shown as the lede"},
    {"walk/01-gate.md", "---\nThe", "The",
     "t/walk/01-gate.md:1:1: expected a second '---' line after the keys"},
    {"walk/01-gate.md", "---\nplace", "place",
     "t/walk/01-gate.md:1:1: expected '---', the keys of a stop, and '---' again"},
    {"walk/01-gate.md", "", "---\nplace: square\npictures: [gate]\n---\n",
     "t/walk/01-gate.md:5:1: expected a paragraph after the keys"},
    {"walk/01-gate.es.md", "title: La puerta", "code: 3",
     "t/walk/01-gate.es.md:2:1: unknown key 'code' in a translated stop"},
    {"walk/01-gat.es.md", "", "Hola.\n",
     "t/walk/01-gat.es.md:1:1: unknown stop 'gat' (did you mean 'gate'?)"},
    {"walk/02-square.md", "[it-score, gate-age]", "[it-score, gate-ago]",
     "t/walk/02-square.md:5:19: unknown fact 'gate-ago' (did you mean 'gate-age'?)"},
    {"walk/02-square.md", "place: square", "place: square\ncode: 101",
     "t/walk/02-square.md:3:7: duplicate code 101, first given at t/walk/01-gate.md:3"},
    {"walk/01-lane.md", "", "---\nplace: square\npictures: [gate]\n---\nA.\n",
     "t/walk/01-lane.md:1:1: duplicate number 1, '01-gate.md' has it too"},
    {"walk/lane.md", "", "---\nplace: square\npictures: [gate]\n---\nA.\n",
     "t/walk/lane.md:1:1: expected a name like 05-lane.md: its number orders the stops"},
    {"walk/03-gate.md", "", "---\nplace: square\npictures: [gate]\n---\nA.\n",
     "t/walk/03-gate.md:1:1: duplicate stop 'gate', first given at t/walk/01-gate.md:1"},
};

static void replace_in(const char *path, const struct edit *edit)
{
    size_t len;
    char *bytes = sandbox_read(path, &len);
    const char *found = strstr(bytes, edit->find);
    if (!found)
        fail_msg("%s has no '%s'", path, edit->find);
    size_t at = (size_t)(found - bytes);
    struct str text;
    str_init(&text);
    str_add_bytes(&text, bytes, at);
    str_add(&text, edit->replace);
    str_add(&text, bytes + at + strlen(edit->find));
    sandbox_write(path, str_c(&text), text.len);
    str_release(&text);
    free(bytes);
}

static void apply(const struct edit *edit)
{
    char path[200];
    snprintf(path, sizeof(path), "t/%s", edit->file);
    sandbox_copy_fixture("t");
    if (!edit->find) {
        sandbox_shell("rm -rf '%s'", path);
        if (!edit->replace)
            sandbox_shell("mkdir '%s'", path);
    } else if (!*edit->find) {
        sandbox_shell("mkdir -p \"$(dirname '%s')\"", path);
        sandbox_write(path, edit->replace, strlen(edit->replace));
    } else {
        replace_in(path, edit);
    }
}

static void expect_all(const struct edit *edits, size_t n)
{
    sandbox_enter("check");
    size_t wrong = 0;
    for (size_t i = 0; i < n; i++) {
        apply(&edits[i]);
        struct sandbox_run run = SANDBOX_TOURC("check", "t");
        bool good =
            run.status == 1 && !*run.out && sandbox_has_line(run.err, edits[i].says);
        if (!good)
            print_error("status %d, expected\n%s\nfound\n%s\n", run.status, edits[i].says,
                        run.err);
        wrong += !good;
        sandbox_done(&run);
    }
    assert_int_equal(wrong, 0);
}

static void test_mistakes_in_the_pack_are_named(void **state)
{
    (void)state;
    expect_all(top_edits, ARRAY_LEN(top_edits));
}

static void test_mistakes_in_pictures_are_named(void **state)
{
    (void)state;
    expect_all(media_edits, ARRAY_LEN(media_edits));
}

static void test_mistakes_in_works_and_places_are_named(void **state)
{
    (void)state;
    expect_all(ground_edits, ARRAY_LEN(ground_edits));
}

static void test_mistakes_in_tours_and_stops_are_named(void **state)
{
    (void)state;
    expect_all(tour_edits, ARRAY_LEN(tour_edits));
}

static void test_all_mistakes_of_a_run_are_printed_in_order(void **state)
{
    (void)state;
    sandbox_enter("check");
    sandbox_copy_fixture("t");
    sandbox_shell("sed -i 's/kind: film/kind: flim/; s/^year/yaer/' t/works/it.yaml && "
                  "sed -i 's/hero: gate/hero: x/' t/pack.yaml && "
                  "sed -i 's/place: old/place: odl/' t/walk/01-gate.md");
    struct sandbox_run run = SANDBOX_TOURC("check", "./t/");
    assert_int_equal(run.status, 1);
    assert_string_equal(
        run.err,
        "./t/pack.yaml:12:7: unknown picture 'x'\n"
        "./t/walk/01-gate.md:2:8: unknown place 'odl-gate' (did you mean 'old-gate'?)\n"
        "./t/works/it.yaml:1:1: expected key 'year' in a work\n"
        "./t/works/it.yaml:2:7: unknown kind 'flim' (did you mean 'film'?)\n"
        "./t/works/it.yaml:3:1: unknown key 'yaer' in a work (did you mean 'year'?)\n");
    sandbox_done(&run);
}

static void test_a_file_that_cannot_be_read_is_the_only_complaint(void **state)
{
    (void)state;
    const char *files[] = {"pack.yaml",      "licences.yaml",        "sources.yaml",
                           "works/it.yaml",  "places/old-gate.yaml", "media/media.yaml",
                           "walk/tour.yaml", "walk/01-gate.md"};
    sandbox_enter("check");
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        sandbox_copy_fixture("t");
        sandbox_shell("sed -i '1s/^/\t/' t/%s", files[i]);
        struct sandbox_run run = SANDBOX_TOURC("check", "t");
        char expected[100];
        snprintf(expected, sizeof(expected), "t/%s:1:1: a tab: expected spaces\n",
                 files[i]);
        assert_string_equal(run.err, expected);
        sandbox_done(&run);
    }
}

static void test_what_nothing_shows_is_a_warning(void **state)
{
    (void)state;
    sandbox_enter("check");
    sandbox_copy_fixture("t");
    sandbox_shell(
        "sed -i 's/dot\\]/gate]/; s/\\[gate, gate/[gate/' t/walk/*.md && "
        "sed -i 's/gate, dot/gate/' t/works/*.yaml && "
        "sed 's/The Square/A Lane/' t/places/square.yaml > t/places/lane.yaml && "
        "touch t/media/extra.png t/media/README.txt");
    struct sandbox_run run = SANDBOX_TOURC("build", "t", "-o", "t.pack");
    assert_int_equal(run.status, 0);
    assert_true(sandbox_has_line(
        run.err, "t/media/media.yaml:7:1: warning: picture 'dot' is not shown anywhere"));
    assert_true(sandbox_has_line(
        run.err, "t/places/lane.yaml:1:1: warning: no stop is at this place"));
    sandbox_done(&run);
}

// Three places of a tour where both orders are on earth, so that distance alone tells.
static void test_a_place_that_comes_nearer_when_swapped_is_named_alone(void **state)
{
    (void)state;
    sandbox_enter("check");
    struct sandbox_run run = SANDBOX_TOURC("new", "t");
    sandbox_done(&run);
    sandbox_shell(
        "cd t && sed 's/The Small/The Third/; s/square-last/third-last/' "
        "places/small-square.yaml > places/third-square.yaml && "
        "sed 's/small-square/third-square/; s/102/103/' my-tour/02-small-square.md "
        "> my-tour/03-third-square.md && "
        "sed -i 's/^lat: .*/lat: 48.20/; s/^lon: .*/lon: 16.37/' places/*.yaml && "
        "sed -i 's/^lat: .*/lat: 48.201/' places/third-square.yaml && "
        "sed -i 's/^lat: .*/lat: 16.38/; s/^lon: .*/lon: 48.21/' places/small-square.yaml");
    run = SANDBOX_TOURC("check", "t");
    assert_string_equal(run.err,
                        "t/places/small-square.yaml:3:6: expected lat 48.21, lon 16.38: "
                        "swapped, this place is 1 km from the tour's other places, not "
                        "4571\n");
    assert_int_equal(run.status, 1);
    sandbox_done(&run);
    // Along the diagonal, swapping is no more than a walk.
    sandbox_shell(
        "sed -i 's/^lat: .*/lat: 48.20/; s/^lon: .*/lon: 48.21/' t/places/*.yaml "
        "&& sed -i 's/^lat: .*/lat: 48.201/' t/places/third-square.yaml "
        "&& sed -i 's/^lat: .*/lat: 48.21/; s/^lon: .*/lon: 48.20/' "
        "t/places/small-square.yaml");
    run = SANDBOX_TOURC("check", "t");
    assert_string_equal(run.err, "");
    sandbox_done(&run);
}

static void test_what_is_never_seen_or_has_no_source_is_a_warning(void **state)
{
    (void)state;
    sandbox_enter("check");
    struct sandbox_run run = SANDBOX_TOURC("new", "t");
    sandbox_done(&run);
    sandbox_shell("cd t && printf 'a-book:\\n  title: A book\\n  publisher: A house\\n' "
                  ">> sources.yaml && printf 'CC0-1.0:\\n  title: x\\n  address: y\\n' "
                  ">> licences.yaml && sed -i 's/\\[^own-visit\\]//' my-tour/02*.md");
    run = SANDBOX_TOURC("check", "t");
    assert_string_equal(
        run.err,
        "t/licences.yaml:5:1: warning: licence 'CC0-1.0' is that of no picture\n"
        "t/my-tour/02-small-square.md:1:1: warning: a story without a source: expected "
        "[^source-id] behind what it tells, or 'sources'\n"
        "t/sources.yaml:6:1: warning: source 'a-book' is cited nowhere\n");
    assert_int_equal(run.status, 0);
    sandbox_done(&run);
}

// What a build must refuse without leaving anything behind.
static void expect_refused(const char *dir, const char *target, const char *begins)
{
    sandbox_shell("ls -R | grep -v '^$' > ../before");
    struct sandbox_run run = SANDBOX_TOURC("build", dir, "-o", target);
    sandbox_shell("ls -R | grep -v '^$' > ../after && cmp ../before ../after");
    assert_int_equal(run.status, 1);
    assert_string_equal(run.out, "");
    if (strncmp(run.err, begins, strlen(begins)) != 0)
        fail_msg("expected %s\nfound %.2000s", begins, run.err);
    sandbox_done(&run);
}

static void fill(const char *path, const char *head, const char *part, size_t times)
{
    struct str text;
    str_init(&text);
    str_add(&text, head);
    for (size_t i = 0; i < times; i++)
        str_add(&text, part);
    sandbox_write(path, str_c(&text), text.len);
    str_release(&text);
}

static void test_files_that_are_too_much_are_refused_and_nothing_is_left(void **state)
{
    (void)state;
    static const char front[] = "---\nplace: square\npictures: [gate]\n---\n";
    const struct {
        const char *file, *head, *part;
        size_t times;
        const char *begins;
    } rows[] = {
        {"sources.yaml", "", "a: b\n", 2000000,
         "t/sources.yaml:1:1: can't read this file: expected at most 1024 kB, this has 9765"},
        {"sources.yaml", "a: ", "[", 500000, "t/sources.yaml:1:35: nested too deep"},
        {"sources.yaml", "", "{a: ", 200000, "t/sources.yaml:1:129: nested too deep"},
        {"sources.yaml", "", "- ", 200000, "t/sources.yaml:1:65: nested too deep"},
        {"sources.yaml", "a: 1\n", "a: 2\n", 20000, "t/"},
        {"walk/02-square.md", front, "![[]()", 10000, "t/walk/02-square.md:5:3: a link"},
        {"walk/02-square.md", front, "> ", 30000,
         "t/walk/02-square.md:5:1: expected a paragraph"},
        {"walk/02-square.md", front, "[^x]\n", 13000, "t/walk/02-square.md:5:1: "},
        {"walk/02-square.md", front, "word ", 100000,
         "t/walk/02-square.md:5:1: a text of 488 kB"},
    };
    sandbox_enter("check");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        char path[100];
        sandbox_copy_fixture("t");
        snprintf(path, sizeof(path), "t/%s", rows[i].file);
        fill(path, rows[i].head, rows[i].part, rows[i].times);
        expect_refused("t", "t.pack", rows[i].begins);
    }
}

static void test_folders_pipes_links_and_targets_that_cannot_be(void **state)
{
    (void)state;
    const struct {
        const char *before, *dir, *target, *begins;
    } rows[] = {
        {"true", "nowhere", "x.pack",
         "nowhere:1:1: expected a folder with pack.yaml: No such"},
        {"true", "t/pack.yaml", "x.pack",
         "t/pack.yaml:1:1: expected a folder with pack.yaml: Not"},
        {"true", "t", "nowhere/x.pack",
         "nowhere/x.pack:1:1: can't write this file: No such"},
        {"true", "t", "t/pack.yaml/x",
         "t/pack.yaml/x:1:1: can't write this file: Not a dir"},
        {"true", "t", "t", "t:1:1: expected the name of a file, this is a folder"},
        {"mkdir empty", "empty", "x.pack",
         "empty/licences.yaml:1:1: can't read this file: No"},
        {"ln -sf nowhere t/sources.yaml", "t", "x.pack",
         "t/sources.yaml:1:1: can't read this"},
        {"rm t/sources.yaml && mkfifo t/sources.yaml", "t", "x.pack",
         "t/sources.yaml:1:1: can't read this file: this is not a plain file"},
        {"ln -sf /dev/zero t/sources.yaml", "t", "x.pack",
         "t/sources.yaml:1:1: can't read this file: this is not a plain file"},
        {"rm -r t/media", "t", "x.pack",
         "t/media:1:1: expected a folder of pictures: No such"},
        {"rm -r t/works && touch t/works", "t", "x.pack",
         "t/works:1:1: expected a folder: Not"},
        {"head -c 60 t/media/dot.png > d && mv d t/media/dot.png", "t", "x.pack",
         "t/media/media.yaml:8:9: picture 't/media/dot.png': a corrupt picture"},
        {"rm -r t/walk", "t", "x.pack",
         "t:1:1: expected a tour: a folder with tour.yaml in it"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        sandbox_enter("check");
        sandbox_copy_fixture("t");
        sandbox_shell("%s", rows[i].before);
        expect_refused(rows[i].dir, rows[i].target, rows[i].begins);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mistakes_in_the_pack_are_named),
        cmocka_unit_test(test_mistakes_in_pictures_are_named),
        cmocka_unit_test(test_mistakes_in_works_and_places_are_named),
        cmocka_unit_test(test_mistakes_in_tours_and_stops_are_named),
        cmocka_unit_test(test_all_mistakes_of_a_run_are_printed_in_order),
        cmocka_unit_test(test_a_file_that_cannot_be_read_is_the_only_complaint),
        cmocka_unit_test(test_what_nothing_shows_is_a_warning),
        cmocka_unit_test(test_a_place_that_comes_nearer_when_swapped_is_named_alone),
        cmocka_unit_test(test_what_is_never_seen_or_has_no_source_is_a_warning),
        cmocka_unit_test(test_files_that_are_too_much_are_refused_and_nothing_is_left),
        cmocka_unit_test(test_folders_pipes_links_and_targets_that_cannot_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
