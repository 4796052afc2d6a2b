/* Documents of Word 97 to 2003: text, tables, and what is left out. */
#include "tests/unit/doc_help.h"

struct doc_case {
    const char *what, *notation, *shown;
    int code;
};

static void cases_check(const struct doc_case *cases, size_t count) {
    for (size_t i = 0; i < count; i++)
        doc_check(cases[i].what, doc_of(cases[i].notation), cases[i].shown, cases[i].code);
}
#define CHECK(cases) cases_check(cases, sizeof(cases) / sizeof *(cases))

static void texts_are_taken_as_printed(void **state) {
    (void)state;
    static const struct doc_case cases[] = {
        {"paragraphs", "绩效目标表\n\n填报单位：云溪县\n", "绩效目标表//填报单位：云溪县/", 0},
        {"no mark at the end", "一\n二", "一/二/", 0},
        {"beyond sixteen bits", "𠮷\n", "𠮷/", 0},
        {"line break, hyphen", "一^l二^h三\n", "一~二-三/", 0},
        {"page break", "一^p二\n", "一/二/", 0},
        {"a page break alone", "一\n^p二\n", "一/二/", 0},
        {"a field", "共^b PAGE ^s12^e页\n", "共12页/", 0},
        {"a field in a field", "^b IF ^b A ^sx^e ^s是^e\n", "是/", 0},
        {"a field without end", "^b HYPERLINK\n二\n", "二/", 0},
        {"deleted", "预算^D12^D15万元\n", "预算15万元/", JX_MSG_DOCUMENT_DELETIONS},
        {"a deleted mark", "项目^x名称\n", "项目名称/", JX_MSG_DOCUMENT_DELETIONS},
        {"hidden", "一^H见^H二\n", "一二/", JX_MSG_DOCUMENT_HIDDEN},
        {"numbered", "一^n二^n", "一/二/", JX_MSG_DOCUMENT_NUMBERS},
        {"symbols", "^S1F0FE是 ^S0F0B3 95%^S7F0E0\n", "☑是 ≥ 95%\xEF\x83\xA0/", 0},
        {"a bracket", "(一)\n", "(一)/", 0},
    };
    struct doc_build doc;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        doc = (struct doc_build){.language = 0x0804};
        xls_add(&doc.tables[15], "22", 2, 0);
        xls_add(&doc.tables[15], "1z2222222", 39 + 14, 39, 'S', 'y', 'm', 'b', 'o', 'l', 0);
        xls_add(&doc.tables[15], "1z", 39 + 20, 39);
        for (const char *c = "Wingdings"; *c; c++) xls_number(&doc.tables[15], (unsigned char)*c, 2);
        xls_number(&doc.tables[15], 0, 2);
        doc_write(&doc, cases[i].notation);
        doc_check(cases[i].what, doc_file(&doc), cases[i].shown, cases[i].code);
    }
}

/* Properties as their codes and operands stand in a list. */
#define UP      "^[482A01]"
#define DOWN    "^[482A02]"
#define STRUCK  "^[370801]"
#define SYMBOLS "^[4F4A0100]"
#define END     "^[]"

/* A raised digit is no part of the number that it stands behind. */
static void digits_beside_the_line(void **state) {
    (void)state;
    static const struct doc_case cases[] = {
        {"a note's mark", "<1,280.50" UP "12" END "|二|/{0 10 20}>", "1,280.50¹²|二/", 0},
        {"a power", "≥10" UP "-4" END "吨\n", "≥10⁻⁴吨/", 0},
        {"all of a line", UP "12" END "\n", "12/", 0},
        {"below a number", "98" DOWN "1" END "\n", "98₁/", 0},
        {"below a letter", "CO" DOWN "2" END "\n", "CO2/", 0},
        {"on the line", "98^[482A00]1" END "\n", "981/", 0},
        {"put higher", "12^[454806004A430C00]1" END "\n", "121/", 0},
        {"put higher, in small letters", "12^[45480600434A0C00]1" END "\n", "12¹/", 0},
        {"put lower", "12^[4548FAFF434A0C00]1" END "\n", "121/", 0},
        {"put a little higher", "12^[45480200]1" END "\n", "121/", 0},
    };
    CHECK(cases);
}

