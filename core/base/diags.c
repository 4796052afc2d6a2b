/*
 * Messages: from a code and its arguments to a line in the reader's language.
 *
 * A bad form can be bad in every row, and a hostile one in every cell. So of one code, only the first few of a form are
 * kept; after them stands one line that counts the rest and names their places, and which is brought up to date with
 * each of them: at no time does the list say less than what happened. What has no place in the other form is a fact for
 * each message, and never folded.
 */
#include "core/base/diags.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"

/* How wide an argument may be: words of the form are quoted to be found again, paths and reasons to be read. */
enum { JX_DIAGS_QUOTE = 60, JX_DIAGS_REASON = 500, JX_DIAGS_ARGUMENTS = 4 };

struct jx_message {
    enum jx_code code;
    enum jx_severity severity;
    enum jx_concern concern;
    const char *text[2]; /* by enum jx_language */
};

enum jx_message_place {
#define X(name, letter, number, severity, concern, english, chinese) JX_MESSAGE_##name,
    JX_MESSAGES(X)
#undef X
};

static const struct jx_message jx_messages[] = {
#define X(name, letter, number, severity, concern, english, chinese)                                         \
    {JX_MSG_##name, JX_##severity, JX_CONCERN_##concern, {english, chinese}},
    JX_MESSAGES(X)
#undef X
};

static const struct jx_message *jx_message_find(enum jx_code code) {
    switch (code) {
#define X(name, letter, number, severity, concern, english, chinese)                                         \
    case JX_MSG_##name: return &jx_messages[JX_MESSAGE_##name];
        JX_MESSAGES(X)
#undef X
    default: return NULL;
    }
}

enum jx_severity jx_code_severity(enum jx_code code) {
    const struct jx_message *message = jx_message_find(code);

    return !message ? JX_ERROR : message->severity;
}

void jx_diags_init(struct jx_diags *diags, struct jx_arena *arena, enum jx_language language) {
    memset(diags, 0, sizeof(*diags));
    diags->arena = arena;
    diags->language = language;
    diags->worst = JX_NOTE;
}

/* What stands for a character in a message: nothing that a terminal would obey or that would end the line. */
static uint32_t jx_diags_tame(uint32_t c, size_t bytes) {
    if (c == 0xFFFD && bytes == 1) return '?';
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 ? ' ' : c;
}

/* Whether a text is printable ASCII and characters from U+3000 on alone, as most are: then it is quoted as it is. */
static bool jx_diags_is_tame(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];

        if (byte >= 0x20 && byte < 0x7F) continue;
        if (byte < 0xE3 || byte == 0xED || byte > 0xEF || length - i < 3 || !jx_text_goes_on(text[i + 1]) ||
            !jx_text_goes_on(text[i + 2]))
            return false;
        i += 2;
    }
    return true;
}

/* An argument as it is quoted: on one line, and cut where it gets too wide, or where `more` bytes were never looked at.
 * `out` has room for `length` bytes and a cut mark; returns how many were written. */
static size_t jx_diags_quote(const char *text, size_t length, bool more, size_t columns, char *out) {
    const char *at = text, *end = text + length;
    size_t used = 0, width = 0;
    /* No character is wider than it has bytes. */
    bool cut = more || (length > columns && jx_text_width(text, length) > columns);

    if (!cut && jx_diags_is_tame(text, length)) {
        memcpy(out, text, length);
        return length;
    }
    while (at < end) {
        const char *start = at;
        uint32_t c = jx_text_next(&at, end), tame = jx_diags_tame(c, (size_t)(at - start));

        if (tame == ' ' && c != ' ' && used > 0 && out[used - 1] == ' ') continue;
        width += tame < 0x80 ? 1 : jx_text_width(start, (size_t)(at - start));
        if (cut && width >= columns) break;
        if (tame < 0x80)
            out[used++] = (char)tame;
        else
            while (start < at) out[used++] = *start++;
    }
    if (!cut) return used;
    memcpy(out + used, "…", strlen("…"));
    return used + strlen("…");
}

/* Room for an argument as it is quoted: no character takes less than a byte a column but marks without width, and of those
 * only so many are looked at. */
enum { JX_DIAGS_QUOTED = 8 * JX_DIAGS_REASON };

/* The arguments ready to be put in. */
struct jx_diags_arguments {
    const char *text[JX_DIAGS_ARGUMENTS];
    size_t length[JX_DIAGS_ARGUMENTS];
};

/* Whether a message quotes what stands in a cell, which may be long, rather than lists names or gives a reason. */
static bool jx_diags_quotes_cell(enum jx_code code) {
    int letter = (int)code / 1000;
    if (code == JX_MSG_FORM_NONE || code == JX_MSG_FORM_UNSURE || code == JX_MSG_BLANK) return false;
    return letter == 'R' || letter == 'D' || letter == 'L';
}

