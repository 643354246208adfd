// The fonts of this machine, as fontconfig lists them: faces by exact family name, files by
// what they cover.
//
// Only where fonts lie is asked for. fontconfig's own rules (forty files, 5 ms to read) say
// which family stands in for which, and that is decided here. Where FONTCONFIG_FILE is set,
// or the usual folders have no Noto Sans, its configuration is read whole.
#pragma once

#include "type/fonts.h"

struct installed;

struct installed *installed_create(struct err *err); // NULL: no list could be read
void installed_destroy(struct installed *list);

// The nearest face of a family, made bold or slanted by the renderer if it has none that is.
// NULL: no such family. Owned by the list; the same face is the same address.
struct font_file *installed_face(struct installed *list, const char *family, bool bold,
                                 bool italic);
// Any upright font that has the character. NULL: none.
struct font_file *installed_any(struct installed *list, uint32_t code);
