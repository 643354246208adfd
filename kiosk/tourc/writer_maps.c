#include "tourc/writer_maps.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "tourc/wkt.h"

static const char *pack_title(const struct book *book)
{
    for (size_t i = 0; i < book->n_texts; i++) {
        const struct book_text *t = &book->texts[i];
        if (str_eq(t->entity, "pack") && str_eq(t->field, "title") &&
            str_eq(t->lang, book_original(book)))
            return t->body;
    }
    return book->id;
}

// Everybody who is to be named, once.
static const char *attributions(struct book *book)
{
    struct str all;
    str_init(&all);
    for (size_t i = 0; i < book->n_maps; i++) {
        size_t k = 0;
        while (!str_eq(book->maps[k].attribution, book->maps[i].attribution))
            k++;
        if (k == i)
            str_printf(&all, "%s%s", all.len ? "; " : "", book->maps[i].attribution);
    }
    const char *text = arena_strdup(&book->page, str_c(&all));
    str_release(&all);
    return text;
}

static const char *joined(struct book *book, const double *numbers, size_t n)
{
    const char *text = "";
    for (size_t i = 0; i < n; i++)
        text = arena_printf(&book->page, "%s%s%s", text, i ? "," : "",
                            wkt_number(&book->page, numbers[i]));
    return text;
}

static void add_field(json_t *fields, const struct mvt_tag *tag)
{
    static const char *const types[] = {
        [MVT_STRING] = "String", [MVT_NUMBER] = "Number", [MVT_BOOL] = "Boolean"};
    if (!json_object_get(fields, tag->key))
        json_object_set_new(fields, tag->key, json_string(types[tag->value.kind]));
}

// The entry of a layer, made if it isn't there, with a map's zooms.
static json_t *layer_of(json_t *layers, const char *name, const struct book_map *map)
{
    size_t i;
    json_t *layer;
    json_array_foreach(layers, i, layer)
    {
        if (!str_eq(json_string_value(json_object_get(layer, "id")), name))
            continue;
        json_int_t min = json_integer_value(json_object_get(layer, "minzoom"));
        json_int_t max = json_integer_value(json_object_get(layer, "maxzoom"));
        json_object_set_new(layer, "minzoom",
                            json_integer(min < map->min_zoom ? min : map->min_zoom));
        json_object_set_new(layer, "maxzoom",
                            json_integer(max > map->max_zoom ? max : map->max_zoom));
        return layer;
    }
    layer = json_pack("{s:s, s:s, s:{}, s:i, s:i}", "id", name, "description", "",
                      "fields", "minzoom", map->min_zoom, "maxzoom", map->max_zoom);
    json_array_append_new(layers, layer);
    return layer;
}

static void add_layer(json_t *layers, const char *name, const struct book_map *map,
                      const struct land_layer *from)
{
    json_t *fields = json_object_get(layer_of(layers, name, map), "fields");
    for (size_t i = 0; i < from->n; i++)
        for (size_t k = 0; k < from->features[i].n_tags; k++)
            add_field(fields, &from->features[i].tags[k]);
}

static const char *vector_layers(struct book *book)
{
    json_t *layers = json_array();
    for (size_t i = 0; i < book->n_maps; i++) {
        const struct book_map *map = &book->maps[i];
        for (size_t k = 0; k < map->n_layers; k++) {
            const struct land_layer *layer = &map->layers[k];
            add_layer(layers, layer->name, map, layer);
            if (str_eq(layer->name, "transportation"))
                add_layer(layers, "transportation_name", map, layer);
        }
    }
    json_t *root = json_pack("{s:o}", "vector_layers", layers);
    char *text = json_dumps(root, JSON_COMPACT);
    const char *copy = arena_strdup(&book->page, text);
    free(text);
    json_decref(root);
    return copy;
}

const struct writer_fact *writer_map_facts(struct book *book, size_t *n_out)
{
    *n_out = 0;
    if (!book->n_maps)
        return NULL;
    const struct book_map *first = &book->maps[0];
    double bounds[] = {first->west, first->south, first->east, first->north};
    int min = first->min_zoom, max = first->max_zoom;
    for (size_t i = 1; i < book->n_maps; i++) {
        const struct book_map *m = &book->maps[i];
        bounds[0] = fmin(bounds[0], m->west);
        bounds[1] = fmin(bounds[1], m->south);
        bounds[2] = fmax(bounds[2], m->east);
        bounds[3] = fmax(bounds[3], m->north);
        min = m->min_zoom < min ? m->min_zoom : min;
        max = m->max_zoom > max ? m->max_zoom : max;
    }
    // The first map's middle: between two towns there is nothing to be seen.
    const double centre[] = {(first->west + first->east) / 2,
                             (first->south + first->north) / 2,
                             (first->min_zoom + first->max_zoom) / 2};
    struct arena *arena = &book->page;
    const struct writer_fact facts[] = {
        {"name", pack_title(book)},
        {"format", "pbf"},
        {"bounds", joined(book, bounds, 4)},
        {"center", joined(book, centre, 3)},
        {"minzoom", arena_printf(arena, "%d", min)},
        {"maxzoom", arena_printf(arena, "%d", max)},
        {"attribution", attributions(book)},
        {"type", "baselayer"},
        {"version", "1"},
        {"json", vector_layers(book)},
    };
    *n_out = ARRAY_LEN(facts);
    struct writer_fact *copy = ARENA_ARRAY(arena, struct writer_fact, ARRAY_LEN(facts));
    return memcpy(copy, facts, sizeof(facts));
}
