/*
 * The parts that list the sheets, and the properties.
 */
#include "escape.h"
#include "writer.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define OFFICE  "http://schemas.openxmlformats.org/officeDocument/2006/"
#define MAIN    "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define SHEET   "application/vnd.openxmlformats-officedocument.spreadsheetml."

void jx_xlsx_part_end(struct jx_xlsx_writer *writer, const char *part) {
    jx_pack_add(&writer->pack, part, writer->xml.bytes, writer->xml.length);
    writer->xml.length = 0;
}

/* As jx_xlsx_part_end, for a part of which only what stands at `from` up to `to` is not the same in most workbooks. */
static void framed_end(struct jx_xlsx_writer *writer, const char *part, size_t from, size_t to) {
    jx_pack_add_framed(&writer->pack, part, writer->xml.bytes, writer->xml.length, from, to);
    writer->xml.length = 0;
}

void jx_xlsx_put_all(struct jx_xlsx_writer *writer, const char *const *texts) {
    for (; *texts; texts++) jx_bytes_text(&writer->xml, *texts);
}

static void escaped(struct jx_xlsx_writer *writer, const char *text) {
    jx_bytes_escaped(&writer->xml, text, strlen(text));
}

static void number(struct jx_xlsx_writer *writer, const char *before, size_t value, const char *behind) {
    jx_bytes_text(&writer->xml, before);
    jx_bytes_number(&writer->xml, value);
    jx_bytes_text(&writer->xml, behind);
}

/* --- types and relationships ------------------------------------------------------------------------------------- */

static void type(struct jx_xlsx_writer *writer, const char *part, const char *type) {
    jx_xlsx_put(writer, "<Override PartName=\"", part, "\" ContentType=\"", type, "\"/>");
}

static void relation(struct jx_xlsx_writer *writer, size_t id, const char *type, const char *target) {
    number(writer, "<Relationship Id=\"rId", id, "\" Type=\"" OFFICE "relationships/");
    jx_xlsx_put(writer, type, "\" Target=\"", target, "\"/>");
}

