#include "map/lettering.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

#define BYTES ((size_t)5 << 20) // of pictures that are not shown
#define BUCKETS 512
#define MEASURES 8192
#define BAND 20       // rows
#define SIDE_MAX 4096 // px
#define LINE 1.2f     // from baseline to baseline, of the size
#define MIDDLE 0.32f  // of the letters above the baseline
#define SQUARE 0.38f  // of signs that fill a square
#define HALF_LINE 0.58f
#define FINER 2 // a turned picture is sampled from one so many times as large

struct picture {
    struct picture *next;
    uint64_t id;
    unsigned used;
    struct lettering_band *bands;
    size_t n, bytes;
};

struct measure {
    uint64_t key;
    struct letters_size size;
};

// Coverage, or what it is made of, while a picture is made.
struct mask {
    uint8_t *px;
    int w, h;
};

// Kept from picture to picture, for fresh memory costs more than what is done in it.
enum room { ROOM_LETTERS, ROOM_SOFT, ROOM_TURNED, ROOM_HALO, ROOM_PAINT, ROOMS };

struct lettering {
    struct type *type;
    void *rooms[ROOMS];
    size_t room_bytes[ROOMS];
    struct picture *pictures[BUCKETS];
    size_t bytes;
    unsigned now;
    int left; // pictures that may be made in this frame
    bool waiting;
    struct measure *measures; // by key
};

struct lettering *lettering_create(struct type *type)
{
    struct lettering *l = xcalloc(1, sizeof(*l));
    l->type = type;
    l->measures = xcalloc(MEASURES, sizeof(*l->measures));
    return l;
}

static void picture_free(struct lettering *l, struct picture *p)
{
    l->bytes -= p->bytes;
    free(p->bands);
    free(p);
}

static void sweep(struct lettering *l, unsigned kept)
{
    for (int i = 0; i < BUCKETS; i++)
        for (struct picture **at = &l->pictures[i]; *at;) {
            struct picture *p = *at;
            if (l->now - p->used < kept) {
                at = &p->next;
                continue;
            }
            *at = p->next;
            picture_free(l, p);
        }
}

void lettering_destroy(struct lettering *l)
{
    if (!l)
        return;
    lettering_clear(l);
    free(l->measures);
    free(l);
}

void lettering_clear(struct lettering *l)
{
    sweep(l, 0);
    for (int i = 0; i < ROOMS; i++) {
        free(l->rooms[i]);
        l->rooms[i] = NULL;
        l->room_bytes[i] = 0;
    }
    l->waiting = false;
}

size_t lettering_bytes(const struct lettering *l)
{
    size_t bytes = sizeof(*l) + MEASURES * sizeof(*l->measures) + l->bytes;
    for (int i = 0; i < ROOMS; i++)
        bytes += l->room_bytes[i];
    return bytes;
}

static void *room(struct lettering *l, enum room which, size_t bytes)
{
    if (l->room_bytes[which] < bytes) {
        l->rooms[which] = xrealloc(l->rooms[which], bytes, 1);
        l->room_bytes[which] = bytes;
    }
    return l->rooms[which];
}

static struct mask mask_in(struct lettering *l, enum room which, int w, int h)
{
    struct mask m = {room(l, which, (size_t)w * (size_t)h), w, h};
    memset(m.px, 0, (size_t)w * (size_t)h);
    return m;
}

void lettering_tick(struct lettering *l)
{
    l->now++;
    l->left = LETTERING_A_FRAME;
    l->waiting = false;
    for (unsigned kept = 1024; l->bytes > BYTES && kept >= 2; kept /= 4)
        sweep(l, kept);
}

bool lettering_waiting(const struct lettering *l)
{
    return l->waiting;
}

// --- words to a paragraph ---

bool letters_stackable(const char *text)
{
    size_t len = strlen(text), n = 0;
    for (size_t pos = 0; pos < len; n++) {
        uint32_t c = utf8_next(text, len, &pos);
        if (!((c >= 0x3040 && c < 0x3100) || (c >= 0x3400 && c < 0xA000) ||
              (c >= 0xAC00 && c < 0xD7A4) || (c >= 0xF900 && c < 0xFB00) ||
              (c >= 0x20000 && c < 0x32000)))
            return false;
    }
    return n >= 2 && n <= 12;
}

