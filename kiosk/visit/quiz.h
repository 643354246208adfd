// A quiz: which of the pack's questions are asked, to how many players, and what they answered.
// A part of the visit, as pure as that, and forgotten with it.
//
// Questions go by their place in the pack, choices by their place in the question as the author
// has it; which choice is right, nobody needs to know here. The order in which choices are shown
// comes from the round's seed, and is the same for both players.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#define QUIZ_ROUND 8  // questions of a round, if the pack has as many
#define QUIZ_MOST 512 // questions of a pack that are asked
#define QUIZ_PLAYERS 2
#define QUIZ_CHOICES 4
#define QUIZ_OPEN (-1) // not answered yet

struct quiz {
    int players; // 0: no round is on
    int rounds;  // begun in this visit
    int n, at; // questions of the round, and which of them is asked; at == n: it is over
    uint64_t seed;
    uint16_t asked[QUIZ_ROUND];
    int8_t answers[QUIZ_PLAYERS][QUIZ_ROUND];
    uint64_t used[QUIZ_MOST / 64]; // asked before, since all of them had been asked
};

// The number of a VISIT_QUIZ that begins a round; no players: back to where one is begun.
int quiz_number(int players, int questions);
// The same number with a seed from outside in it, of which 15 bits count.
int quiz_seeded(int number, uint32_t seed);
// The number of a VISIT_ANSWER.
int quiz_answer_number(int player, int choice);

// These are visit_apply's; false: nothing changed.
bool quiz_begin(struct quiz *q, int number);
bool quiz_answer(struct quiz *q, int number);
bool quiz_next(struct quiz *q); // once all have answered
bool quiz_leave(struct quiz *q);

bool quiz_on(const struct quiz *q);       // a question is asked
bool quiz_over(const struct quiz *q);     // the score is shown
bool quiz_answered(const struct quiz *q); // by all players: the explanation is shown
// Which choice is shown first, second ... of question `i` of the round.
void quiz_order(const struct quiz *q, int i, int n_choices, int out[QUIZ_CHOICES]);
uint64_t quiz_hash(uint64_t h, const struct quiz *q);
