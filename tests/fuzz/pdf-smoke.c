/*
 * pdf-smoke RUNS SEED…: the helper that reads PDF files on its seeds and so many mutations of them, always the same ones, within
 * this process. tests/fuzz/pdf.py unpacks the seeds, so that mutations reach what is packed in them. The last line is
 * `1 passed, 0 failed`; before it, the most time that one took and the most memory that all took, for whoever reads them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "tests/fuzz/mutate.h"

int LLVMFuzzerInitialize(int *count, char ***arguments);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static double processor_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
    static uint8_t room[FUZZ_LONGEST];
    struct fuzz_bytes *seeds = calloc((size_t)argc + 1, sizeof *seeds);
    unsigned long runs = argc > 1 ? strtoul(argv[1], NULL, 10) : 0;
    double longest = 0;
    size_t count = 0;
    if (!seeds || argc < 3) return 1;
    for (int i = 2; i < argc; i++) seeds[count++] = fuzz_load(argv[i]);
    LLVMFuzzerInitialize(&argc, &argv);
    for (size_t i = 0; i < count; i++) LLVMFuzzerTestOneInput(seeds[i].at, seeds[i].length);
    for (unsigned long run = 0; run < runs; run++) {
        struct fuzz_bytes bytes = fuzz_make(seeds, count, room);
        double before = processor_seconds();
        if (getenv("FUZZ_TELL")) fprintf(stderr, "pdf %lu\n", run);
        LLVMFuzzerTestOneInput(bytes.at, bytes.length);
        double took = processor_seconds() - before;
        if (took > longest) longest = took;
    }
    for (size_t i = 0; i < count; i++) free(seeds[i].at);
    free(seeds);
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("%lu runs, at most %.2f s and %ld MiB\n1 passed, 0 failed\n", runs, longest,
           usage.ru_maxrss / 1024);
    return 0;
}
