#include "core/read/run_on.h"

#include <string.h>

#include "core/base/text.h"
#include "core/model/fields.h"
#include "core/model/money.h"
#include "core/words/pattern.h"

/* In bytes: the longest value, which may be the name of an office; and the longest unit of money. */
enum { LONGEST_VALUE = 180, LONGEST_UNIT = 40 };

/* Labels of notes that nothing else ends with. 负责人 and 部门 are ends of too many words; 单位 says the unit of money or
 * somebody's name. */
static bool stands_alone(const struct jx_label *label) {
    static const enum jx_field fields[] = {JX_FIELD_FILING_UNIT, JX_FIELD_PREPARER, JX_FIELD_PHONE,
                                           JX_FIELD_PREPARED_ON, JX_FIELD_HEAD,     JX_FIELD_MONEY_UNIT};
    const struct jx_piece *piece = label->value ? jx_pattern_bare(label->value) : NULL;
    if (!piece || strcmp(label->key, "负责人") == 0) return false;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (piece->field == fields[i])
            return piece->field == JX_FIELD_MONEY_UNIT || strlen(label->key) >= strlen("填表人");
    return false;
}

/* Whether a unit of money stands there, up to a blank or a sign. */
static bool says_unit(const char *at, const char *end) {
    const char *start = jx_text_skip(at, end), *stop = start;
    char key[LONGEST_UNIT + 8];
    while (stop < end && stop - start < LONGEST_UNIT) {
        const char *here = stop;
        uint32_t c = jx_text_fold(jx_text_next(&stop, end));
        if (!jx_text_is_space(c) && (c >= 0x80 || !strchr("();,", (int)c))) continue;
        stop = here;
        break;
    }
    memcpy(key, start, (size_t)(stop - start));
    key[stop - start] = '\0';
    return jx_money_unit_read(key, strlen(key)).says == JX_MONEY_KNOWN;
}

/* Words that make one label with what stands behind them: 项目负责人, 填报单位负责人, 经办人联系电话. */
static bool clings(const char *value, const char *word) {
    static const char *const words[] = {"填报",   "填表", "编制", "项目",   "部门",   "主管",
                                        "单位",   "预算", "财务", "经办人", "负责人", "填表人",
                                        "填报人", "联系", "科室", "本",     "该",     "其他"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = strlen(words[i]);
        if ((size_t)(word - value) >= length && memcmp(word - length, words[i], length) == 0) return true;
    }
    return false;
}

bool jx_run_on(const struct jx_label *label, const char *value, const char *word, const char *behind,
               const char *end) {
    value = jx_text_skip(value, word);
    if (word - value > LONGEST_VALUE || jx_text_characters(value, (size_t)(word - value)) < 2) return false;
    if (!stands_alone(label) || clings(value, word)) return false;
    bool money = jx_pattern_bare(label->value)->field == JX_FIELD_MONEY_UNIT;
    return !money || says_unit(behind, end);
}

const char *jx_run_on_find(const struct jx_notes *notes, const char *value, const char *colon,
                           const char *behind, const char *end) {
    if (colon - value > LONGEST_VALUE) return NULL;
    for (const char *word = value; word < colon; jx_text_next(&word, colon))
        for (size_t i = 0; i < notes->count; i++)
            if (jx_text_behind(word, colon, notes->labels[i]->key) == colon &&
                jx_run_on(notes->labels[i], value, word, behind, end))
                return word;
    return NULL;
}
