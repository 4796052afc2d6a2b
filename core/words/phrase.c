#include "core/words/phrase.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/numbering.h"
#include "core/base/scripts.h"
#include "core/base/text.h"
#include "core/model/marks.h"
#include "core/model/money.h"
#include "core/model/period.h"
#include "core/words/costs.h"

/* In characters, then in bytes. */
enum {
    LONGEST_MORPHEME = 6,
    LONGEST_KEY = 240,
    SLOTS = 1024,
    INNER_LONGEST = 7,
    UNIT_LONGEST = 14,
    LATIN_LEAST = 6
};

/* --- the words ------------------------------------------------------------------------------------------------------- */

struct morpheme {
    const char *word; /* NULL: the slot is empty */
    size_t length;
    enum jx_tag tag;
};

struct jx_morphemes {
    struct morpheme slots[SLOTS];
};

static size_t slot_of(const struct jx_morphemes *morphemes, const char *word, size_t length) {
    uint32_t hash = jx_text_hash(word, length);
    size_t slot = (hash ^ hash >> 15) % SLOTS;
    while (morphemes->slots[slot].word && (morphemes->slots[slot].length != length ||
                                           memcmp(morphemes->slots[slot].word, word, length) != 0))
        slot = (slot + 1) % SLOTS;
    return slot;
}

static void add_words(struct jx_morphemes *morphemes, enum jx_tag tag, const char *words) {
    while (*words != '\0') {
        size_t length = strcspn(words, " ");
        size_t slot = slot_of(morphemes, words, length);
        if (!morphemes->slots[slot].word) morphemes->slots[slot] = (struct morpheme){words, length, tag};
        words += length;
        words += strspn(words, " ");
    }
}

const struct jx_morphemes *jx_morphemes_new(struct jx_arena *arena) {
    struct jx_morphemes *morphemes = jx_arena_alloc(arena, sizeof *morphemes);
#define X(tag, name, words) add_words(morphemes, JX_TAG_##tag, words);
    JX_TAGS(X)
#undef X
    return morphemes;
}

bool jx_tags_parse(const char *names, struct jx_tags *set) {
    static const char *const known[] = {
#define X(tag, name, words) name,
        JX_TAGS(X)
#undef X
    };
    *set = (struct jx_tags){{0, 0}};
    while (*names != '\0') {
        size_t length = strcspn(names, " "), tag = 0;
        while (tag < JX_TAG_COUNT && (strlen(known[tag]) != length || memcmp(known[tag], names, length) != 0))
            tag++;
        if (tag == JX_TAG_COUNT) return false;
        *set = jx_tags_or(*set, jx_tag_set((enum jx_tag)tag));
        names += length;
        names += strspn(names, " ");
    }
    return true;
}

/* --- cutting into words ------------------------------------------------------------------------------------------------- */

/* The best way to the start of a character: first the fewest unknown characters, then the fewest words. */
struct way {
    int unknown, words;
    struct jx_tags tags;
    bool reached;
};

static void reach(struct way *way, int unknown, int words, struct jx_tags tags) {
    if (way->reached && (way->unknown < unknown || (way->unknown == unknown && way->words <= words))) return;
    *way = (struct way){unknown, words, tags, true};
}

/* Cuts a short text into known words; what is left over is counted. */
static struct way cut_words(const struct jx_morphemes *morphemes, const char *text, size_t length) {
    struct way ways[JX_PHRASE_LONGEST + 1] = {{.reached = true}};
    size_t starts[JX_PHRASE_LONGEST + 1];
    size_t characters = 0;
    for (size_t i = 0; i < length; i++)
        if (((unsigned char)text[i] & 0xC0) != 0x80) starts[characters++] = i;
    starts[characters] = length;
    for (size_t from = 0; from < characters; from++) {
        struct way here = ways[from];
        for (size_t to = from + 1; to <= characters && to <= from + LONGEST_MORPHEME; to++) {
            const struct morpheme *word =
                &morphemes->slots[slot_of(morphemes, text + starts[from], starts[to] - starts[from])];
            if (!word->word) continue;
            reach(&ways[to], here.unknown, here.words + 1, jx_tags_or(here.tags, jx_tag_set(word->tag)));
        }
        reach(&ways[from + 1], here.unknown + 1, here.words, here.tags);
    }
    return ways[characters];
}

/* --- what stands around the words ------------------------------------------------------------------------------------------ */

static size_t of_which_length(const char *key) {
    static const char words[] = "其中";
    if (!jx_text_starts(key, words)) return 0;
    return strlen(words) + (key[strlen(words)] == ':');
}

