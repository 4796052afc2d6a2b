/*
 * jixiao fields: the facts there are, what people call them, and which layouts have a place for each. They are what --set,
 * --defaults, layouts and `inspect --json` speak of.
 */
#include <string.h>

#include "core/cli/cli.h"
#include "core/cli/json.h"
#include "core/cli/listing.h"
#include "core/cli/print.h"
#include "core/cli/session.h"

static const enum jx_field_type types[] = {
#define X(name, key, type, english, chinese) [JX_FIELD_##name] = JX_TYPE_##type,
    JX_FIELDS(X)
#undef X
};

static const char *kind_key(enum jx_field field) {
    switch (types[field]) {
    case JX_TYPE_YEAR: return "year";
    case JX_TYPE_MONEY: return "amount";
    case JX_TYPE_UNIT: return "unit";
    case JX_TYPE_DATE: return "date";
    case JX_TYPE_CODE: return "code";
    default: return "text";
    }
}

static const char *kind_words(const struct jx_cli *cli, enum jx_field field) {
    static const char *const chinese[][2] = {{"year", "年度"}, {"amount", "金额"}, {"unit", "金额单位"},
                                             {"date", "日期"}, {"code", "代码"},   {"text", "文字"}};
    const char *key = kind_key(field);
    for (size_t i = 0; i < sizeof chinese / sizeof *chinese && cli->language == JX_LANGUAGE_CHINESE; i++)
        if (strcmp(chinese[i][0], key) == 0) return chinese[i][1];
    return key;
}

static void emit_fields(void) {
    struct jx_emitter json = {.out = stdout};
    jx_emit_open(&json, NULL, '[');
    for (enum jx_field field = 0; field < JX_FIELD_COUNT; field++) {
        jx_emit_open(&json, NULL, '{');
        jx_emit_string(&json, "key", jx_field_key(field));
        jx_emit_string(&json, "chinese", jx_field_name(field, JX_LANGUAGE_CHINESE));
        jx_emit_string(&json, "english", jx_field_name(field, JX_LANGUAGE_ENGLISH));
        jx_emit_string(&json, "kind", kind_key(field));
        jx_emit_close(&json, '}');
    }
    jx_emit_close(&json, ']');
}

enum jx_exit jx_command_fields(struct jx_cli *cli, struct jx_arguments *arguments) {
    struct jx_listing listing = {.columns = 4};
    if (arguments->json) {
        emit_fields();
        return JX_EXIT_DONE;
    }
    JX_LIST(&listing, jx_pick(cli, "fact", "名称"), jx_pick(cli, "in Chinese", "中文"),
            jx_pick(cli, "in English", "英文"), jx_pick(cli, "kind", "类别"));
    for (enum jx_field field = 0; field < JX_FIELD_COUNT; field++)
        JX_LIST(&listing, jx_field_key(field), jx_field_name(field, JX_LANGUAGE_CHINESE),
                jx_field_name(field, JX_LANGUAGE_ENGLISH), kind_words(cli, field));
    jx_listing_print(&listing, stdout, 1, 0, jx_print_width());
    jx_listing_free(&listing);
    return JX_EXIT_DONE;
}
