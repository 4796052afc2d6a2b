/*
 * Symbols: characters that a document names by their place in a typeface.
 */
#include "plugins/carriers/shared/flow.h"
#include "plugins/carriers/shared/utf8.h"

#include <string.h>

/* What forms use of the typefaces that come with word processors: operators, and boxes that are ticked or not. Symbols
 * stand at F000 and the place; the place alone is as good. */
static const struct {
    const char *font;
    uint32_t place;
    const char *text;
} symbols[] = {
    {"Symbol", 0x3C, "<"},      {"Symbol", 0x3D, "="},      {"Symbol", 0x3E, ">"},
    {"Symbol", 0x57, "Ω"},      {"Symbol", 0x61, "α"},      {"Symbol", 0x62, "β"},
    {"Symbol", 0x6D, "μ"},      {"Symbol", 0xA3, "≤"},      {"Symbol", 0xB0, "°"},
    {"Symbol", 0xB1, "±"},      {"Symbol", 0xB3, "≥"},      {"Symbol", 0xB4, "×"},
    {"Symbol", 0xB7, "•"},      {"Symbol", 0xB8, "÷"},      {"Symbol", 0xB9, "≠"},
    {"Symbol", 0xBB, "≈"},      {"Wingdings", 0x6C, "●"},   {"Wingdings", 0x6E, "■"},
    {"Wingdings", 0x6F, "□"},   {"Wingdings", 0x71, "□"},   {"Wingdings", 0x78, "☒"},
    {"Wingdings", 0xA8, "□"},   {"Wingdings", 0xFB, "×"},   {"Wingdings", 0xFC, "√"},
    {"Wingdings", 0xFD, "☒"},   {"Wingdings", 0xFE, "☑"},   {"Wingdings 2", 0x30, "□"},
    {"Wingdings 2", 0x4F, "×"}, {"Wingdings 2", 0x50, "√"}, {"Wingdings 2", 0x51, "☒"},
    {"Wingdings 2", 0x52, "☑"}, {"Wingdings 2", 0x53, "☒"}, {"Wingdings 2", 0xA3, "□"},
};

/* An unknown symbol of a typeface stays in the private range where the document has it: it is not lost, and not
 * guessed. */
const char *jx_flow_symbol(const char *font, uint32_t place, char room[8]) {
    if (place < 0x20 || (place >= 0xD800 && place < 0xE000) || place >= 0xFFFE) return "";
    for (size_t i = 0; font && i < sizeof symbols / sizeof *symbols; i++)
        if (strcmp(symbols[i].font, font) == 0 && symbols[i].place == (place & 0x0FFF) &&
            (place < 0x100 || place >= 0xF000))
            return symbols[i].text;
    room[jx_utf8_write(room, place)] = '\0';
    return room;
}
