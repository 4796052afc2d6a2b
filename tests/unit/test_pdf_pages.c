/*
 * Forms on several pages of a PDF: which of them go on, and which begin anew.
 */
#include "tests/unit/pdf_help.h"

#define NEEDS_HELPER(state)                                                                                  \
    do {                                                                                                     \
        (void)(state);                                                                                       \
        if (no_helper) skip();                                                                               \
    } while (0)

/* Two columns, and as many rows of 20 points from 160 downwards. */
#define TOP "50 160 m 250 160 l S "
#define ROW(y)                                                                                               \
    "50 " #y " m 250 " #y " l S 50 " #y " m 50 160 l S 150 " #y " m 150 160 l S 250 " #y " m 250 160 l S "
#define AT(x, y, text)      "BT /A 10 Tf " #x " " #y " Td (" text ") Tj ET "
#define PAIR(y, one, other) AT(60, y, one) AT(160, y, other)

#define TWO  TOP ROW(140) ROW(120)
#define HEAD PAIR(145, "head", "other")

struct page_case {
    const char *what, *first, *second, *shown;
};

static void check_pages(const struct page_case *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const char *pages[] = {cases[i].first, cases[i].second};
        pdf_check(cases[i].what, pdf_pages(pages, 2, NULL, NULL), cases[i].shown, 0);
    }
}

/* What a line above the table says decides, its digits, too; only the number of a page may be another one. */
static void lines_with_other_numbers_begin_a_form(void **state) {
    static const struct page_case cases[] = {
        {"another phase of a project", AT(60, 180, "works, phase 1") TWO HEAD PAIR(125, "c", "d"),
         AT(60, 180, "works, phase 2") TWO HEAD PAIR(125, "e", "f"),
         "works, phase 1/head|other/c|d/works, phase 2/head|other/e|f/"},
        {"the title goes with the line below it",
         AT(60, 180, "Title") AT(60, 165, "2024") TWO HEAD PAIR(125, "c", "d"),
         AT(60, 180, "Title") AT(60, 165, "in 2025") TWO HEAD PAIR(125, "e", "f"),
         "Title/2024/head|other/c|d/Title/in 2025/head|other/e|f/"},
        {"a page's number beside the title",
         AT(60, 180, "Title") AT(200, 180, "1/2") TWO HEAD PAIR(125, "c", "d"),
         AT(60, 180, "Title") AT(200, 180, "2/2") TWO HEAD PAIR(125, "e", "f"),
         "Title|1/2/head|other/c|d/e|f/"},
        {"a page's number within the title",
         "BT /U 10 Tf 60 180 Td <88687B2C00319875> Tj ET " TWO HEAD PAIR(125, "c", "d"),
         "BT /U 10 Tf 60 180 Td <88687B2C00329875> Tj ET " TWO HEAD PAIR(125, "e", "f"),
         "表第1页/head|other/c|d/e|f/"},
    };
    NEEDS_HELPER(state);
    check_pages(cases, sizeof cases / sizeof *cases);
}

static void three_names_are_no_header(void **state) {
    static const char *const pages[] = {AT(60, 185, "phase 1") TWO HEAD PAIR(125, "c", "d"),
                                        AT(60, 185, "phase 2") TWO HEAD PAIR(125, "e", "f"),
                                        AT(60, 185, "phase 3") TWO HEAD PAIR(125, "g", "h")};
    NEEDS_HELPER(state);
    pdf_check("three forms", pdf_pages(pages, 3, NULL, NULL),
              "phase 1/head|other/c|d/phase 2/head|other/e|f/phase 3/head|other/g|h/", 0);
}

