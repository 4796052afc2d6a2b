/*
 * The parts of a document beside its text: content types, relationships, properties, settings, styles, typefaces and the
 * feet of pages. The order of elements is that of ECMA-376's schema, which word processors insist on.
 */
#include "writer.h"

#include <string.h>
#include <time.h>

#define XML      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define WORD     "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define OFFICE   "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define PACKAGE  "http://schemas.openxmlformats.org/package/2006/"
#define TYPE     "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define OVERRIDE "<Override PartName=\"/"

static void put_types(struct jx_docx_writer *writer) {
    jx_docx_mark(writer,
                 XML "<Types xmlns=\"" PACKAGE "content-types\">"
                     "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package."
                     "relationships+xml\"/>"
                     "<Default Extension=\"xml\" ContentType=\"application/xml\"/>");
    jx_docx_mark(writer, OVERRIDE "word/document.xml\" ContentType=\"" TYPE "document.main+xml\"/>" //
                 OVERRIDE "word/styles.xml\" ContentType=\"" TYPE "styles+xml\"/>"                  //
                 OVERRIDE "word/settings.xml\" ContentType=\"" TYPE "settings+xml\"/>"              //
                 OVERRIDE "word/fontTable.xml\" ContentType=\"" TYPE "fontTable+xml\"/>");
    if (writer->footers)
        jx_docx_mark(writer, OVERRIDE "word/footer1.xml\" ContentType=\"" TYPE "footer+xml\"/>" //
                     OVERRIDE "word/footer2.xml\" ContentType=\"" TYPE "footer+xml\"/>");
    if (writer->hidden)
        jx_docx_mark(writer,
                     OVERRIDE "customXml/itemProps1.xml\" ContentType=\"application/vnd.openxmlformats-"
                              "officedocument.customXmlProperties+xml\"/>");
    jx_docx_mark(writer, OVERRIDE "docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package."
                                  "core-properties+xml\"/>" OVERRIDE
                                  "docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-"
                                  "officedocument.extended-properties+xml\"/></Types>");
}

static void put_relations(struct jx_docx_writer *writer) {
    jx_docx_mark(writer, XML "<Relationships xmlns=\"" PACKAGE "relationships\">"
                             "<Relationship Id=\"rId1\" Type=\"" OFFICE
                             "officeDocument\" Target=\"word/document.xml\"/>"
                             "<Relationship Id=\"rId2\" Type=\"" PACKAGE
                             "relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
                             "<Relationship Id=\"rId3\" Type=\"" OFFICE
                             "extended-properties\" Target=\"docProps/app.xml\"/></Relationships>");
}

/* The feet of pages are rId4, with numbers, and rId5, blank: the main part refers to them. */
static void put_document_relations(struct jx_docx_writer *writer) {
    jx_docx_mark(writer,
                 XML "<Relationships xmlns=\"" PACKAGE "relationships\">"
                     "<Relationship Id=\"rId1\" Type=\"" OFFICE "styles\" Target=\"styles.xml\"/>"
                     "<Relationship Id=\"rId2\" Type=\"" OFFICE "settings\" Target=\"settings.xml\"/>"
                     "<Relationship Id=\"rId3\" Type=\"" OFFICE "fontTable\" Target=\"fontTable.xml\"/>");
    if (writer->footers)
        jx_docx_mark(writer, "<Relationship Id=\"rId4\" Type=\"" OFFICE "footer\" Target=\"footer1.xml\"/>"
                             "<Relationship Id=\"rId5\" Type=\"" OFFICE "footer\" Target=\"footer2.xml\"/>");
    if (writer->hidden)
        jx_docx_mark(writer, "<Relationship Id=\"rId6\" Type=\"" OFFICE
                             "customXml\" Target=\"../" JX_DOCX_HIDDEN_PART "\"/>");
    jx_docx_mark(writer, "</Relationships>");
}

