/*
 * What the helper tells the carrier of a PDF: records on a pipe, in the machine's own byte order, for both run on one
 * machine and are built together. The carrier believes none of it: the helper is no more to be trusted than the file.
 */
#ifndef JX_PDF_ANSWER_H
#define JX_PDF_ANSWER_H

#include <stdint.h>

/*
 *   CELL    a cell with its text: row, column (from zero), rows, columns; `length` bytes of UTF-8 follow
 *   LINE    a line of a file without any table, cells parted by tabs; `length` bytes follow
 *   DOUBT   something uncertain: rows = page (from one), columns = enum pdf_doubt, number = how many of it; row and
 *           column say where in the sheet, row NOWHERE: nowhere
 *   END     the last one: columns = enum pdf_end, rows = pages of the file, number = pages that were read
 */
enum pdf_record_kind { PDF_CELL = 1, PDF_LINE, PDF_DOUBT, PDF_END };

struct pdf_record {
    uint32_t kind;
    uint32_t row, column, rows, columns;
    uint32_t number;
    uint32_t length; /* bytes that follow */
};

enum { PDF_LONGEST = 1 << 24 }; /* bytes of one text */
#define PDF_NOWHERE UINT32_MAX

/* What a page may leave in doubt. */
enum pdf_doubt {
    PDF_DOUBT_SHAPE,     /* a cell that is no rectangle was cut */
    PDF_DOUBT_LINES,     /* a table with lines across only: its columns are guessed */
    PDF_DOUBT_COLOUR,    /* a table of coloured areas without lines */
    PDF_DOUBT_RIVERS,    /* a table without lines or colours */
    PDF_DOUBT_NESTED,    /* a table inside of a cell of another one */
    PDF_DOUBT_CUT,       /* a merge that the page's end cut, or did not */
    PDF_DOUBT_OVERPRINT, /* texts of a table lie over one another */
    PDF_DOUBT_HIGH,      /* texts are higher than their rows; number: of cells */
    PDF_DOUBT_STRIPS,    /* its next columns were on other pages */
    PDF_DOUBT_STRUCK,    /* a line is drawn through words */
    PDF_DOUBT_DELETED,   /* words were struck out, and are left out; number: how often */
    PDF_DOUBT_PICTURE,   /* a picture lies over cells without text */
    PDF_DOUBT_MISSING,   /* a line between two rows or columns may be missing */
    PDF_DOUBT_ACROSS,    /* a number stands across a line, with other words before it */
    PDF_DOUBT_WHITE,     /* text in the colour of the paper was left out; number: how many characters */
    PDF_DOUBT_UNKNOWN,   /* characters that the font gives no Unicode for; number: how many */
    PDF_DOUBT_OCR,       /* the text is invisible, over a picture */
    PDF_DOUBT_SCAN,      /* a picture without text */
    PDF_DOUBT_LIMIT,     /* not read whole: more in it than a table has */
    PDF_DOUBT_DAMAGE,    /* its content cannot be read */
    PDF_DOUBT_UNGUARDED, /* this system has no seccomp filter: the limits alone guarded the reading */
    PDF_DOUBT_COUNT
};

enum pdf_end { PDF_END_DONE, PDF_END_PASSWORD, PDF_END_DAMAGED, PDF_END_MEMORY, PDF_END_COUNT };

#endif
