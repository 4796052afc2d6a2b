/*
 * Units of money: 元, 千元, 万元 and their kin, however a form, a user or a JSON file words them.
 *
 * Here alone is decided whether a text names a unit that amounts can be converted from. There is no default: an amount
 * whose unit is not known cannot be turned into yuan, and only the two functions below know by how much units differ.
 */
#ifndef JX_MODEL_MONEY_H
#define JX_MODEL_MONEY_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/decimal.h"

struct jx_arena;

/* What a text says: nothing about a unit of money; one of ours; something about money that is none of ours (美元, 万元)x). */
enum jx_money_says { JX_MONEY_SILENT, JX_MONEY_KNOWN, JX_MONEY_STRANGE };

struct jx_money_unit {
    enum jx_money_says says;
    const char *word; /* KNOWN: 万元, as forms print it; a constant */
    bool alone; /* a cell that says nothing else tells the unit: 万元, 单位：万, （美元）, but not 万 */
    bool other; /* the text has words that are no part of a unit: a name, another measure */
};

/*
 * What `key` (jx_text_key), or its first `length` bytes, says as a whole. Known are 元 to 亿元 by powers of ten, with 人民币
 * before or behind them, 万 and 亿 for 万元 and 亿元, in brackets of any kind or behind half of a pair, and with 单位： or
 * 金额单位： before them.
 */
struct jx_money_unit jx_money_unit_read(const char *key, size_t length);

/* Whether it could say anything but JX_MONEY_SILENT; quick, for most texts cannot. */
bool jx_money_may_name(const char *key, size_t length);

/* In bytes, the length of the unit that a text begins with, as forms print it: 元 to 亿元; 0: it begins with none. */
size_t jx_money_unit_first(const char *text);
struct jx_money_unit jx_money_unit_of(struct jx_arena *arena,
                                      const char *text); /* any text; NULL says nothing */

/* Whether a key is a unit of ours and stands alone: （万元）, 单位：元. */
bool jx_money_is_unit(const char *key);

/* From this unit to yuan and back, exactly. false: the unit is not known, or the amount does not fit. */
bool jx_money_to_yuan(const struct jx_money_unit *unit, struct jx_decimal amount, struct jx_decimal *yuan);
bool jx_money_from_yuan(const struct jx_money_unit *unit, struct jx_decimal yuan, struct jx_decimal *amount);

/*
 * An amount as forms print it: 128, 1,280.00, 128.00万元, 128（千元）, ￥128, 人民币128万元, −128, and (128) for -128. true:
 * `*amount` is its number. `unit` is what stands behind it: KNOWN, or SILENT where the form says it elsewhere. false: it is
 * no amount, or one in a unit that is none of ours.
 */
bool jx_money_read(const char *key, struct jx_decimal *amount, struct jx_money_unit *unit);

/*
 * Whether a text (not its key) that jx_money_read may take for an amount is none: a share, 10%; or several numbers, which are
 * parted only by the gaps that a key no longer has: 900 380.50, and whatever stands in two paragraphs. The gaps of 1 280 300
 * and 280. 50 part nothing.
 */
bool jx_money_misleads(const char *text);

/* Whether it begins with ¥, ￥, 人民币, RMB or CNY: an amount without a unit is one of yuan then, if nothing else says one. */
bool jx_money_has_sign(const char *text);

/* Whether it looks like an amount, of whatever money: 128, 128万元, 128（美元）. */
bool jx_money_is_amount(const char *key);

/* An amount, and not that of nothing. */
bool jx_money_is_some(const char *key);

#endif
