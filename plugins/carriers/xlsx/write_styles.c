/*
 * The part of styles: of the looks that the empty workbook has, those that cells have.
 */
#include "blank.h"
#include "writer.h"

#include <stdio.h>

unsigned jx_xlsx_look_number(struct jx_xlsx_writer *writer, unsigned slot) {
    if (writer->looks[slot] == 0) {
        writer->slots[writer->look_count++] = (uint16_t)slot;
        writer->looks[slot] = writer->look_count;
    }
    return writer->looks[slot];
}

static void list_begin(struct jx_xlsx_writer *writer, const char *name, unsigned count) {
    char number[24];
    snprintf(number, sizeof number, "%u", count);
    jx_xlsx_put(writer, "<", name, " count=\"", number, "\">");
}

static void number_formats_write(struct jx_xlsx_writer *writer) {
    bool used[JX_XLSX_KINDS] = {false};
    unsigned count = 0;
    for (uint16_t i = 0; i < writer->look_count; i++) {
        unsigned kind = jx_xlsx_slot_parts(writer->slots[i]).kind;
        if (kind > 0 && !used[kind]) count++;
        used[kind] = true;
    }
    if (count == 0) return;
    list_begin(writer, "numFmts", count);
    for (unsigned kind = 1; kind < JX_XLSX_KINDS; kind++)
        if (used[kind]) jx_bytes_text(&writer->xml, jx_xlsx_number_formats[kind - 1]);
    jx_bytes_text(&writer->xml, "</numFmts>");
}

void jx_xlsx_styles_write(struct jx_xlsx_writer *writer) {
    jx_bytes_text(&writer->xml, jx_xlsx_styles_head);
    number_formats_write(writer);
    jx_bytes_text(&writer->xml, jx_xlsx_styles_middle);
    list_begin(writer, "cellXfs", 1u + writer->look_count);
    jx_bytes_text(&writer->xml, jx_xlsx_styles_standard);
    for (uint16_t i = 0; i < writer->look_count; i++)
        jx_bytes_text(&writer->xml, jx_xlsx_look_elements[writer->slots[i]]);
    jx_xlsx_put(writer, "</cellXfs>", jx_xlsx_styles_tail);
    jx_xlsx_part_end(writer, "xl/styles.xml");
}
