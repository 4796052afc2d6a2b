/* Documents for tests: bodies written in short, and what must be read of them. */
#ifndef JX_TESTS_DOCX_HELP_H
#define JX_TESTS_DOCX_HELP_H

#define TESTED_CARRIER "docx"
#include "tests/unit/package_help.h"

#define TYPES                                                                                                \
    "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"                           \
    "<Override PartName='/word/document.xml' ContentType='application/"                                      \
    "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>"
#define MAIN XLSX_RELATIONS(XLSX_RELATION("rId1", "officeDocument", "word/document.xml"))

/*
 * A body in short: each letter in braces is an element, {p} … {/p}, and text stands in {t}. What is written so is long
 * enough. To be freed.
 */
static inline struct xlsx_bytes document_of(const char *body) {
    size_t length = strlen(body);
    char *xml = malloc(length * 3 + 256), *to = xml;
    to += sprintf(to, "<w:document xmlns:w='x' xmlns:mc='y' xmlns:m='m'><w:body>");
    for (const char *c = body; *c; c++) {
        if (*c == '{') {
            to += sprintf(to, c[1] == '/' ? "</w:" : "<w:");
            c += c[1] == '/';
        } else {
            *to++ = *c == '}' ? '>' : *c;
        }
    }
    strcpy(to, "</w:body></w:document>");
    struct xlsx_part parts[] = {
        {"[Content_Types].xml", TYPES, 0},
        {"_rels/.rels", MAIN, 0},
        {"word/document.xml", xml, 0},
        {0},
    };
    struct xlsx_bytes zip = xlsx_zip(parts, NULL);
    free(xml);
    return zip;
}

/* A paragraph, a cell, a cell with looks. */
#define P(text)        "{p}{r}{t}" text "{/t}{/r}{/p}"
#define C(text)        "{tc}" P(text) "{/tc}"
#define L(looks, text) "{tc}{tcPr}" looks "{/tcPr}" P(text) "{/tc}"
#define START          "{vMerge w:val='restart'/}"
#define ON             "{vMerge/}"
#define EMPTY(looks)   "{tc}{tcPr}" looks "{/tcPr}{p/}{/tc}"

struct body_case {
    const char *what;
    const char *body;
    const char *shown;
    enum jx_code code; /* of the first message */
};

static inline void bodies_check(const struct body_case *cases, size_t count) {
    for (size_t i = 0; i < count; i++)
        package_check(cases[i].what, document_of(cases[i].body), cases[i].shown, cases[i].code);
}

#endif
