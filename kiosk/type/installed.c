#include "type/installed.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <strings.h>

#include "base/array.h"

#define RESORT_SLOTS 256
#define SLANTED 1000 // further off than any weight

// The last answers for single characters.
struct resort {
    uint32_t code; // 0: empty
    struct font_file *file;
};

struct installed {
    FcConfig *config; // private: nothing of fontconfig's is shared with others
    FcFontSet *set;
    FcCharSet **covers; // of each of the set, once any font was looked for
    struct font_file **files;
    size_t n_files, cap_files;
    struct resort resorts[RESORT_SLOTS];
};

// What a search found so far.
struct nearest {
    FcPattern *pattern;
    const char *path;
    int distance;
};

bool font_file_has(const struct font_file *file, uint32_t code)
{
    return FcCharSetHasChar(file->cover, code);
}

static struct font_file *find_file(struct installed *list, const struct font_file *wanted)
{
    for (size_t i = 0; i < list->n_files; i++) {
        struct font_file *file = list->files[i];
        if (file->index == wanted->index && file->fake_bold == wanted->fake_bold &&
            file->fake_italic == wanted->fake_italic &&
            strcmp(file->path, wanted->path) == 0)
            return file;
    }
    return NULL;
}

static struct font_file *add_file(struct installed *list, FcPattern *pattern, bool bold,
                                  bool italic)
{
    FcChar8 *path = NULL, *family = NULL;
    FcCharSet *cover = NULL;
    int index = 0, weight = 0, slant = 0;
    FcBool colour = FcFalse;
    if (FcPatternGetString(pattern, FC_FILE, 0, &path) != FcResultMatch ||
        FcPatternGetCharSet(pattern, FC_CHARSET, 0, &cover) != FcResultMatch)
        return NULL;
    FcPatternGetString(pattern, FC_FAMILY, 0, &family);
    FcPatternGetInteger(pattern, FC_INDEX, 0, &index);
    FcPatternGetInteger(pattern, FC_WEIGHT, 0, &weight);
    FcPatternGetInteger(pattern, FC_SLANT, 0, &slant);
    FcPatternGetBool(pattern, FC_COLOR, 0, &colour);
    struct font_file wanted = {
        .path = (char *)path,
        .index = index,
        .colour = colour,
        .fake_bold = bold && !colour && weight < FC_WEIGHT_DEMIBOLD,
        .fake_italic = italic && !colour && slant == FC_SLANT_ROMAN,
        .cover = cover,
        .family = family ? (const char *)family : "",
    };
    struct font_file *file = find_file(list, &wanted);
    if (file)
        return file;
    file = xcalloc(1, sizeof(*file));
    *file = wanted;
    file->path = xstrdup(wanted.path);
    ARRAY_GROW(list->files, list->n_files + 1, list->cap_files);
    list->files[list->n_files++] = file;
    return file;
}

static bool has_family(FcPattern *pattern, const char *name)
{
    FcChar8 *family;
    for (int i = 0; FcPatternGetString(pattern, FC_FAMILY, i, &family) == FcResultMatch;
         i++) {
        if (strcasecmp((const char *)family, name) == 0)
            return true;
    }
    return false;
}

// How far a face is from what is wanted; a negative one can't be used at all.
static int distance(FcPattern *pattern, bool bold, bool italic)
{
    int weight = FC_WEIGHT_REGULAR, slant = 0, width = FC_WIDTH_NORMAL;
    FcBool variable = FcFalse, scalable = FcTrue;
    FcPatternGetBool(pattern, FC_VARIABLE, 0, &variable);
    FcPatternGetBool(pattern, FC_SCALABLE, 0, &scalable);
    if (variable || !scalable)
        return -1;
    FcPatternGetInteger(pattern, FC_WEIGHT, 0, &weight);
    FcPatternGetInteger(pattern, FC_SLANT, 0, &slant);
    FcPatternGetInteger(pattern, FC_WIDTH, 0, &width);
    int off = abs(weight - (bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR));
    return off + abs(width - FC_WIDTH_NORMAL) * 10 +
           ((slant != 0) != italic ? SLANTED : 0);
}

