/*
 * Reading PDF files: small ones written by hand, as programs write them, and hostile ones.
 */
#include "tests/unit/pdf_help.h"

#define NEEDS_HELPER(state)                                                                                  \
    do {                                                                                                     \
        (void)(state);                                                                                       \
        if (no_helper) skip();                                                                               \
    } while (0)

/* A grid of two rows and columns, 50 to 250 and 60 to 160, drawn in strokes. */
#define FRAME "50 160 m 250 160 l S 50 60 m 250 60 l S 50 160 m 50 60 l S 250 160 m 250 60 l S "
#define CROSS "50 110 m 250 110 l S 150 160 m 150 60 l S "

/* A text with its left end at a place. */
#define AT(x, y, text) "BT /A 10 Tf " #x " " #y " Td (" text ") Tj ET "

#define WORDS AT(60, 130, "a") AT(160, 130, "b") AT(60, 80, "c") AT(160, 80, "d")

static struct pdf_file one_page(const char *content, const char *more, const char *keys) {
    return pdf_pages(&content, 1, more, keys);
}

/* --- lines ------------------------------------------------------------------------------------------------------- */

static void lines_make_cells(void **state) {
    static const struct {
        const char *what, *content, *shown;
    } cases[] = {
        {"strokes", FRAME CROSS WORDS, "a|b/c|d/"},
        {"one path", "50 60 200 100 re 50 110 m 250 110 l 150 160 m 150 60 l S " WORDS, "a|b/c|d/"},
        {"thin rectangles, as Word draws them",
         "50 159.8 200 .48 re 50 109.8 200 .48 re 50 59.8 200 .48 re f 49.8 60 .48 100 re 149.8 60 .48 100 "
         "re "
         "249.8 60 .48 100 re f " WORDS,
         "a|b/c|d/"},
        {"pieces cell by cell",
         "50 160 m 150 160 l 150 160 m 250 160 l 50 110 m 149 110 l 151 110 m 250 110 l 50 60 m 150 60 l S "
         "150 60 m 250 60 l 50 160 m 50 110 l 50 110 m 50 60 l 150 160 m 150 60 l 250 160 m 250 60 l "
         "S " WORDS,
         "a|b/c|d/"},
        {"a merge across", FRAME "50 110 m 250 110 l S 150 110 m 150 60 l S " WORDS, "1x2a b|./c|d/"},
        {"a merge down",
         FRAME "150 110 m 250 110 l S 150 160 m 150 60 l S " AT(60, 105, "a") AT(160, 130, "b")
             AT(160, 80, "d"),
         "2x1a|b/.|d/"},
        {"a double line", FRAME CROSS "50 113 m 250 113 l S " WORDS, "a|b/c|d/"},
        {"dots",
         FRAME
         "150 160 m 150 60 l S 50 110 m 53 110 l 57 110 m 60 110 l 64 110 m 67 110 l 71 110 m 74 110 l 78 "
         "110 m 81 110 l 85 110 m 88 110 l 92 110 m 95 110 l 99 110 m 102 110 l 106 110 m 109 110 l 113 110 "
         "m 116 "
         "110 l 120 110 m 123 110 l 127 110 m 130 110 l 134 110 m 137 110 l 141 110 m 144 110 l 147 110 m "
         "150 110 l S "
         "150 110 m 250 110 l S " WORDS,
         "a|b/c|d/"},
        {"without sides", "50 160 m 250 160 l S 50 60 m 250 60 l S " CROSS WORDS, "a|b/c|d/"},
        {"white lines are none", FRAME CROSS "1 G 50 85 m 250 85 l S " WORDS, "a|b/c|d/"},
        {"a black tint is seen", "/S CS 1 SCN " FRAME CROSS WORDS, "a|b/c|d/"},
        {"a scaled space",
         "q 2 0 0 2 0 0 cm 25 80 m 125 80 l 25 55 m 125 55 l 25 30 m 125 30 l 25 80 m 25 30 l "
         "75 80 m 75 30 l 125 80 m 125 30 l S Q " WORDS,
         "a|b/c|d/"},
        {"an underline is no table", AT(60, 130, "words") "60 128 m 90 128 l S ", "words\n/"},
        {"a frame around the page", "10 10 280 180 re S " FRAME CROSS WORDS, "a|b/c|d/"},
    };
    NEEDS_HELPER(state);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *shown = cases[i].shown;
        struct pdf_file file = one_page(cases[i].content,
                                        "/ColorSpace<</S[/Separation/Black/DeviceGray<</FunctionType 2"
                                        "/Domain[0 1]/C0[1]/C1[0]/N 1>>]>>",
                                        NULL);
        pdf_check(cases[i].what, file, strchr(shown, '\n') ? "words~/" : shown, 0);
    }
}

