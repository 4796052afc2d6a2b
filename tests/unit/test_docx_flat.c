/* Documents that are XML in one file, and files that stand in a document as pieces of its text. */
#define TESTED_CARRIER "docx"
#include "tests/unit/package_help.h"

#define OLD(body)                                                                                            \
    "<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:wordDocument xmlns:w='"               \
    "http://schemas.microsoft.com/office/word/2003/wordml' xmlns:wx='x' xmlns:aml='a'><w:styles>"            \
    "<w:style><w:rPr><w:vanish/></w:rPr></w:style></w:styles><w:body><wx:sect>" body                         \
    "</wx:sect></w:body></w:wordDocument>"
#define P(text)            "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define C(looks, text)     "<w:tc><w:tcPr>" looks "</w:tcPr>" P(text) "</w:tc>"
#define CHANGE(type, body) "<aml:annotation w:type='Word." type "'>" body "</aml:annotation>"

/* Checks a file that is no zip. */
static void flat_check(const char *what, const char *xml, const char *shown, int code) {
    size_t length = strlen(xml);
    struct xlsx_bytes file = {malloc(length), length};
    assert_non_null(file.bytes);
    memcpy(file.bytes, xml, length);
    if (xlsx_bid(file.bytes, length) != 95) fail_msg("%s: not claimed", what);
    package_check(what, file, shown, (enum jx_code)code);
}

static void word_2003_is_read(void **state) {
    (void)state;
    flat_check("a text", OLD(P("甲") P("乙")), "甲/乙/", 0);
    flat_check("blank lines before it", "\r\n \n" OLD(P("甲")), "甲/", 0);
    flat_check("a table",
               OLD("<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr>" C(
                   "<w:vmerge w:val='restart'/>", "甲") C("", "乙") "</w:tr><w:tr>" C("<w:vmerge/>", "")
                       C("", "丙") "</w:tr><w:tr>" C("<w:hmerge w:val='restart'/>", "丁")
                           C("<w:hmerge/>", "") "</w:tr><w:tr>" C("<w:gridSpan w:val='2'/>",
                                                                  "戊") "</w:tr></w:tbl>"),
               "2x1甲|乙/.|丙/1x2丁|./1x2戊|./", 0);
    flat_check(
        "deletions, insertions, comments",
        OLD("<w:p>" CHANGE("Deletion", "<aml:content><w:r><w:delText>一</w:delText></w:r></aml:content>")
                CHANGE("Insertion", "<aml:content><w:r><w:t>二</w:t></w:r></aml:content>") "<w:r>" CHANGE(
                    "Comment", "<aml:content>" P("三") "</aml:content>") "<w:t>四</w:t></w:r></w:p>"),
        "二四/", JX_MSG_DOCUMENT_DELETIONS);
    flat_check("a list",
               OLD("<w:p><w:pPr><w:listPr><w:ilvl w:val='0'/><w:ilfo w:val='1'/><wx:t wx:val='1.'/>"
                   "</w:listPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>"),
               "甲/", JX_MSG_DOCUMENT_NUMBERS);
    flat_check(
        "a note",
        OLD("<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:footnote>" P("注") "</w:footnote></w:r><w:r><w:t>乙</w:t>"
                                                                     "</w:r></w:p>"),
        "甲乙/", JX_MSG_DOCUMENT_NOTES);
    flat_check("the head of pages",
               OLD(P("甲") "<w:sectPr><w:hdr w:type='odd'>" P("附件3") "</w:hdr><w:ftr w:type='odd'>" P(
                   "- 1 -") "</w:ftr></w:sectPr>"),
               "甲/", JX_MSG_DOCUMENT_HEADER);
}

#define PART(name, type, xml)                                                                                \
    "<pkg:part pkg:name='" name "' pkg:contentType='application/vnd.openxmlformats-officedocument."          \
    "wordprocessingml." type "+xml'><pkg:xmlData>" xml "</pkg:xmlData></pkg:part>"

static void a_flat_package_is_read(void **state) {
    (void)state;
    flat_check("a package",
               "<pkg:package xmlns:pkg='p' xmlns:w='w'>" PART("/word/styles.xml", "styles", P("样式"))
                   PART("/word/header1.xml", "header", "<w:hdr>" P("附件3") "</w:hdr>") PART(
                       "/word/document.xml", "document.main",
                       "<w:document><w:body>" P("甲") "<w:part>" P("乙") "</w:part></w:body></w:document>")
                       PART("/word/footer1.xml", "footer", "<w:ftr>" P("第1页") "</w:ftr>") "</pkg:package>",
               "甲/乙/", JX_MSG_DOCUMENT_HEADER);
}

static void notes_of_a_flat_package_are_told(void **state) {
    (void)state;
    flat_check(
        "notes",
        "<pkg:package xmlns:pkg='p' xmlns:w='w'>" PART(
            "/word/document.xml", "document.main", "<w:document><w:body>" P("甲") "</w:body></w:document>")
            PART("/word/footnotes.xml", "footnotes",
                 "<w:footnotes><w:footnote>" P("注") "</w:footnote></w:footnotes>") "</pkg:package>",
        "甲/", JX_MSG_DOCUMENT_NOTES);
}

/* Without a library there is no carrier to read what is in the document. */
static void chunks_are_handed_on_or_told(void **state) {
    (void)state;
    static const char types[] =
        "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
        "<Override PartName='/word/document.xml' ContentType='application/"
        "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>";
    static const char body[] = "<w:document xmlns:w='w' xmlns:r='r'><w:body>" P(
        "甲") "<w:altChunk r:id='rId1'/></w:body></w:document>";
    struct xlsx_part parts[] = {
        {"[Content_Types].xml", types, 0},
        {"_rels/.rels", XLSX_RELATIONS(XLSX_RELATION("rId1", "officeDocument", "word/document.xml")), 0},
        {"word/document.xml", body, 0},
        {"word/_rels/document.xml.rels", XLSX_RELATIONS(XLSX_RELATION("rId1", "aFChunk", "a.html")), 0},
        {"word/a.html", "<table><tr><td>乙</td></tr></table>", 0},
        {0},
    };
    package_refusal_check("a page", xlsx_zip(parts, NULL), NULL, JX_MSG_FILE_CARRIER);
    parts[3].bytes = XLSX_RELATIONS(XLSX_RELATION("rId1", "aFChunk", "a.xyz"));
    package_check("a file of no known kind", xlsx_zip(parts, NULL), "甲/", JX_MSG_DOCUMENT_CHUNK);
    parts[3].bytes = XLSX_RELATIONS(XLSX_RELATION("rId1", "aFChunk", "missing.html"));
    package_check("a missing file", xlsx_zip(parts, NULL), "甲/", JX_MSG_DOCUMENT_CHUNK);
    parts[3].bytes = XLSX_RELATIONS(XLSX_RELATION("rId9", "aFChunk", "a.html"));
    package_check("no relationship", xlsx_zip(parts, NULL), "甲/", JX_MSG_DOCUMENT_CHUNK);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(word_2003_is_read),
        cmocka_unit_test(a_flat_package_is_read),
        cmocka_unit_test(notes_of_a_flat_package_are_told),
        cmocka_unit_test(chunks_are_handed_on_or_told),
    };
    return cmocka_run_group_tests(tests, xlsx_load, NULL);
}