static void stack(struct str *out, const char *text)
{
    size_t len = strlen(text);
    for (size_t pos = 0; pos < len;) {
        size_t from = pos;
        utf8_next(text, len, &pos);
        if (from)
            str_add(out, "\n");
        str_add_bytes(out, text + from, pos - from);
    }
}

static const struct paragraph *paragraph_of(struct lettering *l, const struct letters *t,
                                            float finer)
{
    struct str stacked;
    str_init(&stacked);
    if (t->stacked)
        stack(&stacked, t->text);
    const struct type_spec spec = {
        .text = t->stacked ? str_c(&stacked) : t->text,
        .style = {.face = TYPE_SANS,
                  .size_px = t->size_px * finer,
                  .line_px = t->size_px * LINE * finer,
                  .spacing_px = t->spacing_px * finer,
                  .bold = t->bold,
                  .capitals = t->capitals},
        .dir = TYPE_DIR_AUTO,
        .align = TYPE_CENTER,
        .width_px = t->stacked ? t->size_px * 2 * finer : t->wrap_px * finer,
        .max_lines = t->stacked       ? 0
                     : t->wrap_px > 0 ? 3
                                      : 1,
        .balance = t->wrap_px > 0,
    };
    const struct paragraph *p = type_paragraph(l->type, &spec);
    str_release(&stacked);
    return p;
}

static uint64_t hash_letters(const struct letters *t)
{
    uint64_t h = hash_str(HASH_START, t->text);
    h = hash_f32(hash_f32(h, t->size_px), t->spacing_px);
    h = hash_f32(hash_f32(h, t->halo_px), t->wrap_px);
    return hash_u64(h, (uint64_t)(t->bold + 2 * t->capitals + 4 * t->stacked));
}

struct letters_size lettering_measure(struct lettering *l, const struct letters *t)
{
    uint64_t key = hash_letters(t) | 1;
    struct measure *m = &l->measures[key % MEASURES];
    if (m->key != key) {
        const struct paragraph *p = paragraph_of(l, t, 1);
        bool line = paragraph_lines(p) == 1;
        *m = (struct measure){
            key,
            {paragraph_width(p), line ? 2 * HALF_LINE * t->size_px : paragraph_height(p)},
        };
    }
    return m->size;
}

// --- a paragraph to coverage ---

// Its middle in the middle; NULL px: nothing to see, or too large.
static struct mask mask_of(struct lettering *l, const struct letters *t, float finer,
                           int air)
{
    const struct paragraph *p = paragraph_of(l, t, finer);
    // The box of the paragraph, in whose middle its lines are.
    float box = (t->stacked ? t->size_px * 2 : t->wrap_px) * finer;
    float w = fmaxf(box, paragraph_width(p));
    float h = paragraph_height(p), size = t->size_px * finer;
    float above = h / 2;
    if (paragraph_lines(p) == 1)
        above = paragraph_first_baseline(p) -
                size * (letters_stackable(t->text) ? SQUARE : MIDDLE);
    // As much above the middle as below.
    float half = fmaxf(above, h - above);
    struct mask m = {.w = 2 * ((int)ceilf(w / 2) + air),
                     .h = 2 * ((int)ceilf(half) + air)};
    if (m.w > SIDE_MAX || m.h > SIDE_MAX)
        return m;
    size_t n = (size_t)m.w * (size_t)m.h;
    uint32_t *px = room(l, ROOM_PAINT, n * sizeof(*px));
    for (size_t i = 0; i < n; i++)
        px[i] = 0xFF000000u;
    const struct type_target target = {px, m.w, {0, 0, m.w, m.h}};
    const uint32_t white[2] = {0xFFFFFFFFu, 0xFFFFFFFFu};
    int x = (int)lroundf(((float)m.w - w) / 2);
    paragraph_paint(l->type, p, &target, x, (int)lroundf((float)m.h / 2 - above), white);
    m.px = room(l, ROOM_LETTERS, n);
    for (size_t i = 0; i < n; i++)
        m.px[i] = (uint8_t)(px[i] >> 8);
    return m;
}

