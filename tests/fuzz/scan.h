/*
 * The scanner of XML held against expat.
 */
#ifndef TESTS_FUZZ_SCAN_H
#define TESTS_FUZZ_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Reads the bytes by both; ends the process where they differ. Whether the scanner has read them to their end. */
bool fuzz_scan(const uint8_t *bytes, size_t length);

#endif
