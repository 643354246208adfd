#include "tourc/languages.h"

#include <ctype.h>
#include <string.h>

// Source: ISO 639-1.
static const char two_letters[] =
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv "
    "cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho "
    "hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku "
    "kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn "
    "no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm "
    "sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi "
    "vo wa wo xh yi yo za zh zu";

// Several languages, one that was not determined, none at all.
static const char not_one[] = "mul und zxx";

static bool is_among(const char *word, size_t len, const char *all)
{
    for (const char *at = all; strlen(at) >= len; at += len + 1) {
        if (memcmp(at, word, len) == 0)
            return true;
        if (!at[len])
            break;
    }
    return false;
}

bool language_is_known(const char *tag)
{
    char word[4] = "";
    size_t len = strcspn(tag, "-");
    if (len != 2 && len != 3)
        return false;
    for (size_t i = 0; i < len; i++)
        word[i] = (char)tolower((unsigned char)tag[i]);
    return len == 2 ? is_among(word, len, two_letters) : !is_among(word, len, not_one);
}
