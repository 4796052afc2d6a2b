/* Documents: what is drawn and not written, or written and not to be read: digits beside the line, equations, what is struck or hidden,
 * the numbers of lists. */
#include "tests/unit/docx_help.h"

#define LOOKS(looks, text) "{r}{rPr}" looks "{/rPr}{t}" text "{/t}{/r}"
#define PLAIN(text)        "{r}{t}" text "{/t}{/r}"
#define UP                 "{vertAlign w:val='superscript'/}"
#define DOWN               "{vertAlign w:val='subscript'/}"

/* A raised digit is no part of the number that it stands behind, and neither is what a formula puts above a line. */
static void digits_beside_the_line(void **state) {
    (void)state;
    static const struct body_case cases[] = {
        {"a note's mark", "{p}" PLAIN("1,280.50") LOOKS(UP, "12") "{/p}", "1,280.50¹²/", 0},
        {"a square", "{p}" PLAIN("≥500m") LOOKS(UP, "2") "{/p}", "≥500m²/", 0},
        {"a power", "{p}" PLAIN("≥10") LOOKS(UP, "-4") PLAIN("吨") "{/p}", "≥10⁻⁴吨/", 0},
        {"all of a line", "{p}" LOOKS(UP, "12") "{/p}", "12/", 0},
        {"below a number", "{p}" PLAIN("98") LOOKS(DOWN, "1") "{/p}", "98₁/", 0},
        {"below a letter", "{p}" PLAIN("CO") LOOKS(DOWN, "2") "{/p}", "CO2/", 0},
        {"on the line", "{p}" PLAIN("98") LOOKS("{vertAlign w:val='baseline'/}", "1") "{/p}", "981/", 0},
        {"put higher", "{p}" PLAIN("12") LOOKS("{position w:val='6'/}{sz w:val='12'/}", "1") "{/p}", "12¹/",
         0},
        {"put a little higher", "{p}" PLAIN("12") LOOKS("{position w:val='2'/}", "1") "{/p}", "121/", 0},
        {"put lower", "{p}" PLAIN("12") LOOKS("{position w:val='-6'/}", "1") "{/p}", "121/", 0},
        {"a fraction",
         "{p}" PLAIN(
             "≥3") "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r>"
                   "</m:den></m:f></m:oMath>" PLAIN("公里") "{/p}",
         "≥3¹⁄₂公里/", JX_MSG_DOCUMENT_FORMULAS},
        {"a power in a formula",
         "{p}<m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>4</m:t></m:r></m:sup>"
         "</m:sSup></m:oMath>" PLAIN("吨") "{/p}",
         "10⁴吨/", JX_MSG_DOCUMENT_FORMULAS},
    };
    bodies_check(cases, sizeof cases / sizeof *cases);
}

#define FIELD(kind)       "{r}{fldChar w:fldCharType='" kind "'/}{/r}"
#define INSTRUCTION(text) "{r}{instrText}" text "{/instrText}{/r}"

/* Which lines equations become, the tests of older documents say. */
static void equations_are_lines(void **state) {
    (void)state;
    static const struct body_case cases[] = {
        {"a fraction in pieces",
         "{p}" PLAIN("≥3") FIELD("begin") INSTRUCTION("EQ \\f(1") INSTRUCTION(",2)") FIELD("end")
             PLAIN("公里") "{/p}",
         "≥3¹⁄₂公里/", JX_MSG_DOCUMENT_FORMULAS},
        {"a simple field", "{p}" PLAIN("≥3") "{fldSimple w:instr=' EQ \\f(1,2) '/}{/p}", "≥3¹⁄₂/",
         JX_MSG_DOCUMENT_FORMULAS},
        {"with a result", "{p}{fldSimple w:instr=' PAGE '}" PLAIN("3") "{/fldSimple}{/p}", "3/", 0},
        {"a result in place of an equation",
         "{p}" FIELD("begin") INSTRUCTION("EQ \\f(1,2)") FIELD("separate") PLAIN("0.5") FIELD("end") "{/p}",
         "0.5/", 0},
        {"a number in a circle", "{p}" FIELD("begin") INSTRUCTION("eq \\o\\ac(○,1)") FIELD("end") "{/p}",
         "①/", 0},
    };
    bodies_check(cases, sizeof cases / sizeof *cases);
}

