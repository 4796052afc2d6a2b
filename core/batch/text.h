/*
 * A text that grows, and JSON written into it on one line.
 *
 * Where memory runs out the text is marked as failed and takes no more: whoever made it asks once, at the end.
 */
#ifndef JX_BATCH_TEXT_H
#define JX_BATCH_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jixiao/jixiao.h>

/* Begin with all zero. `bytes` has `length` bytes and, once something was added, a NUL behind them. `comma`: one is due
 * before the next member. */
struct jx_line {
    char *bytes;
    size_t length, capacity;
    bool comma, failed;
};

void jx_line_bytes(struct jx_line *line, const void *bytes, size_t length);
void jx_line_word(struct jx_line *line, const char *text);

/* Room for so many bytes behind the text, which whoever puts them there adds to its length; NULL: it has failed. */
char *jx_line_room(struct jx_line *line, size_t length);

/* Takes away the first bytes, or all: the room is kept. */
void jx_line_drop(struct jx_line *line, size_t length);
void jx_line_clear(struct jx_line *line);
void jx_line_free(struct jx_line *line);

/* `key` is NULL inside arrays and for the outermost value. Bytes that are no UTF-8 become U+FFFD; NULL is null. */
void jx_line_open(struct jx_line *line, const char *key, char bracket);
void jx_line_close(struct jx_line *line, char bracket);
void jx_line_string(struct jx_line *line, const char *key, const char *text);
void jx_line_number(struct jx_line *line, const char *key, uint64_t number);
void jx_line_bool(struct jx_line *line, const char *key, bool value);
/* A value that is JSON already. */
void jx_line_raw(struct jx_line *line, const char *key, const char *json, size_t length);

/* A path, which may be any bytes: as `key` for people, and where it is no UTF-8 also as `key`_hex, so that it can be found
 * and told from others. */
void jx_line_path(struct jx_line *line, const char *key, const char *path);

bool jx_utf8_valid(const char *text);

/* A path for people, where it is no UTF-8: those of its parts that are none are read as GB18030, which is what the names
 * in archives from Windows mostly are in. To be freed; NULL where it is UTF-8, or cannot be read better. */
char *jx_path_readable(const char *path);

/* How many bytes of valid UTF-8 the character at `byte` has; 0 if it is broken. */
unsigned jx_utf8_length(const unsigned char *byte);

/* A message of messages.h, with paths among its arguments (ended by NULL, 8 at most) as people can read them. To be
 * freed. */
char *jx_message_readable(enum jx_code code, enum jx_language language, const char *const *arguments);

/* Bytes as hexadecimal digits, with a NUL; and back: false if the digits are not exactly that many. */
void jx_hex_format(const unsigned char *bytes, size_t length, char *digits);
bool jx_hex_parse(const char *digits, unsigned char *bytes, size_t length);

#endif
