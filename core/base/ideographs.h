/*
 * Characters that are there twice in Unicode: 目 (U+76EE), and the radical ⽬ (U+2F6C), which looks the same. Some programs copy
 * the radical out of a PDF file.
 */
#ifndef JX_BASE_IDEOGRAPHS_H
#define JX_BASE_IDEOGRAPHS_H

#include <stdint.h>

/* The ideograph that a radical or compatibility ideograph looks like; any other character as it is. */
uint32_t jx_ideograph_of(uint32_t c);

#endif
