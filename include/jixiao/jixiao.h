/*
 * jixiao as a library: read a performance target table, see what it says, write it in another layout.
 *
 *     struct jx_library *library = jx_library_open(NULL);
 *     struct jx_document *document;
 *     struct jx_conversion *conversion;
 *     struct jx_source source = {.name = "old.csv", .bytes = bytes, .length = length};
 *     if (jx_read(library, &source, NULL, &document) <= JX_WARN) {
 *         struct jx_target target = {.layout = "anhui", .extension = "xlsx"};
 *         if (jx_convert(library, document, &target, &conversion) <= JX_WARN)
 *             ... conversion->bytes, conversion->length ...
 *         jx_conversion_free(conversion);
 *     }
 *     jx_document_free(document);
 *     jx_library_close(library);
 *
 * There is no global state: a library holds the plugins that were found, a document and a conversion own all that is
 * reachable from them. Different threads may use one library at the same time, each on documents of its own, once
 * jx_library_open has returned. Options structs may be all zero, and then mean the defaults.
 */
#ifndef JIXIAO_JIXIAO_H
#define JIXIAO_JIXIAO_H

#include <jixiao/api.h>
#include <jixiao/carrier.h>
#include <jixiao/diag.h>
#include <jixiao/layout.h>
#include <jixiao/model.h>