// Each pixel the mean of the four around its lower right corner.
static struct mask softened(struct lettering *l, const struct mask *m)
{
    struct mask out = mask_in(l, ROOM_SOFT, m->w, m->h);
    for (int y = 0; y + 1 < m->h; y++) {
        const uint8_t *a = m->px + (ptrdiff_t)y * m->w, *b = a + m->w;
        uint8_t *to = out.px + (ptrdiff_t)y * m->w;
        for (int x = 0; x + 1 < m->w; x++)
            to[x] = (uint8_t)((a[x] + a[x + 1] + b[x] + b[x + 1] + 2) >> 2);
    }
    return out;
}

// 0..255 at a place between pixels; 8 bits after the point.
static uint8_t sample(const struct mask *m, int x, int y)
{
    int ix = x >> 8, iy = y >> 8, fx = x & 255, fy = y & 255;
    if (ix < 0 || iy < 0 || ix + 1 >= m->w || iy + 1 >= m->h)
        return 0;
    const uint8_t *p = m->px + (ptrdiff_t)iy * m->w + ix;
    int top = p[0] * (256 - fx) + p[1] * fx;
    int low = p[m->w] * (256 - fx) + p[m->w + 1] * fx;
    return (uint8_t)((top * (256 - fy) + low * fy) >> 16);
}

// Which pixels of a row come from within 0 to size; 8 bits after the point.
static void within(int at, int step, int size, int *from, int *to)
{
    double low = -at / (double)step, high = ((size << 8) - at) / (double)step;
    if (step == 0)
        return;
    *from = (int)fmax(*from, floor(fmin(low, high)));
    *to = (int)fmin(*to, ceil(fmax(low, high)) + 1);
}

static struct mask turned(struct lettering *l, const struct mask *from, int turn_deg,
                          int air)
{
    const struct mask soft = softened(l, from);
    double turn = turn_deg * 0.017453292519943295, c = cos(turn), s = sin(turn);
    double w = (double)from->w / FINER, h = (double)from->h / FINER;
    struct mask to =
        mask_in(l, ROOM_TURNED, 2 * ((int)ceil((fabs(w * c) + fabs(h * s)) / 2) + air),
                2 * ((int)ceil((fabs(w * s) + fabs(h * c)) / 2) + air));
    int dx = (int)lround(c * FINER * 256), dy = (int)lround(-s * FINER * 256);
    for (int y = 0; y < to.h; y++) {
        // The middle of a pixel, and of what is soft.
        double py = y + 0.5 - to.h / 2.0, px = 0.5 - to.w / 2.0;
        int x0 = (int)lround((FINER * (c * px + s * py) + from->w / 2.0 - 1) * 256);
        int y0 = (int)lround((FINER * (c * py - s * px) + from->h / 2.0 - 1) * 256);
        int first = 0, end = to.w;
        within(x0, dx, soft.w, &first, &end);
        within(y0, dy, soft.h, &first, &end);
        uint8_t *row = to.px + (ptrdiff_t)y * to.w;
        for (int x = first; x < end; x++)
            row[x] = sample(&soft, x0 + x * dx, y0 + x * dy);
    }
    return to;
}

static void spread(uint8_t *restrict to, const uint8_t *restrict from, int n,
                   unsigned weight)
{
    if (weight >= 255) {
        for (int i = 0; i < n; i++)
            to[i] = to[i] > from[i] ? to[i] : from[i];
        return;
    }
    for (int i = 0; i < n; i++) {
        uint8_t v = (uint8_t)((uint16_t)(from[i] * (uint16_t)weight) >> 8);
        to[i] = to[i] > v ? to[i] : v;
    }
}

// Everything within so many pixels of the letters.
static struct mask halo_of(struct lettering *l, const struct mask *m, float radius)
{
    struct mask out = mask_in(l, ROOM_HALO, m->w, m->h);
    int reach = (int)ceilf(radius + 0.5f);
    for (int dy = -reach; dy <= reach; dy++)
        for (int dx = -reach; dx <= reach; dx++) {
            float in = radius + 0.5f - hypotf((float)dx, (float)dy);
            if (in <= 0)
                continue;
            unsigned weight = in >= 1 ? 255 : (unsigned)(in * 255);
            int skip = dx < 0 ? -dx : 0, n = m->w - abs(dx);
            for (int y = dy < 0 ? -dy : 0; y < m->h && y + dy < m->h && n > 0; y++)
                spread(out.px + (ptrdiff_t)(y + dy) * m->w + skip + dx,
                       m->px + (ptrdiff_t)y * m->w + skip, n, weight);
        }
    return out;
}