static void looks_say_what_is_text(void **state) {
    (void)state;
    static const struct doc_case cases[] = {
        {"struck", STRUCK "10" END "120.50\n", "120.50/", JX_MSG_DOCUMENT_STRUCK},
        {"struck twice", "^[532A01]10" END "120.50\n", "120.50/", JX_MSG_DOCUMENT_STRUCK},
        {"not struck", "^[370800]10" END "0\n", "100/", 0},
        {"struck blanks are nobody's loss", STRUCK "　 " END "甲\n", "甲/", 0},
        {"all of a cell", "<一|" STRUCK "12" END "|/{0 10 20}>", "一/", JX_MSG_DOCUMENT_STRUCK},
        {"a picture in a cell", "<一|^[036A00000000550801]^i" END "98%|/{0 10 20}>", "一|98%/",
         JX_MSG_DOCUMENT_OBJECTS},
        {"a drawing in a cell", "<一|^a98%|/{0 10 20}>", "一|98%/", JX_MSG_DOCUMENT_OBJECTS},
        {"what a field needs", "<一|^b FORMTEXT ^[036A00000000060801]^i" END "^s98%^e|/{0 10 20}>", "一|98%/",
         0},
        {"a picture beside tables", "一^[036A00000000550801]^i" END "\n", "一/", 0},
    };
    CHECK(cases);
}

#define WHITE "^[422A08]"

/* What is behind a row's cells stands in its own properties; tests/data/doc-looks.doc has such. */
static void white_text_is_none(void **state) {
    (void)state;
    static const struct doc_case cases[] = {
        {"white", WHITE "白" END "甲\n", "甲/", JX_MSG_DOCUMENT_WHITE},
        {"white by its parts", "^[7068FEFFFD00]白" END "甲\n", "甲/", JX_MSG_DOCUMENT_WHITE},
        {"light", "^[7068F0FFFF00]白" END "\n", "白/", 0},
        {"of any colour", "^[7068FFFFFFFF]白" END "\n", "白/", 0},
        {"black", "^[422A01]白" END "\n", "白/", 0},
        {"marked", "^[422A080C2A06]白" END "\n", "白/", 0},
        {"shaded", "^[422A0866484000]白" END "\n", "白/", 0},
        {"shaded white", "^[422A0866480001]白" END "甲\n", "甲/", JX_MSG_DOCUMENT_WHITE},
        {"filled", "^[422A0866480104]白" END "\n", "白/", 0},
        {"not shaded", "^[422A086648FFFF]白" END "甲\n", "甲/", JX_MSG_DOCUMENT_WHITE},
        {"shaded by its parts", "^[422A0871CA0A000000FF0000FF000000]白" END "\n", "白/", 0},
        {"cut short", "^[422A0871CA0400000000]白" END "甲\n", "甲/", JX_MSG_DOCUMENT_WHITE},
        {"in a cell", "<" WHITE "白" END "甲|二|/{0 10 20}>", "甲|二/", JX_MSG_DOCUMENT_WHITE},
        {"in a table without an end", "<" WHITE "白" END "甲|二|", "甲|二/", JX_MSG_DOCUMENT_WHITE},
        {"in a table in a cell", "<" WHITE "白" END "甲|<" WHITE "白" END "乙|/{0 5}>二|/{0 10 20}>",
         "甲|乙~二/", JX_MSG_DOCUMENT_WHITE},
    };
    CHECK(cases);
}

