#include "pack/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"

#define HEADER_BYTES 100

// Offsets into the header, from "The SQLite Database File Format", section 1.3; big-endian.
enum {
    AT_PAGE_SIZE = 16,
    AT_PAGE_COUNT = 28,
    AT_USER_VERSION = 60,
    AT_APPLICATION_ID = 68
};

struct shown_path file_shown(const char *path)
{
    struct shown_path shown = {""};
    size_t len = strlen(path), pos = 0, at = 0;
    if (len + 8 > sizeof(shown.text)) {
        // Its end says more than its beginning.
        pos = len - (sizeof(shown.text) - 12);
        while (((unsigned char)path[pos] & 0xC0) == 0x80)
            pos++;
        at = utf8_put(shown.text, 0x2026);
    }
    while (pos < len && at + 5 < sizeof(shown.text)) {
        uint32_t code = utf8_next(path, len, &pos);
        at += utf8_put(shown.text + at, code < 0x20 || code == 0x7F ? UTF8_BAD : code);
    }
    shown.text[at] = '\0';
    return shown;
}

static bool give_up(enum pack_fault *fault, enum pack_fault why)
{
    *fault = why;
    return false;
}

static bool resolve(const char *path, char real[PATH_MAX], enum pack_fault *fault,
                    struct err *err)
{
    if (realpath(path, real))
        return true;
    struct shown_path shown = file_shown(path);
    if (errno == ENOENT || errno == ENOTDIR || errno == ENAMETOOLONG) {
        err_set(err, "There is no pack at '%s'.", shown.text);
        return give_up(fault, PACK_FAULT_MISSING);
    }
    err_set(err, "The pack '%s' can't be reached: %s.", shown.text, strerror(errno));
    return give_up(fault, PACK_FAULT_UNREADABLE);
}

// An opened plain file, or -1. O_NONBLOCK: a FIFO that took the file's place between the look
// and the open must not hold the kiosk.
static int open_plain(const char *real, off_t *size, enum pack_fault *fault,
                      struct err *err)
{
    struct shown_path shown = file_shown(real);
    struct stat st;
    *fault = PACK_FAULT_UNREADABLE;
    if (stat(real, &st) == 0 && !S_ISREG(st.st_mode)) {
        err_set(err, "'%s' is %s, not a file.", shown.text,
                S_ISDIR(st.st_mode) ? "a folder" : "a device or a pipe");
        return -1;
    }
    int fd = open(real, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) {
        err_set(err, "The pack '%s' can't be read: %s.", shown.text, strerror(errno));
        return -1;
    }
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
        err_set(err, "'%s' is not a file.", shown.text);
        close(fd);
        return -1;
    }
    *size = st.st_size;
    return fd;
}

static uint32_t be32(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static uint32_t page_bytes(const unsigned char *header)
{
    uint32_t size = (uint32_t)header[AT_PAGE_SIZE] << 8 | header[AT_PAGE_SIZE + 1];
    return size == 1 ? 65536 : size;
}

static bool check_whole(const unsigned char *header, int64_t size, const char *name,
                        struct err *err)
{
    uint32_t page = page_bytes(header);
    if (page < 512 || (page & (page - 1)) != 0)
        return err_set(err, "The pack '%s' is damaged: its page size is %u.", name, page);
    int64_t want = (int64_t)page * be32(header + AT_PAGE_COUNT);
    if (want == 0 || size < want)
        return err_set(err, "The pack '%s' is cut short: %lld of %lld bytes.", name,
                       (long long)size, (long long)want);
    return true;
}

static bool check_header(const unsigned char *header, int64_t size, const char *name,
                         enum pack_fault *fault, struct err *err)
{
    static const char magic[16] = "SQLite format 3";
    if (memcmp(header, magic, sizeof(magic)) != 0 ||
        be32(header + AT_APPLICATION_ID) != PACK_APPLICATION_ID) {
        err_set(err, "'%s' is not a Backlot pack.", name);
        return give_up(fault, PACK_FAULT_FOREIGN);
    }
    uint32_t schema = be32(header + AT_USER_VERSION);
    if (schema > PACK_SCHEMA && schema <= INT32_MAX) {
        err_set(
            err,
            "The pack '%s' was made by a newer tourc (schema %u; this program reads %d).",
            name, schema, PACK_SCHEMA);
        return give_up(fault, PACK_FAULT_NEWER);
    }
    *fault = PACK_FAULT_DAMAGED;
    if (schema != PACK_SCHEMA)
        return err_set(err, "The pack '%s' is damaged: it names no schema.", name);
    return check_whole(header, size, name, err);
}

static bool check_content(int fd, int64_t size, const char *real, enum pack_fault *fault,
                          struct err *err)
{
    struct shown_path shown = file_shown(real);
    unsigned char header[HEADER_BYTES];
    ssize_t got = pread(fd, header, sizeof(header), 0);
    if (got < 0) {
        err_set(err, "The pack '%s' can't be read: %s.", shown.text, strerror(errno));
        return give_up(fault, PACK_FAULT_UNREADABLE);
    }
    if (got < HEADER_BYTES) {
        err_set(err, "The pack '%s' is %s.", shown.text,
                got == 0 ? "empty" : "cut short");
        return give_up(fault, PACK_FAULT_DAMAGED);
    }
    return check_header(header, size, shown.text, fault, err);
}

// Only what RFC 3986 calls unreserved stays as it is, and '/': SQLite would take '?' for the
// start of the options, '#' for a fragment and '%' for an escape.
static void add_encoded(struct str *uri, const char *path)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789-._~/";
    for (const char *c = path; *c; c++) {
        if (strchr(plain, *c))
            str_add_bytes(uri, c, 1);
        else
            str_printf(uri, "%%%02X", (unsigned)(unsigned char)*c);
    }
}

bool file_check(const char *path, struct str *uri, enum pack_fault *fault,
                struct err *err)
{
    char real[PATH_MAX];
    if (!resolve(path, real, fault, err))
        return false;
    off_t size = 0;
    int fd = open_plain(real, &size, fault, err);
    if (fd < 0)
        return false;
    bool good = check_content(fd, size, real, fault, err);
    close(fd);
    if (!good)
        return false;
    str_add(uri, "file:");
    add_encoded(uri, real);
    str_add(uri, "?immutable=1&mode=ro");
    *fault = PACK_FAULT_NONE;
    return true;
}
