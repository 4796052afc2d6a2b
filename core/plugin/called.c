#include "core/plugin/called.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/near.h"
#include "core/base/text.h"
#include "core/plugin/registry.h"

/* What may follow the name of a province; the longest of those that fit is taken off. */
static const char *const ranks[] = {"维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市"};

/* The part of a name before a remark: 湖南省 of 湖南省（市县）, Hunan of `Hunan, counties and cities`. */
static size_t before_remark(const char *name) {
    static const char *const marks[] = {"（", "(", ","};
    size_t length = strlen(name);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const char *mark = strstr(name, marks[i]);
        if (mark && mark > name && (size_t)(mark - name) < length) length = (size_t)(mark - name);
    }
    return length;
}

static size_t without_rank(const char *name, size_t length) {
    for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++) {
        size_t rank = strlen(ranks[i]);
        /* At least two characters stay: 沙市 is no 沙. */
        if (length >= rank + strlen("安徽") && memcmp(name + length - rank, ranks[i], rank) == 0)
            return length - rank;
    }
    return length;
}

/* 湖南. */
static const char *province_of(struct jx_arena *arena, const char *chinese) {
    return jx_arena_copy(arena, chinese, without_rank(chinese, before_remark(chinese)));
}

void jx_layouts_call(struct jx_arena *arena, enum jx_language language, struct jx_plugin *plugins,
                     size_t count) {
    bool chinese = language == JX_LANGUAGE_CHINESE;
    for (size_t i = 0; i < count; i++)
        if (plugins[i].layout)
            plugins[i].called = chinese ? province_of(arena, plugins[i].layout->chinese) : plugins[i].id;
    for (size_t i = 0; i < count && chinese; i++) {
        bool shared = false;
        for (size_t k = 0; k < count && plugins[i].layout && !shared; k++)
            shared = k != i && plugins[k].layout &&
                     strcmp(province_of(arena, plugins[k].layout->chinese),
                            province_of(arena, plugins[i].layout->chinese)) == 0;
        if (shared) plugins[i].called = plugins[i].layout->chinese;
    }
}

const char *jx_library_layout_called(const struct jx_library *library, const char *id) {
    for (size_t i = 0; i < library->plugin_count; i++)
        if (library->plugins[i].layout && strcmp(library->plugins[i].id, id) == 0)
            return library->plugins[i].called;
    return id;
}

/* --- finding one by what people call it ------------------------------------------------------------------------------ */

enum { NAMES = 5 };

/* The key of a name, in lower case and without marks: INNER Mongolia is innermongolia. */
static const char *name_key(struct jx_arena *arena, const char *name, size_t length) {
    const char *key = jx_text_key(arena, name, length);
    char *plain = jx_arena_alloc(arena, strlen(key) + 1), *end = plain;
    for (; *key != '\0'; key++)
        if (*key != '-' && *key != '_') *end++ = *key >= 'A' && *key <= 'Z' ? (char)(*key + 32) : *key;
    *end = '\0';
    return plain;
}

/* The keys of all names of a layout: its id; its Chinese name whole, without remark, without rank; its English one without
 * remark. */
static void layout_keys(struct jx_arena *arena, const struct jx_layout *layout, const char *keys[NAMES]) {
    size_t head = before_remark(layout->chinese);
    keys[0] = name_key(arena, layout->id, strlen(layout->id));
    keys[1] = name_key(arena, layout->chinese, strlen(layout->chinese));
    keys[2] = name_key(arena, layout->chinese, head);
    keys[3] = name_key(arena, layout->chinese, without_rank(layout->chinese, head));
    keys[4] = name_key(arena, layout->english, before_remark(layout->english));
}

/* 江西 is not 山西 mistyped: it is another province, for which there may be no layout. */
static bool is_province(const char *typed) {
    static const char *const names[] = {"北京", "天津", "河北", "山西", "辽宁", "吉林", "黑龙江", "上海",
                                        "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南",   "湖北",
                                        "湖南", "广东", "广西", "海南", "重庆", "四川", "贵州",   "云南",
                                        "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆", "内蒙古"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t length = strlen(names[i]);
        if (strncmp(typed, names[i], length) != 0) continue;
        if (typed[length] == '\0' || strcmp(typed + length, "省") == 0 || strcmp(typed + length, "市") == 0)
            return true;
    }
    return false;
}

/* How far the nearest of a layout's names is from what was typed; SIZE_MAX: none is near. */
static size_t how_near(const char *typed, const char *const keys[NAMES]) {
    size_t nearest = SIZE_MAX, how;
    for (size_t i = 0; i < NAMES; i++)
        if (*keys[i] != '\0' && jx_text_near(typed, keys[i], &how) && how < nearest) nearest = how;
    return nearest;
}

static const char *find(struct jx_arena *arena, const struct jx_library *library, const char *name,
                        const char **meant) {
    const char *found = NULL, *typed = name_key(arena, name, strlen(name));
    bool province = is_province(typed);
    size_t nearest = SIZE_MAX;
    *meant = NULL;
    for (size_t i = 0; i < library->plugin_count; i++) {
        const struct jx_plugin *plugin = &library->plugins[i];
        const char *keys[NAMES];
        bool named = false;
        if (!plugin->layout) continue;
        layout_keys(arena, plugin->layout, keys);
        if (strcmp(keys[0], typed) == 0 || strcmp(keys[1], typed) == 0) return plugin->id;
        for (size_t k = 2; k < NAMES; k++) named = named || strcmp(keys[k], typed) == 0;
        /* A name that two share leads to neither, and both are told. */
        if (named && found) *meant = found, found = "";
        if (named && !found) found = plugin->id;
        size_t how = province ? SIZE_MAX : how_near(typed, keys);
        /* 湖 is as near to one as to another. */
        if (how == nearest && how > 0 && how != SIZE_MAX) *meant = NULL;
        if (how < nearest && *typed != '\0') nearest = how, *meant = plugin->id;
    }
    return !found || *found == '\0' ? NULL : found;
}

const char *jx_library_layout_named(const struct jx_library *library, const char *name, const char **meant) {
    struct jx_arena *arena = jx_arena_new();
    const char *found = NULL;
    *meant = NULL;
    if (!arena) return NULL;
    if (setjmp(*jx_arena_guard(arena)) == 0) found = find(arena, library, name, meant);
    jx_arena_free(arena);
    return found;
}