#define SYMBOLS "{rFonts w:ascii='Symbol' w:hAnsi='Symbol'/}"

#define TICK_BOX(inside)                                                                                     \
    "{r}{fldChar w:fldCharType='begin'}{ffData}{checkBox}" inside "{/checkBox}{/ffData}{/fldChar}{/r}"       \
    "{r}{instrText}FORMCHECKBOX{/instrText}{/r}{r}{fldChar w:fldCharType='end'/}{/r}"

static void looks_say_what_is_text(void **state) {
    (void)state;
    static const struct body_case cases[] = {
        {"struck text", "{p}" LOOKS("{strike/}", "10") PLAIN("120.50") "{/p}", "120.50/",
         JX_MSG_DOCUMENT_STRUCK},
        {"struck twice", "{p}" LOOKS("{dstrike/}", "10") PLAIN("120.50") "{/p}", "120.50/",
         JX_MSG_DOCUMENT_STRUCK},
        {"not struck", "{p}" LOOKS("{strike w:val='0'/}", "10") PLAIN("0") "{/p}", "100/", 0},
        {"struck blanks are nobody's loss", "{p}" LOOKS("{strike/}", " ") PLAIN("甲") "{/p}", "甲/", 0},
        {"a hidden row",
         "{tbl}{tr}" C("甲") "{/tr}{tr}{trPr}{hidden/}{/trPr}" C("不") "{/tr}{tr}" C("乙") "{/tr}{/tbl}",
         "甲/乙/", JX_MSG_DOCUMENT_HIDDEN},
        {"a deleted cell",
         "{tbl}{tr}" C("甲") L("{cellDel/}", "不") C("乙") "{/tr}{tr}" L("{cellDel/}", "不") "{/tr}{/tbl}",
         "甲|乙/", JX_MSG_DOCUMENT_DELETIONS},
        {"places of a typeface", "{p}" LOOKS(SYMBOLS, "\xEF\x82\xB3") PLAIN("12") LOOKS(SYMBOLS, "³c") "{/p}",
         "≥12≥c/", 0},
        {"letters that are places", "{p}" LOOKS("{rFonts w:ascii='Wingdings 2'/}", "R新增 £延续") "{/p}",
         "☑新增 □延续/", 0},
        {"a picture in a cell", "{tbl}{tr}{tc}{p}{r}{drawing/}{/r}" PLAIN("98%") "{/p}{/tc}{/tr}{/tbl}",
         "98%/", JX_MSG_DOCUMENT_OBJECTS},
        {"a text box in a drawing is read",
         "{tbl}{tr}{tc}{p}{r}{drawing}{txbxContent}" P(
             "框") "{/txbxContent}{/drawing}{/r}{/p}{/tc}{/tr}{/tbl}",
         "框/", 0},
        {"what is chosen from a list",
         "{p}{r}{fldChar w:fldCharType='begin'}{ffData}{ddList}{result w:val='1'/}{listEntry w:val='甲'/}"
         "{listEntry w:val='乙'/}{/ddList}{/ffData}{/fldChar}{/r}{r}{instrText}FORMDROPDOWN{/instrText}{/r}"
         "{r}{fldChar w:fldCharType='end'/}{/r}{/p}",
         "乙/", 0},
        {"boxes of old forms",
         "{p}" TICK_BOX("{default w:val='0'/}{checked/}") PLAIN("甲 ") TICK_BOX("{sizeAuto/}") PLAIN("乙 ")
             TICK_BOX("{default w:val='1'/}{checked w:val='0'/}") PLAIN("丙 ")
                 TICK_BOX("{default w:val='1'/}") PLAIN("丁") "{/p}",
         "☑甲 □乙 □丙 ☑丁/", 0},
    };
    bodies_check(cases, sizeof cases / sizeof *cases);
}