static void what_is_not_seen_is_not_read(void **state) {
    static const struct {
        const char *what, *content;
    } cases[] = {
        {"a white patch over old text", AT(170, 80, "old") "1 g 152 62 96 46 re f 0 g " FRAME CROSS WORDS},
        {"a white patch over an old line", "50 85 m 250 85 l S 1 g 51 62 198 46 re f 0 g " FRAME CROSS WORDS},
        {"invisible text", FRAME CROSS WORDS "BT 3 Tr /A 10 Tf 60 90 Td (x) Tj ET "},
        {"text outside of the page", FRAME CROSS WORDS AT(60, -30, "x")},
        {"a watermark", FRAME CROSS WORDS "BT /A 30 Tf .7 .7 -.7 .7 100 70 Tm (draft) Tj ET "},
        {"a header that says so",
         FRAME CROSS WORDS "/Artifact <</Type/Pagination/Subtype/Header>> BDC " AT(60, 180, "x") "EMC "},
        {"a layer that is off", FRAME CROSS WORDS "/OC /L BDC " AT(60, 90, "x") "EMC "},
        {"bold by printing twice", FRAME CROSS WORDS AT(60.3, 130, "a")},
        {"a page number", FRAME CROSS WORDS AT(140, 8, "- 3 -")},
    };
    NEEDS_HELPER(state);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pdf_file file = one_page(cases[i].content, "/Properties<</L 5 0 R>>", NULL);
        pdf_object(&file, "<</Type/OCG/Name(l)>>");
        char *catalog = strstr(file.bytes, "<</Type/Catalog/Pages 2 0 R>>");
        /* The same length, or the offsets would be wrong: qpdf mends them, but then it is another test. */
        (void)catalog;
        if (strstr(cases[i].what, "layer")) {
            free(file.bytes);
            file = (struct pdf_file){0};
            pdf_object(&file, "<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[5 0 R]/D<</OFF[5 0 R]>>>>>>");
            pdf_object(&file, "<</Type/Pages/Count 1/Kids[3 0 R]>>");
            pdf_object(&file,
                       "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<<" PDF_FONTS
                       "/Properties<</L 5 0 R>>>>>>");
            pdf_stream_object(&file, "", cases[i].content);
            pdf_object(&file, "<</Type/OCG/Name(l)>>");
        }
        pdf_check(cases[i].what, file, "a|b/c|d/", 0);
    }
}

/* --- text -------------------------------------------------------------------------------------------------------- */

