/*
 * XML as office programs write it, read event by event: UTF-8, no document type, names of ASCII letters.
 *
 * This reads fast what nearly all parts consist of, and nothing else. Another encoding or name, a CDATA section, more
 * attributes or levels than there is room for, and everything that is wrong, is left to expat (JX_SCAN_LEAVE), which
 * reads such a part from its beginning. So what is wrong is always found and named by expat, and one thing only has to
 * hold here: what is taken is taken by expat, too, and as the same. tests/fuzz/scan.py and the target `scan` of the
 * fuzzer run both.
 *
 * Bytes are read where they lie: in a window that the caller fills. Names and values are closed by NUL there, and
 * entities resolved, so that the window holds no XML any more behind the event.
 */
#ifndef JX_SHARED_SCAN_H
#define JX_SHARED_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bounds of what is read here; expat has none. */
enum { JX_SCAN_ATTRIBUTES = 64, JX_SCAN_LEVELS = 256, JX_SCAN_NAMES = 8192 };

/* Names up to this length are copied as one word. */
enum { JX_SCAN_SHORT = 8 };

enum jx_scan_event {
    JX_SCAN_START, /* `name`, without its prefix, and `attributes`, with theirs: names and values by turns, then NULL */
    JX_SCAN_END,  /* `name` */
    JX_SCAN_TEXT, /* `text`, of `length` bytes: all that stands between two tags or comments, in one piece */
    JX_SCAN_MORE, /* the window ends too early: from `at` on it is to be followed by more */
    JX_SCAN_OVER, /* the document is whole, and well formed */
    JX_SCAN_LEAVE /* this is not for here */
};

/* An open element. `name` is the place of its name among the names, closed by NUL. */
struct jx_scan_level {
    uint16_t name, length;
    uint16_t prefix; /* how long it is, with its colon */
};

struct jx_scan {
    char *at, *end; /* what of the window is still to be read; *end is NUL, and no part of it */
    bool last;      /* no bytes follow the window */
    bool decoded;   /* the bytes are UTF-8, whatever they declare */

    char *from; /* where the event begins; it ends at `at` */
    const char *name, *text;
    size_t length;
    const char *attributes[2 * JX_SCAN_ATTRIBUTES + 1];

    bool begun, rooted; /* the first bytes, and the outermost element, have been seen */
    bool empty;         /* the element was written as <name/>: its end comes next */
    uint32_t depth, names_used;

    /* of which only so many count */
    struct jx_scan_level levels[JX_SCAN_LEVELS];
    char names[JX_SCAN_NAMES + JX_SCAN_SHORT];
};

/* Begins with a window, behind which there is room for a byte. */
void jx_scan_begin(struct jx_scan *scan, char *at, char *end, bool last);

enum jx_scan_event jx_scan_next(struct jx_scan *scan);

/* --- its characters (scan_text.c) --------------------------------------------------------------------------------- */

/* What bytes may be, or-ed together; those of longer characters are none of these. */
enum {
    JX_XML_TEXT = 1,
    JX_XML_VALUE = 2,
    JX_XML_NAME = 4,
    JX_XML_FIRST = 8, /* of a name */
    JX_XML_BLANK = 16,
    JX_XML_LOCAL = 32 /* of a name, and no colon */
};
extern const uint8_t jx_xml_bytes[256];

static inline bool jx_xml_is(char c, unsigned kinds) {
    return jx_xml_bytes[(unsigned char)c] & kinds;
}

/* Passes over what stands for itself in a text or a value (JX_XML_TEXT, JX_XML_VALUE); from a character of several bytes on. */
char *jx_xml_pass_wide(char *at, unsigned kind);
static inline char *jx_xml_pass(char *at, unsigned kind) {
    while (jx_xml_is(*at, kind)) at++;
    return *at & 0x80 ? jx_xml_pass_wide(at, kind) : at;
}

/* Passes over the text up to the next <, or to what may not be in it. `coded`: some of it stands for something else. */
char *jx_xml_pass_text(char *at, bool *coded);

/* The character that an entity stands for; 0: it is none. `name` is behind &, `end` at the semicolon. */
uint32_t jx_xml_entity(const char *name, const char *end);

/* Puts what entities, line ends and, in values, white space stand for in their place. Returns the end of it; NULL: there is an
 * entity that is none. */
char *jx_xml_resolve(char *from, const char *to, bool value);

#endif
