/* Periods as forms print them. */
#include "core/model/period.h"

#include <stddef.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"

/* One end of a period; zero where a part is not printed. */
struct moment {
    int year, month, day;
};

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool take_word(const char **text, const char *word) {
    if (!jx_text_starts(*text, word)) return false;
    *text += strlen(word);
    return true;
}

/* A number of `least` to `most` digits; 0 if there is none. */
static int take_digits(const char **text, int least, int most) {
    int value = 0, count = 0;
    while (is_digit((*text)[count]) && count < most) value = value * 10 + ((*text)[count++] - '0');
    if (count < least || is_digit((*text)[count])) return 0;
    *text += count;
    return value;
}

/* A year, with its 年 or before a point or stroke, or by itself. */
static int take_year(const char **text) {
    const char *p = *text;
    int year = take_digits(&p, 4, 4);
    if (year < 1900 || year > 2199) return 0;
    if (!take_word(&p, "年度")) take_word(&p, "年");
    *text = p;
    return year;
}

/* A month and a day as far as they are printed: 1月, 1月1日, .01, /1/31, and the bare 1 of 1-12月. */
static bool take_month(const char **text, struct moment *m) {
    if (!take_word(text, ".")) take_word(text, "/");
    if (!is_digit(**text)) return true;
    m->month = take_digits(text, 1, 2);
    if (m->month < 1 || m->month > 12) return false;
    if (!take_word(text, "月份") && !take_word(text, "月") && !take_word(text, ".")) take_word(text, "/");
    if (!is_digit(**text)) return true;
    m->day = take_digits(text, 1, 2);
    if (!take_word(text, "日")) take_word(text, "号");
    return m->day >= 1 && m->day <= 31;
}

static bool take_moment(const char **text, struct moment *m) {
    const char *start = *text;
    *m = (struct moment){.year = take_year(text)};
    return take_month(text, m) && *text > start;
}

size_t jx_dash_length(const char *text) {
    static const char *const dashes[] = {"——", "—", "--", "-", "–", "－", "~", "～", "至", "到"};
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (jx_text_starts(text, dashes[i])) return strlen(dashes[i]);
    return 0;
}

bool jx_is_dash(const char *key) {
    size_t length = jx_dash_length(key);
    return length > 0 && key[length] == '\0';
}

static bool take_dash(const char **text) {
    size_t length = jx_dash_length(*text);
    *text += length;
    return length > 0;
}

static bool is_whole_year(const char *key) {
    static const char *const words[] = {"全年", "1年", "一年", "当年", "本年", "本年度", "年度"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(key, words[i])) return true;
    return false;
}

/* 2024年1月-12月, 2022-2024年; a beginning that names no year is in the form's, an end that names none in that of the
 * beginning. */
static bool read_span(const char *key, int year, struct jx_period *period) {
    struct moment first, last;
    bool months = strstr(key, "月");
    if (!take_moment(&key, &first)) return false;
    last = first;
    if (take_dash(&key) && !take_moment(&key, &last)) return false;
    take_word(&key, "止");
    if (*key) return false;
    if (!first.year && !months) return false;
    period->first = first.year ? first.year : year;
    period->last = last.year ? last.year : period->first;
    return period->first && period->first <= period->last;
}

bool jx_period_parse(struct jx_arena *arena, const char *text, int year, struct jx_period *period) {
    if (!text || strlen(text) > 120) return false;
    const char *key = jx_text_key(arena, text, strlen(text));
    if (is_whole_year(key)) {
        *period = (struct jx_period){year, year};
        return year != 0;
    }
    const char *rest = key;
    int own = take_year(&rest);
    if (own && (!strcmp(rest, "全年") || !strcmp(rest, "内"))) {
        *period = (struct jx_period){own, own};
        return true;
    }
    return read_span(key, year, period);
}

int jx_year_parse(struct jx_arena *arena, const char *text) {
    if (!text || strlen(text) > 40) return 0;
    const char *key = jx_text_key(arena, text, strlen(text));
    int year = take_year(&key);
    return *key ? 0 : year;
}
