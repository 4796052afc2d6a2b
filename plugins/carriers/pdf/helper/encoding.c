/*
 * Characters of legacy encodings, of glyph names, and folded.
 */
#include "plugins/carriers/pdf/helper/encoding.h"

#include <iconv.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/ideographs.h"

/* --- encodings --------------------------------------------------------------------------------------------------- */

static iconv_t converters[PDF_CHARSET_COUNT];

void pdf_encoding_open(void) {
    static const char *const names[] = {"GB18030", "BIG5-HKSCS", "CP932", "CP949", "CP1252", "MACINTOSH"};
    for (int i = 0; i < PDF_CHARSET_COUNT; i++) {
        converters[i] = iconv_open("UCS-4BE", names[i]);
        /* The first character has glibc load what it has put off. */
        pdf_decode((enum pdf_charset)i, (const unsigned char *)"a", 1);
    }
}

void pdf_encoding_close(void) {
    for (int i = 0; i < PDF_CHARSET_COUNT; i++)
        if (converters[i] != (iconv_t)-1) iconv_close(converters[i]);
}

uint32_t pdf_decode(enum pdf_charset charset, const unsigned char *bytes, size_t length) {
    unsigned char room[16];
    char *in = (char *)(uintptr_t)bytes, *out = (char *)room;
    size_t left = length, free_room = sizeof room;
    iconv_t converter = converters[charset];
    if (converter == (iconv_t)-1) return 0;
    iconv(converter, NULL, NULL, NULL, NULL);
    if (iconv(converter, &in, &left, &out, &free_room) == (size_t)-1 || free_room > sizeof room - 4) return 0;
    return (uint32_t)room[0] << 24 | (uint32_t)room[1] << 16 | (uint32_t)room[2] << 8 | room[3];
}

/* --- glyph names ------------------------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    uint32_t c;
} glyph_names[] = {
    {"space", ' '},
    {"exclam", '!'},
    {"quotedbl", '"'},
    {"numbersign", '#'},
    {"dollar", '$'},
    {"percent", '%'},
    {"ampersand", '&'},
    {"quotesingle", '\''},
    {"parenleft", '('},
    {"parenright", ')'},
    {"asterisk", '*'},
    {"plus", '+'},
    {"comma", ','},
    {"hyphen", '-'},
    {"minus", 0x2212},
    {"period", '.'},
    {"slash", '/'},
    {"zero", '0'},
    {"one", '1'},
    {"two", '2'},
    {"three", '3'},
    {"four", '4'},
    {"five", '5'},
    {"six", '6'},
    {"seven", '7'},
    {"eight", '8'},
    {"nine", '9'},
    {"colon", ':'},
    {"semicolon", ';'},
    {"less", '<'},
    {"equal", '='},
    {"greater", '>'},
    {"question", '?'},
    {"at", '@'},
    {"bracketleft", '['},
    {"backslash", '\\'},
    {"bracketright", ']'},
    {"asciicircum", '^'},
    {"underscore", '_'},
    {"grave", '`'},
    {"braceleft", '{'},
    {"bar", '|'},
    {"braceright", '}'},
    {"asciitilde", '~'},
    {"bullet", 0x2022},
    {"endash", 0x2013},
    {"emdash", 0x2014},
    {"quoteleft", 0x2018},
    {"quoteright", 0x2019},
    {"quotedblleft", 0x201C},
    {"quotedblright", 0x201D},
    {"ellipsis", 0x2026},
    {"fi", 0xFB01},
    {"fl", 0xFB02},
    {"ff", 0xFB00},
    {"ffi", 0xFB03},
    {"ffl", 0xFB04},
    {"lessequal", 0x2264},
    {"greaterequal", 0x2265},
    {"multiply", 0xD7},
    {"degree", 0xB0},
    {"section", 0xA7},
    {"copyright", 0xA9},
    {"registered", 0xAE},
    {"periodcentered", 0xB7},
    {"germandbls", 0xDF},
    {"eacute", 0xE9},
    {"egrave", 0xE8},
    {"agrave", 0xE0},
    {"aacute", 0xE1},
    {"iacute", 0xED},
    {"oacute", 0xF3},
    {"uacute", 0xFA},
    {"ntilde", 0xF1},
    {"ccedilla", 0xE7},
    {"odieresis", 0xF6},
    {"adieresis", 0xE4},
    {"udieresis", 0xFC},
    {"Odieresis", 0xD6},
    {"Adieresis", 0xC4},
    {"Udieresis", 0xDC},
    {"nbspace", 0xA0},
    {"sfthyphen", 0xAD},
    {"dotlessi", 0x131},
    {"checkbox", 0x25A1},
};

static uint32_t hexadecimal(const char *digits, size_t least, size_t most) {
    size_t length = strspn(digits, "0123456789ABCDEFabcdef");
    if (length < least || length > most || digits[length] != '\0') return 0;
    return (uint32_t)strtoul(digits, NULL, 16);
}

uint32_t pdf_glyph_name(const char *name) {
    bool letter = (*name >= 'A' && *name <= 'Z') || (*name >= 'a' && *name <= 'z');
    if (letter && name[1] == '\0') return (uint32_t)*name;
    for (size_t i = 0; i < sizeof glyph_names / sizeof *glyph_names; i++)
        if (strcmp(glyph_names[i].name, name) == 0) return glyph_names[i].c;
    if (strncmp(name, "uni", 3) == 0) return hexadecimal(name + 3, 4, 4);
    return *name == 'u' ? hexadecimal(name + 1, 4, 6) : 0;
}

/* --- folding ----------------------------------------------------------------------------------------------------- */

/* A glyph that two characters share is often called by the wrong one of them: Chromium says U+2015 for U+2014, Qt U+301C
 * for U+FF5E. */
uint32_t pdf_fold(uint32_t c) {
    switch (c) {
    case 0xA0: return ' ';
    case 0x2015: return 0x2014;
    case 0x301C: return 0xFF5E;
    default: return jx_ideograph_of(c);
    }
}