static void codes_become_characters(void **state) {
    static const struct {
        const char *what, *content, *shown;
        int code;
    } cases[] = {
        {"GB18030, not embedded", "BT /G 10 Tf 60 130 Td <CFEEC4BF> Tj ET ", "项目|/|/", 0},
        {"in columns", "BT /V 10 Tf 100 150 Td <CFEEC4BF> Tj ET ", "项目|/|/", 0},
        {"UTF-16", "BT /U 10 Tf 60 130 Td <987976EE2265> Tj ET ", "项目≥|/|/", 0},
        {"WinAnsi", "BT /A 10 Tf 60 130 Td (A\\2224\\267) Tj ET ", "A’4·|/|/", 0},
        {"pieces with gaps", "BT /A 10 Tf 60 130 Td [(ab)-400(c)20(d)] TJ ET ", "ab cd|/|/", 0},
        {"a radical, and a text that stands for glyphs",
         "/Span <</ActualText<FEFF2F6C76EE>>> BDC BT /N 10 Tf 60 130 Td <00010002> Tj ET EMC ", "目目|/|/",
         0},
        {"glyphs of GB1", "BT /C 10 Tf 60 130 Td <081B0F72009C010D10ED010E1D88> Tj ET ", "绩效≥（元）鑫|/|/",
         0},
        {"half-width letters of GB1", "BT /C 10 Tf 60 130 Td <001A00160336> Tj ET ", "95)|/|/", 0},
        {"a later glyph of GB1", "BT /C 10 Tf 60 130 Td <081B1F40> Tj ET ", "绩�|/|/", JX_MSG_PDF_UNKNOWN},
        {"no Unicode", "BT /N 10 Tf 60 130 Td <00010002> Tj ET ", "��|/|/", JX_MSG_PDF_UNKNOWN},
    };
    NEEDS_HELPER(state);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char content[1024];
        struct try try = {0};
        snprintf(content, sizeof content, "%s%s", FRAME CROSS, cases[i].content);
        struct pdf_file file = one_page(content, NULL, NULL);
        pdf_finish(&file);
        try_read(&try, file.bytes, file.length);
        const struct jx_cell *cell = try.status <= JX_WARN ? jx_sheet_at(try.book->sheets[0], 0, 0) : NULL;
        size_t length = strcspn(cases[i].shown, "|");
        if (!cell || cell->length != length || memcmp(cell->text, cases[i].shown, length) != 0)
            fail_msg("%s: %s", cases[i].what, !cell || !cell->text ? "nothing" : cell->text);
        assert_int_equal(try.diags.count, cases[i].code != 0);
        if (cases[i].code != 0) assert_true(has_code(&try, (enum jx_code)cases[i].code));
        try_close(&try);
        free(file.bytes);
    }
}

/* A cell of 60 points for letters of 10: five Chinese characters in a line. */
#define NARROW                                                                                               \
    "50 160 m 110 160 l S 50 60 m 110 60 l S 50 160 m 50 60 l S 110 160 m 110 60 l S 50 80 m 110 80 l S "
#define LINE(y, codes) "BT /U 10 Tf 54 " #y " Td <" codes "> Tj ET "

static void lines_of_a_cell_join_where_they_were_broken(void **state) {
    static const struct {
        const char *what, *content, *shown;
    } cases[] = {
        {"broken for want of room", LINE(140, "4E004E8C4E094E944E94") LINE(128, "516D4E03"),
         "一二三五五六七/"},
        {"an end of its own", LINE(140, "4E004E8C4E09") LINE(128, "516D4E03"), "一二三~六七/"},
        {"a number begins", LINE(140, "4E004E8C4E093002") LINE(128, "0032002E4E03"), "一二三。~2.七/"},
        {"one above another", LINE(140, "4E00") LINE(128, "4E8C") LINE(116, "4E09"), "一二三/"},
        {"a closing mark begins no line", LINE(140, "4E004E8C4E094E94") LINE(128, "FF0C4E03"),
         "一二三五，七/"},
        {"a blank line", LINE(150, "4E004E8C") LINE(126, "516D4E03"), "一二~~六七/"},
        {"turned", "BT /U 10 Tf 0 1 -1 0 80 100 Tm <4E004E8C> Tj ET ", "一二/"},
    };
    NEEDS_HELPER(state);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char content[1024];
        snprintf(content, sizeof content, "%s%s%s", NARROW, cases[i].content, LINE(66, "4E004E004E00"));
        char shown[128];
        snprintf(shown, sizeof shown, "%s一一一/", cases[i].shown);
        pdf_check(cases[i].what, one_page(content, NULL, NULL), shown, 0);
    }
}

static void text_overflows_over_blank_neighbours(void **state) {
    NEEDS_HELPER(state);
    pdf_check("overflow",
              one_page(FRAME CROSS AT(60, 130, "a long text that has no room in its cell") AT(60, 80, "c"),
                       NULL, NULL),
              "a long text that has no room in its cell/c/", 0);
    pdf_check("lines that the cell's clip cuts off",
              one_page("q 50 110 100 50 re W n " AT(60, 112, "one") AT(60, 100, "two")
                           AT(60, 88, "six") "Q " FRAME CROSS AT(160, 130, "b"),
                       NULL, NULL),
              "one~two~six|b/", 0);
}

/* --- pages, forms, annotations ----------------------------------------------------------------------------------- */

