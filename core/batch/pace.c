#include "core/batch/pace.h"

#include <time.h>

/* Of slower files a wake-up is no part worth naming. */
enum { QUICK_MOST = 2000000 };

int64_t jx_pace_clock(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* A quicker file counts at once, a slower one by and by: a nap that is too long keeps workers waiting. */
void jx_pace_learn(struct jx_pace *pace, int64_t nanoseconds) {
    if (nanoseconds <= 0) return;
    if (pace->files < JX_PACE_KNOWN) pace->files++;
    const int64_t most = 4 * (int64_t)QUICK_MOST;
    if (nanoseconds > most) nanoseconds = most;
    if (pace->each == 0 || nanoseconds < pace->each)
        pace->each = nanoseconds;
    else
        pace->each += (nanoseconds - pace->each) / 8;
}

bool jx_pace_quick(const struct jx_pace *pace) {
    return pace->each > 0 && pace->each <= QUICK_MOST;
}

unsigned jx_pace_ahead(const struct jx_pace *pace, size_t left, unsigned workers) {
    enum { PART = 4 }; /* of its share of what is left that a worker may have waiting */
    size_t share = left / PART / (workers > 0 ? workers : 1);
    if (!jx_pace_quick(pace) || share < 1) return 1;
    return share < JX_PACE_AHEAD ? (unsigned)share : JX_PACE_AHEAD;
}

/* Five of eight: what a file takes is a guess, and a processor that is busy wakes nobody at once. */
bool jx_pace_nap(const struct jx_pace *pace, unsigned waiting) {
    struct timespec nap = {.tv_nsec = (long)(pace->each * waiting * 5 / 8)};
    bool known = jx_pace_quick(pace) && pace->files >= JX_PACE_KNOWN;
    return !known || waiting < 2 || nanosleep(&nap, NULL) == 0;
}
