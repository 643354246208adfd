// The pages of the quiz: where it begins, a question, the score, and where the questions lead.
#pragma once

#include "pack/plays.h"
#include "screens/parts.h"

// What is loaded, for a round and no shorter; the links alone for QUIZ_PLACES.
struct quiz_page_model {
    struct quiz_model quiz;
    struct play_links links;
};

// Which command a digit is where a question is shown; false: none. 1 2 3 4 are the choices of
// the only player, or of the one on the left; 7 8 9 0 those of the one on the right.
bool quiz_digit(const struct visit *visit, const struct quiz_page_model *m, int digit,
                struct command *out);

// ---- what the files of these pages share ----

// Whose answers stand on the left, and so with which digits they are given.
const char *quiz_digits(int player);

// A dark page: the head with what closes it, a body that scrolls, and a foot, which is empty.
struct quiz_frame {
    struct node *head, *body, *foot;
};

struct quiz_frame quiz_frame(struct build *b, const struct screen_env *env,
                             struct node *root);
bool quiz_beside(const struct look *look); // there is room for two players
int quiz_right(const struct screen_env *env, const struct quiz_page_model *m,
               int player); // answers so far
// Whether the question has been answered rightly; `i` of the round.
bool quiz_is_right(const struct screen_env *env, const struct quiz_page_model *m,
                   int player, int i);
// "Left player", "Right player".
const char *quiz_player(const struct screen_env *env, int player);
// Words on plum.
struct node *quiz_words(struct build *b, struct node *parent, const char *key,
                        enum text_role role, const char *words);
// A button on plum, quieter than the primary one.
struct node *quiz_button(struct build *b, struct node *parent, const char *key,
                         const char *words, struct command command);

void quiz_ask(struct build *b, const struct screen_env *env, struct node *root,
              const struct quiz_page_model *m);
void quiz_score(struct build *b, const struct screen_env *env, struct node *root,
                const struct quiz_page_model *m);
struct node *quiz_places(struct build *b, const struct screen_env *env, uint64_t entry,
                         const struct quiz_page_model *m);