static void pages_are_turned_and_forms_are_run(void **state) {
    NEEDS_HELPER(state);
    /* Drawn sideways, shown upright: x and y change places. */
    pdf_check("rotated", one_page("q 0 1 -1 0 300 -20 cm " FRAME CROSS WORDS "Q", NULL, "/Rotate 90"),
              "a|b/c|d/", 0);
    struct pdf_file file = one_page("q /X Do Q", "/XObject<</X 5 0 R>>", NULL);
    pdf_stream_object(&file, "/Type/XObject/Subtype/Form/BBox[0 0 300 200]/Resources<<" PDF_FONTS ">>",
                      FRAME CROSS WORDS);
    pdf_check("a form", file, "a|b/c|d/", 0);
    file = one_page(FRAME CROSS AT(60, 130, "a") AT(160, 130, "b") AT(60, 80, "c"), NULL, "/Annots[5 0 R]");
    pdf_object(&file, "<</Type/Annot/Subtype/Widget/Rect[155 65 245 105]/AP<</N 6 0 R>>>>");
    pdf_stream_object(&file, "/Type/XObject/Subtype/Form/BBox[0 0 90 40]/Resources<<" PDF_FONTS ">>",
                      AT(5, 15, "d"));
    pdf_check("a field that is filled in", file, "a|b/c|d/", 0);
}

static void tables_go_on_over_pages(void **state) {
    static const char head[] = AT(60, 130, "head") AT(160, 130, "other"),
                      rows[] = AT(60, 80, "c") AT(160, 80, "d");
    char first[1024], second[1024];
    NEEDS_HELPER(state);
    snprintf(first, sizeof first, "%s%s%s%s", AT(60, 180, "Title"), FRAME CROSS, head, rows);
    snprintf(second, sizeof second, "%s%s%s%s", AT(60, 180, "Title"), FRAME CROSS, head,
             AT(60, 80, "e") AT(160, 80, "f"));
    const char *pages[] = {first, second};
    pdf_check("title and head again", pdf_pages(pages, 2, NULL, NULL), "Title/head|other/c|d/e|f/", 0);
    snprintf(second, sizeof second, "%s%s%s", FRAME CROSS, AT(60, 130, "g") AT(160, 130, "h"),
             AT(60, 80, "e") AT(160, 80, "f"));
    pdf_check("no head", pdf_pages(pages, 2, NULL, NULL), "Title/head|other/c|d/g|h/e|f/", 0);
    snprintf(second, sizeof second, "%s%s%s%s", AT(60, 180, "Title"), FRAME CROSS,
             AT(60, 130, "g") AT(160, 130, "h"), rows);
    pdf_check("a new form of the same title", pdf_pages(pages, 2, NULL, NULL),
              "Title/head|other/c|d/Title/g|h/c|d/", 0);
}

/* A text of numbered items that ends with the page, between two of them. */
static void numbered_items_go_on_over_pages(void **state) {
    char first[1024], second[1024];
    NEEDS_HELPER(state);
    snprintf(first, sizeof first, "%s%s", FRAME CROSS AT(60, 130, "a") AT(160, 130, "b") AT(60, 80, "goal"),
             AT(160, 98, "1. dig;") AT(160, 84, "2. fill;"));
    snprintf(second, sizeof second, "%s%s", FRAME CROSS AT(160, 130, "3. sow."),
             AT(60, 80, "e") AT(160, 80, "f"));
    const char *pages[] = {first, second};
    pdf_check("the third item", pdf_pages(pages, 2, NULL, NULL), "a|b/goal|1. dig;~2. fill;~3. sow./e|f/", 0);
    snprintf(second, sizeof second, "%s%s", FRAME CROSS AT(160, 130, "5. sow."),
             AT(60, 80, "e") AT(160, 80, "f"));
    pdf_check("another one", pdf_pages(pages, 2, NULL, NULL), "a|b/goal|1. dig;~2. fill;/|5. sow./e|f/",
              JX_MSG_PDF_CUT);
    snprintf(first, sizeof first, "%s%s", FRAME CROSS AT(60, 130, "a") AT(160, 130, "1. dig;"),
             AT(60, 80, "goal") AT(160, 84, "2. fill;"));
    snprintf(second, sizeof second, "%s%s", FRAME CROSS AT(160, 130, "3. sow."),
             AT(60, 80, "e") AT(160, 80, "f"));
    pdf_check("items in rows of their own", pdf_pages(pages, 2, NULL, NULL),
              "a|1. dig;/goal|2. fill;/|3. sow./e|f/", JX_MSG_PDF_CUT);
}