#ifdef __cplusplus
extern "C" {
#endif

#define JX_VERSION        "0.1.0"
/* The same as a number that grows: 10000 for each major version, 100 for each minor one. This is the version of the headers that a
 * program was compiled with; jx_version_number() is that of the library it runs with. */
#define JX_VERSION_NUMBER 100

enum jx_language { JX_LANGUAGE_ENGLISH, JX_LANGUAGE_CHINESE };

/* --- the library and its plugins --------------------------------------------------------------------------------- */

struct jx_library;

/* `plugin_path`: folders separated by colons to look into before all others; NULL: the environment's
 * JIXIAO_PLUGIN_PATH, which is ignored in a set-uid program.
 * `refusals`: how often memory was refused to anything in this process, for those who count that (by a malloc of their own);
 * what is read or written meanwhile then fails as for want of memory. NULL: nobody counts. Not all libraries that carriers
 * stand on tell it: libxlsxwriter leaves out cells. */
struct jx_library_options {
    enum jx_language language;
    const char *plugin_path;
    size_t (*refusals)(void);
};

/* A plugin as it was found: what `jixiao plugins` lists. `layout` or `carrier` is NULL for the other axis, both are
 * for a module that was refused (`reason` then says why). A carrier that no job has needed yet is not loaded. */
struct jx_plugin {
    const char *id;
    const char *path; /* "" for what is built in */
    const struct jx_layout *layout;
    const struct jx_carrier *carrier;
    const char *reason;
    const char *missing; /* of a loaded carrier: what it needs and this machine lacks, NULL: nothing */
    const char *called;  /* of a layout: what messages call it, 湖南 or hunan by the library's language */
};

/* Finds and loads the layouts, and finds the carriers. Never NULL but for want of memory: a bad module is a message in
 * jx_library_diags. */
JX_API struct jx_library *jx_library_open(const struct jx_library_options *options);
JX_API void jx_library_close(struct jx_library *library);
JX_API enum jx_language jx_library_language(const struct jx_library *library);
JX_API const struct jx_diag *jx_library_diags(const struct jx_library *library, size_t *count);

/* The folders searched, in order, and how many. */
JX_API const char *const *jx_library_folders(const struct jx_library *library, size_t *count);

/* All plugins; with `load`, carriers not yet loaded are loaded first. */
JX_API const struct jx_plugin *jx_library_plugins(struct jx_library *library, bool load, size_t *count);
JX_API const struct jx_layout *jx_library_layout(const struct jx_library *library, const char *id);

/* The id of the layout that a person calls `name`: its id, or the province in Chinese or English, with or without 省, in any
 * case. NULL: there is none, or there are several; then `*meant` is the id of the nearest one, if any is near. */
JX_API const char *jx_library_layout_named(const struct jx_library *library, const char *name,
                                           const char **meant);

/* What messages call the layout with this id (`called` above); the id itself if there is none. */
JX_API const char *jx_library_layout_called(const struct jx_library *library, const char *id);

/* The carrier that writes files with this ending, loaded if it was not yet; NULL: nothing writes them. */
JX_API const struct jx_carrier *jx_library_writer(struct jx_library *library, const char *extension);

/* What is wrong with a layout's tables, one line each, or NULL: they are fine. To be freed with free(). */
JX_API char *jx_layout_lint(const struct jx_layout *layout, enum jx_language language);

/* --- reading ----------------------------------------------------------------------------------------------------- */

/* The bytes to read. They must stay while the call runs, and are never changed. */
struct jx_source {
    const char *name; /* for messages and for its extension */
    const void *bytes;
    size_t length;
};

struct jx_read_options {
    const char *layout;   /* read as this layout; NULL: find out */
    const char *encoding; /* of text; NULL: find out */
    bool hidden;          /* hidden sheets too */
    bool no_repair;       /* leave rows before a page break where they are */
    struct jx_limits limits;
    /* Called now and then while it goes on: `done` cells are read so far; `all` is 0, for nobody knows. false cancels. */
    bool (*progress)(void *user, size_t done, size_t all);
    void *user;
    bool no_carried;  /* read what is visible only, not what a conversion with `carry` took along */
    bool no_guard;    /* of CSV: apostrophes before = + - @ are part of the text */
    bool via_office;  /* of .doc: LibreOffice converts it, as it does .rtf and .odt */
    bool no_programs; /* no carrier that starts another program: such a file fails with JX_MSG_FILE_PROGRAM */
};

/* Reads a document. `*document` is set even when the status says FAIL, for its messages; NULL only on want of memory.
 * A model in JSON (MODEL, schema "jixiao-1") is read as such. */
JX_API enum jx_status jx_read(struct jx_library *library, const struct jx_source *source,
                              const struct jx_read_options *options, struct jx_document **document);
JX_API void jx_document_free(struct jx_document *document);

/* The document as JSON, in its arena. */
JX_API const char *jx_document_json(struct jx_document *document, size_t *length);

/* How well one form of a layout fits a place in a file. Words stand in one line, with 、 between them. */
struct jx_candidate {
    const char *layout;
    enum jx_kind kind;
    unsigned score; /* share of its labels found, 0 to 100 */
    unsigned found, labels;
    const char *missing; /* its labels that were not found */
    int cost;            /* of explaining the table by this form: what is missing and what is strange to it */
    unsigned foreign;    /* labels that stand there and are strange to it */
    const char *present; /* its labels that were found */
    const char *strange; /* those that have no place in it */
};

/* One table in the file: where it starts, and how each form explains it, cheapest first. `claimed`: the first one costs less by
 * `lead` than the next one and than reading the table by no layout (`none`). */
struct jx_detected {
    struct jx_place at;
    const struct jx_candidate *candidates;
    size_t candidate_count;
    bool claimed;
    int none;
    int lead;
};

struct jx_detection {
    struct jx_document *document; /* file, carrier, sheets and messages; no forms */
    struct jx_detected *tables;
    size_t table_count;
};

/* Which layouts a file's tables are in. `*detection` as in jx_read. */
JX_API enum jx_status jx_detect(struct jx_library *library, const struct jx_source *source,
                                const struct jx_read_options *options, struct jx_detection **detection);
JX_API void jx_detection_free(struct jx_detection *detection);

/* --- what was read ----------------------------------------------------------------------------------------------- */

/*
 * A later library may know more fields, and structs that it hands out may have more members at their end. A program that goes by these
 * functions runs with it unchanged: it calls fields by their keys (`project_name`), and neither steps arrays of structs nor counts on
 * how large they are. Numbers of fields (enum jx_field) and offsets in struct jx_form are those of one version only;
 * jx_field_named gives the number that the library at hand has for a key. Structs that a program makes itself (jx_source, options,
 * jx_target) are as large as its headers say; when one of them changes, so does the library's soname.
 */
enum { JX_FIELD_NONE = -1 };
JX_API int jx_field_named(const char *key); /* JX_FIELD_NONE: it knows no such field */
JX_API int jx_field_count(void);

JX_API size_t jx_document_form_count(const struct jx_document *document);
JX_API const struct jx_form *jx_document_form(const struct jx_document *document, size_t index);
JX_API size_t jx_document_diag_count(const struct jx_document *document);
JX_API const struct jx_diag *jx_document_diag(const struct jx_document *document, size_t index);
JX_API size_t jx_document_unread_count(const struct jx_document *document);
JX_API const struct jx_unread *jx_document_unread(const struct jx_document *document, size_t index);

JX_API const char *jx_form_layout(const struct jx_form *form);
JX_API enum jx_kind jx_form_kind(const struct jx_form *form);
JX_API unsigned jx_form_score(const struct jx_form *form);
/* A fact by its key; NULL: the form does not say it, or there is no such field. */
JX_API const struct jx_fact *jx_form_fact(const struct jx_form *form, const char *key);
/* Its canonical value, amounts in yuan; NULL likewise. */
JX_API const char *jx_form_value(const struct jx_form *form, const char *key);
JX_API size_t jx_form_indicator_count(const struct jx_form *form);
JX_API const struct jx_indicator *jx_form_indicator(const struct jx_form *form, size_t index);
JX_API size_t jx_form_extra_count(const struct jx_form *form);
JX_API const struct jx_extra *jx_form_extra(const struct jx_form *form, size_t index);

/* --- learning ---------------------------------------------------------------------------------------------------- */

/* `id`: what the layout is to be called (a-z, 0-9, -); NULL: after the file. Of `read` what finds and bounds the file counts. */
struct jx_learn_options {
    const char *id;
    struct jx_read_options read;
};

/*
 * A layout learned from a form, blank or filled in: `text` is the table in C, ready for plugins/layouts/; NULL if none was
 * learned. `faults`: what its lint says, NULL: nothing. `score`: how well the table fits the form, of 100. `unsure`: how many
 * comments in it ask for a person. `document` has the messages, and no forms.
 */
struct jx_learned {
    struct jx_document *document;
    const char *text;
    size_t length;
    const char *faults;
    unsigned score;
    size_t unsure;
};

/* From the first table of a file. FAIL: nothing could be learned. `*learned` as in jx_read. */
JX_API enum jx_status jx_learn(struct jx_library *library, const struct jx_source *source,
                               const struct jx_learn_options *options, struct jx_learned **learned);
JX_API void jx_learned_free(struct jx_learned *learned);

/* --- planning and converting ------------------------------------------------------------------------------------- */

/*
 * Facts that the user gives because the source does not say them. A fact is called by its key in JSON or by what forms
 * call it, and its value is as a person types it: `填表人=张三`, `fund_total=3.84万元`, `year=2024`. An amount without a unit is in that of
 * the form that is written; in a file of defaults, in that of the form that was read.
 * What is wrong is refused (FAIL) with a message that says what would be right. Once made, several threads may use them.
 */
struct jx_givens;
JX_API struct jx_givens *jx_givens_new(enum jx_language language); /* NULL for want of memory */
JX_API void jx_givens_free(struct jx_givens *givens);
/* One fact, `key=value`; it stands before what jx_givens_read brings. */
JX_API enum jx_status jx_givens_set(struct jx_givens *givens, const char *pair);
/* A file of defaults: a fact on each line, lines that begin with # are remarks; or one JSON object of texts. All of it
 * is read even if some is wrong, for the messages. */
JX_API enum jx_status jx_givens_read(struct jx_givens *givens, const struct jx_source *source);
/* The facts that count, canonical, as a JSON object of texts, {} if there are none: those of jx_givens_set if `firm`,
 * else those of jx_givens_read that no such one stands before. To be freed with free(); NULL for want of memory. */
JX_API char *jx_givens_json(const struct jx_givens *givens, bool firm);
JX_API const struct jx_diag *jx_givens_diags(const struct jx_givens *givens, size_t *count);

/*
 * An authority's own blank, an .xlsx or .docx, to be filled as it stands: its looks, its lists, its print area and notes stay, and
 * so do all bytes that nothing is written into. Opened once, several conversions may fill it, from several threads. `*blank` is
 * set unless there was no memory, even if opening failed, for its messages.
 */
struct jx_blank;
JX_API enum jx_status jx_blank_open(struct jx_library *library, const struct jx_source *source,
                                    struct jx_blank **blank);
JX_API void jx_blank_free(struct jx_blank *blank);
JX_API const struct jx_diag *jx_blank_diags(const struct jx_blank *blank, size_t *count);
/* "xlsx" or "docx": what a filled one is. */
JX_API const char *jx_blank_extension(const struct jx_blank *blank);

/* What is asked for. `extension` chooses the carrier ("xlsx", "csv", "json"); for JSON `layout` may be NULL. */
struct jx_target {
    const char *layout;
    const char *extension;
    const char *encoding;
    int64_t created; /* seconds since 1970, for the document properties */
    bool no_derive;  /* no stand-ins: a fact the source lacks stays blank */
    bool no_loss;    /* write nothing if anything would be lost; with `carry` nothing is */
    bool carry;      /* take along what the layout cannot show, in a hidden sheet that jx_read understands */
    bool overwrite;  /* given facts stand before those that were read */
    const struct jx_givens *given; /* fill what the source leaves blank, in all forms; may be NULL */
    /* of CSV: texts that begin with = + - @ stand as they are, without an apostrophe before them */
    bool no_guard;
    /* Of these the time for planning, composing and writing, the sheets of a workbook, and the bytes of the file that comes out. */
    struct jx_limits limits;
    /* Called now and then while it goes on: `done` bytes are written so far, 0 before; `all` is 0, for nobody knows. false cancels. */
    bool (*progress)(void *user, size_t done, size_t all);
    void *user;
    bool unmarked; /* where the form prints 不适用 because the source has no indicator, print nothing */
    /* To be filled instead of laying out a form anew; `layout` and `extension` are then of no account. Rows are put in where
     * there are more indicators than rows, at most `max_insert` of them (0: as many as are needed), none with `no_insert`.
     * `overwrite_slots`: what stands in a slot already, and differs, is replaced. */
    const struct jx_blank *blank;
    uint32_t max_insert;
    bool no_insert;
    bool overwrite_slots;
};

/*   LOSS     the target has no place for it
 *   BLANK    the target has a place, and the source does not say
 *   DERIVED  the target's place is filled by a stand-in, see `rule`
 *   REFUSED  the target has no form of this kind */
enum jx_item_kind { JX_ITEM_LOSS, JX_ITEM_BLANK, JX_ITEM_DERIVED, JX_ITEM_REFUSED };

/*
 * One thing a conversion loses, leaves blank or derives. What it concerns: a field (`field`), a part of indicators
 * (`part`, in all the indicators whose `places` are listed), an extra or unread text (both JX_FIELD_COUNT and
 * JX_PART_NONE, `label` is the extra's, NULL for unread text).
 */
struct jx_item {
    enum jx_item_kind kind;
    size_t form; /* index into the document's forms; form_count for what belongs to none */
    enum jx_field field;
    enum jx_part part;
    const char *name; /* what people call it, in the library's language */
    const char *label;
    const char *value; /* NULL where it differs from indicator to indicator */
    const char *rule;  /* of a DERIVED: the facts it follows from */
    const struct jx_place *places;
    size_t place_count;
    /* Of a DERIVED field: the fields it follows from, JX_FIELD_COUNT if there is no second one. Where the target has no
     * place for these, the stand-in takes theirs: they are no LOSS. */
    enum jx_field sources[2];
    const char *shown; /* `value` as people read it: an amount with its unit, `164.25 万元`; else the same */
};

struct jx_conversion {
    struct jx_arena *arena;
    struct jx_item *items;
    size_t item_count;
    size_t loss_count; /* items that are LOSS or REFUSED */
    size_t converted;  /* forms */
    size_t refused;
    const char *bytes; /* NULL from jx_plan */
    size_t length;
    struct jx_diag *diags;
    size_t diag_count;
    size_t diag_capacity;
    bool blank;          /* a blank was filled, or would be; the next two are of it */
    size_t filled;       /* places that got a value, indicators as one each */
    uint32_t rows_added; /* to the blank */
};

/* What a conversion would lose, before it is done. */
JX_API enum jx_status jx_plan(struct jx_library *library, const struct jx_document *document,
                              const struct jx_target *target, struct jx_conversion **conversion);

/* The same, and the file. FAIL when nothing could be converted or losses were refused. */
JX_API enum jx_status jx_convert(struct jx_library *library, const struct jx_document *document,
                                 const struct jx_target *target, struct jx_conversion **conversion);
JX_API void jx_conversion_free(struct jx_conversion *conversion);

/* What came of it, for programs that are to run with later libraries as well (see `what was read`). */
JX_API const char *jx_conversion_bytes(const struct jx_conversion *conversion, size_t *length);
JX_API size_t jx_conversion_item_count(const struct jx_conversion *conversion);
JX_API const struct jx_item *jx_conversion_item(const struct jx_conversion *conversion, size_t index);
JX_API size_t jx_conversion_diag_count(const struct jx_conversion *conversion);
JX_API const struct jx_diag *jx_conversion_diag(const struct jx_conversion *conversion, size_t index);

/* --- words ------------------------------------------------------------------------------------------------------- */

JX_API const char *jx_version(void);
JX_API int jx_version_number(void);
/* `project_name` and 项目名称, 产出 …: what a field is called in JSON, and by people. */
JX_API const char *jx_field_key(enum jx_field field);
JX_API const char *jx_field_name(enum jx_field field, enum jx_language language);
JX_API const char *jx_part_name(enum jx_part part, enum jx_language language);
/*
 * A fact, and something kept beside the fields, as people read them: amounts in the unit that the form prints them in,
 * `164.25 万元`, all else as it is. `room` holds what is not a text of the form; NULL: the form does not say it.
 */
enum { JX_AMOUNT_ROOM = 96 };
JX_API const char *jx_fact_shown(const struct jx_form *form, enum jx_field field, char room[JX_AMOUNT_ROOM]);
JX_API const char *jx_extra_shown(const struct jx_form *form, const struct jx_extra *extra,
                                  char room[JX_AMOUNT_ROOM]);
JX_API const char *jx_origin_name(enum jx_origin origin);       /* "read", "carried", … */
JX_API const char *jx_operator_text(enum jx_operator op);       /* "≥", …; "" for NONE */
JX_API const char *jx_polarity_text(enum jx_polarity polarity); /* "正向", …; "" for NONE */
/* The letter and digits of a code, "R014". */
JX_API const char *jx_code_format(enum jx_code code, char buffer[8]);
/* The words of a message in a language, `arguments` (ended by NULL) put in as they are, and how grave it is. To be freed
 * with free(); NULL on want of memory. For programs that have something to say of their own with the library's codes. */
JX_API char *jx_message_text(enum jx_code code, enum jx_language language, const char *const *arguments);
JX_API enum jx_severity jx_message_severity(enum jx_code code);
JX_API enum jx_concern jx_message_concern(enum jx_code code);
JX_API const char *jx_concern_name(enum jx_concern concern); /* "look", "place", "info", as JSON says them */
/* Whether there is an encoding of this name, to read text from or with `writing` to write it in. */
JX_API bool jx_encoding_known(const char *name, bool writing);
/* How many columns a terminal or a typewriter gives the text: a Chinese character takes two. */
JX_API size_t jx_display_width(const char *text, size_t length);

#ifdef __cplusplus
}
#endif

#endif
