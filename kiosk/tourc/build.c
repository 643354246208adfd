#include "tourc/build.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "tourc/gallery.h"
#include "tourc/gather.h"
#include "tourc/output.h"
#include "tourc/tally.h"
#include "tourc/tiles.h"
#include "tourc/verify.h"
#include "tourc/writer.h"

struct job_of {
    struct report report;
    struct book book;
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

static void read_sources(struct job_of *job, const char *dir)
{
    report_init(&job->report);
    book_init(&job->book, &job->report, dir);
    gather_book(&job->book);
    verify_book(&job->book);
    take_epoch(&job->book);
    if (!job->report.n_errors)
        tiles_make(&job->book);
}

static bool finish(struct job_of *job, FILE *err)
{
    bool ok = job->report.n_errors == 0;
    report_print(&job->report, err);
    book_release(&job->book);
    report_release(&job->report);
    return ok;
}

static bool write_pack(struct job_of *job, struct output *output, FILE *progress)
{
    struct err err;
    struct gallery gallery;
    struct str cache;
    str_init(&cache);
    str_printf(&cache, "%s.cache", output->target);
    gallery_init(&gallery, &job->book, cache.data, progress);
    book_forget_names(&job->book); // room for the pictures
    gallery_check(&gallery);
    bool ok = job->report.n_errors == 0;
    if (ok) {
        ok = writer_write(output->temp, &job->book, &gallery, &err) &&
             output_commit(output, &err);
        if (ok)
            gallery_tidy(&gallery);
        else
            report_error(&job->report, spot_top(output->target), "%s", err.text);
    }
    gallery_release(&gallery);
    str_release(&cache);
    return ok;
}

bool build_pack(const char *dir, const char *target, FILE *out, FILE *err)
{
    struct job_of job;
    struct err why;
    struct output output;
    read_sources(&job, dir);
    // Opened before libvips starts its threads: those would take the signals that it guards
    // against.
    if (!output_open(&output, target, &why))
        report_error(&job.report, spot_top(target), "%s", why.text);
    else if (!job.report.n_errors && write_pack(&job, &output, err))
        fprintf(out, "%s: %zu stops, %zu pictures\n", target, job.book.n_stops,
                job.book.n_media);
    output_close(&output);
    return finish(&job, err);
}

bool build_check(const char *dir, FILE *out, FILE *err)
{
    struct job_of job;
    struct gallery gallery;
    read_sources(&job, dir);
    gallery_init(&gallery, &job.book, NULL, NULL);
    gallery_check(&gallery);
    gallery_release(&gallery);
    if (!job.report.n_errors)
        tally_print(&job.book, out);
    return finish(&job, err);
}
