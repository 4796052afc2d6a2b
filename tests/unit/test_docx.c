/* Documents: what of them is text, where their tables' cells stand, and what they cannot do. */
#include "tests/unit/docx_help.h"

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
        {"a small one of amounts",
         "{tbl}{tr}" C("资金") "{tc}{tbl}" ROW2("总额", "其他")
             ROW2("32.5", "1,200") "{/tbl}{p/}{/tc}{/tr}{/tbl}",
         "资金/总额|其他/32.5|1,200/", 0},
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
                                           {"docx-tables", "docx-tables"},    {"docx-looks", "docx-looks"},
                                           {"docx-lists", "docx-lists"}};
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

/* Notes below the text may say what an amount is of. */
static void notes_are_told(void **state) {
    (void)state;
    static const char *const names[] = {"footnote", "endnote"};
    for (size_t i = 0; i < 2; i++) {
        char xml[512], relations[512], part[32];
        snprintf(xml, sizeof xml,
                 "<w:%1$ss xmlns:w='x'><w:%1$s "
                 "w:type='separator'><w:p/></w:%1$s><w:%1$s><w:p><w:r><w:%1$sRef/></w:r>"
                 "<w:r><w:t>含上年结转</w:t></w:r></w:p></w:%1$s></w:%1$ss>",
                 names[i]);
        snprintf(part, sizeof part, "word/%ss.xml", names[i]);
        snprintf(
            relations, sizeof relations,
            "<Relationships><Relationship Id='r' Type='http://schemas.openxmlformats.org/officeDocument/2006/"
            "relationships/%ss' Target='%ss.xml'/></Relationships>",
            names[i], names[i]);
        struct xlsx_part parts[] = {
            {"[Content_Types].xml", TYPES, 0},
            {"_rels/.rels", MAIN, 0},
            {"word/document.xml",
             "<w:document xmlns:w='x'><w:body><w:p><w:r><w:t>甲</w:t><w:footnoteReference "
             "w:id='2'/></w:r></w:p>"
             "</w:body></w:document>",
             0},
            {"word/_rels/document.xml.rels", relations, 0},
            {part, xml, 0},
            {0},
        };
        struct xlsx_bytes zip = xlsx_zip(parts, NULL);
        struct xlsx_try try;
        xlsx_open(&try);
        xlsx_read(&try, zip.bytes, zip.length);
        assert_string_equal(xlsx_show(&try, 0), "甲/");
        assert_int_equal(xlsx_code(&try), JX_MSG_DOCUMENT_NOTES);
        assert_non_null(strstr(try.diags.items[0].message, ": 含上年结转"));
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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_what_is_printed), cmocka_unit_test(cells_stand_where_the_grid_has_them),
        cmocka_unit_test(tables_stand_in_tables),    cmocka_unit_test(files_read_as_they_say),
        cmocka_unit_test(headers_are_told),          cmocka_unit_test(notes_are_told),
        cmocka_unit_test(others_are_left_alone),     cmocka_unit_test(limits_hold),
        cmocka_unit_test(depth_is_limited),          cmocka_unit_test(damage_is_borne),
    };
    return cmocka_run_group_tests(tests, xlsx_load, NULL);
}
