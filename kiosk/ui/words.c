// How much there is to read.
#include <string.h>

#include "base/utf8.h"
#include "ui/ui_private.h"

// Scripts that put no spaces between words: Thai to Khmer, then from Hangul's radicals and kana
// to the last of the ideographs.
static bool unspaced(uint32_t c)
{
    return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) ||
           (c >= 0x1780 && c <= 0x17FF) || (c >= 0x2E80 && c <= 0x9FFF) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

static int half_words(const char *text)
{
    size_t len = strlen(text);
    bool in_word = false;
    int halves = 0;
    for (size_t pos = 0; pos < len;) {
        uint32_t c = utf8_next(text, len, &pos);
        bool space = c <= ' ' || c == 0xA0;
        if (unspaced(c))
            halves++;
        else if (!space && !in_word)
            halves += 2;
        in_word = !space && !unspaced(c);
    }
    return halves;
}

static bool seen(const struct ui *ui, const struct node *n)
{
    float x, y, top = 0, end = ui->look.h_dp;
    ui_window_box(ui, n, &x, &y);
    if (n->scroller) {
        float left;
        ui_window_box(ui, n->scroller, &left, &top);
        end = top + n->scroller->h;
    }
    return y < end && y + n->h > top;
}

int ui_visible_words(const struct ui *ui)
{
    const struct node *root = ui_active_root(ui);
    int halves = 0;
    for (const struct node *n = root; n; n = node_after(n, root))
        if (n->kind == NODE_TEXT && n->text.words && seen(ui, n))
            halves += half_words(n->text.words);
    return halves / 2;
}
