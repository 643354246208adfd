#include "tourc/build.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "tourc/gallery.h"
#include "tourc/load.h"
#include "tourc/output.h"
#include "tourc/tally.h"
#include "tourc/verify.h"
#include "tourc/writer.h"

struct job_of {
    struct report report;
    struct book book;
    struct gallery gallery;
};

static void take_epoch(struct book *book)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    if (!epoch || !*epoch)
        return;
    size_t digits = strspn(epoch, "0123456789");
    if (epoch[digits] || digits > 12)
        report_error(book->report, spot_top(book->dir),
                     "SOURCE_DATE_EPOCH is '%s': expected seconds since 1970", epoch);
    else
        book->built_at = strtoll(epoch, NULL, 10);
}

static void read_sources(struct job_of *job, const char *dir, const char *cache,
                         FILE *progress)
{
    report_init(&job->report);
    book_init(&job->book, &job->report, dir);
    load_book(&job->book);
    verify_book(&job->book);
    take_epoch(&job->book);
    gallery_init(&job->gallery, &job->book, cache, progress);
    gallery_check(&job->gallery);
}

static bool finish(struct job_of *job, FILE *err)
{
    bool ok = job->report.n_errors == 0;
    report_print(&job->report, err);
    gallery_release(&job->gallery);
    book_release(&job->book);
    report_release(&job->report);
    return ok;
}

static void write_pack(struct job_of *job, const char *target, FILE *out)
{
    struct output output;
    struct err err;
    if (!output_open(&output, target, &err)) {
        report_error(&job->report, spot_top(target), "%s", err.text);
        return;
    }
    if (!writer_write(output.temp, &job->book, &job->gallery, &err) ||
        !output_commit(&output, &err)) {
        report_error(&job->report, spot_top(target), "%s", err.text);
    } else {
        gallery_tidy(&job->gallery);
        fprintf(out, "%s: %zu stops, %zu pictures\n", target, job->book.n_stops,
                job->book.n_media);
    }
    output_close(&output);
}

bool build_pack(const char *dir, const char *target, FILE *out, FILE *err)
{
    struct job_of job;
    struct str cache;
    str_init(&cache);
    str_printf(&cache, "%s.cache", target);
    read_sources(&job, dir, cache.data, err);
    if (!job.report.n_errors)
        write_pack(&job, target, out);
    bool ok = finish(&job, err);
    str_release(&cache);
    return ok;
}

bool build_check(const char *dir, FILE *out, FILE *err)
{
    struct job_of job;
    read_sources(&job, dir, NULL, NULL);
    if (!job.report.n_errors)
        tally_print(&job.book, out);
    return finish(&job, err);
}
