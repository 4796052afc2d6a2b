/*
 * Characters: legacy encodings by iconv, glyph names, and spellings of one character that fonts mix up.
 */
#ifndef PDF_ENCODING_H
#define PDF_ENCODING_H

#include <stddef.h>
#include <stdint.h>

/* Those that CMaps of Chinese, Japanese and Korean fonts are named after (ISO 32000-1, table 118), and two of simple ones. */
enum pdf_charset {
    PDF_GB18030,
    PDF_BIG5,
    PDF_SHIFT_JIS,
    PDF_KOREAN,
    PDF_WIN_ANSI,
    PDF_MAC_ROMAN,
    PDF_CHARSET_COUNT
};

/* Opens all of them: later, files can no longer be opened. */
void pdf_encoding_open(void);
void pdf_encoding_close(void);

/* The one character that these bytes are, or 0. */
uint32_t pdf_decode(enum pdf_charset charset, const unsigned char *bytes, size_t length);

/* What a glyph name of the Adobe glyph list means, without its slash: the Latin ones, uni4E00, u2F00; 0 if unknown. */
uint32_t pdf_glyph_name(const char *name);

/* The character of a glyph of Adobe's collection GB1, as far as GB 2312 goes; 0: of none, or of a later one. */
uint32_t pdf_gb1_character(uint32_t glyph);

/* Radicals and compatibility characters as the ideographs that they look like, dashes and blanks as usual ones. */
uint32_t pdf_fold(uint32_t c);

#endif
