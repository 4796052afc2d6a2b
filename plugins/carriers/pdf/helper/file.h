/*
 * Objects of a PDF, by qpdf's C interface. Nothing here fails: what is missing or of another kind is null, zero or empty.
 */
#ifndef PDF_FILE_H
#define PDF_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <qpdf/qpdf-c.h>

struct jx_arena;
struct pdf_font;

struct pdf_file {
    qpdf_data qpdf;
    struct jx_arena *arena; /* of what all pages use */
    uint64_t most_bytes;    /* of a stream, unpacked */
    struct pdf_font **fonts;
    uint32_t font_count, font_capacity;
    uint32_t page_count;
    qpdf_oh layers_off; /* of the page being read */
};

enum pdf_opened { PDF_OPENED, PDF_LOCKED, PDF_BROKEN };

/* The bytes must stay until the file is closed. */
enum pdf_opened pdf_file_open(struct pdf_file *file, const char *bytes, size_t length);
void pdf_file_close(struct pdf_file *file);

/* A member of a dictionary or of a stream's dictionary; `name` begins with a slash. */
qpdf_oh pdf_key(struct pdf_file *file, qpdf_oh object, const char *name);
bool pdf_is_null(struct pdf_file *file, qpdf_oh object);
double pdf_number(struct pdf_file *file, qpdf_oh object, double otherwise);
/* Whether it is this name, which begins with a slash. */
bool pdf_is_name(struct pdf_file *file, qpdf_oh object, const char *name);
/* A name as it is written, with its slash, cut to the room there is; "" if it is none. Returns the room. */
const char *pdf_name(struct pdf_file *file, qpdf_oh object, char *room, size_t size);
int pdf_count(struct pdf_file *file, qpdf_oh array);
qpdf_oh pdf_item(struct pdf_file *file, qpdf_oh array, int index);
/* Reads `count` numbers of an array that has just as many. */
bool pdf_numbers(struct pdf_file *file, qpdf_oh array, double *numbers, int count);
int pdf_object_id(struct pdf_file *file, qpdf_oh object);

/* A stream unpacked, to be freed; NULL if it is none, is damaged, or unpacks to more than is allowed. */
struct pdf_bytes {
    unsigned char *bytes;
    size_t length;
};
struct pdf_bytes pdf_stream(struct pdf_file *file, qpdf_oh stream);
/* All content of a page: a stream, or several one after the other. */
struct pdf_bytes pdf_page_content(struct pdf_file *file, qpdf_oh page);

#endif