static void jx_diags_prepare(enum jx_code code, const char *const *arguments,
                             char quoted[JX_DIAGS_ARGUMENTS][JX_DIAGS_QUOTED + sizeof("…")],
                             struct jx_diags_arguments *prepared) {
    int i;
    size_t columns = jx_diags_quotes_cell(code) ? JX_DIAGS_QUOTE : JX_DIAGS_REASON, most = 8 * columns;

    memset(prepared, 0, sizeof(*prepared));
    for (i = 0; i < JX_DIAGS_ARGUMENTS && arguments && arguments[i]; i++) {
        size_t length = strnlen(arguments[i], most);

        prepared->length[i] = jx_diags_quote(arguments[i], length, length == most, columns, quoted[i]);
        prepared->text[i] = quoted[i];
    }
}

/* Puts the arguments in for %1 to %4. With `out` NULL it only measures. */
static size_t jx_diags_render(const char *text, const struct jx_diags_arguments *arguments, char *out) {
    size_t used = 0;

    while (*text != '\0') {
        const char *piece = text;
        size_t length = 1 + strcspn(text + 1, "%");

        text += length;
        if (piece[0] == '%' && piece[1] >= '1' && piece[1] <= '0' + JX_DIAGS_ARGUMENTS) {
            int number = piece[1] - '1';

            text = piece + 2;
            piece = arguments->text[number];
            length = arguments->length[number];
        }
        if (out && length > 0) memcpy(out + used, piece, length);
        used += length;
    }
    if (out) out[used] = '\0';
    return used;
}

static struct jx_diag *jx_diags_append(struct jx_diags *diags, const struct jx_message *message,
                                       const struct jx_place *place,
                                       const struct jx_diags_arguments *arguments) {
    static const struct jx_place nowhere = {NULL, 0, 0, 0};
    const char *text = message->text[diags->language == JX_LANGUAGE_CHINESE];
    char *rendered = jx_arena_alloc(diags->arena, jx_diags_render(text, arguments, NULL) + 1);
    struct jx_diag *diag;

    jx_diags_render(text, arguments, rendered);
    diags->items =
        jx_arena_grow(diags->arena, diags->items, diags->count, &diags->capacity, sizeof(*diags->items));
    diag = &diags->items[diags->count++];
    diag->code = message->code;
    diag->severity = message->severity;
    diag->concern = message->concern;
    diag->place = !place ? nowhere : *place;
    if (diag->place.sheet) diag->place.sheet = jx_arena_string(diags->arena, diag->place.sheet);
    diag->message = rendered;
    return diag;
}

static struct jx_fold *jx_diags_count(struct jx_diags *diags, enum jx_code code) {
    struct jx_fold *fold;
    size_t i;

    for (i = 0; i < diags->fold_count; i++)
        if (diags->folds[i].code == code) break;
    if (i == diags->fold_count) {
        diags->folds = jx_arena_grow(diags->arena, diags->folds, diags->fold_count, &diags->fold_capacity,
                                     sizeof(*diags->folds));
        memset(&diags->folds[i], 0, sizeof(*diags->folds));
        diags->folds[i].code = code;
        diags->fold_count++;
    }
    fold = &diags->folds[i];
    fold->seen++;
    return fold;
}

/* So many messages of one code are kept in full. */
static uint64_t jx_diags_limit(const struct jx_message *message) {
    if (message->concern == JX_CONCERN_PLACE) return UINT64_MAX;
    return message->severity == JX_ERROR ? JX_DIAGS_FOLD_ERRORS : JX_DIAGS_FOLD;
}

/* Adds a place to those of the line that counts, or says that there are more. */
static void jx_diags_note_place(struct jx_diags *diags, struct jx_fold *fold, const struct jx_place *place) {
    bool chinese = diags->language == JX_LANGUAGE_CHINESE;
    const char *between = fold->places_used > 0 ? (chinese ? "、" : ", ") : (chinese ? "：" : ": ");
    char room[JX_PLACE_ROOM];
    const char *at = !place ? "" : jx_place_format(place, room);
    size_t need = strlen(between) + strlen(at);

    if (*at == '\0' || fold->places_full) return;
    fold->places_full = fold->places_used + need + strlen("…") >= JX_DIAGS_PLACES;
    if (fold->places_full) at = "", need = strlen(between = fold->places_used > 0 ? "…" : "");
    snprintf(fold->places + fold->places_used, JX_DIAGS_PLACES - fold->places_used, "%s%s", between, at);
    fold->places_used += need;
}

/* Brings the line that counts up to date. It has room for every number and all the places, so that it is written over
 * where it stands. It concerns the reader as what it counts does. */