/* 2024年度, 2024年, 2024: a year before the words. */
static size_t year_length(const char *key) {
    if (key[0] != '2' || key[1] != '0' || strspn(key, "0123456789") != 4) return 0;
    if (jx_text_starts(key + 4, "年度")) return 4 + strlen("年度");
    return jx_text_starts(key + 4, "年") ? 4 + strlen("年") : 4;
}

/* 1-7月, 1月至6月: a part of the year before the words. */
static size_t months_length(const char *key) {
    static const char *const dashes[] = {"月-", "-", "月~", "~", "月—", "—", "月至", "至", "月到", "到"};
    size_t digits = strspn(key, "0123456789");
    for (size_t i = 0; digits > 0 && digits < 3 && i < sizeof dashes / sizeof *dashes; i++) {
        if (!jx_text_starts(key + digits, dashes[i])) continue;
        size_t last = digits + strlen(dashes[i]), more = strspn(key + last, "0123456789");
        if (more > 0 && more < 3 && jx_text_starts(key + last + more, "月"))
            return last + more + strlen("月");
    }
    return 0;
}

/* Words of time, of an upper or lower end, and of which of several is in force, count for the label though in brackets: 目标值（实施期）. */
static struct jx_tags inner_tags(const struct jx_morphemes *morphemes, const char *inner, size_t length) {
    static const enum jx_tag times[] = {JX_TAG_PERIOD,  JX_TAG_YEAR,     JX_TAG_HALF,       JX_TAG_FORMER,
                                        JX_TAG_INITIAL, JX_TAG_ADJUSTED, JX_TAG_SUPERSEDED, JX_TAG_APPROVED,
                                        JX_TAG_OVERALL, JX_TAG_UPPER,    JX_TAG_LOWER};
    struct jx_tags wanted = {{0, 0}};
    if (jx_text_characters(inner, length) > INNER_LONGEST) return wanted;
    for (size_t i = 0; i < sizeof times / sizeof *times; i++)
        wanted = jx_tags_or(wanted, jx_tag_set(times[i]));
    return jx_tags_and(cut_words(morphemes, inner, length).tags, wanted);
}

/* 总体目标（2023年—2025年）, （2023-2025年期间） */
static bool several_years(struct jx_arena *arena, const char *inner, size_t length) {
    static const char tail[] = "期间";
    struct jx_period period;
    if (length > strlen(tail) && memcmp(inner + length - strlen(tail), tail, strlen(tail)) == 0)
        length -= strlen(tail);
    if (length < strlen("2023-2025") || !memmem(inner, length, "20", 2)) return false;
    return jx_period_parse(arena, jx_arena_copy(arena, inner, length), 0, &period) &&
           period.first != period.last;
}

/* （万元）, （单位：元）, （美元）: it says what amounts are in, be it a unit of ours or not. */
static bool is_unit_remark(const char *inner, size_t length) {
    return jx_text_characters(inner, length) <= UNIT_LONGEST &&
           jx_money_unit_read(inner, length).says != JX_MONEY_SILENT;
}

/* （万元)x）: a bracket closes that was never opened, so that nobody knows what the unit is. */
static bool closes_again(const char *behind) {
    size_t close = strcspn(behind, "()");
    return behind[close] == ')';
}

/* 项目单位（项目名称）, 单位（项目）编码: where units and their projects stand in one column, the brackets say what the rows of the
 * latter hold. NULL: they say something else. */
static const char *projects_words(const struct jx_morphemes *morphemes, struct jx_arena *arena,
                                  const char *core) {
    const char *open = strchr(core, '('), *close = !open ? NULL : strchr(open, ')');
    if (!close || open == core || jx_text_characters(core, strlen(core)) > JX_PHRASE_LONGEST) return NULL;
    struct jx_tags outer = cut_words(morphemes, core, (size_t)(open - core)).tags;
    if (!jx_tags_have(outer, JX_TAG_UNIT) && !jx_tags_have(outer, JX_TAG_DEPARTMENT)) return NULL;
    const char *words = jx_arena_format(arena, "%.*s%s", (int)(close - open - 1), open + 1, close + 1);
    struct way way = cut_words(morphemes, words, strlen(words));
    struct jx_tags project = jx_tag_set(JX_TAG_PROJECT), name = jx_tags_or(project, jx_tag_set(JX_TAG_NAME)),
                   code = jx_tags_or(project, jx_tag_set(JX_TAG_CODE));
    bool says = jx_tags_all(way.tags, name) || jx_tags_all(way.tags, code);
    return says && way.unknown == 0 && way.words == 2 ? words : NULL;
}

