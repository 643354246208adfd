// Which font file shows which characters: fontconfig's list of what is installed, asked for
// exact families in an order of our own, because fontconfig's matching lets a language or a
// character set lose against a family name.
//
// Families are looked up when a text first needs them. Coverage comes from fontconfig's
// cache, so that no font is opened to find out that it is not the one.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <fontconfig/fontconfig.h>
#include <unicode/uscript.h>

#include "base/err.h"
#include "type/type.h"

struct fonts;

// One face of a file. Owned by `fonts`; the same want gives the same address.
struct font_file {
    char *path;
    int index;
    bool fake_bold, fake_italic; // the family has no such face: slant or embolden it
    bool colour;                 // bitmaps in colours, of one size only
    bool broken;                 // could not be opened; set by faces, never chosen again
    void *map;                   // its bytes, once faces has opened it
    size_t map_len;
    const FcCharSet *cover; // of the pattern that `fonts` keeps
    const char *family;
};

enum font_cjk { FONT_JP, FONT_SC, FONT_KR, FONT_TC, FONT_HK, FONT_CJK_COUNT };

struct font_want {
    enum type_face face;
    UScriptCode script;
    enum font_cjk cjk;
    bool bold, italic;
    bool emoji; // asks for the picture first
    bool wide;  // punctuation between ideographs: as wide as they are
};

struct fonts *fonts_create(struct err *err); // NULL: no usable font
void fonts_destroy(struct fonts *fonts);

// The first file in the order for `want` that has all of the codes. NULL: none has.
const struct font_file *fonts_for(struct fonts *fonts, const struct font_want *want,
                                  const uint32_t *codes, size_t n);
// What a paragraph's lines are measured by. Never NULL.
const struct font_file *fonts_base(struct fonts *fonts, enum type_face face, bool bold,
                                   bool italic);
enum font_cjk fonts_cjk(const char *lang, bool has_kana); // by BCP 47 tag
bool font_file_has(const struct font_file *file, uint32_t code);
