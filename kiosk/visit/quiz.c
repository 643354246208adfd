#include "visit/quiz.h"

#include <string.h>

#include "base/hash.h"

enum { PLAYER_BITS = 4, COUNT_BITS = 10, SEED_AT = 16, SEED_BITS = 15 };

int quiz_number(int players, int questions)
{
    if (questions > QUIZ_MOST)
        questions = QUIZ_MOST;
    return players | questions << PLAYER_BITS;
}

int quiz_seeded(int number, uint32_t seed)
{
    return number | (int)(seed & ((1u << SEED_BITS) - 1)) << SEED_AT;
}

int quiz_answer_number(int player, int choice)
{
    return player << PLAYER_BITS | choice;
}

// SplitMix64, by G. Steele, D. Lea and C. Flood (2014).
static uint64_t draw(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

// So small against 2^64 that what % favours can't be seen.
static int draw_below(uint64_t *state, int n)
{
    return (int)(draw(state) % (uint64_t)n);
}

static bool is_used(const struct quiz *q, int i)
{
    return q->used[i / 64] >> (i % 64) & 1;
}

static bool in_round(const struct quiz *q, int question)
{
    for (int i = 0; i < q->n; i++)
        if (q->asked[i] == question)
            return true;
    return false;
}

// Adds questions that were not asked yet to the round, while it has room.
static void take_fresh(struct quiz *q, int n_pack, uint64_t *state)
{
    uint16_t fresh[QUIZ_MOST];
    int n = 0;
    for (int i = 0; i < n_pack; i++)
        if (!is_used(q, i) && !in_round(q, i))
            fresh[n++] = (uint16_t)i;
    while (q->n < QUIZ_ROUND && n > 0) {
        int k = draw_below(state, n);
        q->asked[q->n++] = fresh[k];
        fresh[k] = fresh[--n];
    }
}

bool quiz_begin(struct quiz *q, int number)
{
    int players = number & ((1 << PLAYER_BITS) - 1);
    int n_pack = number >> PLAYER_BITS & ((1 << COUNT_BITS) - 1);
    if (number < 0 || players > QUIZ_PLAYERS || n_pack > QUIZ_MOST)
        return false;
    if (players == 0)
        return quiz_leave(q);
    if (n_pack == 0)
        return false;
    uint64_t state = (uint64_t)(number >> SEED_AT) << 32 | (uint64_t)++q->rounds;
    q->players = players;
    q->n = q->at = 0;
    q->seed = draw(&state);
    memset(q->asked, 0, sizeof(q->asked));
    memset(q->answers, QUIZ_OPEN, sizeof(q->answers));
    take_fresh(q, n_pack, &state);
    if (q->n < QUIZ_ROUND) {
        // All have been asked: those of this round begin the next time around.
        memset(q->used, 0, sizeof(q->used));
        take_fresh(q, n_pack, &state);
    }
    for (int i = 0; i < q->n; i++)
        q->used[q->asked[i] / 64] |= (uint64_t)1 << (q->asked[i] % 64);
    return true;
}

bool quiz_on(const struct quiz *q)
{
    return q->players > 0 && q->at < q->n;
}

bool quiz_over(const struct quiz *q)
{
    return q->players > 0 && q->at == q->n;
}

bool quiz_answered(const struct quiz *q)
{
    for (int i = 0; i < q->players; i++)
        if (quiz_on(q) && q->answers[i][q->at] == QUIZ_OPEN)
            return false;
    return quiz_on(q);
}

bool quiz_answer(struct quiz *q, int number)
{
    int player = number >> PLAYER_BITS, choice = number & ((1 << PLAYER_BITS) - 1);
    if (number < 0 || !quiz_on(q) || player >= q->players || choice >= QUIZ_CHOICES ||
        q->answers[player][q->at] != QUIZ_OPEN)
        return false;
    q->answers[player][q->at] = (int8_t)choice;
    return true;
}

bool quiz_next(struct quiz *q)
{
    if (!quiz_answered(q))
        return false;
    q->at++;
    return true;
}

bool quiz_leave(struct quiz *q)
{
    bool was = q->players > 0;
    q->players = 0;
    return was;
}

void quiz_order(const struct quiz *q, int i, int n_choices, int out[QUIZ_CHOICES])
{
    uint64_t state = q->seed + (uint64_t)i;
    for (int k = 0; k < n_choices; k++)
        out[k] = k;
    for (int k = n_choices - 1; k > 0; k--) {
        int other = draw_below(&state, k + 1), kept = out[k];
        out[k] = out[other];
        out[other] = kept;
    }
}

uint64_t quiz_hash(uint64_t h, const struct quiz *q)
{
    h = hash_u64(h, (uint64_t)q->players << 48 | (uint64_t)q->n << 40 |
                        (uint64_t)q->at << 32 | (uint64_t)q->rounds);
    h = hash_u64(h, q->seed);
    h = hash_bytes(h, q->asked, sizeof(q->asked));
    h = hash_bytes(h, q->answers, sizeof(q->answers));
    return hash_bytes(h, q->used, sizeof(q->used));
}