static void jx_diags_tally(struct jx_diags *diags, const struct jx_message *counted, struct jx_fold *fold,
                           const struct jx_place *place) {
    const struct jx_message *message = jx_message_find(JX_MSG_FOLDED);
    const char *text = message->text[diags->language == JX_LANGUAGE_CHINESE];
    char number[24], code[8];
    struct jx_diags_arguments arguments = {{number, code, ""}, {0, 0, 0}};

    snprintf(number, sizeof(number), "%llu", (unsigned long long)(fold->seen - jx_diags_limit(counted)));
    jx_code_format(fold->code, code);
    arguments.length[0] = strlen(number);
    arguments.length[1] = strlen(code);
    if (!fold->line) {
        struct jx_diag *line;

        fold->line = jx_arena_alloc(diags->arena, jx_diags_render(text, &arguments, NULL) + sizeof(number) +
                                                      JX_DIAGS_PLACES);
        fold->places = jx_arena_alloc(diags->arena, JX_DIAGS_PLACES);
        line = jx_diags_append(diags, message, NULL, &arguments);
        line->message = fold->line;
        line->concern = counted->concern;
    }
    jx_diags_note_place(diags, fold, place);
    arguments.text[2] = fold->places;
    arguments.length[2] = fold->places_used;
    jx_diags_render(text, &arguments, fold->line);
}

void jx_diags_add(struct jx_diags *diags, enum jx_code code, const struct jx_place *place,
                  const char *const *arguments) {
    /* A plugin may be newer than the library. Its words are still shown. */
    static const struct jx_message unknown = {
        JX_MSG_NONE, JX_ERROR, JX_CONCERN_LOOK, {"%1 %2 %3 %4", "%1 %2 %3 %4"}};
    const struct jx_message *message = jx_message_find(code);
    char quoted[JX_DIAGS_ARGUMENTS][JX_DIAGS_QUOTED + sizeof("…")];
    struct jx_diags_arguments prepared;
    struct jx_fold *fold;

    if (!message) message = &unknown;
    if (message->severity > diags->worst) diags->worst = message->severity;
    fold = jx_diags_count(diags, code);
    if (fold->seen > jx_diags_limit(message)) {
        jx_diags_tally(diags, message, fold, place);
        return;
    }
    jx_diags_prepare(code, arguments, quoted, &prepared);
    jx_diags_append(diags, message, place, &prepared)->code = code;
}

void jx_diags_fold(struct jx_diags *diags) {
    diags->fold_start = diags->count;
    diags->fold_count = 0;
}

/* The line that counts the rest of a code. */
static bool jx_diags_counts(const struct jx_diag *diag, enum jx_code code) {
    const char *bracket = strpbrk(diag->message, "(\xEF"); /* of （, the first byte */
    char name[8];

    jx_code_format(code, name);
    if (diag->code != JX_MSG_FOLDED || !bracket) return false;
    return strncmp(bracket + (*bracket == '(' ? 1 : 3), name, strlen(name)) == 0;
}

void jx_diags_drop(struct jx_diags *diags, enum jx_code code) {
    size_t kept = 0, i;

    for (i = 0; i < diags->count; i++)
        if (diags->items[i].code != code && !jx_diags_counts(&diags->items[i], code))
            diags->items[kept++] = diags->items[i];
    diags->count = kept;
    jx_diags_fold(diags);
}

enum jx_status jx_diags_status(const struct jx_diags *diags) {
    if (diags->worst == JX_ERROR) return JX_FAIL;
    return diags->worst == JX_WARNING ? JX_WARN : JX_OK;
}

char *jx_message_text(enum jx_code code, enum jx_language language, const char *const *arguments) {
    const struct jx_message *message = jx_message_find(code);
    const char *words = !message ? "%1" : message->text[language == JX_LANGUAGE_CHINESE];
    struct jx_diags_arguments given;
    char *text;
    size_t i;

    memset(&given, 0, sizeof(given));
    for (i = 0; i < JX_DIAGS_ARGUMENTS && arguments && arguments[i]; i++) {
        given.text[i] = arguments[i];
        given.length[i] = strlen(arguments[i]);
    }
    text = malloc(jx_diags_render(words, &given, NULL) + 1);
    if (text) jx_diags_render(words, &given, text);
    return text;
}

enum jx_severity jx_message_severity(enum jx_code code) {
    return jx_code_severity(code);
}

enum jx_concern jx_message_concern(enum jx_code code) {
    const struct jx_message *message = jx_message_find(code);

    return !message ? JX_CONCERN_LOOK : message->concern;
}

const char *jx_concern_name(enum jx_concern concern) {
    static const char *const names[] = {"look", "place", "info"};

    return (size_t)concern < sizeof(names) / sizeof(*names) ? names[concern] : names[0];
}
