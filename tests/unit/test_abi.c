/*
 * What plugins and programs were compiled against: the numbers in the headers stand for these structs. A change here that is no new
 * member at the end of a struct that may grow has to raise the number.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <jixiao/jixiao.h>
#include <jixiao/map.h>

/* On a machine with pointers of eight bytes; others lay them out otherwise. */
#define SIZE(type, bytes) assert_int_equal(sizeof(void *) == 8 ? sizeof(type) : (bytes), (bytes))
#define AT(type, member, bytes)                                                                              \
    assert_int_equal(sizeof(void *) == 8 ? offsetof(type, member) : (bytes), (bytes))

static void layouts_are_those_of_their_number(void **state) {
    (void)state;
    assert_int_equal(JX_LAYOUT_ABI, 2);
    SIZE(struct jx_slot, 32);
    SIZE(struct jx_column, 48);
    SIZE(struct jx_table_row, 32);
    SIZE(struct jx_spelling, 16);
    SIZE(struct jx_table, 72);
    AT(struct jx_layout, tables, 40);
    assert_int_equal(JX_PART_COUNT, 13);
    assert_int_equal(JX_LOOK_COUNT, 10);
    assert_int_equal(JX_SLOT_FILLER, 4);
    assert_int_equal(JX_ROW_BAND, 3);
}

static void carriers_are_those_of_their_number(void **state) {
    (void)state;
    assert_int_equal(JX_CARRIER_ABI, 1);
    SIZE(struct jx_cell, 32);
    AT(struct jx_cell, hidden, 28);
    SIZE(struct jx_row, 24);
    SIZE(struct jx_merge, 16);
    SIZE(struct jx_place, 24);
    SIZE(struct jx_trait, 32);
    SIZE(struct jx_choices, 32);
    SIZE(struct jx_gap, 20);
    SIZE(struct jx_extent, 24);
    SIZE(struct jx_patch_cell, 48);
    SIZE(struct jx_patch_rows, 16);
    SIZE(struct jx_patch_result, 32);
    AT(struct jx_carrier, abilities, 72);
    AT(struct jx_host, read_as, 104);
    AT(struct jx_host, next, 112);
    AT(struct jx_sheet, widths, 48);
}

static void the_version_is_a_number_too(void **state) {
    char text[32];
    (void)state;
    snprintf(text, sizeof text, "%d.%d.%d", JX_VERSION_NUMBER / 10000, JX_VERSION_NUMBER / 100 % 100,
             JX_VERSION_NUMBER % 100);
    assert_string_equal(text, JX_VERSION);
    assert_string_equal(text, jx_version());
    assert_int_equal(jx_version_number(), JX_VERSION_NUMBER);
}

static void fields_are_called_by_their_keys(void **state) {
    struct jx_form form = {.layout = "generic"};
    (void)state;
    form.fields[JX_FIELD_PHONE].value = "0000-1";
    assert_string_equal(jx_form_value(&form, "phone"), "0000-1");
    assert_ptr_equal(jx_form_fact(&form, "phone"), &form.fields[JX_FIELD_PHONE]);
    assert_null(jx_form_value(&form, "project_name"));
    assert_null(jx_form_value(&form, "no_such_key"));
    assert_null(jx_form_value(&form, NULL));
    assert_int_equal(jx_field_named("phone"), JX_FIELD_PHONE);
    assert_int_equal(jx_field_named("phon"), JX_FIELD_NONE);
    assert_int_equal(jx_field_count(), JX_FIELD_COUNT);
}

static void beyond_the_last_is_nothing(void **state) {
    struct jx_form form = {.kind = JX_KIND_DEPARTMENT, .score = 7};
    struct jx_document document = {.forms = &form, .form_count = 1};
    struct jx_conversion conversion = {.bytes = "x", .length = 1};
    size_t length;
    (void)state;
    assert_ptr_equal(jx_document_form(&document, 0), &form);
    assert_null(jx_document_form(&document, 1));
    assert_null(jx_document_diag(&document, 0));
    assert_null(jx_document_unread(&document, 0));
    assert_null(jx_form_indicator(&form, 0));
    assert_null(jx_form_extra(&form, 0));
    assert_int_equal(jx_form_kind(&form), JX_KIND_DEPARTMENT);
    assert_int_equal(jx_form_score(&form), 7);
    assert_null(jx_conversion_item(&conversion, 0));
    assert_null(jx_conversion_diag(&conversion, 0));
    assert_string_equal(jx_conversion_bytes(&conversion, &length), "x");
    assert_int_equal(length, 1);
}

/* A form with a fact that its label named, one that a line said, one that follows, and a column. */
static void a_map_says_why(void **state) {
    struct jx_form form = {.layout = "generic"};
    struct jx_reason reasons[] = {
        {.field = JX_FIELD_FUND_TOTAL, .label = "资金申请总额", .cost = 12, .other = "8", .margin = 3},
        {.field = JX_FIELD_COUNT, .part = JX_PART_TARGET, .label = "目标", .why = NULL, .cost = 25},
    };
    struct jx_document document = {.forms = &form, .form_count = 1, .reasons = reasons, .reason_count = 2};
    (void)state;
    form.fields[JX_FIELD_FUND_TOTAL].value = "360000";
    form.fields[JX_FIELD_TITLE].value = "绩效目标表";
    form.fields[JX_FIELD_MONEY_UNIT] = (struct jx_fact){.value = "万元", .origin = JX_DERIVED};
    assert_null(jx_map_of(&document, 1));
    struct jx_map *map = jx_map_of(&document, 0);
    assert_int_equal(jx_map_count(map), 4);
    assert_int_equal(jx_map_entry(map, 0)->evidence, JX_EVIDENCE_LINE);
    assert_int_equal(jx_map_entry(map, 1)->evidence, JX_EVIDENCE_FOLLOWS);
    const struct jx_map_entry *total = jx_map_entry(map, 2), *column = jx_map_entry(map, 3);
    assert_string_equal(total->key, "fund_total");
    assert_string_equal(total->value, "360000");
    assert_string_equal(total->label, "资金申请总额");
    assert_int_equal(total->evidence, JX_EVIDENCE_WORDS);
    assert_true(total->doubtful);
    assert_int_equal(column->field, JX_FIELD_NONE);
    assert_int_equal(column->evidence, JX_EVIDENCE_VALUES);
    assert_string_equal(jx_map_entry_name(column, JX_LANGUAGE_CHINESE),
                        jx_part_name(JX_PART_TARGET, JX_LANGUAGE_CHINESE));
    assert_null(jx_map_entry(map, 4));
    jx_map_free(map);
    form.layout = "anhui";
    map = jx_map_of(&document, 0);
    assert_int_equal(jx_map_entry(map, 0)->evidence, JX_EVIDENCE_DECLARED);
    jx_map_free(map);
    jx_map_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(layouts_are_those_of_their_number),
        cmocka_unit_test(carriers_are_those_of_their_number),
        cmocka_unit_test(the_version_is_a_number_too),
        cmocka_unit_test(fields_are_called_by_their_keys),
        cmocka_unit_test(beyond_the_last_is_nothing),
        cmocka_unit_test(a_map_says_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