#define WHITE               "{color w:val='FFFFFF'/}"
#define BLUE                "{shd w:val='clear' w:fill='0000FF'/}"
#define BARE                "{shd w:val='clear' w:fill='FFFFFF'/}"
#define CELL(looks, inside) "{tc}{tcPr}" looks "{/tcPr}" inside "{/tc}"
#define LIGHT               "{p}" LOOKS(WHITE, "白") PLAIN("甲") "{/p}"

/* Nobody sees what is as white as the paper; on another colour, and on one that is not known, everybody does. */
static void white_text_is_none(void **state) {
    (void)state;
    static const struct body_case cases[] = {
        {"white", LIGHT, "甲/", JX_MSG_DOCUMENT_WHITE},
        {"nearly white", "{p}" LOOKS("{color w:val='fdfefe'/}", "白") PLAIN("甲") "{/p}", "甲/",
         JX_MSG_DOCUMENT_WHITE},
        {"light", "{p}" LOOKS("{color w:val='F0F0F0'/}", "白") "{/p}", "白/", 0},
        {"of any colour", "{p}" LOOKS("{color w:val='auto'/}", "白") "{/p}", "白/", 0},
        {"shaded", "{p}" LOOKS(WHITE BLUE, "白") "{/p}", "白/", 0},
        {"in a pattern", "{p}" LOOKS(WHITE "{shd w:val='pct50' w:fill='auto'/}", "白") "{/p}", "白/", 0},
        {"shaded white", "{p}" LOOKS(WHITE BARE, "白") PLAIN("甲") "{/p}", "甲/", JX_MSG_DOCUMENT_WHITE},
        {"marked", "{p}" LOOKS(WHITE "{highlight w:val='red'/}", "白") "{/p}", "白/", 0},
        {"not marked", "{p}" LOOKS(WHITE "{highlight w:val='none'/}", "白") PLAIN("甲") "{/p}", "甲/",
         JX_MSG_DOCUMENT_WHITE},
        {"a shaded paragraph", "{p}{pPr}" BLUE "{/pPr}" LOOKS(WHITE, "白") "{/p}", "白/", 0},
        {"the paragraph behind it", "{p}{pPr}" BLUE "{/pPr}" PLAIN("乙") "{/p}" LIGHT, "乙/甲/",
         JX_MSG_DOCUMENT_WHITE},
        {"a shaded cell, and one that is not", "{tbl}{tr}" CELL(BLUE, LIGHT) CELL("", LIGHT) "{/tr}{/tbl}",
         "白甲|甲/", JX_MSG_DOCUMENT_WHITE},
        {"a shaded table", "{tbl}{tblPr}" BLUE "{/tblPr}{tr}" CELL("", LIGHT) CELL(BARE, LIGHT) "{/tr}{/tbl}",
         "白甲|甲/", JX_MSG_DOCUMENT_WHITE},
        {"a table in a shaded cell",
         "{tbl}{tr}" CELL(BLUE, "{tbl}{tr}" CELL("", LIGHT) "{/tr}{/tbl}{p/}")
             CELL("", P("乙")) "{/tr}{/tbl}",
         "白甲|乙/", 0},
        {"a text box", "{p}{r}{drawing}{txbxContent}" LIGHT "{/txbxContent}{/drawing}{/r}{/p}", "白甲/", 0},
    };
    bodies_check(cases, sizeof cases / sizeof *cases);
}

