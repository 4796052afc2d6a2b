/* Documents: what of them is text, where their tables' cells stand, and what they cannot do. */
#define TESTED_CARRIER "docx"
#include "tests/unit/package_help.h"

#define TYPES                                                                                                \
    "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"                           \
    "<Override PartName='/word/document.xml' ContentType='application/"                                      \
    "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>"
#define MAIN XLSX_RELATIONS(XLSX_RELATION("rId1", "officeDocument", "word/document.xml"))

/* --- making documents -------------------------------------------------------------------------------------------- */

/*
 * A body in short: each letter in braces is an element, {p} … {/p}, and text stands in {t}. What is written so is long
 * enough. To be freed.
 */
static struct xlsx_bytes document_of(const char *body) {
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

static void bodies_check(const struct body_case *cases, size_t count) {
    for (size_t i = 0; i < count; i++)
        package_check(cases[i].what, document_of(cases[i].body), cases[i].shown, cases[i].code);
}

/* --- texts ------------------------------------------------------------------------------------------------------- */

static void texts_are_what_is_printed(void **state) {
    (void)state;
    static const struct body_case cases[] = {
        {"paragraphs; without a table blank ones are rows",
         "{p/}" P("甲") "{p/}{p}{r}{t} {/t}{/r}{/p}" P("乙"), "甲///乙/", 0},
        {"with one they are not",
         "{p/}" P("甲") "{p/}" P("乙") "{p/}{tbl}{tr}" C("丙") "{/tr}{/tbl}{p/}" P("丁"), "甲/乙/丙/丁/", 0},
        {"tabs part no cells of a note or two",
         "{p}{r}{t}甲{/t}{tab/}{t}乙{/t}{/r}{/p}{p}{r}{tab/}{/r}{/p}" P("丙"), "甲\t乙//丙/", 0},
        {"runs", "{p}{r}{t}项目{/t}{/r}{r}{rPr}{b/}{/rPr}{t}名称{/t}{t}：{/t}{/r}{/p}", "项目名称：/", 0},
        {"white space outside of runs", "{p}\n  {r}\n {t}甲{/t}\n{/r}\n{/p}\n", "甲/", 0},
        {"tabs and breaks",
         "{p}{r}{t}甲{/t}{tab/}{t}乙{/t}{br/}{t}丙{/t}{cr/}{t}丁{/t}{ptab/}{t}戊{/t}{/r}{/p}",
         "甲\t乙~丙~丁\t戊/", 0},
        {"tab stops are no tabs", "{p}{pPr}{tabs}{tab w:val='left'/}{/tabs}{/pPr}{r}{t}甲{/t}{/r}{/p}", "甲/",
         0},
        {"page breaks",
         "{p}{r}{br w:type='page'/}{t}甲{/t}{br w:type='column'/}{lastRenderedPageBreak/}{/r}{/p}", "甲/", 0},
        {"hyphens", "{p}{r}{t}a{/t}{noBreakHyphen/}{t}b{/t}{softHyphen/}{t}c{/t}{/r}{/p}", "a-bc/", 0},
        {"symbols",
         "{p}{r}{sym w:font='Symbol' w:char='F0B3'/}{sym w:font='Symbol' w:char='00A3'/}{sym "
         "w:font='Wingdings' "
         "w:char='F0A8'/}{sym w:font='Wingdings 2' w:char='F052'/}{sym w:font='X' w:char='4E00'/}{/r}{/p}",
         "≥≤□☑一/", 0},
        {"symbols that are none",
         "{p}{r}{t}甲{/t}{sym w:font='X' w:char='D800'/}{sym w:char='zz'/}{sym w:char='123456'/}{sym/}{sym "
         "w:char=''/}{/r}{/p}",
         "甲/", 0},
        {"an unknown symbol stays", "{p}{r}{sym w:font='Webdings' w:char='F021'/}{/r}{/p}", "\xEF\x80\xA1/",
         0},
        {"fields show their results",
         "{p}{r}{fldChar w:fldCharType='begin'/}{instrText}PAGE{/instrText}{t}no{/t}{fldChar "
         "w:fldCharType='separate'/}{t}3{/t}{fldChar w:fldCharType='end'/}{t}页{/t}{/r}{/p}",
         "3页/", 0},
        {"a field inside of an instruction",
         "{p}{r}{fldChar w:fldCharType='begin'/}{fldChar w:fldCharType='begin'/}{fldChar "
         "w:fldCharType='separate'/}{t}no{/t}{fldChar w:fldCharType='end'/}{fldChar "
         "w:fldCharType='separate'/}{t}是{/t}{fldChar w:fldCharType='end'/}{/r}{/p}",
         "是/", 0},
        {"a field that never ends", "{p}{r}{fldChar w:fldCharType='begin'/}{t}no{/t}{/r}{/p}" P("还在"),
         "还在/", 0},
        {"a field that never began", "{p}{r}{fldChar w:fldCharType='end'/}{fldChar/}{t}甲{/t}{/r}{/p}", "甲/",
         0},
        {"tracked changes",
         "{p}{r}{t}甲{/t}{/r}{del}{r}{delText}不{/delText}{t}不{/t}{/r}{/del}{ins}{r}{t}乙{/t}{/r}{/"
         "ins}{moveFrom}{r}{t}"
         "不{/t}{/r}{/moveFrom}{moveTo}{r}{t}丙{/t}{/r}{/moveTo}{/p}",
         "甲乙丙/", JX_MSG_DOCUMENT_DELETIONS},
        {"a deleted paragraph mark", "{p}{pPr}{rPr}{del/}{/rPr}{/pPr}{r}{t}甲{/t}{/r}{/p}" P("乙") P("丙"),
         "甲乙/丙/", JX_MSG_DOCUMENT_DELETIONS},
        {"hidden text", "{p}{r}{rPr}{vanish/}{/rPr}{t}不{/t}{/r}{r}{t}甲{/t}{/r}{/p}", "甲/",
         JX_MSG_DOCUMENT_HIDDEN},
        {"text that is not hidden",
         "{p}{pPr}{rPr}{vanish/}{/rPr}{/pPr}{r}{rPr}{vanish "
         "w:val='false'/}{rPrChange}{rPr}{vanish/}{/rPr}{/rPrChange}"
         "{/rPr}{t}甲{/t}{/r}{/p}",
         "甲/", 0},
        {"numbering", "{p}{pPr}{numPr}{numId w:val='2'/}{/numPr}{/pPr}{r}{t}甲{/t}{/r}{/p}", "甲/",
         JX_MSG_DOCUMENT_NUMBERS},
        {"no numbering", "{p}{pPr}{numPr}{numId w:val='0'/}{/numPr}{/pPr}{r}{t}甲{/t}{/r}{/p}", "甲/", 0},
        {"form controls", "{sdt}{sdtPr}{text/}{/sdtPr}{sdtContent}" P("甲") "{/sdtContent}{/sdt}", "甲/", 0},
        {"prompts of form controls",
         "{p}{r}{t}甲{/t}{/r}{sdt}{sdtPr}{showingPlcHdr/}{/sdtPr}{sdtContent}{r}{t}点击输入{/t}{/r}{/"
         "sdtContent}{/sdt}{r}"
         "{t}乙{/t}{/r}{/p}",
         "甲乙/", 0},
        {"text boxes follow their paragraph",
         "{p}{r}{txbxContent}" P("框一") P("框二") "{/txbxContent}{t}甲{/t}{/r}{/p}" P("乙"),
         "甲/框一/框二/乙/", 0},
        {"alternatives",
         "{p}{r}{AlternateContent}{Choice}{t}甲{/t}{txbxContent}" P(
             "框") "{/txbxContent}{/Choice}{Fallback}{txbxContent}" P("框") "{/txbxContent}{/Fallback}{/"
                                                                            "AlternateContent}{/r}{/p}",
         "框/", 0},
        {"the only alternative",
         "{p}{AlternateContent}{Fallback}{r}{t}甲{/t}{/r}{/Fallback}{/AlternateContent}{/p}", "甲/", 0},
        {"links, formulas and guides",
         "{p}{hyperlink}{r}{t}链{/t}{/r}{/hyperlink}<m:oMath><m:r><m:t>x≥1</m:t></m:r></"
         "m:oMath>{r}{ruby}{rt}{r}{t}a{/t}"
         "{/r}{/rt}{rubyBase}{r}{t}注{/t}{/r}{/rubyBase}{/ruby}{/r}{/p}",
         "链x≥1注/", 0},
        {"notes stand elsewhere", "{p}{r}{t}甲{/t}{footnoteReference w:id='1'/}{commentReference/}{/r}{/p}",
         "甲/", 0},
        {"a paragraph within another", "{p}{r}{t}甲{/t}{/r}" P("乙") "{r}{t}丙{/t}{/r}{/p}", "甲/乙/丙/", 0},
        {"text outside of paragraphs", "{r}{t}甲{/t}{/r}" P("乙") "{t}不{/t}", "甲/乙/", 0},
    };
    bodies_check(cases, sizeof cases / sizeof *cases);
}

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
        {"places of a typeface", "{p}" LOOKS(SYMBOLS, "\xEF\x82\xB3") PLAIN("12") LOOKS(SYMBOLS, "³a") "{/p}",
         "≥12≥a/", 0},
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

/* --- tables ------------------------------------------------------------------------------------------------------ */

static void cells_stand_where_the_grid_has_them(void **state) {
    (void)state;
    static const struct body_case cases[] = {
        {"rows", "{tbl}{tr}" C("甲") C("乙") "{/tr}{tr}" C("丙") C("丁") "{/tr}{/tbl}", "甲|乙/丙|丁/", 0},
        {"paragraphs of a cell", "{tbl}{tr}{tc}{p/}" P("甲") "{p/}" P("乙") "{p/}{/tc}" C("丙") "{/tr}{/tbl}",
         "甲~~乙|丙/", 0},
        {"a blank row", "{tbl}{tr}" C("甲") "{/tr}{tr}{tc}{p/}{/tc}{/tr}{tr}" C("乙") "{/tr}{/tbl}",
         "甲//乙/", 0},
        {"spans", "{tbl}{tr}" L("{gridSpan w:val='2'/}", "甲") C("乙") "{/tr}{/tbl}", "1x2甲|.|乙/", 0},
        {"spans that say nothing",
         "{tbl}{tr}" L("{gridSpan w:val='0'/}", "甲") L("{gridSpan w:val='x'/}", "乙")
             L("{gridSpan/}", "丙") "{/tr}{/tbl}",
         "甲|乙|丙/", 0},
        {"columns left out",
         "{tbl}{tr}{trPr}{gridBefore w:val='2'/}{gridAfter w:val='1'/}{/trPr}" C("甲") "{/tr}{/tbl}", "||甲/",
         0},
        {"downwards", "{tbl}{tr}" L(START, "甲") C("乙") "{/tr}{tr}" EMPTY(ON) C("丙") "{/tr}{/tbl}",
         "2x1甲|乙/.|丙/", 0},
        {"downwards and over columns",
         "{tbl}{tr}" L("{gridSpan w:val='2'/}" START, "甲")
             C("乙") "{/tr}{tr}" EMPTY("{gridSpan w:val='2'/}" ON) C("丙") "{/tr}{/tbl}",
         "2x2甲|.|乙/.|.|丙/", 0},
        {"one after the other",
         "{tbl}{tr}" L(START, "甲") "{/tr}{tr}" EMPTY(ON) "{/tr}{tr}" L(START, "乙") "{/tr}{tr}" EMPTY(
             "{vMerge w:val='continue'/}") "{/tr}{/tbl}",
         "2x1甲/./2x1乙/./", 0},
        {"going on from nothing", "{tbl}{tr}" L(ON, "甲") "{/tr}{tr}" EMPTY(ON) "{/tr}{/tbl}", "2x1甲/./", 0},
        {"going on from a cell that does not", "{tbl}{tr}" C("甲") "{/tr}{tr}" L(ON, "乙") "{/tr}{/tbl}",
         "甲/乙/", 0},
        {"going on in another width",
         "{tbl}{tr}" L(START, "甲") C("乙") "{/tr}{tr}" L("{gridSpan w:val='2'/}" ON, "丙") "{/tr}{/tbl}",
         "甲|乙/1x2丙|./", 0},
        {"a gap ends it",
         "{tbl}{tr}" L(START, "甲") C("乙") "{/tr}{tr}{trPr}{gridBefore w:val='1'/}{/trPr}" C(
             "丙") "{/tr}{tr}" L(ON, "丁") C("戊") "{/tr}{/tbl}",
         "甲|乙/|丙/丁|戊/", 0},
        {"text that does not show",
         "{tbl}{tr}" L(START, "甲") C("乙") "{/tr}{tr}" L(ON, "藏") C("丙") "{/tr}{/tbl}", "2x1甲|乙/.|丙/",
         JX_MSG_MERGE_HIDES},
        {"to the right",
         "{tbl}{tr}" L("{hMerge w:val='restart'/}", "甲") EMPTY("{hMerge/}") C("乙") "{/tr}{/tbl}",
         "1x2甲|.|乙/", 0},
        {"to the right, with text",
         "{tbl}{tr}" L("{hMerge w:val='restart'/}", "甲") L("{hMerge/}", "乙") "{/tr}{/tbl}", "甲|乙/", 0},
        {"to the right of nothing", "{tbl}{tr}" EMPTY("{hMerge/}") C("乙") "{/tr}{/tbl}", "|乙/", 0},
        {"deleted rows",
         "{tbl}{tr}" C("甲") "{/tr}{tr}{trPr}{del/}{/trPr}" C("不") "{/tr}{tr}" C("乙") "{/tr}{/tbl}",
         "甲/乙/", JX_MSG_DOCUMENT_DELETIONS},
        {"looks that were changed",
         "{tbl}{tblGrid}{gridCol/}{tblGridChange}{tblGrid}{gridCol/}{/tblGrid}{/tblGridChange}{/"
         "tblGrid}{tr}{tc}{tcPr}"
         "{tcPrChange}{tcPr}{gridSpan w:val='3'/}{/tcPr}{/tcPrChange}{/tcPr}" P("甲") "{/tc}" C(
             "乙") "{/tr}{/tbl}",
         "甲|乙/", 0},
        {"controls around rows and cells",
         "{tbl}{sdt}{sdtContent}{tr}{sdt}{sdtContent}" C("甲") "{/sdtContent}{/sdt}" C(
             "乙") "{/tr}{/sdtContent}{/sdt}{tr}" C("丙") "{/tr}{/tbl}",
         "甲|乙/丙/", 0},
        {"a control that shows its prompt keeps its cell",
         "{tbl}{tr}{sdt}{sdtPr}{showingPlcHdr/}{/sdtPr}{sdtContent}" C("点击输入") "{/sdtContent}{/sdt}" C(
             "乙") "{/tr}{/tbl}",
         "|乙/", 0},
        {"a span beyond the table",
         "{tbl}{tblGrid}{gridCol/}{gridCol/}{gridCol/}{/tblGrid}{tr}" C("甲")
             L("{gridSpan w:val='4000000000'/}", "乙") "{/tr}{/tbl}",
         "甲|1x2乙|./", 0},
        {"tables and paragraphs",
         P("上") "{tbl}{tr}" C("甲") "{/tr}{/tbl}{p/}{tbl}{tr}" C("乙") "{/tr}{/tbl}" P("中") "{tbl}{tr}" C(
             "丙") "{/tr}{/tbl}",
         "上/甲//乙/中/丙/", 0},
        {"an empty table", "{tbl}{/tbl}{tbl}{tr/}{/tbl}" P("甲"), "/甲/", 0},
        {"rows and cells out of place",
         "{tr}" P("不") "{/tr}{tc}" P("不") "{/tc}{tbl}" P("不") "{tr}" P("不")
             C("甲") "{tr}" C("不") "{/tr}{/tr}{tbl}{tr}" C("不") "{/tr}{/tbl}{/tbl}" P("乙"),
         "甲/乙/", 0},
    };
    bodies_check(cases, sizeof cases / sizeof *cases);
}

#define ROW2(a, b) "{tr}" C(a) C(b) "{/tr}"

static void tables_stand_in_tables(void **state) {
    (void)state;
    static const struct body_case cases[] = {
        {"a small one is text",
         "{tbl}{tr}{tc}" P("甲") "{tbl}" ROW2("1", "2")
             ROW2("3", "4") "{/tbl}" P("乙") "{/tc}" C("丙") "{/tr}{/tbl}",
         "甲~1 2~3 4~乙|丙/", 0},
        {"a small one with a deleted row",
         "{tbl}{tr}{tc}{tbl}" ROW2("1",
                                   "2") "{tr}{trPr}{del/}{/trPr}" C("3") "{/tr}{/tbl}{p/}{/tc}{/tr}{/tbl}",
         "1 2~/", JX_MSG_DOCUMENT_DELETIONS},
        {"one around another is not there",
         "{tbl}{tr}{tc}" P("题") "{tbl}" ROW2("1", "2") ROW2("3", "4")
             ROW2("5", "6") "{/tbl}" P("签") "{/tc}{/tr}{/tbl}" P("末"),
         "题/1|2/3|4/5|6/签/末/", 0},
        {"only the row that holds it",
         "{tbl}{tr}" L("{gridSpan w:val='2'/}", "题") "{/tr}{tr}{tc}{tbl}" ROW2("1", "2") ROW2("3", "4")
             ROW2("5", "6") "{/tbl}{p/}{/tc}" C("侧") "{/tr}" ROW2("7", "8") "{/tbl}",
         "1x2题|./1|2/3|4/5|6/侧/7|8/", 0},
        {"two around one",
         "{tbl}{tr}{tc}{tbl}{tr}{tc}{tbl}" ROW2("1", "2") ROW2("3", "4")
             ROW2("5", "6") "{/tbl}{p/}{/tc}{/tr}{/tbl}{p/}{/tc}{/tr}{/tbl}",
         "1|2/3|4/5|6/", 0},
        {"in a text box",
         "{p}{r}{txbxContent}{tbl}" ROW2("1", "2") "{/tbl}{p/}{/txbxContent}{/r}{/p}" P("甲"), "1|2/甲/", 0},
        {"a text box in a cell",
         "{tbl}{tr}{tc}{p}{r}{txbxContent}" P("框") "{/txbxContent}{t}甲{/t}{/r}{/p}{/tc}{/tr}{/tbl}",
         "甲~框/", 0},
    };
    bodies_check(cases, sizeof cases / sizeof *cases);
}

/* --- files ------------------------------------------------------------------------------------------------------- */

static void files_read_as_they_say(void **state) {
    (void)state;
    static const char *const names[][2] = {{"docx-form", "docx-form"},        {"docx-strict", "docx-form"},
                                           {"docx-libreoffice", "docx-form"}, {"docx-texts", "docx-texts"},
                                           {"docx-tables", "docx-tables"},    {"docx-looks", "docx-looks"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        package_file_check(names[i][0], ".docx", names[i][1]);
}

/* --- headers ----------------------------------------------------------------------------------------------------- */

/* A document with one line of text and this page header. To be freed. */
static struct xlsx_bytes headed_document(const char *header) {
    char xml[1024];
    snprintf(xml, sizeof xml, "<w:hdr xmlns:w='x'>%s</w:hdr>", header);
    struct xlsx_part parts[] = {
        {"[Content_Types].xml", TYPES, 0},
        {"_rels/.rels", MAIN, 0},
        {"word/document.xml",
         "<w:document xmlns:w='x'><w:body><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:body></w:document>", 0},
        {"word/_rels/document.xml.rels",
         XLSX_RELATIONS(XLSX_RELATION("rId1", "header", "header1.xml")
                            XLSX_RELATION("rId2", "footer", "gone.xml")),
         0},
        {"word/header1.xml", xml, 0},
        {0},
    };
    return xlsx_zip(parts, NULL);
}

/* They are not read, but told, unless they only number pages. */
static void headers_are_told(void **state) {
    (void)state;
    static const struct {
        const char *header;
        const char *told; /* the end of the message; NULL: there is none */
    } cases[] = {
        {"<w:p><w:r><w:t>附件2-1</w:t></w:r></w:p>", ": 附件2-1"},
        {"<w:sdt><w:sdtContent><w:p><w:r><w:t>- </w:t><w:t>3</w:t><w:t> "
         "-</w:t></w:r></w:p></w:sdtContent></w:sdt>",
         NULL},
        {"<w:p><w:r><w:t>第3页　共 12 页</w:t></w:r></w:p>", NULL},
        {"<w:p/>", NULL},
        {"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>乙</w:t></w:r></"
         "w:p></w:tc></w:tr>"
         "</w:tbl>",
         ": 甲 乙"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct xlsx_bytes zip = headed_document(cases[i].header);
        struct xlsx_try try;
        xlsx_open(&try);
        xlsx_read(&try, zip.bytes, zip.length);
        assert_int_equal(try.status, JX_OK);
        assert_string_equal(xlsx_show(&try, 0), "甲/");
        assert_int_equal(try.diags.count, cases[i].told ? 1 : 0);
        assert_int_equal(try.book->margin_count, cases[i].told ? 1 : 0);
        if (cases[i].told) {
            const char *message = try.diags.items[0].message;
            assert_int_equal(xlsx_code(&try), JX_MSG_DOCUMENT_HEADER);
            assert_string_equal(message + strlen(message) - strlen(cases[i].told), cases[i].told);
        }
        xlsx_close(&try);
        free(zip.bytes);
    }
}

/* --- refusals ---------------------------------------------------------------------------------------------------- */

static void others_are_left_alone(void **state) {
    (void)state;
    static const struct xlsx_part workbook[] = {
        {"[Content_Types].xml", XLSX_TYPES, 0}, {"xl/workbook.xml", "<x/>", 0}, {0}};
    static const struct xlsx_part text[] = {{"mimetype", "application/vnd.oasis.opendocument.text", 0}, {0}};
    static const struct xlsx_part elsewhere[] = {
        {"[Content_Types].xml",
         "<Types><Override PartName='/doc.xml' ContentType='application/vnd.openxmlformats-officedocument."
         "wordprocessingml.document.main+xml'/></Types>",
         0},
        {"doc.xml", "<x/>", 0},
        {0}};
    const struct xlsx_part *const parts[] = {workbook, text, elsewhere};
    static const int bids[] = {0, 0, 95};
    for (size_t i = 0; i < 3; i++) {
        struct xlsx_bytes zip = xlsx_zip(parts[i], NULL);
        assert_int_equal(xlsx_bid(zip.bytes, zip.length), bids[i]);
        free(zip.bytes);
    }
    struct xlsx_bytes cut = package_data("docx-form", ".docx");
    assert_int_equal(xlsx_bid(cut.bytes, cut.length - 30), 40);
    free(cut.bytes);
    assert_int_equal(xlsx_bid("word/", 5), 0);
    assert_int_equal(xlsx_bid("", 0), 0);
}

/* `times` times the opening, the middle, and `times` times the closing. */
static struct xlsx_bytes nested_document(const char *open, const char *middle, const char *close,
                                         size_t times) {
    char *body = malloc(times * (strlen(open) + strlen(close)) + strlen(middle) + 1), *to = body;
    for (size_t i = 0; i < times; i++) to = stpcpy(to, open);
    to = stpcpy(to, middle);
    for (size_t i = 0; i < times; i++) to = stpcpy(to, close);
    struct xlsx_bytes zip = document_of(body);
    free(body);
    return zip;
}

static void refusal_check(const char *what, struct xlsx_bytes zip, enum jx_code code) {
    static const struct jx_limits limits = {.depth = 100000, .cells = 100000};
    package_refusal_check(what, zip, &limits, code);
}

static void limits_hold(void **state) {
    (void)state;
    static const struct xlsx_part doctype[] = {
        {"[Content_Types].xml", TYPES, 0},
        {"word/document.xml", "<!DOCTYPE a [<!ENTITY b 'b'>]><w:document><w:body/></w:document>", 0},
        {0}};
    static const struct xlsx_part broken[] = {
        {"[Content_Types].xml", TYPES, 0}, {"word/document.xml", "<w:document><w:body>", 0}, {0}};
    static const struct xlsx_part missing[] = {
        {"[Content_Types].xml", TYPES, 0}, {"_rels/.rels", MAIN, 0}, {0}};
    static const struct xlsx_part locked[] = {
        {"[Content_Types].xml", TYPES, 0}, {"word/document.xml", "<w:document/>", 0}, {0}};
    refusal_check("a document type", xlsx_zip(doctype, NULL), JX_MSG_XML_DOCTYPE);
    refusal_check("broken XML", xlsx_zip(broken, NULL), JX_MSG_XML_DAMAGED);
    refusal_check("no main part", xlsx_zip(missing, NULL), JX_MSG_ZIP_DAMAGED);
    refusal_check("a password", xlsx_zip(locked, "geheim"), JX_MSG_ZIP_ENCRYPTED);
    refusal_check("no text", document_of("{p/}{tbl}{tr}{tc}{p/}{/tc}{/tr}{/tbl}"), JX_MSG_DOCUMENT_EMPTY);
    refusal_check("tables in tables", nested_document("{tbl}{tr}{tc}", P("甲"), "{/tc}{/tr}{/tbl}", 5000),
                  JX_MSG_XML_DEPTH);
    refusal_check("boxes in boxes",
                  nested_document("{p}{r}{txbxContent}", P("甲"), "{/txbxContent}{/r}{/p}", 5000),
                  JX_MSG_XML_DEPTH);
    refusal_check(
        "a very wide cell",
        document_of("{tbl}{tr}" C("甲") L("{gridSpan w:val='4000000000'/}", "乙") C("丙") "{/tr}{/tbl}"),
        JX_MSG_FILE_COLUMNS);
    refusal_check("empty cells", nested_document("", "{tbl}{tr}{/tr}{/tbl}", "", 0), JX_MSG_DOCUMENT_EMPTY);
    refusal_check("too many cells", nested_document("{tbl}{tr}{tc/}{/tr}{/tbl}", "", "", 60000),
                  JX_MSG_FILE_CELLS);
}

/* Elements one in another without end go no deeper than the limit, and do no harm up to there. */
static void depth_is_limited(void **state) {
    (void)state;
    struct xlsx_bytes deep = nested_document("{sdt}{sdtContent}", P("甲"), "{/sdtContent}{/sdt}", 1000);
    struct xlsx_try try;
    xlsx_open(&try);
    xlsx_read(&try, deep.bytes, deep.length);
    assert_int_equal(try.status, JX_FAIL);
    assert_int_equal(xlsx_code(&try), JX_MSG_XML_DEPTH);
    xlsx_close(&try);
    xlsx_open(&try);
    try.limits.depth = 10000;
    xlsx_read(&try, deep.bytes, deep.length);
    assert_int_equal(try.status, JX_OK);
    assert_string_equal(xlsx_show(&try, 0), "甲/");
    xlsx_close(&try);
    free(deep.bytes);
}

static void damage_is_borne(void **state) {
    (void)state;
    package_torture(package_data("docx-texts", ".docx"), 2000);
}

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
        cmocka_unit_test(automatic_numbers_are_read),
        cmocka_unit_test(texts_are_what_is_printed),
        cmocka_unit_test(digits_beside_the_line),
        cmocka_unit_test(equations_are_lines),
        cmocka_unit_test(looks_say_what_is_text),
        cmocka_unit_test(white_text_is_none),
        cmocka_unit_test(styles_hide),
        cmocka_unit_test(cells_stand_where_the_grid_has_them),
        cmocka_unit_test(tables_stand_in_tables),
        cmocka_unit_test(files_read_as_they_say),
        cmocka_unit_test(headers_are_told),
        cmocka_unit_test(others_are_left_alone),
        cmocka_unit_test(limits_hold),
        cmocka_unit_test(depth_is_limited),
        cmocka_unit_test(damage_is_borne),
    };
    return cmocka_run_group_tests(tests, xlsx_load, NULL);
}