/* A title over all columns, then two rows; the paper ends after the second column. */
static void columns_go_on_on_other_pages(void **state) {
    static const char left[] =
        "50 160 m 250 160 l S 50 130 m 250 130 l S 50 100 m 250 100 l S 50 70 m 250 70 l S "
        "50 160 m 50 70 l S 150 130 m 150 70 l S 250 130 m 250 70 l S " AT(60, 140, "Title") AT(60, 110, "a")
            AT(160, 110, "b") AT(60, 80, "c") AT(160, 80, "d");
    static const char right[] =
        "50 160 m 120 160 l S 50 130 m 120 130 l S 50 100 m 120 100 l S 50 70 m 120 70 l S "
        "50 130 m 50 70 l S 120 160 m 120 70 l S " AT(60, 110, "e") AT(60, 80, "e");
    static const char closed[] = "50 160 m 50 130 l S ";
    NEEDS_HELPER(state);
    const char *pages[] = {left, right};
    pdf_check("a strip of columns", pdf_pages(pages, 2, NULL, NULL), "1x3Title|.|./a|b|e/c|d|e/",
              JX_MSG_PDF_STRIPS);
    /* With all of its sides closed it is a table of its own: its rows are not all of them beside the other one's. */
    char whole[1024];
    snprintf(whole, sizeof whole, "%s%s%s", right, closed, AT(60, 140, "Other"));
    pages[1] = whole;
    pdf_check("another table", pdf_pages(pages, 2, NULL, NULL), "1x2Title|./a|b/c|d/Other/e/e/", 0);
}

static void notes_stand_in_the_columns_below(void **state) {
    NEEDS_HELPER(state);
    pdf_check("a line above in two parts",
              one_page(AT(55, 170, "left") AT(200, 170, "right") FRAME CROSS WORDS, NULL, NULL),
              "left|right/a|b/c|d/", 0);
}

/* --- doubts ------------------------------------------------------------------------------------------------------ */

static void doubts_are_told(void **state) {
    static const char image[] = "q 280 0 0 180 10 10 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q ";
    char content[2048];
    NEEDS_HELPER(state);
    pdf_check("an L",
              one_page(FRAME "50 110 m 150 110 l S 150 110 m 150 60 l S 200 60 m 200 110 l S " AT(
                           60, 130, "a") AT(60, 80, "b") AT(160, 80, "c") AT(210, 80, "d"),
                       NULL, NULL),
              "1x3a|.|./b|c|d/", JX_MSG_PDF_SHAPE);
    pdf_check("lines across only",
              one_page("50 160 m 250 160 l S 50 140 m 250 140 l S 50 60 m 250 60 l S " AT(60, 145, "head")
                           AT(160, 145, "other") WORDS,
                       NULL, NULL),
              "head|other/a|b/c|d/", JX_MSG_PDF_LINES);
    pdf_check("colours",
              one_page(".8 g 50 110 99 50 re f .9 g 151 110 99 50 re f .7 g 50 60 98 48 re f .6 g 152 60 98 "
                       "48 re f 0 g " WORDS,
                       NULL, NULL),
              "a|b/c|d/", JX_MSG_PDF_COLOUR);
    snprintf(content, sizeof content, "%s3 Tr %s", image, FRAME CROSS WORDS);
    pdf_check("an OCR layer", one_page(content, NULL, NULL), "a|b/c|d/", JX_MSG_PDF_OCR);
    pdf_refusal_check("a scan", one_page(image, NULL, NULL), NULL, JX_MSG_PDF_SCAN);
    pdf_check("a table in a cell",
              one_page(FRAME CROSS WORDS
                       "60 90 m 140 90 l S 60 70 m 140 70 l S 60 90 m 60 70 l S 100 90 m 100 70 "
                       "l S 140 90 m 140 70 l S ",
                       NULL, NULL),
              "a|b/c|d/", JX_MSG_PDF_NESTED);
    pdf_check("a text higher than its row",
              one_page(FRAME CROSS AT(60, 140, "a") AT(160, 130, "b") AT(60, 108, "c") AT(60, 96, "e")
                           AT(60, 84, "f") AT(60, 72, "g") AT(160, 80, "d"),
                       NULL, NULL),
              "a|b/c~e~f~g|d/", JX_MSG_PDF_HIGH);
}