// --- coverage to pixels ---

static uint32_t mixed(uint32_t ink, uint32_t halo, unsigned in, unsigned around)
{
    // Ink over halo over nothing.
    unsigned left = (255 - in) * around / 255, a = in + left, out = a << 24;
    for (int shift = 0; shift < 24; shift += 8)
        out |= (((ink >> shift & 255) * in + (halo >> shift & 255) * left + 127) / 255)
               << shift;
    return out;
}

// The columns of some rows that have anything.
static struct rect inked(const struct mask *m, int y0, int y1)
{
    struct rect r = {m->w, y0, 0, y1 - y0};
    int right = 0;
    for (int y = y0; y < y1; y++) {
        const uint8_t *row = m->px + (ptrdiff_t)y * m->w;
        int x = 0, end = m->w;
        while (x < r.x && !row[x])
            x++;
        while (end > right && !row[end - 1])
            end--;
        r.x = x < r.x ? x : r.x;
        right = end > right ? end : right;
    }
    r.w = right > r.x ? right - r.x : 0;
    return r;
}

static void cut(struct lettering *l, struct picture *p, const struct mask *letters,
                const struct mask *halo, const uint32_t colours[2])
{
    size_t most = (size_t)(halo->h / BAND + 1), px_n = 0;
    struct rect *parts = xcalloc(most, sizeof(*parts));
    for (int y = 0; y < halo->h; y += BAND) {
        struct rect r = inked(halo, y, y + BAND < halo->h ? y + BAND : halo->h);
        if (r.w)
            parts[p->n++] = r;
        px_n += (size_t)r.w * (size_t)r.h;
    }
    p->bytes = p->n * sizeof(*p->bands) + px_n * sizeof(uint32_t);
    p->bands = xmalloc(p->bytes + 1);
    uint32_t *px = (uint32_t *)(void *)(p->bands + p->n);
    for (size_t i = 0; i < p->n; i++) {
        struct rect r = parts[i];
        p->bands[i] =
            (struct lettering_band){r.x - halo->w / 2, r.y - halo->h / 2, r.w, r.h, px};
        for (int y = r.y; y < r.y + r.h; y++)
            for (int x = r.x; x < r.x + r.w; x++) {
                ptrdiff_t at = (ptrdiff_t)y * halo->w + x;
                *px++ = mixed(colours[0], colours[1], letters->px[at], halo->px[at]);
            }
    }
    free(parts);
    p->bytes += sizeof(*p);
    l->bytes += p->bytes;
}

static void make(struct lettering *l, struct picture *p, const struct letters *t,
                 int turn_deg, const uint32_t colours[2])
{
    int air = (int)ceilf(t->halo_px) + 2;
    struct mask letters = turn_deg ? mask_of(l, t, FINER, 2 * (int)t->size_px / 8)
                                   : mask_of(l, t, 1, air + (int)t->size_px / 8);
    if (!letters.px)
        return;
    if (turn_deg)
        letters = turned(l, &letters, turn_deg, air);
    const struct mask halo = halo_of(l, &letters, t->halo_px);
    cut(l, p, &letters, &halo, colours);
}

struct lettering_picture lettering_picture(struct lettering *l, const struct letters *t,
                                           int turn_deg, uint32_t ink, uint32_t halo)
{
    uint64_t id = hash_u64(hash_letters(t), (uint64_t)(uint32_t)turn_deg);
    id = hash_u64(id, (uint64_t)ink << 32 | halo);
    struct picture **bucket = &l->pictures[id % BUCKETS], *p = *bucket;
    while (p && p->id != id)
        p = p->next;
    if (!p && l->left <= 0) {
        l->waiting = true;
        return (struct lettering_picture){.id = id};
    }
    if (!p) {
        l->left--;
        p = xcalloc(1, sizeof(*p));
        *p = (struct picture){.next = *bucket, .id = id};
        *bucket = p;
        make(l, p, t, turn_deg, (const uint32_t[2]){ink, halo});
    }
    p->used = l->now;
    return (struct lettering_picture){p->bands, p->n, id};
}