/* A document with these styles. To be freed. */
static struct xlsx_bytes styled_document(const char *body, const char *styles) {
    char xml[2048], sheet[2048];
    snprintf(xml, sizeof xml, "<w:document xmlns:w='x'><w:body>%s</w:body></w:document>", body);
    snprintf(sheet, sizeof sheet, "<w:styles xmlns:w='x'>%s</w:styles>", styles);
    struct xlsx_part parts[] = {
        {"[Content_Types].xml", TYPES, 0},
        {"_rels/.rels", MAIN, 0},
        {"word/document.xml", xml, 0},
        {"word/_rels/document.xml.rels", XLSX_RELATIONS(XLSX_RELATION("rId1", "styles", "styles.xml")), 0},
        {"word/styles.xml", sheet, 0},
        {0},
    };
    return xlsx_zip(parts, NULL);
}

#define STYLE(id, inside) "<w:style w:styleId='" id "'>" inside "</w:style>"
#define RUN(looks, text)  "<w:r><w:rPr>" looks "</w:rPr><w:t>" text "</w:t></w:r>"

/* The nearest that names a typeface says whether letters are symbols: the run, its style, its paragraph's. */
static void styles_draw_symbols(void **state) {
    (void)state;
    static const char styles[] = STYLE("s", "<w:rPr><w:rFonts w:ascii='Symbol'/></w:rPr>")
        STYLE("b", "<w:basedOn w:val='s'/>") STYLE("w", "<w:rPr><w:rFonts w:ascii='Wingdings 2'/></w:rPr>")
            STYLE("l", "<w:basedOn w:val='s'/><w:rPr><w:rFonts w:ascii='Arial'/></w:rPr>")
                STYLE("e", "<w:basedOn w:val='s'/><w:rPr><w:rFonts w:eastAsia='Arial'/></w:rPr>");
#define OF(style, inside) "<w:p><w:pPr><w:pStyle w:val='" style "'/></w:pPr>" inside "</w:p>"
    static const struct {
        const char *what, *body, *shown;
    } cases[] = {
        {"a run's", "<w:p>" RUN("<w:rStyle w:val='s'/>", "³") RUN("", "90") "</w:p>", "≥90/"},
        {"a paragraph's, based on one that does", OF("b", RUN("", "³") RUN("", "90%")), "≥90%/"},
        {"boxes", OF("w", RUN("", "R新增 £延续")), "☑新增 □延续/"},
        {"the run's before the paragraph's", OF("s", RUN("<w:rStyle w:val='w'/>", "£")), "□/"},
        {"a style of letters", OF("s", RUN("<w:rStyle w:val='l'/>", "£")), "£/"},
        {"a style of other letters", OF("e", RUN("", "£")), "≤/"},
        {"the run's letters", OF("s", RUN("<w:rFonts w:ascii='Arial'/>", "£")), "£/"},
        {"a theme's letters", OF("s", RUN("<w:rFonts w:asciiTheme='minorHAnsi'/>", "£")), "£/"},
        {"another script's letters", OF("s", RUN("<w:rFonts w:eastAsia='Arial'/>", "£")), "≤/"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        package_check(cases[i].what, styled_document(cases[i].body, styles), cases[i].shown, 0);
}

static void styles_hide(void **state) {
    (void)state;
    static const char styles[] = STYLE("h", "<w:rPr><w:vanish/></w:rPr>") STYLE("b", "<w:basedOn w:val='h'/>")
        STYLE("ring", "<w:basedOn w:val='ring'/>")
            STYLE("u", "<w:rPr><w:vertAlign w:val='superscript'/></w:rPr>")
                STYLE("w", "<w:rPr><w:color w:val='FFFFFF'/></w:rPr>")
                    STYLE("t", "<w:tblStylePr><w:tcPr><w:shd w:fill='0000FF'/></w:tcPr></w:tblStylePr>");
    static const struct {
        const char *what, *body, *shown;
        enum jx_code code;
    } cases[] = {
        {"a run", "<w:p>" RUN("<w:rStyle w:val='h'/>", "5") RUN("", "甲") "</w:p>", "甲/",
         JX_MSG_DOCUMENT_HIDDEN},
        {"based on one that hides", "<w:p>" RUN("<w:rStyle w:val='b'/>", "5") RUN("", "甲") "</w:p>", "甲/",
         JX_MSG_DOCUMENT_HIDDEN},
        {"a paragraph",
         "<w:p><w:pPr><w:pStyle w:val='h'/></w:pPr>" RUN("", "5") "</w:p><w:p>" RUN("", "甲") "</w:p>", "甲/",
         JX_MSG_DOCUMENT_HIDDEN},
        {"a paragraph's, turned over by the run's",
         "<w:p><w:pPr><w:pStyle w:val='h'/></w:pPr>" RUN("<w:rStyle w:val='h'/>", "甲") "</w:p>", "甲/", 0},
        {"the run says otherwise", "<w:p>" RUN("<w:rStyle w:val='h'/><w:vanish w:val='0'/>", "甲") "</w:p>",
         "甲/", 0},
        {"others", "<w:p>" RUN("<w:rStyle w:val='ring'/>", "甲") RUN("<w:rStyle w:val='no'/>", "乙") "</w:p>",
         "甲乙/", 0},
        {"raised", "<w:p>" RUN("", "98") RUN("<w:rStyle w:val='u'/>", "1") "</w:p>", "98¹/", 0},
        {"white", "<w:p>" RUN("<w:rStyle w:val='w'/>", "5") RUN("", "甲") "</w:p>", "甲/",
         JX_MSG_DOCUMENT_WHITE},
        {"white in a table whose style has colours",
         "<w:tbl><w:tblPr><w:tblStyle w:val='t'/></w:tblPr><w:tr><w:tc><w:p>" RUN(
             "<w:rStyle w:val='w'/>", "甲") "</w:p></w:tc></w:tr></w:tbl>",
         "甲/", 0},
        {"raised no more",
         "<w:p>" RUN("", "98") RUN("<w:rStyle w:val='u'/><w:vertAlign w:val='baseline'/>", "1") "</w:p>",
         "981/", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        package_check(cases[i].what, styled_document(cases[i].body, styles), cases[i].shown, cases[i].code);
}

/* --- lists ------------------------------------------------------------------------------------------------------- */

#define NUMBERED(list, level, text)                                                                          \
    "<p><pPr><numPr><ilvl val='" level "'/><numId val='" list "'/></numPr></pPr><r><t>" text "</t></r></p>"
#define STYLED(style, text) "<p><pPr><pStyle val='" style "'/></pPr><r><t>" text "</t></r></p>"
#define UNNUMBERED(text)    "<p><r><t>" text "</t></r></p>"
#define LEVEL(level, start, format, text)                                                                    \
    "<lvl ilvl='" level "'><start val='" start "'/><numFmt val='" format "'/><lvlText val='" text "'/></"    \
    "lvl>"

/* As they are seen: by lists, levels and styles, whose counts go on over other text. */
static void automatic_numbers_are_read(void **state) {
    (void)state;
    static const char numbering[] =
        "<numbering><abstractNum abstractNumId='7'>" LEVEL("0", "1", "decimal", "%1.")
            LEVEL("1", "1", "lowerLetter", "%1.%2)") "</abstractNum><abstractNum abstractNumId='2'>" LEVEL(
                "0", "9", "chineseCountingThousand", "（%1）") LEVEL("1", "0", "decimal", "%2")
                LEVEL("2", "1", "decimalEnclosedCircle", "%3")
                    LEVEL("3", "1", "hebrew1",
                          "%4") "</abstractNum>"
                                "<abstractNum abstractNumId='3'>" LEVEL(
                                    "0", "1", "bullet",
                                    "•") "</abstractNum>"
                                         "<num numId='1'><abstractNumId val='7'/></num><num "
                                         "numId='2'><abstractNumId val='2'/></num>"
                                         "<num numId='3'><abstractNumId val='7'/><lvlOverride "
                                         "ilvl='0'><startOverride val='5'/></lvlOverride></num>"
                                         "<num numId='4'><abstractNumId val='3'/></num><num "
                                         "numId='5'><abstractNumId val='99'/></num></numbering>";
    static const char styles[] =
        "<styles><style styleId='List'><pPr><numPr><numId val='1'/></numPr></pPr></style>"
        "<style styleId='Child'><basedOn val='List'/></style><style styleId='Not'><basedOn "
        "val='List'/><pPr><numPr><numId val='0'/></numPr></pPr></style></styles>";
    static const struct body_case cases[] = {
        {"a list", NUMBERED("1", "0", "甲") UNNUMBERED("乙") NUMBERED("1", "0", "丙"), "1.甲/乙/2.丙/", 0},
        {"levels",
         NUMBERED("1", "0", "甲") NUMBERED("1", "1", "乙") NUMBERED("1", "1", "丙") NUMBERED("1", "0", "丁")
             NUMBERED("1", "1", "戊"),
         "1.甲/1.a)乙/1.b)丙/2.丁/2.a)戊/", 0},
        {"Chinese, nought, circles",
         NUMBERED("2", "0", "甲") NUMBERED("2", "0", "乙") NUMBERED("2", "0", "丙") NUMBERED("2", "1", "丁")
             NUMBERED("2", "2", "戊"),
         "（九）甲/（十）乙/（十一）丙/0 丁/①戊/", 0},
        {"a list that begins anew",
         NUMBERED("1", "0", "甲") NUMBERED("3", "0", "乙") NUMBERED("3", "0", "丙"), "1.甲/5.乙/6.丙/", 0},
        {"by their style",
         STYLED("List", "甲") STYLED("Child", "乙") STYLED("Not", "丙") STYLED("List", "丁"),
         "1.甲/2.乙/丙/3.丁/", 0},
        {"blank ones count", NUMBERED("1", "0", "甲") NUMBERED("1", "0", "") NUMBERED("1", "0", "乙"),
         "1.甲//3.乙/", 0},
        {"bullets are no numbers", NUMBERED("4", "0", "甲"), "甲/", 0},
        {"numbers that nobody knows", NUMBERED("2", "3", "甲") NUMBERED("5", "0", "乙"), "甲/乙/",
         JX_MSG_DOCUMENT_NUMBERS},
        {"in a cell", "<tbl><tr><tc>" NUMBERED("1", "0", "甲") NUMBERED("1", "0", "乙") "</tc></tr></tbl>",
         "1.甲~2.乙/", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char document[4096];
        snprintf(document, sizeof document, "<document><body>%s</body></document>", cases[i].body);
        struct xlsx_part parts[] = {
            {"[Content_Types].xml", TYPES, 0},
            {"_rels/.rels", MAIN, 0},
            {"word/document.xml", document, 0},
            {"word/_rels/document.xml.rels",
             XLSX_RELATIONS(XLSX_RELATION("rId1", "styles", "styles.xml")
                                XLSX_RELATION("rId2", "numbering", "numbering.xml")),
             0},
            {"word/styles.xml", styles, 0},
            {"word/numbering.xml", numbering, 0},
            {0},
        };
        package_check(cases[i].what, xlsx_zip(parts, NULL), cases[i].shown, cases[i].code);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_beside_the_line),     cmocka_unit_test(equations_are_lines),
        cmocka_unit_test(looks_say_what_is_text),     cmocka_unit_test(white_text_is_none),
        cmocka_unit_test(styles_draw_symbols),        cmocka_unit_test(styles_hide),
        cmocka_unit_test(automatic_numbers_are_read),
    };
    return cmocka_run_group_tests(tests, xlsx_load, NULL);
}
