/*
 * Texts that say the same twice: in Chinese, and in the letters of another language.
 */
#ifndef JX_BASE_SCRIPTS_H
#define JX_BASE_SCRIPTS_H

#include <stddef.h>

/*
 * The Chinese part of a key that has letters before or behind it: 产出指标 and the same in Uyghur, Tibetan, Mongolian, Zhuang or
 * English; `*length` bytes from what is returned on. All of it where Chinese stands on both sides of letters, or none. Of Latin letters
 * there must be so many, for 项目A is no 项目; `before` is at least 1.
 */
const char *jx_text_chinese(const char *key, int before, int behind, size_t *length)
    __attribute__((returns_nonnull));

#endif
