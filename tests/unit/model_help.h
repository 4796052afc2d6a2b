/*
 * What the tests of the model share: an arena for each test, and tables of cases kept as lines of a text file.
 *
 * A line of a table is `input → a | b | c`; # begins a remark, \n and \t stand for themselves, and blanks around the
 * parts do not count (write \s for one that does).
 */
#ifndef TESTS_MODEL_HELP_H
#define TESTS_MODEL_HELP_H

#include "tests/unit/arena_help.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* fail_msg, of which the analyser knows that it does not return. */
#define give_up(...)                                                                                         \
    do {                                                                                                     \
        fail_msg(__VA_ARGS__);                                                                               \
        abort();                                                                                             \
    } while (0)

enum { PARTS_MOST = 8 };

struct line {
    const char *file;
    int number;
    const char *input;
    const char *parts[PARTS_MOST];
    int count;
};

/* A part without the blanks around it, and with its escapes resolved. */
__attribute__((unused)) static const char *unescape(const char *text, size_t length) {
    while (length && (*text == ' ' || *text == '\t')) text++, length--;
    while (length && (text[length - 1] == ' ' || text[length - 1] == '\t')) length--;
    char *out = jx_arena_alloc(arena, length + 1), *p = out;
    for (size_t i = 0; i < length; i++) {
        if (text[i] != '\\' || i + 1 == length) {
            *p++ = text[i];
            continue;
        }
        char c = text[++i];
        *p++ = c == 'n' ? '\n' : c == 't' ? '\t' : c == 's' ? ' ' : c;
    }
    return out;
}

/* Runs `check` on every line of the table; how many. */
__attribute__((unused)) static int each_line(const char *file, void (*check)(const struct line *)) {
    char buffer[4096];
    int number = 0, cases = 0;
    FILE *table = fopen(file, "r");
    if (!table) give_up("cannot open %s: run the tests from the root of the tree", file);
    while (fgets(buffer, sizeof buffer, table)) {
        struct line line = {.file = file, .number = ++number};
        buffer[strcspn(buffer, "\n")] = '\0';
        char *arrow = strstr(buffer, "→");
        if (*buffer == '#' || !*buffer) continue;
        if (!arrow) give_up("%s:%d: no arrow", file, number);
        line.input = unescape(buffer, (size_t)(arrow - buffer));
        for (int i = 0; i < PARTS_MOST; i++) line.parts[i] = "";
        for (char *part = arrow + strlen("→"); part && line.count < PARTS_MOST;) {
            char *bar = strchr(part, '|');
            line.parts[line.count++] = unescape(part, bar ? (size_t)(bar - part) : strlen(part));
            part = bar ? bar + 1 : NULL;
        }
        check(&line);
        cases++;
    }
    fclose(table);
    return cases;
}

/* Both NULL or the same text; what is NULL prints as nothing. */
#define assert_text(line, what, got, expected)                                                               \
    do {                                                                                                     \
        const char *got_ = (got), *expected_ = (expected);                                                   \
        if (strcmp(got_ ? got_ : "", expected_ ? expected_ : ""))                                            \
            fail_msg("%s:%d: %s: %s is “%s”, should be “%s”", (line)->file, (line)->number, (line)->input,   \
                     what, got_ ? got_ : "", expected_ ? expected_ : "");                                    \
    } while (0)

#endif