// Of two equally near, by name: the order of the set is the disk's.
static void consider(struct nearest *best, FcPattern *pattern, bool bold, bool italic)
{
    FcChar8 *path;
    int d = distance(pattern, bold, italic);
    if (d < 0 || FcPatternGetString(pattern, FC_FILE, 0, &path) != FcResultMatch)
        return;
    const char *name = (const char *)path;
    if (best->pattern &&
        (d > best->distance || (d == best->distance && strcmp(name, best->path) >= 0)))
        return;
    *best = (struct nearest){pattern, name, d};
}

struct font_file *installed_face(struct installed *list, const char *family, bool bold,
                                 bool italic)
{
    struct nearest best = {0};
    for (int i = 0; i < list->set->nfont; i++) {
        if (has_family(list->set->fonts[i], family))
            consider(&best, list->set->fonts[i], bold, italic);
    }
    return best.pattern ? add_file(list, best.pattern, bold, italic) : NULL;
}

static void list_covers(struct installed *list)
{
    if (list->covers)
        return;
    list->covers = xcalloc((size_t)list->set->nfont + 1, sizeof(FcCharSet *));
    for (int i = 0; i < list->set->nfont; i++)
        FcPatternGetCharSet(list->set->fonts[i], FC_CHARSET, 0, &list->covers[i]);
}

struct font_file *installed_any(struct installed *list, uint32_t code)
{
    struct resort *slot = &list->resorts[code % RESORT_SLOTS];
    if (slot->code == code)
        return slot->file;
    struct nearest best = {0};
    list_covers(list);
    for (int i = 0; i < list->set->nfont; i++) {
        if (list->covers[i] && FcCharSetHasChar(list->covers[i], code))
            consider(&best, list->set->fonts[i], false, false);
    }
    slot->code = code;
    slot->file = best.pattern ? add_file(list, best.pattern, false, false) : NULL;
    return slot->file;
}

static FcConfig *usual_folders(void)
{
    static const char xml[] =
        "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"urn:fontconfig:fonts.dtd\">"
        "<fontconfig><dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir>"
        "<dir prefix=\"xdg\">fonts</dir><cachedir>/var/cache/fontconfig</cachedir>"
        "<cachedir prefix=\"xdg\">fontconfig</cachedir></fontconfig>";
    if (getenv("FONTCONFIG_FILE") || getenv("FONTCONFIG_PATH") ||
        getenv("FONTCONFIG_SYSROOT"))
        return NULL;
    FcConfig *config = FcConfigCreate();
    if (config && FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)xml, FcFalse) &&
        FcConfigBuildFonts(config))
        return config;
    if (config)
        FcConfigDestroy(config);
    return NULL;
}

static void take_config(struct installed *list, FcConfig *config)
{
    list->config = config;
    list->set = config ? FcConfigGetFonts(config, FcSetSystem) : NULL;
}

struct installed *installed_create(struct err *err)
{
    struct installed *list = xcalloc(1, sizeof(*list));
    take_config(list, usual_folders());
    if (!list->set || !installed_face(list, "Noto Sans", false, false)) {
        if (list->config)
            FcConfigDestroy(list->config);
        take_config(list, FcInitLoadConfigAndFonts());
    }
    if (list->set)
        return list;
    installed_destroy(list);
    err_set(err, "The list of fonts could not be read.");
    return NULL;
}

void installed_destroy(struct installed *list)
{
    if (!list)
        return;
    for (size_t i = 0; i < list->n_files; i++) {
        if (list->files[i]->map)
            munmap(list->files[i]->map, list->files[i]->map_len);
        free(list->files[i]->path);
        free(list->files[i]);
    }
    free(list->files);
    free(list->covers);
    if (list->config)
        FcConfigDestroy(list->config);
    free(list);
}