/* The colours of a row's cells, in each of the ways to say them; the second cell is the one that has some. */
static void cells_have_colours(void **state) {
    (void)state;
    static const struct {
        const char *what, *properties;
        bool painted;
    } cases[] = {
        {"none", "", false},
        {"one of two bytes for each", "09D60400004000", true},
        {"white", "09D60400000001", false},
        {"one of ten bytes for each", "12D614FFFFFFFF000000000000FFFFFFFF0000FF000000", true},
        {"cut short", "12D60AFFFFFFFF000000000000", false},
        {"from the twenty-third on", "16D60A000000FF0000FF000000", false},
        {"for some", "277601024000", true},
        {"for others", "277600014000", false},
        {"of ten bytes for some", "2DD60C0102000000FF0000FF000000", true},
        {"for all", "60D60A000000FF0000FF000000", true},
        {"for all, and then for none", "60D60A000000FF0000FF0000002DD60C0102000000FFFFFFFF000000", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct doc_build doc = {.language = 0x0804};
        struct xls_bytes properties = {NULL, 0, 0};
        doc_write(&doc, "<一|" WHITE "白" END "二|");
        doc_row(&properties, "{0 10 20}");
        for (const char *at = cases[i].properties; *at; at += 2) {
            char digits[3] = {at[0], at[1], '\0'};
            xls_number(&properties, strtoul(digits, NULL, 16), 1);
        }
        xls_add(&properties, "21", 0x2417, 1);
        doc_mark(&doc, 7, &properties);
        doc_check(cases[i].what, doc_file(&doc), cases[i].painted ? "一|白二/" : "一|二/",
                  cases[i].painted ? 0 : JX_MSG_DOCUMENT_WHITE);
    }
}

/* What is chosen from a list, and whether a box is ticked, stands in the stream of data, behind a head and some texts of the field. */
static void old_forms_say_what_is_chosen(void **state) {
    (void)state;
    static const struct {
        unsigned number, kind, first;
        const char *shown;
    } cases[] = {{1, 2, 0, "选乙"}, {25, 2, 2, "选丙"}, {3, 2, 0, "选"},   {1, 0, 0, "选"},
                 {1, 1, 0, "选☑"},  {0, 1, 1, "选□"},   {25, 1, 1, "选☑"}, {25, 1, 0, "选□"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct doc_build doc = {.language = 0x0804};
        char shown[32];
        snprintf(shown, sizeof shown, "%s/", cases[i].shown);
        xls_add(&doc.data, "z42z", 3, 200, 68, 62);
        xls_add(&doc.data, "42222222", 0xFFFFFFFF, 0x8000 | cases[i].number << 2 | cases[i].kind, 0, 0, 1,
                'd', 0, cases[i].first);
        xls_add(&doc.data, "zzzzz", 4, 4, 4, 4, 4);
        xls_add(&doc.data, "222222222", 0xFFFF, 3, 0, 1, 0x7532, 1, 0x4E59, 1, 0x4E19);
        doc_write(&doc, "选^b FORMDROPDOWN ^[036A03000000060801550801]^i" END "^e\n");
        doc_check(cases[i].shown, doc_file(&doc), shown, 0);
    }
}

static void files_read_as_they_say(void **state) {
    (void)state;
    static const char *const names[][2] = {{"doc-looks", "docx-looks"}, {"doc-lists", "docx-lists"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct xls_bytes file;
        struct xls_try try;
        file.bytes = book_data(names[i][0], ".doc", &file.length);
        xls_open(&try);
        xls_read(&try, file.bytes, file.length);
        assert_int_equal(try.status, JX_OK);
        book_check(names[i][1], try.arena, try.book, &try.diags);
        xls_close(&try);
        free(file.bytes);
    }
}

/* Lists as their tables have them; what nobody knows is told. A level: where it begins, how it is written, its flags, its
 * text, in which \1 is the number of the first level. */
static void level_add(struct xls_bytes *table, unsigned start, unsigned format, unsigned flags,
                      const char *text) {
    xls_add(table, "411zz", start, format, flags, 9, 13);
    xls_number(table, strlen(text), 2);
    for (; *text; text++) xls_number(table, (unsigned char)*text - (*text < 9 ? 1u : 0u), 2);
}

static void lists_number_paragraphs(void **state) {
    (void)state;
    static const struct {
        const char *what;
        unsigned format, flags, start, list;
        const char *text, *shown;
        int code;
    } cases[] = {
        {"figures", 0, 0, 1, 0, "\1.", "1.一/2.二/", 0},
        {"from nought", 22, 0, 0, 0, "\1)", "00)一/01)二/", 0},
        {"Chinese", 39, 0, 9, 0, "\1)", "九)一/十)二/", 0},
        {"a sign", 23, 0, 1, 0, "-", "一/二/", 0},
        {"of the Hebrews", 45, 0, 1, 0, "\1.", "一/二/", JX_MSG_DOCUMENT_NUMBERS},
        {"with a level below", 0, 0, 1, 0, "\2.", "一/二/", JX_MSG_DOCUMENT_NUMBERS},
        {"begun anew in its own way", 0, 8, 1, 0, "\1.", "一/二/", JX_MSG_DOCUMENT_NUMBERS},
        {"with a sign of a hundred", 0, 0, 1, 0, "\1%", "一/二/", JX_MSG_DOCUMENT_NUMBERS},
        {"of no list", 0, 0, 1, 1, "\1.", "一/二/", JX_MSG_DOCUMENT_NUMBERS},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct doc_build doc = {.language = 0x0804};
        xls_add(&doc.tables[73], "24z11", 1, 7, 22, 1, 0);
        level_add(&doc.tables[73], cases[i].start, cases[i].format, cases[i].flags, cases[i].text);
        xls_add(&doc.tables[74], "44z4", 1, 7 + cases[i].list, 12, 0xFFFFFFFF);
        doc_write(&doc, "一^n二^n");
        doc_check(cases[i].what, doc_file(&doc), cases[i].shown, cases[i].code);
    }
}

/* Equations, numbers in circles, and words with their sound above them are fields whose instruction says what is drawn. */
static void equations_are_lines(void **state) {
    (void)state;
    static const struct doc_case cases[] = {
        {"a fraction", "≥3^b EQ \\f(1,2) ^e公里\n", "≥3¹⁄₂公里/", JX_MSG_DOCUMENT_FORMULAS},
        {"with an empty result", "≥3^b eq \\f(1;2)^s^e公里\n", "≥3¹⁄₂公里/", JX_MSG_DOCUMENT_FORMULAS},
        {"of words", "^b EQ \\f(完成数,总数)^e\n", "完成数⁄总数/", JX_MSG_DOCUMENT_FORMULAS},
        {"a power", "^b EQ 10\\s\\up 6(4)^e吨\n", "10⁴吨/", JX_MSG_DOCUMENT_FORMULAS},
        {"in a fraction", "^b EQ \\f(\\s\\up3(2)a\\,,3)^e\n", "²a,⁄₃/", JX_MSG_DOCUMENT_FORMULAS},
        {"another drawing", "^b EQ \\r(3,x)^e\n", "\\r(3,x)/", JX_MSG_DOCUMENT_FORMULAS},
        {"brackets that do not close", "^b EQ \\f(1,2^e\n", "\\f(1,2/", JX_MSG_DOCUMENT_FORMULAS},
        {"a number in a circle", "^b eq \\o\\ac(○,12)^e项\n", "⑫项/", 0},
        {"a word in a circle", "^b eq \\o\\ac(○,密)^e\n", "○密/", JX_MSG_DOCUMENT_FORMULAS},
        {"a word and its sound", "^b EQ \\* jc2 \\* \"Font:宋体\" \\* hps10 \\o\\ad(\\s\\up 9(yún),云)^e溪\n",
         "云溪/", 0},
        {"words in one", "^b EQ \\o(\\s\\up 5(上),\\s\\do 2(下))^e\n", "上下/", JX_MSG_DOCUMENT_FORMULAS},
        {"in an instruction", "^b IF ^b EQ \\f(1,2)^e = 1 ^s是^e\n", "是/", 0},
        {"in a result", "^b HYPERLINK ^s甲^b EQ \\o\\ac(○,1)^e^e\n", "甲①/", 0},
        {"no equation", "甲^b EQUALS ^e\n", "甲/", 0},
        {"struck", "甲" STRUCK "^b EQ \\f(1,2)^e" END "\n", "甲/", JX_MSG_DOCUMENT_STRUCK},
    };
    CHECK(cases);
}

/* A name of a typeface is behind 39 bytes of other things. */
static void font_add(struct doc_build *doc, const char *name) {
    xls_add(&doc->tables[15], "1z", 39 + 2 * (unsigned)strlen(name) + 2, 39);
    for (; *name; name++) xls_number(&doc->tables[15], (unsigned char)*name, 2);
    xls_number(&doc->tables[15], 0, 2);
}

static void typefaces_draw_symbols(void **state) {
    (void)state;
    struct doc_build doc = {.language = 0x0804};
    xls_add(&doc.tables[15], "22", 2, 0);
    font_add(&doc, "Arial");
    font_add(&doc, "Symbol");
    doc_write(&doc, SYMBOLS "\xEF\x82\xB3" END "12" SYMBOLS "³c" END "^S1F0B3\n");
    doc_check("symbols", doc_file(&doc), "≥12≥c≥/", 0);
}

/* A style: its kind, the one below it, and properties of characters. */
static void style_add(struct doc_build *doc, unsigned kind, unsigned based, const char *properties) {
    struct xls_bytes style = {NULL, 0, 0};
    unsigned length = (unsigned)strlen(properties) / 2;
    xls_add(&style, "222222", 0, kind | based << 4, 0, 0, 0, 0);
    xls_add(&style, "222", 1, 'a', 0);
    if (kind == 1) xls_add(&style, "2z", 3, 4); /* of the paragraph, filled up to an even length */
    xls_number(&style, length, 2);
    for (unsigned i = 0; i < length; i++) {
        char digits[3] = {properties[2 * i], properties[2 * i + 1], '\0'};
        xls_number(&style, strtoul(digits, NULL, 16), 1);
    }
    xls_number(&doc->tables[1], style.length, 2);
    xls_append(&doc->tables[1], style.bytes, style.length);
    if (style.length % 2 != 0) xls_number(&doc->tables[1], 0, 1);
    free(style.bytes);
}

static void styles_draw_symbols(void **state) {
    (void)state;
    enum { NONE = 0xFFF };
    static const struct doc_case cases[] = {
        {"characters", "^[304A0200]³" END "90\n", "≥90/", 0},
        {"based on one that does", "^[304A0300]³" END "90\n", "≥90/", 0},
        {"the characters say otherwise", "^[304A02004F4A0000]³" END "90\n", "³90/", 0},
        {"a paragraph, and one of letters", "³90\n", "≥90/³90/", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct doc_build doc = {.language = 0x0804};
        struct xls_bytes symbols = {NULL, 0, 0};
        xls_add(&doc.tables[15], "22", 2, 0);
        font_add(&doc, "Arial");
        font_add(&doc, "Symbol");
        xls_add(&doc.tables[1], "222z", 18, 4, 12, 14);
        style_add(&doc, 1, NONE, "");
        style_add(&doc, 1, 0, "4F4A0100");
        style_add(&doc, 2, NONE, "4F4A0100");
        style_add(&doc, 2, 2, "");
        if (*cases[i].notation == '\xC2') { /* of the paragraph's style */
            doc_write(&doc, "³90");
            xls_add(&symbols, "22", 0x4600, 1);
            doc_mark(&doc, 13, &symbols);
        }
        doc_write(&doc, cases[i].notation);
        doc_check(cases[i].what, doc_file(&doc), cases[i].shown, cases[i].code);
    }
}

static void styles_hide(void **state) {
    (void)state;
    enum { NONE = 0xFFF };
    static const struct doc_case cases[] = {
        {"nothing said", "甲\n", "甲/", 0},
        {"characters", "^[304A0200]5" END "甲\n", "甲/", JX_MSG_DOCUMENT_HIDDEN},
        {"based on one that hides", "^[304A0300]5" END "甲\n", "甲/", JX_MSG_DOCUMENT_HIDDEN},
        {"the characters say otherwise", "^[304A02003C0800]5" END "甲\n", "5甲/", 0},
        {"the opposite of the style", "^[3C0881304A0200]5" END "甲\n", "5甲/", 0},
        {"the opposite of none", "^[3C0881]5" END "甲\n", "甲/", JX_MSG_DOCUMENT_HIDDEN},
        {"as the style", "^[304A02003C0880]5" END "甲\n", "甲/", JX_MSG_DOCUMENT_HIDDEN},
        {"raised", "98^[304A0400]1" END "\n", "98¹/", 0},
        {"on the line", "98^[304A0400482A00]1" END "\n", "981/", 0},
        {"a ring, and none", "^[304A0500]甲^[304AFF00]乙" END "\n", "甲乙/", 0},
        {"a paragraph", "^q乙\n", "乙/", JX_MSG_DOCUMENT_STRUCK},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct doc_build doc = {.language = 0x0804};
        xls_add(&doc.tables[1], "222z", 18, 7, 12, 14);
        style_add(&doc, 1, NONE, "");
        style_add(&doc, 1, 0, "370801");
        style_add(&doc, 2, NONE, "3C0801");
        style_add(&doc, 2, 2, "");
        style_add(&doc, 2, NONE, "482A01");
        style_add(&doc, 2, 6, "");
        style_add(&doc, 2, 5, "");
        struct xls_bytes struck = {NULL, 0, 0};
        const char *notation = cases[i].notation;
        if (strncmp(notation, "^q", 2) == 0) {
            doc_write(&doc, "甲");
            xls_add(&struck, "22", 0x4600, 1);
            doc_mark(&doc, 13, &struck);
            notation += 2;
        }
        doc_write(&doc, notation);
        doc_check(cases[i].what, doc_file(&doc), cases[i].shown, cases[i].code);
    }
}

static void tables_are_read(void **state) {
    (void)state;
    static const struct doc_case cases[] = {
        {"a table", "<一|二|/{0 10 20}三|四|/{0 10 20}>", "一|二/三|四/", 0},
        {"text around it", "上\n<一|二|/{0 10 20}>下\n", "上/一|二/下/", 0},
        {"two tables", "<一|二|/{0 10 20}>\n<三|四|/{0 9 20}>", "一|二//三|四/", 0},
        {"paragraphs in a cell", "<一\n二\n\n三|四|/{0 10 20}>", "一~二~~三|四/", 0},
        {"edges that differ", "<一|二|/{0 10 20}三|四|/{0 5 20}>", "1x2一|.|二/三|1x2四|./", 0},
        {"a row set in", "<一|二|三|/{0 10 20 30}四|/{10 20}>", "一|二|三/|四/", 0},
        {"merged downwards", "<一|二|/{0 10 20; 60 0}|三|/{0 10 20; 20 0}四|五|/{0 10 20}>",
         "2x1一|二/.|三/四|五/", 0},
        {"merged sideways", "<一||二|/{0 10 20 30; 1 2 0}三|四|五|/{0 10 20 30}>", "1x2一|.|二/三|四|五/", 0},
        {"the same with the bits changed", "<一||二|/{0 10 20 30; 2 1 0}>", "1x2一|.|二/", 0},
        {"twice side by side", "<一||二||/{0 10 20 30 40; 1 2 1 2}>", "1x2一|.|1x2二|./", 0},
        {"no definition", "<一|二|/三|四|/>", "一|二/三|四/", 0},
        {"more cells than defined", "<一|二|三|/{0 10 20}>", "一|二|三/", 0},
        {"fewer cells than defined", "<一|/{0 10 20}三|四|/{0 10 20}>", "一/三|四/", 0},
        {"a cell without width", "<一||二|/{0 10 10 20}三|四|/{0 10 20}>", "一||二/三|四/", 0},
        {"the table ends within a row", "<一|二", "一|二/", 0},
        {"a small table in a cell", "<一|<甲|乙|/{0 5 9}>二|/{0 10 20}>", "一|甲 乙~二/", 0},
        {"a table in its place", "<<一|二|/{0 5 9}三|四|/{0 5 9}五|六|/{0 5 9}>\n|/{0 10}>",
         "一|二/三|四/五|六/", 0},
        {"a deleted row", "<一|二|/{0 10 20}^D三|四|/{0 10 20}^D>", "一|二/", JX_MSG_DOCUMENT_DELETIONS},
    };
    CHECK(cases);
}

/* Edges that were moved with the mouse are a little apart. */
static void edges_may_be_a_little_apart(void **state) {
    (void)state;
    struct doc_build doc = {.language = 0x0804};
    struct xls_bytes file;
    doc_write(&doc, "<一|二|/{0 10 20}三|四|/{0 10 20}>");
    struct doc_format *last = &doc.paragraphs[doc.paragraph_count - 1];
    assert_int_equal(last->bytes[7] | last->bytes[8] << 8, 1000);
    last->bytes[7] = (unsigned char)(last->bytes[7] + 15);
    file = doc_file(&doc);
    doc_check("15 apart", file, "一|二/三|四/", 0);
}

/* Bytes that are no UTF-16: of Windows-1252, or of GBK where the document is Chinese and they make pairs. */
static void narrow_pieces_are_decoded(void **state) {
    (void)state;
    static const struct {
        const char *bytes, *shown;
        unsigned language;
    } cases[] = {
        {"\xBC\xA8\xD0\xA7|\xC4\xBF\xB1\xEA", "绩效|目标/", 0x0804},
        {"2\xD7"
         "3|\x93",
         "2×3|“/", 0x0804},
        {"\xBC\xA8\xD0\xA7|\xC4\xBF\xB1\xEA", "¼¨Ð§|Ä¿±ê/", 0x0409},
        {"\xC1\x5A\xAE\xC4|1", "績效|1/", 0x0404},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct doc_build doc = {.narrow = true, .language = cases[i].language};
        char notation[64];
        snprintf(notation, sizeof notation, "<%s|/{0 10 20}>", cases[i].bytes);
        doc_write(&doc, notation);
        doc_check(cases[i].shown, doc_file(&doc), cases[i].shown, 0);
    }
}

/* What a fast save leaves behind: many pieces, with changes of their own. */
static void pieces_have_changes(void **state) {
    (void)state;
    struct doc_build doc = {.language = 0x0804, .piece = 3};
    doc_write(&doc, "绩效目标\n<一|二|/{0 10 20}>填报日期\n");
    doc_check("pieces", doc_file(&doc), "绩效目标/一|二/填报日期/", 0);

    doc = (struct doc_build){.language = 0x0804, .piece = 1, .changes = 0x5C << 1 | 1 << 8};
    doc_write(&doc, "一\n二\n");
    struct xls_bytes file = doc_file(&doc);
    struct xls_try try;
    xls_open(&try);
    xls_read(&try, file.bytes, file.length);
    assert_int_equal(try.status, JX_FAIL); /* all is hidden by one change */
    xls_close(&try);
    free(file.bytes);

    /* A list of changes: three characters, of which each ends a cell of a row of the depth 1. */
    doc = (struct doc_build){.language = 0x0804, .changes = 1};
    xls_add(&doc.lists,
            "12"
            "21",
            1, 3, 0x2416, 1);
    doc_write(&doc, "一");
    doc_character(&doc, 7);
    doc_write(&doc, "二");
    doc_character(&doc, 7);
    doc_format_add(&doc.paragraphs, &doc.paragraph_count, doc.count, &(struct xls_bytes){NULL, 0, 0});
    doc_check("a list", doc_file(&doc), "一|二/", 0);
}

/* Properties too long for a page stand in a stream of their own. */
static void properties_stand_elsewhere(void **state) {
    (void)state;
    static const unsigned codes[] = {0x6646, 0x6645, 0x646B};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        struct doc_build doc = {.language = 0x0804};
        struct xls_bytes properties = {NULL, 0, 0};
        doc_write(&doc, "<一|二|三|/{0 10 20 30}四|五|");
        xls_add(&doc.data, "4", 0); /* so that it does not stand at the beginning */
        doc_row(&properties, "{0 10 30}");
        xls_add(&properties, "21", 0x2417, 1);
        xls_number(&doc.data, properties.length, 2);
        xls_append(&doc.data, properties.bytes, properties.length);
        properties.length = 0;
        xls_add(&properties, "24", codes[i], 4);
        doc_mark(&doc, 7, &properties);
        doc.depth = 0;
        doc_check("elsewhere", doc_file(&doc), "一|二|三/四|1x2五|./", 0);
    }
}

static void merges_come_behind_the_definition(void **state) {
    (void)state;
    struct doc_build doc = {.language = 0x0804};
    struct xls_bytes properties = {NULL, 0, 0};
    doc_write(&doc, "<一|二|");
    doc_row(&properties, "{0 10 20}");
    xls_add(&properties,
            "2111"
            "21",
            0xD62B, 2, 0, 3, 0x2417, 1);
    doc_mark(&doc, 7, &properties);
    doc_write(&doc, "|四|");
    doc_row(&properties, "{0 10 20}");
    xls_add(&properties,
            "2111"
            "21",
            0xD62B, 2, 0, 1, 0x2417, 1);
    doc_mark(&doc, 7, &properties);
    doc_write(&doc, "五||");
    doc_row(&properties, "{0 10 20}");
    xls_add(&properties,
            "211"
            "21",
            0x5624, 0, 2, 0x2417, 1);
    doc_mark(&doc, 7, &properties);
    doc_check("merges", doc_file(&doc), "2x1一|二/.|四/1x2五|./", 0);
}

static void cells_come_and_go_behind_the_definition(void **state) {
    (void)state;
    struct doc_build doc = {.language = 0x0804};
    struct xls_bytes properties = {NULL, 0, 0};
    doc_write(&doc, "<一|二|三|四|/{0 10 20 30 40}甲|乙|丙|");
    doc_row(&properties, "{0 10 20}");
    xls_add(&properties,
            "2112"
            "21",
            0x7621, 1, 1, 2000, 0x2417, 1); /* one of 20 behind the first */
    doc_mark(&doc, 7, &properties);
    doc_write(&doc, "子|丑|");
    doc_row(&properties, "{0 10 20 30}");
    xls_add(&properties,
            "211"
            "21",
            0x5622, 0, 1, 0x2417, 1); /* the first is gone */
    doc_mark(&doc, 7, &properties);
    doc_write(&doc, "寅|");
    doc_row(&properties, "{0 10}");
    xls_add(&properties,
            "2112"
            "21",
            0x7623, 0, 1, 4000, 0x2417, 1); /* the first is four times as wide */
    doc_mark(&doc, 7, &properties);
    doc_check("cells", doc_file(&doc), "一|二|三|四/甲|1x2乙|.|丙/子|丑/1x4寅|.|.|./", 0);
}

static void headers_and_boxes_are_found(void **state) {
    (void)state;
    struct doc_build doc = {.language = 0x0804};
    /* body, notes, heads and feet, macros, comments, notes at the end, boxes */
    doc_write(&doc, "一^a\n二\n^#^#附件3\n\n- ^b PAGE ^s1^e -\n\n^#^#^#^#框\n\n孤\n\n^#");
    static const unsigned heads[] = {0, 0, 0, 0, 0, 0, 0, 5, 5, 19, 19, 20};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) xls_number(&doc.tables[11], heads[i], 4);
    xls_add(&doc.tables[40], "444z", 1, 5, 1025, 22);
    xls_add(&doc.tables[56], "4444", 0, 3, 6, 7);
    xls_add(&doc.tables[56], "z4z", 14, 1025, 4);
    xls_add(&doc.tables[56], "z4z", 14, 7777, 4);
    xls_add(&doc.tables[56], "z", 22);
    doc_check("beside the text", doc_file(&doc), "一/框/二/孤/", JX_MSG_DOCUMENT_HEADER);
}

static void notes_are_told(void **state) {
    (void)state;
    struct doc_build foot = {.language = 0x0804}, end = {.language = 0x0804};
    doc_write(&foot, "一\n^#注\n^#\n");
    doc_check("notes at the foot", doc_file(&foot), "一/", JX_MSG_DOCUMENT_NOTES);
    doc_write(&end, "一\n^#^#^#^#^#注\n^#\n");
    doc_check("notes at the end", doc_file(&end), "一/", JX_MSG_DOCUMENT_NOTES);
}

/* A document without a table is a text, whose tabs may part cells. */
static void a_document_may_be_a_dump(void **state) {
    (void)state;
    doc_check("two tabs", doc_of("一^t二\n三^t四\n"), "一\t二/三\t四/", 0);
}

static void what_is_not_read_is_said(void **state) {
    (void)state;
    static const struct {
        const char *what;
        size_t at;
        unsigned value;
        int size;
        int code;
    } cases[] = {
        {"encrypted", 10, 0x0300, 2, JX_MSG_ZIP_ENCRYPTED},
        {"Word 95, with nobody to ask", 2, 0x0068, 2, JX_MSG_FILE_CARRIER},
        {"Word 6, with nobody to ask", 0, 0xA5DC, 2, JX_MSG_FILE_CARRIER},
        {"no pieces", 154 + 8 * 33 + 4, 0, 4, JX_MSG_ZIP_DAMAGED},
        {"pieces elsewhere", 154 + 8 * 33, 0x7FFFFFF0, 4, JX_MSG_ZIP_DAMAGED},
        {"no lengths", 32, 0xFFFF, 2, JX_MSG_ZIP_DAMAGED},
        {"no body", 64 + 12, 0, 4, JX_MSG_DOCUMENT_EMPTY},
        {"a body of negative length", 64 + 12, 0xFFFFFFFF, 4, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct xls_bytes file = doc_of("<一|二|/{0 10 20}>");
        struct xls_try try;
        unsigned char *main = memmem(file.bytes, file.length, "\xEC\xA5\xC1", 3);
        assert_non_null(main);
        for (int k = 0; k < cases[i].size; k++)
            main[cases[i].at + (size_t)k] = (unsigned char)(cases[i].value >> 8 * k);
        assert_int_equal(xls_bid(file.bytes, file.length, "doc"), 95);
        xls_open(&try);
        xls_read(&try, file.bytes, file.length);
        if (xls_code(&try) != cases[i].code) fail_msg("%s says %d", cases[i].what, xls_code(&try));
        assert_int_equal(try.status, cases[i].code == 0 ? JX_OK : JX_FAIL);
        xls_close(&try);
        free(file.bytes);
    }
}

/* Another program is to convert it: with no library there is nobody to ask for that. */
static void others_can_be_asked(void **state) {
    (void)state;
    struct xls_bytes file = doc_of("一\n");
    struct xls_try try;
    xls_open(&try);
    struct jx_input input = xls_input(&try, file.bytes, file.length);
    input.via_office = true;
    assert_int_equal(carrier->read(&jx_host, &try.call, &input, try.book), JX_FAIL);
    assert_int_equal(xls_code(&try), JX_MSG_FILE_CARRIER);
    xls_close(&try);
    free(file.bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_taken_as_printed),
        cmocka_unit_test(digits_beside_the_line),
        cmocka_unit_test(looks_say_what_is_text),
        cmocka_unit_test(white_text_is_none),
        cmocka_unit_test(cells_have_colours),
        cmocka_unit_test(old_forms_say_what_is_chosen),
        cmocka_unit_test(files_read_as_they_say),
        cmocka_unit_test(lists_number_paragraphs),
        cmocka_unit_test(equations_are_lines),
        cmocka_unit_test(typefaces_draw_symbols),
        cmocka_unit_test(styles_draw_symbols),
        cmocka_unit_test(styles_hide),
        cmocka_unit_test(tables_are_read),
        cmocka_unit_test(edges_may_be_a_little_apart),
        cmocka_unit_test(narrow_pieces_are_decoded),
        cmocka_unit_test(pieces_have_changes),
        cmocka_unit_test(properties_stand_elsewhere),
        cmocka_unit_test(merges_come_behind_the_definition),
        cmocka_unit_test(cells_come_and_go_behind_the_definition),
        cmocka_unit_test(headers_and_boxes_are_found),
        cmocka_unit_test(notes_are_told),
        cmocka_unit_test(a_document_may_be_a_dump),
        cmocka_unit_test(what_is_not_read_is_said),
        cmocka_unit_test(others_can_be_asked),
    };
    return cmocka_run_group_tests(tests, doc_load, NULL);
}