/* The words without all brackets; what these say goes to the phrase. */
static const char *cut_brackets(const struct jx_morphemes *morphemes, struct jx_arena *arena,
                                const char *core, struct jx_phrase *phrase) {
    if (!strchr(core, '(')) return core;
    const char *projects = projects_words(morphemes, arena, core);
    if (projects) {
        phrase->cost += JX_COST_REMARK;
        return projects;
    }
    char *bare = jx_arena_string(arena, core), *out = bare;
    for (const char *at = core; *at != '\0';) {
        size_t inner = *at == '(' ? strcspn(at + 1, "()") : 0;
        if (*at != '(' || at[1 + inner] != ')') {
            *out++ = *at++;
            continue;
        }
        phrase->tags = jx_tags_or(phrase->tags, inner_tags(morphemes, at + 1, inner));
        if (several_years(arena, at + 1, inner))
            phrase->tags = jx_tags_or(phrase->tags, jx_tag_set(JX_TAG_PERIOD));
        if (is_unit_remark(at + 1, inner))
            phrase->unit = closes_again(at + inner + 2) ? jx_arena_string(arena, at + 1)
                                                        : jx_arena_copy(arena, at + 1, inner);
        at += inner + 2;
    }
    while (out > bare && out[-1] == ':') out--;
    *out = '\0';
    if (*bare == '\0') return core;
    if (!phrase->unit) phrase->cost += JX_COST_REMARK;
    return bare;
}

/* 项目名称 with the same behind it, or before it, in the letters of another language. */
static const char *cut_letters(struct jx_arena *arena, const char *core, struct jx_phrase *phrase) {
    size_t length;
    const char *words = jx_text_chinese(core, LATIN_LEAST, LATIN_LEAST, &length);
    if (words == core && core[length] == '\0') return core;
    phrase->cost += JX_COST_REMARK;
    return jx_arena_copy(arena, words, length);
}

/* 资金结构：（1）基本支出: the first of several lines stands behind what heads them all. */
static const char *behind_heading(const struct jx_morphemes *morphemes, const char *core) {
    const char *colon = strchr(core, ':');
    if (!colon || colon == core || colon[1] == '\0' || strchr(colon + 1, ':')) return core;
    if (jx_numbering_length(colon + 1) == 0 ||
        jx_text_characters(core, (size_t)(colon - core)) > JX_PHRASE_LONGEST)
        return core;
    return cut_words(morphemes, core, (size_t)(colon - core)).unknown <= 2 ? colon + 1 : core;
}

/* Words that money has; behind one of them 元 is its unit, where elsewhere it may belong to a word: 单元. */
static bool is_money(const struct jx_morphemes *morphemes, const char *words, size_t length) {
    static const enum jx_tag tags[] = {JX_TAG_FUND,   JX_TAG_SUM,        JX_TAG_BUDGET, JX_TAG_SPENDING,
                                       JX_TAG_OWN,    JX_TAG_INVESTMENT, JX_TAG_FISCAL, JX_TAG_CARRYOVER,
                                       JX_TAG_RESULT, JX_TAG_REQUEST};
    struct way way = {.unknown = 1};
    if (jx_text_characters(words, length) <= JX_PHRASE_LONGEST) way = cut_words(morphemes, words, length);
    for (size_t i = 0; way.unknown == 0 && i < sizeof tags / sizeof *tags; i++)
        if (jx_tags_have(way.tags, tags[i])) return true;
    return false;
}

bool jx_words_end_in_number(const char *words, const char *end) {
    static const char numerals[] = "零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟余多几数半约近";
    if (end == words) return false;
    if (end[-1] == '.' || (end[-1] >= '0' && end[-1] <= '9')) return true;
    if (end - words < 3) return false;
    for (const char *at = numerals; *at; at += 3)
        if (memcmp(end - 3, at, 3) == 0) return true;
    return false;
}

/* Whether what stands behind the words says their unit, and nothing else: /元, ，单位：元, 以万元计, or 万元 alone. */
static bool is_unit_behind(const struct jx_morphemes *morphemes, const char *core, const char *behind) {
    static const char *const openings[] = {"/",  "*(",   ":",  ",",  ";",  "|",     "_",  "-",
                                           "=",  "(",    "[",  "<",  "—",  "·",     "、", "【",
                                           "〔", "单位", "以", "按", "均", "人民币"};
    if (jx_money_unit_read(behind, strlen(behind)).says != JX_MONEY_KNOWN) return false;
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
        if (jx_text_starts(behind, openings[i])) return true;
    size_t unit = jx_money_unit_first(behind);
    if (unit == 0 || behind[unit] != '\0' || jx_words_end_in_number(core, behind)) return false;
    return unit == strlen("万元") || is_money(morphemes, core, (size_t)(behind - core));
}