/* Lines across only, and a text that runs over two columns: it has a wide cell, in both of its lines, and the other rows keep their
 * columns. Lines that begin further in part the rows of a category that is merged downwards. */
static void lines_across_around_wide_cells(void **state) {
#define RULE(from, y)                  #from " " #y " m 280 " #y " l S "
#define FOUR(y, one, two, three, four) AT(24, y, one) AT(90, y, two) AT(160, y, three) AT(230, y, four)
    static const char *const pages[] = {
        RULE(20, 190) RULE(20, 170) RULE(20, 140) RULE(20, 120) RULE(90, 100) RULE(20, 80) RULE(20, 60)
            FOUR(176, "name", "bridge", "office", "roads") AT(24, 152, "goal")
                AT(90, 158, "to mend all of the old bridges") AT(90, 146, "this year.")
                    FOUR(126, "level", "kind", "index", "value") AT(24, 96, "out") AT(90, 106, "much")
                        AT(160, 106, "length") AT(230, 106, "12") AT(90, 86, "well") AT(160, 86, "passed")
                            AT(230, 86, "98") FOUR(66, "use", "many", "people", "5000")};
    NEEDS_HELPER(state);
    pdf_check("wide cells", pdf_pages(pages, 1, NULL, NULL),
              "name|bridge|office|roads/goal|1x2to mend all of the old bridges this year.|./"
              "level|kind|index|value/2x1out|much|length|12/.|well|passed|98/use|many|people|5000/",
              JX_MSG_PDF_LINES);
    /* A frame around columns, and nothing else. */
    static const char *const framed[] = {
        "20 190 m 280 190 l S 20 60 m 280 60 l S 20 190 m 20 60 l S 280 190 m 280 60 l S " FOUR(
            172, "name", "bridge", "office", "roads") FOUR(150, "level", "kind", "index", "value")
            FOUR(128, "out", "much", "length", "12") FOUR(106, "out", "well", "passed", "98")
                FOUR(84, "use", "many", "people", "5000")};
    pdf_check("a frame", pdf_pages(framed, 1, NULL, NULL),
              "name|bridge|office|roads/level|kind|index|value/out|much|length|12/out|well|passed|98/"
              "use|many|people|5000/",
              JX_MSG_PDF_LINES);
}

/* --- what is no table, and what is refused ----------------------------------------------------------------------- */

static void text_without_tables_is_read_as_text(void **state) {
    NEEDS_HELPER(state);
    pdf_check("prose",
              one_page(AT(60, 130, "one line") AT(60, 110, "another") AT(200, 110, "far"), NULL, NULL),
              "one line~another\tfar~/", 0);
}

static struct pdf_file data_file(const char *name) {
    struct pdf_file file = {0};
    file.bytes = (char *)book_data(name, ".pdf", &file.length);
    return file;
}

static void passwords_are_told(void **state) {
    struct try try = {0};
    NEEDS_HELPER(state);
    struct pdf_file file = data_file("pdf-password");
    try_read(&try, file.bytes, file.length);
    assert_int_equal(try.status, JX_FAIL);
    assert_true(has_code(&try, JX_MSG_PDF_PASSWORD));
    try_close(&try);
    free(file.bytes);
    /* AES-256 with a password of its owner alone: anybody may read it. */
    file = data_file("pdf-owner-password");
    try_read(&try, file.bytes, file.length);
    assert_int_equal(try.status, JX_OK);
    assert_string_equal(book_sheet(try.arena, try.book, 0), "a|b/c|d/");
    try_close(&try);
    free(file.bytes);
}

static void bids_follow_the_header(void **state) {
    static const struct {
        const char *bytes;
        int least, most;
    } cases[] = {{"%PDF-1.4 ...", 95, 95}, {"\n\n%PDF-1.4", 50, 90}, {"a text about PDF", 0, 0}, {"", 0, 0}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jx_input input = {.extension = "pdf",
                                 .bytes = (const unsigned char *)cases[i].bytes,
                                 .length = strlen(cases[i].bytes)};
        assert_in_range(carrier->bid(&jx_host, NULL, &input), cases[i].least, cases[i].most);
    }
}

/* --- hostile files ----------------------------------------------------------------------------------------------- */

