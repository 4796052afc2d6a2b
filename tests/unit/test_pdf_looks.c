/*
 * What a PDF looks like where its words alone would mislead: raised digits, symbols, what is struck out, covered or cannot be seen.
 */
#include "tests/unit/pdf_help.h"

#define NEEDS_HELPER(state)                                                                                  \
    do {                                                                                                     \
        (void)(state);                                                                                       \
        if (no_helper) skip();                                                                               \
    } while (0)

/* A grid of two rows and columns, 50 to 250 and 60 to 160. */
#define SIDES          "50 160 m 50 60 l S 250 160 m 250 60 l S "
#define GRID           SIDES "50 160 m 250 160 l S 50 60 m 250 60 l S 50 110 m 250 110 l S 150 160 m 150 60 l S "
#define AT(x, y, text) "BT /A 10 Tf " #x " " #y " Td (" text ") Tj ET "
#define WORDS          AT(60, 130, "a") AT(160, 130, "b") AT(60, 80, "c")

struct look {
    const char *what, *content, *shown;
    int code;
};

static struct pdf_file one_page(const char *content, const char *more, const char *keys) {
    return pdf_pages(&content, 1, more, keys);
}

static void check_looks(const struct look *looks, size_t count) {
    for (size_t i = 0; i < count; i++)
        pdf_check(looks[i].what, one_page(looks[i].content, NULL, NULL), looks[i].shown, looks[i].code);
}

static void raised_digits_are_no_part_of_a_number(void **state) {
    static const struct look looks[] = {
        {"the mark of a note", GRID WORDS AT(160, 80, "1,280.50") "BT /A 5 Tf 199 84 Td (1) Tj ET ",
         "a|b/c|1,280.50¹/", 0},
        {"raised by Ts", GRID WORDS "BT /A 10 Tf 160 80 Td (10) Tj /A 5 Tf 4 Ts (4) Tj ET ", "a|b/c|10⁴/", 0},
        {"small, and not raised", GRID WORDS "BT /A 10 Tf 160 80 Td (10) Tj /A 5 Tf (4) Tj ET ", "a|b/c|104/",
         0},
    };
    NEEDS_HELPER(state);
    check_looks(looks, sizeof looks / sizeof *looks);
}

static void spaced_letters_are_one_word(void **state) {
    static const struct look looks[] = {
        {"a word", GRID WORDS "BT 6 Tc /A 10 Tf 160 80 Td (12km) Tj 0 Tc ET ", "a|b/c|12km/", 0},
        {"numbers beside one another",
         GRID WORDS AT(160, 80, "1") AT(172, 80, "2") AT(184, 80, "3") AT(196, 80, "4"), "a|b/c|1 2 3 4/", 0},
    };
    NEEDS_HELPER(state);
    check_looks(looks, sizeof looks / sizeof *looks);
}

static void symbols_are_characters(void **state) {
    static const char fonts[] = ">>/Font<</S<</Type/Font/Subtype/Type1/BaseFont/Symbol>>"
                                "/W<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Wingdings-Regular>>"
                                "/A<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";
    static const char content[] =
        GRID "BT /S 10 Tf 60 130 Td (\\263) Tj /A 10 Tf (12) Tj ET "
             "BT /W 10 Tf 160 130 Td (\\376) Tj ET BT /W 10 Tf 60 80 Td (\\250) Tj ET ";
    NEEDS_HELPER(state);
    struct pdf_file file = {0};
    char page[2048];
    pdf_object(&file, "<</Type/Catalog/Pages 2 0 R>>");
    pdf_object(&file, "<</Type/Pages/Count 1/Kids[3 0 R]>>");
    snprintf(page, sizeof page,
             "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<<%s>>>>>>",
             fonts + strlen(">>"));
    pdf_object(&file, page);
    pdf_stream_object(&file, "", content);
    pdf_check("symbols", file, "≥12|☑/□/", 0);
}

