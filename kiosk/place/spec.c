// What --position says.
#include "place/place.h"

#include <string.h>

#include "base/str.h"
#include "place/number.h"

// What follows `word`: "" after the word alone, NULL if the text is another word.
static const char *after(const char *text, const char *word)
{
    size_t len = strlen(word);
    if (strncmp(text, word, len) != 0)
        return NULL;
    if (text[len] == '\0')
        return text + len;
    return text[len] == ':' ? text + len + 1 : NULL;
}

static bool read_speed(const char *text, struct place_spec *out, struct err *err)
{
    double speed;
    if (!number_read(text, strlen(text), &speed) || !(speed >= 1) ||
        !(speed <= (double)PLACE_SPEED_MAX))
        return err_set(err, "a speed is a number from 1 to 20, not '%s'", text);
    out->speed = (float)speed;
    return true;
}

// HOST:PORT; an IPv6 address stands in [brackets].
static bool read_host(const char *text, struct place_spec *out, struct err *err)
{
    const char *colon = strrchr(text, ':');
    size_t len = colon ? (size_t)(colon - text) : strlen(text);
    int port;
    bool bracketed = text[0] == '[' && len > 2 && text[len - 1] == ']';
    if (bracketed) {
        text++;
        len -= 2;
    }
    if (!colon || len == 0 || len >= sizeof(out->host) ||
        strcspn(text, bracketed ? "[] \t/" : "[]: \t/") < len)
        return err_set(err, "gpsd is at HOST:PORT, as gpsd:localhost:2947");
    if (strlen(colon + 1) > 5 || !number_digits(colon + 1, strlen(colon + 1), &port) ||
        port < 1 || port > 65535)
        return err_set(err, "a port is a number from 1 to 65535, not '%s'", colon + 1);
    memcpy(out->host, text, len);
    out->host[len] = '\0';
    str_copy(out->port, sizeof(out->port), colon + 1);
    return true;
}

// FILE[@SPEED]: what follows the last @ is a speed if it is a number.
static bool read_replay(const char *text, struct place_spec *out, struct err *err)
{
    const char *at = strrchr(text, '@');
    double number;
    size_t len = strlen(text);
    if (at && number_read(at + 1, strlen(at + 1), &number)) {
        if (!read_speed(at + 1, out, err))
            return false;
        len = (size_t)(at - text);
    }
    if (len == 0)
        return err_set(err, "replay needs a file, as replay:walk.gpx");
    if (len >= sizeof(out->file))
        return err_set(err, "the name of the track is too long");
    memcpy(out->file, text, len);
    out->file[len] = '\0';
    return true;
}

bool place_parse(const char *text, struct place_spec *out, struct err *err)
{
    const char *rest;
    *out = (struct place_spec){
        .kind = PLACE_NONE, .host = "localhost", .port = "2947", .speed = 1};
    if (strcmp(text, "none") == 0)
        return true;
    if ((rest = after(text, "gpsd"))) {
        out->kind = PLACE_GPSD;
        return strcmp(text, "gpsd") == 0 || read_host(rest, out, err);
    }
    if ((rest = after(text, "replay"))) {
        out->kind = PLACE_REPLAY;
        return read_replay(rest, out, err);
    }
    if ((rest = after(text, "simulate"))) {
        out->kind = PLACE_SIMULATE;
        return strcmp(text, "simulate") == 0 || read_speed(rest, out, err);
    }
    return err_set(err,
                   "a position is none, gpsd[:HOST:PORT], replay:FILE[@SPEED] or "
                   "simulate[:SPEED], not '%s'",
                   text);
}
