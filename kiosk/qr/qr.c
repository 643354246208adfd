#include "qr/qr.h"

#include <string.h>

#include <qrencode.h>

bool qr_make(struct arena *arena, const char *text, struct qr_code *out, struct err *err)
{
    size_t len = strlen(text);
    *out = (struct qr_code){0};
    if (len == 0 || len > QR_TEXT_MOST)
        return err_set(err, "Expected 1 to %d bytes for a QR code, not %zu.",
                       QR_TEXT_MOST, len);
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    if (!code)
        return err_set(err, "No QR code could be made of '%.80s'.", text);
    size_t n = (size_t)code->width * (size_t)code->width;
    unsigned char *dark = arena_alloc(arena, n);
    // The lowest bit says it; the others are the library's own.
    for (size_t i = 0; i < n; i++)
        dark[i] = code->data[i] & 1;
    *out = (struct qr_code){code->width, dark};
    QRcode_free(code);
    return true;
}