/* Whether a key ends as a unit may; asked of every cell. */
static bool ends_as_unit(const char *key, size_t length) {
    static const char tails[][4] = {"元", "圆", "圓", "万", "亿", "计", "】", "〕"};
    if (length < 4) return false;
    if (key[length - 1] == ')') return strstr(key, "*("); /* 项目资金*（元） */
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
        if (key[length - 1] == tails[i][2] && memcmp(key + length - 3, tails[i], 3) == 0) return true;
    return key[length - 1] == ']';
}

/* Where a unit begins that stands behind the words without brackets of its own; NULL: none does, as in most keys. */
static const char *unit_behind(const struct jx_morphemes *morphemes, const char *core) {
    size_t length = strlen(core);
    if (length > LONGEST_KEY / 2 || !ends_as_unit(core, length) || !jx_money_unit_read(core, length).other)
        return NULL;
    for (const char *at = core + 1; at < core + length; at++) {
        if ((*at & 0xC0) == 0x80 || !is_unit_behind(morphemes, core, at)) continue;
        /* 资金元、万元: two of them, of which nobody knows which is meant */
        return jx_money_unit_read(core, (size_t)(at - core)).says == JX_MONEY_SILENT ? at : NULL;
    }
    return NULL;
}

const char *jx_key_with_unit(const struct jx_morphemes *morphemes, struct jx_arena *arena, const char *key) {
    const char *unit = unit_behind(morphemes, key);
    if (!unit) return key;
    const char *word = jx_money_unit_read(unit, strlen(unit)).word;
    return jx_arena_format(arena, "%.*s(%s)", (int)(unit - key), key, word);
}

/* 完成时间 is one word, of a date as well as of the end. */
static struct jx_tags with_date(struct jx_tags tags, const char *core) {
    bool ends = jx_tags_have(tags, JX_TAG_START) || jx_tags_have(tags, JX_TAG_FINISH);
    bool year = jx_text_ends(core, "年度") || jx_text_ends(core, "年份");
    return ends && !year ? jx_tags_or(tags, jx_tag_set(JX_TAG_DATE)) : tags;
}

struct jx_phrase jx_phrase_of(const struct jx_morphemes *morphemes, struct jx_arena *arena, const char *key) {
    struct jx_phrase phrase = {.core = key, .unknown = JX_PHRASE_PROSE};
    if (strnlen(key, LONGEST_KEY + 1) > LONGEST_KEY) return phrase;
    const char *core = key + jx_marks_length(key);
    size_t months = months_length(core), number = months > 0 ? 0 : jx_numbering_length(core);
    if (number > 0 && core[number] != '\0') {
        core += number + jx_marks_length(core + number);
        phrase.cost += JX_COST_NUMBER;
    }
    const char *headed = behind_heading(morphemes, core);
    number = headed == core ? 0 : jx_numbering_length(headed);
    if (number > 0 && headed[number] != '\0') core = headed + number;
    core += core[of_which_length(core)] == '\0' ? 0 : of_which_length(core);
    size_t year = year_length(core);
    if (year > 0 && core[year] != '\0') {
        core += year;
        phrase.cost += JX_COST_YEAR;
        phrase.tags = jx_tag_set(JX_TAG_YEAR);
    }
    months = months_length(core);
    if (months > 0 && core[months] != '\0') {
        core += months;
        phrase.cost += JX_COST_YEAR;
        phrase.tags = jx_tags_or(phrase.tags, jx_tag_set(JX_TAG_HALF));
    }
    if (*core == '\0') core = key;
    core = cut_brackets(morphemes, arena, cut_letters(arena, core, &phrase), &phrase);
    const char *unit = phrase.unit ? NULL : unit_behind(morphemes, core);
    if (unit) core = jx_arena_copy(arena, core, (size_t)(unit - core));
    if (unit) phrase.unit = unit;
    phrase.core = core;
    size_t length = strlen(core);
    phrase.characters = jx_text_characters(core, length);
    if (phrase.characters > JX_PHRASE_LONGEST) return phrase;
    struct way way = cut_words(morphemes, core, length);
    phrase.unknown = way.unknown;
    phrase.tags = jx_tags_or(phrase.tags, with_date(way.tags, core));
    return phrase;
}
