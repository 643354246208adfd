#include "gfx/turn.h"

#include <string.h>

#include "gfx/compose.h"

void turn_init(struct turn *t)
{
    *t = (struct turn){0};
}

void turn_release(struct turn *t)
{
    bitmap_release(&t->frozen);
    bitmap_release(&t->coming);
    bitmap_release(&t->band);
    t->trim = false;
}

static bool under_way(const struct turn *t)
{
    return t->now.kind != TURN_NONE;
}

void turn_trim(struct turn *t)
{
    t->trim = true;
}

size_t turn_bytes(const struct turn *t)
{
    return bitmap_bytes(&t->frozen) + bitmap_bytes(&t->coming) + bitmap_bytes(&t->band);
}

static bool fits(const struct bitmap *b, const struct bitmap *picture)
{
    return b->w == picture->w && b->h == picture->h;
}

static bool make_room(struct turn *t, const struct bitmap *picture)
{
    int w = picture->w, h = picture->h;
    if (fits(&t->frozen, picture))
        return true;
    if (bitmap_init(&t->frozen, w, h) && bitmap_init(&t->coming, w, h) &&
        bitmap_init(&t->band, w, COMPOSE_BAND_H))
        return true;
    turn_release(t);
    return false;
}

static void copy(const struct bitmap *to, const struct bitmap *from)
{
    for (int y = 0; y < to->h; y++)
        memcpy(to->px + (ptrdiff_t)y * to->pitch_px,
               from->px + (ptrdiff_t)y * from->pitch_px, (size_t)to->w * sizeof(*to->px));
}

static bool changed_all(struct turn *t, const struct bitmap *picture)
{
    t->all = bitmap_rect(picture);
    t->changed = &t->all;
    t->n_changed = 1;
    return true;
}

// No turn, or its end.
static bool play_plain(struct turn *t, struct player *player,
                       const struct bitmap *picture, const struct draw_frame *frame,
                       bool lost)
{
    bool ends = under_way(t), copies = ends && (lost || t->now.at < 1);
    if (copies)
        copy(picture, &t->coming);
    t->now.kind = TURN_NONE;
    if (t->trim)
        turn_release(t);
    bool painted = player_play(player, picture, frame, lost && !ends);
    if (copies)
        return changed_all(t, picture);
    t->changed = player->region.items;
    t->n_changed = player->region.count;
    return painted;
}

// Whether the two pictures are there, for a frame of a turn.
static bool begin(struct turn *t, const struct bitmap *picture,
                  const struct draw_turn *next, bool lost)
{
    bool same = t->any && t->serial == next->serial;
    t->any = true;
    t->serial = next->serial;
    if (same || lost || !make_room(t, picture))
        return same && under_way(t);
    copy(&t->frozen, picture);
    return true;
}

bool turn_play(struct turn *t, struct player *player, const struct bitmap *picture,
               const struct draw_frame *frame, bool lost)
{
    const struct draw_turn *next = &frame->turn;
    if (t->frozen.px && !fits(&t->frozen, picture)) { // a new one, which is lost
        t->now.kind = TURN_NONE;
        turn_release(t);
    }
    bool running = under_way(t), first = !t->any || t->serial != next->serial;
    float shown_at = first ? 0 : t->now.at;
    struct rect shown_box = t->now.box;
    if (next->kind == TURN_NONE || !begin(t, picture, next, lost))
        return play_plain(t, player, picture, frame, lost);
    struct rect seen = compose_seen(next, picture->w, picture->h);
    player->within = &seen;
    bool painted = player_play(player, &t->coming, frame, !running);
    player->within = NULL;
    t->now = *next;
    t->n_changed = 0;
    if (!lost && next->at == shown_at &&
        (next->at <= 0 || (!painted && rect_eq(next->box, shown_box))))
        return false;
    const struct compose_from from = {&t->frozen, &t->coming, &t->band};
    compose(picture, &from, next);
    return changed_all(t, picture);
}
