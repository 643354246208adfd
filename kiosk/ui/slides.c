#include "ui/slides.h"

#include <math.h>
#include <string.h>

#define FRAME_US 16000
#define WHOLE_US ((int64_t)SLIDES_HOLD_US + SLIDES_FADE_US) // that one is to be seen
#define SOON_US 2000000
#define LEAST_DRIFT                                                                      \
    0.06f // of the side; a picture that just fits is shown a little larger

// The picture's size and how far it moves, px. It covers the box, and what is too much of it
// along one side is where it drifts.
struct travel {
    int w, h;
    bool down;
    int way;
};

static struct travel travel_of(const struct slide *slide, int w, int h)
{
    float seconds = (float)WHOLE_US / 1e6f;
    float aspect = slide->aspect > 0 ? slide->aspect : (float)w / (float)h;
    bool down = aspect < (float)w / (float)h;
    float side = (float)(down ? h : w);
    float spare = down ? (float)w / aspect - side : (float)h * aspect - side;
    float most = side * SLIDES_DRIFT_PART * seconds;
    int way = (int)fminf(fmaxf(spare, side * LEAST_DRIFT), most);
    return (struct travel){w + (down ? 0 : way), h + (down ? way : 0), down, way};
}

static struct travel travel_at(const struct node *n, const struct look *look, size_t item)
{
    const struct slides *s = n->inside_data;
    return travel_of(&s->items[item], (int)lroundf(n->w * look->scale),
                     (int)lroundf(n->h * look->scale));
}

// Turn k of the loop: its time begins with the fade that brings it.
static int drift_at(const struct node *n, const struct look *look, int64_t k,
                    int64_t since_us)
{
    const struct slides *s = n->inside_data;
    int way = travel_at(n, look, (size_t)(k % (int64_t)s->count)).way;
    if (look->reduced_motion)
        return way / 2;
    int64_t passed = since_us - (k * SLIDES_HOLD_US - SLIDES_FADE_US);
    passed = passed < 0 ? 0 : passed > WHOLE_US ? WHOLE_US : passed;
    int gone = (int)(way * passed / WHOLE_US);
    return k % 2 ? way - gone : gone;
}

struct slides_view slides_at(const struct node *n, const struct look *look,
                             int64_t since_us)
{
    const struct slides *s = n->inside_data;
    int64_t k = since_us / SLIDES_HOLD_US, left = (k + 1) * SLIDES_HOLD_US - since_us;
    struct slides_view v = {
        .shown = (size_t)(k % (int64_t)s->count),
        .next = (size_t)((k + 1) % (int64_t)s->count),
        .drift = drift_at(n, look, k, since_us),
        .faded = 255,
        .soon = left <= SOON_US,
    };
    if (v.soon)
        v.next_drift = drift_at(n, look, k + 1, since_us);
    if (left < SLIDES_FADE_US && !look->reduced_motion)
        v.faded = (uint8_t)(255 * left / SLIDES_FADE_US);
    return v;
}

// When drift_at gives another value than now.
static int64_t next_step_us(const struct node *n, const struct look *look, int64_t k,
                            int64_t since_us)
{
    const struct slides *s = n->inside_data;
    int way = travel_at(n, look, (size_t)(k % (int64_t)s->count)).way;
    int64_t began = k * SLIDES_HOLD_US - SLIDES_FADE_US;
    if (way < 1)
        return began + WHOLE_US;
    int64_t gone = way * (since_us - began) / WHOLE_US;
    return began + ((gone + 1) * WHOLE_US + way - 1) / way;
}

int64_t slides_until_us(const struct node *n, const struct look *look, int64_t since_us)
{
    int64_t k = since_us / SLIDES_HOLD_US, end = (k + 1) * SLIDES_HOLD_US;
    int64_t marks[] = {end - SOON_US, end - SLIDES_FADE_US, end, 0};
    int64_t until = end;
    if (!look->reduced_motion) {
        marks[3] = next_step_us(n, look, k, since_us);
        if (since_us >= end - SLIDES_FADE_US)
            marks[3] = since_us + FRAME_US;
    }
    for (int i = 0; i < 4; i++)
        if (marks[i] > since_us && marks[i] < until)
            until = marks[i];
    return until;
}

static void draw_one(const struct build *b, const struct node *n, struct draw_list *list,
                     struct rect box, size_t item, int drift, uint8_t faded)
{
    const struct slides *s = n->inside_data;
    struct travel t = travel_at(n, b->look, item);
    struct draw_command c = {
        .kind = DRAW_IMAGE,
        .box = {box.x - (t.down ? 0 : drift), box.y - (t.down ? drift : 0), t.w, t.h},
        .clip = box,
        .faded = faded,
        .image = s->items[item].image};
    c.image.w = t.w;
    c.image.h = t.h;
    draw_add(list, &c);
}

// The next one is there before it is seen: first hidden below, then coming through.
static void draw(const struct build *b, const struct node *n, struct draw_list *list,
                 struct rect box)
{
    struct slides_view v = slides_at(n, b->look, b->show_us);
    if (v.soon && v.faded == 255)
        draw_one(b, n, list, box, v.next, v.next_drift, 0);
    draw_one(b, n, list, box, v.shown, v.drift, 0);
    if (v.faded < 255)
        draw_one(b, n, list, box, v.next, v.next_drift, v.faded);
}

static float measure(struct build *b, struct node *n, float w_dp)
{
    (void)b;
    (void)n;
    return w_dp / 1.6f;
}

const struct inside_class slides_inside = {
    .name = "slides", .measure = measure, .draw = draw};

struct node *slides_add(struct build *b, struct node *parent, const char *key,
                        const char *name, const struct slides *slides)
{
    return node_add(b, parent,
                    &(struct node){
                        .key = key,
                        .kind = NODE_INSIDE,
                        .role = ROLE_IMAGE,
                        .name = name,
                        .inside = &slides_inside,
                        .inside_data = slides,
                        .style = {.w = GROW, .h = GROW},
                    });
}
