/*
 * Bytes to UTF-8 and back, by the C library's iconv.
 */
#ifndef JX_BASE_CHARSET_H
#define JX_BASE_CHARSET_H

#include <stddef.h>

struct jx_arena;

/* What the bytes are in: by byte order mark, else NUL pattern (UTF-16LE, UTF-16BE), else "UTF-8" if valid (or
 * if it is so for a good many characters and then breaks off: that is damage), else "GB18030". `*skip` is the length of
 * the mark. */
const char *jx_charset_detect(const unsigned char *bytes, size_t length, size_t *skip);

enum jx_charset_error { JX_CHARSET_FINE, JX_CHARSET_UNKNOWN, JX_CHARSET_BAD };

/* Decodes wholly or not at all: `*bad` is the offset of the first byte that does not decode. Encoding NULL: detect.
 * The result has no mark and a closing NUL. */
enum jx_charset_error jx_charset_decode(struct jx_arena *arena, const unsigned char *bytes, size_t length,
                                        const char *encoding, const char **text, size_t *text_length,
                                        size_t *bad, const char **used);

/* Decodes what does not decode wholly: each place that is no character becomes U+FFFD. `*count` says how many there are,
 * `*first` where the first one is. JX_CHARSET_UNKNOWN: there is no such encoding. */
enum jx_charset_error jx_charset_mend(struct jx_arena *arena, const unsigned char *bytes, size_t length,
                                      const char *encoding, const char **text, size_t *text_length,
                                      size_t *count, size_t *first, const char **used);

/* The other way; `*bad` is the offset in `text` of the first character the encoding lacks. */
enum jx_charset_error jx_charset_encode(struct jx_arena *arena, const char *text, size_t length,
                                        const char *encoding, const char **bytes, size_t *byte_length,
                                        size_t *bad);

#endif
