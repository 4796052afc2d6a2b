/*
 * jixiao layouts: the layouts there are, and with -v the facts that each of their forms has a place for.
 */
#include <string.h>

#include "core/cli/cli.h"
#include "core/cli/json.h"
#include "core/cli/listing.h"
#include "core/cli/print.h"
#include "core/cli/session.h"

/* What a form has a place for, as its patterns tell: every {key} of a slot, a band column or a title. */
struct carried {
    bool fields[JX_FIELD_COUNT];
    bool parts[JX_PART_COUNT];
};

static void note_captures(struct carried *carried, const char *pattern) {
    const char *brace = pattern ? strchr(pattern, '{') : NULL;
    for (; brace; brace = strchr(brace + 1, '{')) {
        const char *key = brace + 1;
        size_t length = strcspn(key, "}");
        /* {sum:…}, over the forms of a list, is no field's key, and holds no fact of its own. */
        for (enum jx_field field = 0; field < JX_FIELD_COUNT; field++) {
            const char *name = jx_field_key(field);
            if (strlen(name) == length && !strncmp(name, key, length)) carried->fields[field] = true;
        }
    }
}

static void note_table(struct carried *carried, const struct jx_table *table) {
    for (const struct jx_table_row *row = table->rows; row->kind != JX_ROW_END; row++) {
        note_captures(carried, row->pattern);
        for (const struct jx_slot *slot = row->slots; slot && slot->kind != JX_SLOT_END; slot++)
            note_captures(carried, slot->pattern);
        for (const struct jx_column *column = row->band; column && column->columns; column++) {
            note_captures(carried, column->fact);
            carried->parts[column->part] = true;
        }
    }
}

static void print_carried(const struct jx_cli *cli, const struct jx_table *table, size_t width) {
    struct carried carried = {{false}, {false}};
    note_table(&carried, table);
    printf("   %s (%s)\n     ", jx_print_kind(cli, table->kind), table->money_unit);
    const char *between = "";
    size_t used = 5;
    for (unsigned i = 0; i < JX_FIELD_COUNT + JX_PART_COUNT; i++) {
        bool is_field = i < JX_FIELD_COUNT;
        enum jx_part part = (enum jx_part)(is_field ? 0 : i - JX_FIELD_COUNT);
        if (!(is_field ? carried.fields[i] : part != JX_PART_NONE && carried.parts[part])) continue;
        const char *name =
            is_field ? jx_field_name((enum jx_field)i, cli->language) : jx_part_name(part, cli->language);
        size_t columns = jx_display_width(name, strlen(name)) + 2;
        printf("%s", between);
        if (used + columns > width) {
            printf("\n     ");
            used = 5;
        }
        printf("%s", name);
        used += columns;
        between = jx_pick(cli, ", ", "、");
    }
    putchar('\n');
}

static void emit_layout(struct jx_emitter *json, const struct jx_plugin *plugin) {
    const struct jx_layout *layout = plugin->layout;
    jx_emit_open(json, NULL, '{');
    jx_emit_string(json, "id", layout->id);
    jx_emit_string(json, "chinese", layout->chinese);
    jx_emit_string(json, "english", layout->english);
    jx_emit_string(json, "source", layout->source);
    jx_emit_string(json, "path", plugin->path);
    jx_emit_open(json, "forms", '[');
    for (const struct jx_table *const *table = layout->tables; *table; table++) {
        struct carried carried = {{false}, {false}};
        note_table(&carried, *table);
        jx_emit_open(json, NULL, '{');
        jx_emit_string(json, "kind", (*table)->kind == JX_KIND_DEPARTMENT ? "department" : "project");
        jx_emit_string(json, "money_unit", (*table)->money_unit);
        jx_emit_open(json, "fields", '[');
        for (enum jx_field field = 0; field < JX_FIELD_COUNT; field++)
            if (carried.fields[field]) jx_emit_string(json, NULL, jx_field_key(field));
        jx_emit_close(json, ']');
        jx_emit_close(json, '}');
    }
    jx_emit_close(json, ']');
    jx_emit_close(json, '}');
}

static void emit_layouts(const struct jx_plugin *plugins, size_t count) {
    struct jx_emitter json = {.out = stdout};
    jx_emit_open(&json, NULL, '[');
    for (size_t i = 0; i < count; i++)
        if (plugins[i].layout) emit_layout(&json, &plugins[i]);
    jx_emit_close(&json, ']');
}

static void list_layout(const struct jx_cli *cli, struct jx_listing *listing,
                        const struct jx_layout *layout) {
    char forms[128] = "";
    size_t used = 0;
    for (const struct jx_table *const *table = layout->tables; *table && used < sizeof forms; table++) {
        const char *kind = (*table)->kind == JX_KIND_DEPARTMENT ? jx_pick(cli, "department", "部门整体")
                                                                : jx_pick(cli, "project", "项目支出");
        used += (size_t)snprintf(forms + used, sizeof forms - used, "%s%s",
                                 used ? jx_pick(cli, ", ", "、") : "", kind);
    }
    JX_LIST(listing, layout->id, jx_pick(cli, layout->english, layout->chinese), forms, layout->source);
}

enum jx_exit jx_command_layouts(struct jx_cli *cli, struct jx_arguments *arguments) {
    struct jx_session session;
    enum jx_exit exit = jx_session_open(&session, cli, true);
    if (!exit) {
        size_t count, width = jx_print_width();
        const struct jx_plugin *plugins = jx_library_plugins(session.library, false, &count);
        struct jx_listing listing = {.columns = 4};
        JX_LIST(&listing, jx_pick(cli, "layout", "布局"), jx_pick(cli, "name", "名称"),
                jx_pick(cli, "forms", "表"), jx_pick(cli, "prescribed by", "依据"));
        for (size_t i = 0; i < count; i++)
            if (plugins[i].layout) list_layout(cli, &listing, plugins[i].layout);
        if (arguments->json)
            emit_layouts(plugins, count);
        else
            jx_listing_print(&listing, stdout, 1, 0, arguments->verbose ? 0 : width);
        for (size_t i = 0; i < count && arguments->verbose && !arguments->json; i++) {
            if (!plugins[i].layout) continue;
            printf("\n%s\n", plugins[i].id);
            for (const struct jx_table *const *table = plugins[i].layout->tables; *table; table++)
                print_carried(cli, *table, width ? width : 100);
        }
        jx_listing_free(&listing);
    }
    jx_session_close(&session);
    return exit;
}