/* Rows that a form shares with the one before are its own, if what follows them is a form's head again. */
static void equal_first_rows_are_no_repeated_head(void **state) {
    static const struct page_case cases[] = {
        {"labels again",
         AT(60, 180, "Title") TOP ROW(140) ROW(120) ROW(100) PAIR(145, "office", "of roads")
             PAIR(125, "name", "bridge") PAIR(105, "sum", "10"),
         AT(60, 180, "Title") TOP ROW(140) ROW(120) ROW(100) PAIR(145, "office", "of roads")
             PAIR(125, "name", "tunnel") PAIR(105, "sum", "20"),
         "Title/office|of roads/name|bridge/sum|10/Title/office|of roads/name|tunnel/sum|20/"},
        {"rows that go on",
         AT(60, 180, "Title") TOP ROW(140) ROW(120) ROW(100) PAIR(145, "level", "value")
             PAIR(125, "output", "1") PAIR(105, "output", "2"),
         AT(60, 180, "Title") TOP ROW(140) ROW(120) ROW(100) PAIR(145, "level", "value")
             PAIR(125, "output", "3") PAIR(105, "output", "4"),
         "Title/level|value/output|1/output|2/output|3/output|4/"},
    };
    NEEDS_HELPER(state);
    check_pages(cases, sizeof cases / sizeof *cases);
}

#define THIRD                       "200 160 m 200 100 l S "
#define THREE(y, one, other, third) PAIR(y, one, other) AT(210, y, third)

static void headings_that_come_again(void **state) {
    static const struct page_case cases[] = {
        {"with the title, and no name",
         AT(60, 180, "Title") TOP ROW(140) ROW(120) ROW(100) THIRD THREE(145, "name", "bridge", "10")
             THREE(125, "level", "kind", "value") THREE(105, "output", "length", "3"),
         AT(60, 170, "Title") TOP ROW(140) ROW(120) "200 160 m 200 120 l S " THREE(
             145, "level", "kind", "value") THREE(125, "output", "width", "4"),
         "Title/name|bridge|10/level|kind|value/output|length|3/output|width|4/"},
        {"below another name",
         TOP ROW(140) ROW(120) ROW(100) THIRD THREE(145, "office", "roads", "1")
             THREE(125, "level", "kind", "value") THREE(105, "output", "length", "3"),
         TOP ROW(140) ROW(120) ROW(100) ROW(80) "200 160 m 200 80 l S " THREE(145, "office", "roads", "1")
             THREE(125, "bridge", "of stone", "2") THREE(105, "level", "kind", "value")
                 THREE(85, "output", "length", "3"),
         "office|roads|1/level|kind|value/output|length|3/office|roads|1/bridge|of stone|2/level|kind|value/"
         "output|length|3/"},
    };
    NEEDS_HELPER(state);
    check_pages(cases, sizeof cases / sizeof *cases);
}

/* Two pages say enough of a header if a table goes on below it, and nothing if all that follows stands alike. */
static void header_of_two_pages(void **state) {
    static const struct page_case cases[] = {
        {"a table goes on below it",
         AT(60, 186, "Annex 3") AT(60, 168, "Title") TWO PAIR(145, "a", "b") PAIR(125, "c", "d"),
         AT(60, 186, "Annex 3") TWO PAIR(145, "e", "f") PAIR(125, "g", "h"), "Title/a|b/c|d/e|f/g|h/"},
        {"two forms below it",
         AT(60, 186, "Annex 3") AT(60, 168, "Title") TWO PAIR(145, "a", "b") PAIR(125, "c", "d"),
         AT(60, 186, "Annex 3") AT(60, 168, "Title") TWO PAIR(145, "e", "f") PAIR(125, "g", "h"),
         "Annex 3/Title/a|b/c|d/Annex 3/Title/e|f/g|h/"},
    };
    NEEDS_HELPER(state);
    check_pages(cases, sizeof cases / sizeof *cases);
}

/* A number that had no room in its line stands alone in the next one. */
static void a_number_below_its_note(void **state) {
    static const char *const pages[] = {TWO PAIR(145, "a", "b") PAIR(125, "c", "d") AT(
        50, 105, "prepared by nobody at all, on the date:") AT(50, 93, "2025.10.31")};
    NEEDS_HELPER(state);
    pdf_check("a date", pdf_pages(pages, 1, NULL, NULL),
              "a|b/c|d/prepared by nobody at all, on the date: 2025.10.31/", 0);
}

