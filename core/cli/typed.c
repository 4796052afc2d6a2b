#include "core/cli/typed.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* --- options ------------------------------------------------------------------------------------------------------ */

/* What is typed or pasted in place of a hyphen. One dash alone may be two hyphens. */
static const char *const dashes[] = {"－", "—", "–", "−", "‐", "‑", "―", "﹣"};
static const char *const blanks[] = {"　", "\xC2\xA0", " ", "\t"};

static size_t begins_with(const char *text, const char *const *list, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strncmp(text, list[i], strlen(list[i])) == 0) return strlen(list[i]);
    return 0;
}
#define BEGINS(text, list) begins_with((text), (list), sizeof(list) / sizeof *(list))

char *jx_typed_option(const char *word) {
    const char *rest = word;
    size_t length, hyphens = 0;
    bool strange = false, dashed = false;
    while ((length = BEGINS(rest, blanks)) > 0) rest += length, strange = true;
    while (hyphens < 2 && ((length = BEGINS(rest, dashes)) > 0 || *rest == '-')) {
        dashed = dashed || length > 0;
        rest += length > 0 ? length : 1;
        hyphens++;
    }
    /* A letter or a word follows; nothing else is an option. */
    bool letter = (*rest >= 'a' && *rest <= 'z') || (*rest >= 'A' && *rest <= 'Z');
    if (!(strange || dashed) || hyphens == 0 || !letter || access(word, F_OK) == 0) return NULL;
    /* A dash before a word stands for two hyphens, `—force`; before a letter for one, `－t`. */
    bool long_one = hyphens == 2 || (dashed && rest[1] >= 'a' && rest[1] <= 'z');
    char *option = malloc(strlen(rest) + 3);
    if (option) {
        strcpy(option, long_one ? "--" : "-");
        strcat(option, rest);
    }
    return option;
}

/* --- paths -------------------------------------------------------------------------------------------------------- */

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* %E8%A1%A8 as the bytes it stands for; a %00 is none of a path. */
static char *decode(const char *text, size_t length) {
    char *path = malloc(length + 1), *end = path;
    if (!path) return NULL;
    for (size_t i = 0; i < length; i++) {
        int high = text[i] == '%' && i + 2 < length ? hex_digit(text[i + 1]) : -1;
        int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
        if (low >= 0 && (high > 0 || low > 0)) {
            *end++ = (char)(high * 16 + low);
            i += 2;
        } else {
            *end++ = text[i];
        }
    }
    *end = '\0';
    return path;
}

/* file:///home/x and file://localhost/home/x; NULL: it is no such address. */
static const char *behind_scheme(const char *name) {
    static const char scheme[] = "file://", host[] = "localhost/";
    if (strncasecmp(name, scheme, strlen(scheme)) != 0) return NULL;
    name += strlen(scheme);
    if (strncasecmp(name, host, strlen(host)) == 0) name += strlen(host) - 1;
    return *name == '/' ? name : NULL;
}

char *jx_typed_path(const char *name) {
    static const struct {
        const char *open, *close;
    } marks[] = {{"'", "'"}, {"\"", "\""}, {"“", "”"}, {"‘", "’"}, {"《", "》"}};
    size_t length = strlen(name);
    if (access(name, F_OK) == 0) return NULL;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t open = strlen(marks[i].open), close = strlen(marks[i].close);
        if (length <= open + close || strncmp(name, marks[i].open, open) != 0) continue;
        if (strcmp(name + length - close, marks[i].close) != 0) continue;
        char *inner = strndup(name + open, length - open - close),
             *decoded = !inner ? NULL : jx_typed_path(inner);
        if (!decoded) return inner;
        free(inner);
        return decoded;
    }
    const char *path = behind_scheme(name);
    return !path ? NULL : decode(path, strlen(path));
}