/* Fields and notes without an appearance: whoever opens the file draws what they hold. */
static void values_without_an_appearance_are_read(void **state) {
    static const struct {
        const char *what, *annotation, *shown;
    } cases[] = {
        {"a field", "/Subtype/Widget/FT/Tx/V(12.5)", "a|b/c|12.5/"},
        {"a choice", "/Subtype/Widget/FT/Ch/Opt[[(x)(twelve)][(y)(ten)]]/V(x)", "a|b/c|twelve/"},
        {"a note", "/Subtype/FreeText/Contents(12.5)", "a|b/c|12.5/"},
        {"a hidden field", "/F 2/Subtype/Widget/FT/Tx/V(12.5)", "a|b/c/"},
        {"a button", "/Subtype/Widget/FT/Btn/V(12.5)", "a|b/c/"},
    };
    NEEDS_HELPER(state);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char object[256];
        struct pdf_file file = one_page(GRID WORDS, NULL, "/Annots[5 0 R]");
        snprintf(object, sizeof object, "<</Type/Annot/Rect[155 65 245 105]%s>>", cases[i].annotation);
        pdf_object(&file, object);
        pdf_check(cases[i].what, file, cases[i].shown, 0);
    }
}

static void looks_are_told(void **state) {
    static const struct look looks[] = {
        {"white on white", GRID WORDS AT(160, 80, "d") "1 g " AT(170, 80, "99") "0 g ", "a|b/c|d/",
         JX_MSG_PDF_WHITE},
        {"white on a colour", ".2 g 151 61 98 48 re f 1 g " AT(170, 80, "d") "0 g " GRID WORDS, "a|b/c|d/",
         0},
        {"a line through words, beyond them", GRID WORDS AT(160, 80, "912") "159 83.8 m 184 83.8 l S ",
         "a|b/c|912/", JX_MSG_PDF_STRUCK},
        {"struck out", GRID WORDS AT(160, 80, "912") "159.5 83.8 m 166 83.8 l S ", "a|b/c|12/",
         JX_MSG_DOCUMENT_STRUCK},
        {"all of a cell struck out, near its side",
         GRID WORDS AT(152, 80, "912") "152 83.8 m 168.7 83.8 l S ", "a|b/c/", JX_MSG_DOCUMENT_STRUCK},
        {"struck out by a thin area", GRID WORDS AT(160, 80, "912") "160 83.4 11.2 .8 re f ", "a|b/c|2/",
         JX_MSG_DOCUMENT_STRUCK},
        {"underlined", GRID WORDS AT(160, 80, "912") "159 78.5 m 180 78.5 l S ", "a|b/c|912/", 0},
        {"a picture over a cell", GRID WORDS "q 90 0 0 45 155 62 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q ",
         "a|b/c/", JX_MSG_PDF_PICTURE},
        {"a picture beside a text",
         GRID WORDS AT(160, 80, "d") "q 10 0 0 10 230 65 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q ",
         "a|b/c|d/", 0},
        {"a number across a line", GRID WORDS AT(135, 80, "1,280.50"), "a|b/c|1,280.50/", JX_MSG_PDF_ACROSS},
        {"no line between a label and an amount",
         SIDES "50 160 m 250 160 l S 50 60 m 250 60 l S 50 110 m 250 110 l S 150 160 m 150 110 l S " WORDS AT(
             65, 80, "um") AT(160, 80, "1,280.50"),
         "a|b/1x2cum 1,280.50|./", JX_MSG_PDF_MISSING},
        {"no line between two rows",
         SIDES "50 160 m 250 160 l S 50 60 m 250 60 l S 50 120 m 250 120 l S 120 160 m 120 60 l S 190 160 m "
               "190 60 l "
               "S " AT(60, 135, "a") AT(130, 135, "b") AT(200, 135, "c") AT(60, 100, "d") AT(130, 100, "e")
                   AT(200, 100, "f") AT(60, 70, "g") AT(130, 70, "h") AT(200, 70, "i"),
         "a|b|c/d~~g|e~~h|f~~i/", JX_MSG_PDF_MISSING},
        {"a line below words, near the border", GRID WORDS AT(160, 80, "d") "50.5 64 m 149.5 64 l S ",
         "a|b/c|d/", 0},
    };
    NEEDS_HELPER(state);
    check_looks(looks, sizeof looks / sizeof *looks);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(raised_digits_are_no_part_of_a_number),
        cmocka_unit_test(spaced_letters_are_one_word),
        cmocka_unit_test(symbols_are_characters),
        cmocka_unit_test(values_without_an_appearance_are_read),
        cmocka_unit_test(looks_are_told),
    };
    return cmocka_run_group_tests(tests, load, NULL);
}
