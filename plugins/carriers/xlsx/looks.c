/*
 * The looks of cells: 宋体 at 10.5 points in thin rules, titles in 黑体. These are the names by which WPS and Excel know
 * the typefaces of printed forms.
 */
#include "looks.h"

#include <stdio.h>
#include <string.h>

struct look {
    uint8_t align;
    bool title;
    bool ruled;
    bool wrapped;
};

static const struct look looks[JX_LOOK_COUNT] = {
    [JX_LOOK_PLAIN] = {LXW_ALIGN_NONE, false, false, false},
    [JX_LOOK_TITLE] = {LXW_ALIGN_CENTER, true, false, true},
    [JX_LOOK_NOTE] = {LXW_ALIGN_LEFT, false, false, true},
    [JX_LOOK_NOTE_CENTRE] = {LXW_ALIGN_CENTER, false, false, true},
    [JX_LOOK_NOTE_RIGHT] = {LXW_ALIGN_RIGHT, false, false, true},
    [JX_LOOK_LABEL] = {LXW_ALIGN_CENTER, false, true, true},
    [JX_LOOK_LABEL_LEFT] = {LXW_ALIGN_LEFT, false, true, true},
    [JX_LOOK_LABEL_RIGHT] = {LXW_ALIGN_RIGHT, false, true, true},
    [JX_LOOK_TEXT] = {LXW_ALIGN_LEFT, false, true, true},
    [JX_LOOK_CENTRE] = {LXW_ALIGN_CENTER, false, true, true},
};

static void number_format_set(lxw_format *format, int decimals, bool grouping) {
    char code[32];
    snprintf(code, sizeof code, "%s%s%.*s", grouping ? "#,##0" : "0", decimals > 0 ? "." : "", decimals,
             "000000000000000");
    format_set_num_format(format, code);
}

static void typeface_set(lxw_format *format, bool title) {
    enum { CHARSET_GB2312 = 134, FAMILY_CHINESE = 3 };
    format_set_font_name(format, title ? "黑体" : "宋体");
    format_set_font_size(format, title ? 16 : 10.5);
    format_set_font_charset(format, CHARSET_GB2312);
    format_set_font_family(format, FAMILY_CHINESE);
    format_set_font_scheme(format, "");
}

/*
 * The widths of columns count in digits of the workbook's standard typeface. The library's is Calibri, which machines
 * without it replace by a wider one; with the body's own, columns and texts always fit each other.
 */
void jx_xlsx_looks_standard(struct jx_xlsx_writer *writer) {
    lxw_format *standard = STAILQ_FIRST(writer->workbook->formats);
    if (standard) typeface_set(standard, false);
}

static lxw_format *format_make(struct jx_xlsx_writer *writer, const struct look *look, bool lines,
                               int decimals, bool grouping) {
    lxw_format *format = workbook_add_format(writer->workbook);
    if (!format) return NULL;
    typeface_set(format, look->title);
    if (look->title) format_set_bold(format);
    if (look->ruled) format_set_border(format, LXW_BORDER_THIN);
    if (look->wrapped || lines) format_set_text_wrap(format);
    format_set_align(format, look->align);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    if (decimals >= 0) number_format_set(format, decimals, grouping);
    return format;
}

/* The first look that is the same as this one: a label's and a centred text's, say. The library searches for a format that
 * is the same as an earlier one again for every cell. */
static enum jx_look first_like(enum jx_look look) {
    const struct look *own = &looks[look];
    for (int i = 0; i < (int)look; i++) {
        const struct look *other = &looks[i];
        if (other->align == own->align && other->title == own->title && other->ruled == own->ruled &&
            other->wrapped == own->wrapped)
            return (enum jx_look)i;
    }
    return look;
}

lxw_format *jx_xlsx_look_format(struct jx_xlsx_writer *writer, enum jx_look look, bool lines, int decimals,
                                bool grouping) {
    look = first_like((unsigned)look < JX_LOOK_COUNT ? look : JX_LOOK_PLAIN);
    if (looks[look].wrapped) lines = false; /* it wraps them as it is */
    int kind = decimals < 0 ? 0 : 1 + decimals + (grouping ? JX_XLSX_DECIMALS_MOST + 1 : 0);
    lxw_format **slot = &writer->formats[look][lines][kind];
    if (!*slot) *slot = format_make(writer, &looks[look], lines, decimals, grouping);
    return *slot;
}