static void put_core(struct jx_docx_writer *writer) {
    const char *title = writer->book->title, *author = writer->book->author;
    time_t created = (time_t)writer->output->created;
    struct tm when;
    char date[48] = "1970-01-01T00:00:00Z";
    if (gmtime_r(&created, &when)) strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ", &when);
    if (!author || *author == '\0') author = "jixiao";
    jx_docx_mark(writer, XML "<cp:coreProperties xmlns:cp=\"" PACKAGE "metadata/core-properties\" "
                             "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                             "xmlns:dcterms=\"http://purl.org/dc/terms/\" "
                             "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>");
    if (title) jx_docx_mark_text(writer, title, strlen(title));
    jx_docx_mark(writer, "</dc:title><dc:creator>");
    jx_docx_mark_text(writer, author, strlen(author));
    jx_docx_mark(writer, "</dc:creator><dcterms:created xsi:type=\"dcterms:W3CDTF\">");
    jx_docx_mark(writer, date);
    jx_docx_mark(writer, "</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">");
    jx_docx_mark(writer, date);
    jx_docx_mark(writer, "</dcterms:modified></cp:coreProperties>");
}

static const char app[] = XML "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                              "extended-properties\"><Application>jixiao</Application></Properties>";

/* Compatible with Word 2013 and later, or lines would be set as older ones did. */
static const char settings[] =
    XML "<w:settings " WORD "><w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat>"
        "<w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" "
        "w:val=\"15\"/></w:compat><w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:settings>";

/* 宋体 and 黑体 for Chinese; digits and letters in what such documents usually have beside them. No blanks are added where
 * Chinese and Latin letters meet, or lines would be longer than counted. */
static const char styles[] = XML
    "<w:styles " WORD "><w:docDefaults><w:rPrDefault><w:rPr>"
    "<w:rFonts w:ascii=\"Times New Roman\" w:eastAsia=\"宋体\" w:hAnsi=\"Times New Roman\" "
    "w:cs=\"Times New Roman\"/><w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/>"
    "<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault/>"
    "</w:docDefaults>"
    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/><w:qFormat/>"
    "<w:pPr><w:widowControl w:val=\"0\"/><w:autoSpaceDE w:val=\"0\"/><w:autoSpaceDN w:val=\"0\"/></w:pPr>"
    "</w:style>"
    "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"a1\"><w:name w:val=\"Normal Table\"/>"
    "<w:uiPriority w:val=\"99\"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w=\"0\" "
    "w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/>"
    "<w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>"
    "</w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"a3\"><w:name w:val=\"Title\"/><w:basedOn w:val=\"a\"/>"
    "<w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before=\"120\" w:after=\"120\"/><w:jc w:val=\"center\"/>"
    "<w:outlineLvl w:val=\"0\"/></w:pPr><w:rPr><w:rFonts w:ascii=\"Arial\" w:eastAsia=\"黑体\" "
    "w:hAnsi=\"Arial\" w:cs=\"Arial\"/><w:b/><w:bCs/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/></w:rPr>"
    "</w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"a4\"><w:name w:val=\"footer\"/><w:basedOn w:val=\"a\"/>"
    "<w:pPr><w:jc w:val=\"center\"/></w:pPr><w:rPr><w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/></w:rPr>"
    "</w:style></w:styles>";

/* By which names the typefaces go where the Chinese ones are not known. */
static const char typefaces[] = XML
    "<w:fonts " WORD "><w:font w:name=\"宋体\"><w:altName w:val=\"SimSun\"/>"
    "<w:panose1 w:val=\"02010600030101010101\"/><w:charset w:val=\"86\"/><w:family w:val=\"auto\"/>"
    "<w:pitch w:val=\"variable\"/></w:font><w:font w:name=\"黑体\"><w:altName w:val=\"SimHei\"/>"
    "<w:panose1 w:val=\"02010609060101010101\"/><w:charset w:val=\"86\"/><w:family w:val=\"modern\"/>"
    "<w:pitch w:val=\"fixed\"/></w:font><w:font w:name=\"Times New Roman\"><w:panose1 "
    "w:val=\"02020603050405020304\"/><w:charset w:val=\"00\"/><w:family w:val=\"roman\"/><w:pitch "
    "w:val=\"variable\"/></w:font><w:font w:name=\"Arial\"><w:panose1 w:val=\"020B0604020202020204\"/>"
    "<w:charset w:val=\"00\"/><w:family w:val=\"swiss\"/><w:pitch w:val=\"variable\"/></w:font></w:fonts>";

#define RUN(text)                                                                                            \
    "<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define FIELD(name) "<w:fldSimple w:instr=\" " name " \"><w:r><w:t>1</w:t></w:r></w:fldSimple>"

static const char page_numbers[] =
    XML "<w:ftr " WORD "><w:p><w:pPr><w:pStyle w:val=\"a4\"/></w:pPr>" RUN("第 ") FIELD("PAGE") RUN(" 页 共 ")
        FIELD("NUMPAGES") RUN(" 页") "</w:p></w:ftr>";

static const char no_numbers[] =
    XML "<w:ftr " WORD "><w:p><w:pPr><w:pStyle w:val=\"a4\"/></w:pPr></w:p></w:ftr>";

static const char hidden_relations[] =
    XML "<Relationships xmlns=\"" PACKAGE "relationships\"><Relationship Id=\"rId1\" Type=\"" OFFICE
        "customXmlProps\" Target=\"itemProps1.xml\"/></Relationships>";

static const char hidden_properties[] =
    XML "<ds:datastoreItem ds:itemID=\"{6A697869-616F-4D61-8E3C-736865657473}\" "
        "xmlns:ds=\"http://schemas.openxmlformats.org/officeDocument/2006/customXml\"><ds:schemaRefs>"
        "<ds:schemaRef ds:uri=\"" JX_DOCX_HIDDEN "\"/></ds:schemaRefs></ds:datastoreItem>";

/* A part: made by a function, or always the same. */
struct part {
    const char *name;
    void (*put)(struct jx_docx_writer *);
    const char *constant;
    enum { ALWAYS, WITH_FOOTERS, WITH_HIDDEN } when;
};

static const struct part parts[] = {
    {"[Content_Types].xml", put_types, NULL, ALWAYS},
    {"_rels/.rels", put_relations, NULL, ALWAYS},
    {"docProps/core.xml", put_core, NULL, ALWAYS},
    {"docProps/app.xml", NULL, app, ALWAYS},
    {"word/_rels/document.xml.rels", put_document_relations, NULL, ALWAYS},
    {"word/settings.xml", NULL, settings, ALWAYS},
    {"word/styles.xml", NULL, styles, ALWAYS},
    {"word/fontTable.xml", NULL, typefaces, ALWAYS},
    {"word/footer1.xml", NULL, page_numbers, WITH_FOOTERS},
    {"word/footer2.xml", NULL, no_numbers, WITH_FOOTERS},
    {"customXml/_rels/item1.xml.rels", NULL, hidden_relations, WITH_HIDDEN},
    {"customXml/itemProps1.xml", NULL, hidden_properties, WITH_HIDDEN},
};

void jx_docx_parts_write(struct jx_docx_writer *writer) {
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const struct part *part = &parts[i];
        if (part->when == WITH_FOOTERS && !writer->footers) continue;
        if (part->when == WITH_HIDDEN && !writer->hidden) continue;
        if (part->put)
            part->put(writer);
        else
            jx_docx_mark(writer, part->constant);
        jx_docx_part_end(writer, part->name);
    }
}