void jx_xlsx_types_write(struct jx_xlsx_writer *writer) {
    char part[48];
    size_t count = writer->sheet_count;
    jx_xlsx_put(writer, JX_XML_HEAD "<Types xmlns=\"" PACKAGE
                                    "content-types\"><Default Extension=\"rels\" ContentType=\""
                                    "application/vnd.openxmlformats-package.relationships+xml\"/>"
                                    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>");
    type(writer, "/docProps/app.xml",
         "application/vnd.openxmlformats-officedocument.extended-properties+xml");
    type(writer, "/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
    type(writer, "/xl/styles.xml", SHEET "styles+xml");
    type(writer, "/xl/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml");
    type(writer, "/xl/workbook.xml", SHEET "sheet.main+xml");
    for (size_t i = 1; i <= count; i++) {
        snprintf(part, sizeof part, "/xl/worksheets/sheet%zu.xml", i);
        type(writer, part, SHEET "worksheet+xml");
    }
    type(writer, "/xl/sharedStrings.xml", SHEET "sharedStrings+xml");
    jx_bytes_text(&writer->xml, "</Types>");
    jx_xlsx_part_end(writer, "[Content_Types].xml");

    jx_bytes_text(&writer->xml, JX_XML_HEAD "<Relationships xmlns=\"" PACKAGE "relationships\">");
    for (size_t i = 1; i <= count; i++) {
        snprintf(part, sizeof part, "worksheets/sheet%zu.xml", i);
        relation(writer, i, "worksheet", part);
    }
    relation(writer, count + 1, "theme", "theme/theme1.xml");
    relation(writer, count + 2, "styles", "styles.xml");
    relation(writer, count + 3, "sharedStrings", "sharedStrings.xml");
    jx_bytes_text(&writer->xml, "</Relationships>");
    jx_xlsx_part_end(writer, "xl/_rels/workbook.xml.rels");
}

/* --- the list of sheets ------------------------------------------------------------------------------------------ */

static size_t heads_count(const struct jx_xlsx_writer *writer) {
    size_t count = 0;
    for (size_t i = 0; i < writer->sheet_count; i++) count += jx_xlsx_head_repeats(writer->sheets[i]);
    return count;
}

/* A reference to the head as a name. All names of sheets stand in quotes: one such as 2024 or A1 must. */
static void heads_write(struct jx_xlsx_writer *writer) {
    if (heads_count(writer) == 0) return;
    jx_bytes_text(&writer->xml, "<definedNames>");
    for (size_t i = 0; i < writer->sheet_count; i++) {
        const struct jx_sheet *sheet = writer->sheets[i];
        if (!jx_xlsx_head_repeats(sheet)) continue;
        number(writer, "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"", i, "\">");
        jx_xlsx_name_quoted(writer, writer->names[i]);
        number(writer, "!$", sheet->head_first + 1, ":$");
        number(writer, "", (size_t)sheet->head_first + sheet->head_count, "</definedName>");
    }
    jx_bytes_text(&writer->xml, "</definedNames>");
}

/* The first sheet that is not hidden is opened. The others are so hidden that the program does not even list them to be shown
 * again. */
static void workbook_write(struct jx_xlsx_writer *writer) {
    bool hides = writer->shown < writer->sheet_count;
    jx_bytes_text(&writer->xml, JX_XML_HEAD
                  "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" OFFICE "relationships\">"
                  "<fileVersion appName=\"xl\" lastEdited=\"4\" lowestEdited=\"4\" rupBuild=\"4505\"/>"
                  "<workbookPr defaultThemeVersion=\"124226\"/><bookViews><workbookView xWindow=\"240\""
                  " yWindow=\"15\" windowWidth=\"16095\" windowHeight=\"9660\"");
    if (hides && writer->shown > 0) {
        number(writer, " firstSheet=\"", writer->shown + 1, "\"");
        number(writer, " activeTab=\"", writer->shown, "\"");
    }
    jx_bytes_text(&writer->xml, "/></bookViews><sheets>");
    size_t names = writer->xml.length;
    for (size_t i = 0; i < writer->sheet_count; i++) {
        jx_bytes_text(&writer->xml, "<sheet name=\"");
        escaped(writer, writer->names[i]);
        number(writer, "\" sheetId=\"", i + 1,
               hides && writer->sheets[i]->hidden ? "\" state=\"veryHidden\"" : "\"");
        number(writer, " r:id=\"rId", i + 1, "\"/>");
    }
    jx_bytes_text(&writer->xml, "</sheets>");
    heads_write(writer);
    size_t end = writer->xml.length;
    jx_bytes_text(&writer->xml, "<calcPr calcId=\"124519\" fullCalcOnLoad=\"1\"/></workbook>");
    framed_end(writer, "xl/workbook.xml", names, end);
}

/* --- properties -------------------------------------------------------------------------------------------------- */

static void core_write(struct jx_xlsx_writer *writer, const struct jx_book *book) {
    const char *title = jx_xlsx_plain(writer->host, writer->call, book->title);
    const char *author = jx_xlsx_plain(writer->host, writer->call, book->author);
    time_t created = writer->output->created != 0 ? (time_t)writer->output->created : 1;
    struct tm parts;
    char date[40] = "1970-01-01T00:00:01Z";
    if (gmtime_r(&created, &parts)) strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ", &parts);
    if (!author || !*author) author = "jixiao";
    jx_bytes_text(&writer->xml, JX_XML_HEAD
                  "<cp:coreProperties xmlns:cp=\"" PACKAGE "metadata/core-properties\""
                  " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\""
                  " xmlns:dcmitype=\"http://purl.org/dc/dcmitype/\" "
                  "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
    size_t from = writer->xml.length;
    if (title && *title) {
        jx_bytes_text(&writer->xml, "<dc:title>");
        escaped(writer, title);
        jx_bytes_text(&writer->xml, "</dc:title>");
    }
    size_t to = writer->xml.length;
    jx_bytes_text(&writer->xml, "<dc:creator>");
    escaped(writer, author);
    jx_bytes_text(&writer->xml, "</dc:creator><cp:lastModifiedBy>");
    escaped(writer, author);
    jx_xlsx_put(writer, "</cp:lastModifiedBy><dcterms:created xsi:type=\"dcterms:W3CDTF\">", date,
                "</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">", date,
                "</dcterms:modified></cp:coreProperties>");
    framed_end(writer, "docProps/core.xml", from, to);
}

static void heading(struct jx_xlsx_writer *writer, const char *name, size_t count) {
    jx_xlsx_put(writer, "<vt:variant><vt:lpstr>", name, "</vt:lpstr></vt:variant>");
    number(writer, "<vt:variant><vt:i4>", count, "</vt:i4></vt:variant>");
}

static void app_write(struct jx_xlsx_writer *writer) {
    size_t heads = heads_count(writer);
    jx_bytes_text(&writer->xml,
                  JX_XML_HEAD "<Properties xmlns=\"" OFFICE "extended-properties\" xmlns:vt=\"" OFFICE
                              "docPropsVTypes\"><Application>Microsoft Excel</Application><DocSecurity>0"
                              "</DocSecurity><ScaleCrop>false</ScaleCrop><HeadingPairs>");
    number(writer, "<vt:vector size=\"", heads > 0 ? 4 : 2, "\" baseType=\"variant\">");
    heading(writer, "Worksheets", writer->sheet_count);
    if (heads > 0) heading(writer, "Named Ranges", heads);
    number(writer, "</vt:vector></HeadingPairs><TitlesOfParts><vt:vector size=\"",
           writer->sheet_count + heads, "\" baseType=\"lpstr\">");
    size_t names = writer->xml.length;
    for (size_t i = 0; i < writer->sheet_count; i++) {
        jx_bytes_text(&writer->xml, "<vt:lpstr>");
        escaped(writer, writer->names[i]);
        jx_bytes_text(&writer->xml, "</vt:lpstr>");
    }
    for (size_t i = 0; i < writer->sheet_count; i++) {
        if (!jx_xlsx_head_repeats(writer->sheets[i])) continue;
        jx_bytes_text(&writer->xml, "<vt:lpstr>");
        jx_xlsx_name_quoted(writer, writer->names[i]);
        jx_bytes_text(&writer->xml, "!Print_Titles</vt:lpstr>");
    }
    size_t end = writer->xml.length;
    jx_bytes_text(&writer->xml,
                  "</vt:vector></TitlesOfParts><Company></Company><LinksUpToDate>false</LinksUpToDate>"
                  "<SharedDoc>false</SharedDoc><HyperlinksChanged>false</HyperlinksChanged>"
                  "<AppVersion>12.0000</AppVersion></Properties>");
    framed_end(writer, "docProps/app.xml", names, end);
}

void jx_xlsx_book_write(struct jx_xlsx_writer *writer, const struct jx_book *book) {
    workbook_write(writer);
    jx_xlsx_texts_write(writer);
    jx_xlsx_styles_write(writer);
    core_write(writer, book);
    app_write(writer);
}