/* The paper's edge cuts a merge, and its text is printed on both pages, but for the line that ends before the edge. */
static void a_merge_over_the_papers_edge(void **state) {
#define LONG_LINE "One pump, two gates and three sluices are to be mended this summer"
#define EDGES(x)  #x " 160 m " #x " 140 l S " #x " 120 m " #x " 100 l S "
#define ALL(x)    #x " 160 m " #x " 100 l S "
#define LINES(a, b)                                                                                          \
    a " 160 m " b " 160 l S " a " 140 m " b " 140 l S " a " 120 m " b " 120 l S " a " 100 m " b " 100 l S "
#define SMALL(x, y, text) "BT /A 6 Tf " #x " " #y " Td (" text ") Tj ET "
    static const char *const pages[] = {
        LINES("50", "290") ALL(50) ALL(110) EDGES(290) PAIR(145, "a", "") AT(160, 145, "b")
            AT(60, 125, "goal") AT(60, 105, "c")
                AT(160, 105, "d") "q 110 120 180 20 re W n " SMALL(112, 132, LONG_LINE)
                    SMALL(112, 124, "and painted.") "Q ",
        LINES("10", "110") EDGES(10) ALL(110) AT(20, 145, "e")
            AT(20, 105, "f") "q 10 120 100 20 re W n " SMALL(-168, 132, LONG_LINE) "Q "};
    NEEDS_HELPER(state);
    pdf_check("a merge", pdf_pages(pages, 2, NULL, NULL), "a|b|e/goal|1x2" LONG_LINE " and painted.|./c|d|f/",
              JX_MSG_PDF_STRIPS);
}

/* Forms beside one another: the title and the unit over each table are that form's, and so is what stands below it. One line over both
 * of two tables stays where it is. */
static void forms_beside_one_another(void **state) {
#define BOX(x, right)                                                                                        \
#x " 150 m " #right " 150 l S " #x " 130 m " #right " 130 l S " #x " 110 m " #right " 110 l S " #x       \
       " 150 m " #x " 110 l S " #right " 150 m " #right " 110 l S "
#define BOTH                                                                                                 \
    BOX(10, 130)                                                                                             \
    BOX(170, 290)                                                                                            \
    "70 150 m 70 110 l S 230 150 m 230 110 l S " AT(12, 135, "a") AT(72, 135, "b") AT(12, 115, "c")          \
        AT(72, 115, "d") AT(172, 135, "e") AT(232, 135, "f") AT(172, 115, "g") AT(232, 115, "h")
    static const char *const forms[] = {AT(12, 180, "Form of goals") AT(172, 180, "Form of goals")
                                            AT(12, 160, "Unit: yuan") AT(172, 160, "Unit: wan")
                                                BOTH AT(12, 95, "Signed: A") AT(172, 95, "Signed: B")};
    static const char *const shared[] = {AT(12, 160, "By the office") AT(240, 160, "Unit: yuan") BOTH};
    NEEDS_HELPER(state);
    pdf_check("two forms", pdf_pages(forms, 1, NULL, NULL),
              "Form of goals/Unit: yuan/a|b/c|d/Signed: A/Form of goals/Unit: wan/e|f/g|h/Signed: B/", 0);
    pdf_check("one title", pdf_pages(shared, 1, NULL, NULL), "By the office|Unit: yuan/a|b/c|d/e|f/g|h/", 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_with_other_numbers_begin_a_form),
        cmocka_unit_test(three_names_are_no_header),
        cmocka_unit_test(equal_first_rows_are_no_repeated_head),
        cmocka_unit_test(headings_that_come_again),
        cmocka_unit_test(header_of_two_pages),
        cmocka_unit_test(a_number_below_its_note),
        cmocka_unit_test(a_merge_over_the_papers_edge),
        cmocka_unit_test(forms_beside_one_another),
    };
    return cmocka_run_group_tests(tests, load, NULL);
}