static void hostile_files_end_with_a_message(void **state) {
    NEEDS_HELPER(state);
    struct pdf_file file = one_page("/X Do", "/XObject<</X 5 0 R>>", NULL);
    pdf_stream_object(&file, "/Type/XObject/Subtype/Form/BBox[0 0 300 200]/Resources<</XObject<</X 5 0 R>>>>",
                      "/X Do /X Do");
    pdf_refusal_check("a form in itself", file, NULL, JX_MSG_PDF_LIMIT);

    char *content = malloc(30 * 500000 + 1), *at = content;
    assert_non_null(content);
    for (int i = 0; i < 500000; i++)
        at += sprintf(at, "%d %d m %d %d l S\n", i % 250, i % 190, i % 250 + 40, i % 190);
    pdf_refusal_check("half a million lines", one_page(content, NULL, NULL), NULL, JX_MSG_PDF_LIMIT);

    memset(content, '[', 20000);
    strcpy(content + 20000, " BT /A 10 Tf 60 130 Td (words) Tj ET");
    file = one_page(content, NULL, NULL);
    free(content);
    pdf_finish(&file);
    struct try try = {0};
    try_read(&try, file.bytes, file.length);
    assert_true(try.status <= JX_FAIL);
    try_close(&try);
    free(file.bytes);
    file = data_file("pdf-bomb"); /* a kilobyte or two for two gigabytes */
    try_read(&try, file.bytes, file.length);
    assert_int_equal(try.status, JX_FAIL);
    assert_true(has_code(&try, JX_MSG_PDF_DAMAGED_PAGE));
    try_close(&try);
    free(file.bytes);
}

static void damaged_files_do_no_harm(void **state) {
    NEEDS_HELPER(state);
    struct pdf_file file = one_page(FRAME CROSS WORDS, NULL, NULL);
    uint32_t seed = 54321;
    pdf_finish(&file);
    char *copy = malloc(file.length);
    assert_non_null(copy);
    for (size_t length = 1; length < file.length; length += 61) {
        struct try try = {0};
        try_read(&try, file.bytes, length);
        assert_true(try.status <= JX_WARN || try.diags.count > 0);
        try_close(&try);
    }
    for (int i = 0; i < 60; i++) {
        struct try try = {0};
        memcpy(copy, file.bytes, file.length);
        for (int k = 0; k < 1 + i % 4; k++) {
            seed = seed * 1664525 + 1013904223;
            copy[(seed >> 8) % file.length] = (char)(seed >> 3);
        }
        try_read(&try, copy, file.length);
        assert_true(try.status <= JX_WARN || try.diags.count > 0);
        try_close(&try);
    }
    free(copy);
    free(file.bytes);
}

static void limits_hold(void **state) {
    struct jx_limits few = {.cells = 3}, narrow = {.columns = 1};
    NEEDS_HELPER(state);
    pdf_refusal_check("cells", one_page(FRAME CROSS WORDS, NULL, NULL), &few, JX_MSG_FILE_CELLS);
    pdf_refusal_check("columns", one_page(FRAME CROSS WORDS, NULL, NULL), &narrow, JX_MSG_FILE_COLUMNS);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_make_cells),
        cmocka_unit_test(what_is_not_seen_is_not_read),
        cmocka_unit_test(codes_become_characters),
        cmocka_unit_test(lines_of_a_cell_join_where_they_were_broken),
        cmocka_unit_test(text_overflows_over_blank_neighbours),
        cmocka_unit_test(pages_are_turned_and_forms_are_run),
        cmocka_unit_test(tables_go_on_over_pages),
        cmocka_unit_test(numbered_items_go_on_over_pages),
        cmocka_unit_test(columns_go_on_on_other_pages),
        cmocka_unit_test(notes_stand_in_the_columns_below),
        cmocka_unit_test(doubts_are_told),
        cmocka_unit_test(text_without_tables_is_read_as_text),
        cmocka_unit_test(passwords_are_told),
        cmocka_unit_test(bids_follow_the_header),
        cmocka_unit_test(hostile_files_end_with_a_message),
        cmocka_unit_test(damaged_files_do_no_harm),
        cmocka_unit_test(limits_hold),
        cmocka_unit_test(lines_across_around_wide_cells),
    };
    return cmocka_run_group_tests(tests, load, NULL);
}
