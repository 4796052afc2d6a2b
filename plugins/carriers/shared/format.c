/*
 * Number format codes taken apart: `#,##0.00;[Red]-#,##0.00`, `yyyy"年"m"月"d"日"`.
 *
 * A code has up to four sections, for positive numbers, negative ones, zero and text, or for the conditions that they
 * name in brackets. Each becomes a list of tokens.
 */
#include "plugins/carriers/shared/number.h"

#include <string.h>
#include <strings.h>

/* Spreadsheet programs allow codes of 255 characters; what is longer than this in bytes is no code. */
enum { CODE_LONGEST = 1024 };

/* The section being compiled, and what is needed to understand its commas. */
struct format_reader {
    const struct jx_host *host;
    struct jx_call *call;
    struct jx_number_section *section;
    bool point; /* the decimal point was passed */
    bool exponent;
    int commas; /* since the last digit place */
};

static struct jx_number_token *token_add(struct format_reader *reader, enum jx_number_token_kind kind,
                                         size_t size) {
    struct jx_number_section *section = reader->section;
    section->tokens = reader->host->grow(reader->call, section->tokens, section->count, &section->capacity,
                                         sizeof *section->tokens);
    struct jx_number_token *token = &section->tokens[section->count++];
    *token = (struct jx_number_token){.kind = (uint8_t)kind, .size = (uint8_t)size};
    return token;
}

static void literal_add(struct format_reader *reader, const char *text, size_t length) {
    struct jx_number_token *token = token_add(reader, JX_NUMBER_LITERAL, 0);
    token->text = text;
    token->length = (uint16_t)length;
}

/* Bytes of the character at `text`, as far as there are any. */
static size_t character_length(const char *text) {
    size_t length = *text != '\0';
    while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80) length++;
    return length;
}

/* A condition, [>=10000]. */
static bool condition_read(struct jx_number_section *section, const char *text, size_t length) {
    size_t signs = 0;
    while (signs < length && strchr("<>=", text[signs])) signs++;
    if (signs == 0 || signs > 2) return false;
    if (!jx_number_decimal_parse(text + signs, length - signs, &section->bound)) return false;
    memcpy(section->condition, text, signs);
    section->condition[signs] = '\0';
    return true;
}

/* The same letter throughout, in either case. */
static bool is_run_of(const char *text, size_t length, char letter) {
    for (size_t i = 0; i < length; i++)
        if ((text[i] | 0x20) != letter) return false;
    return length > 0;
}

/* What stands in brackets: a condition, a currency with its locale, elapsed time; colours and the like are dropped. */
static void brackets_read(struct format_reader *reader, const char *text, size_t length) {
    struct jx_number_section *section = reader->section;
    if (length > 0 && text[0] == '$') {
        const char *dash = memchr(text, '-', length);
        size_t symbol = dash ? (size_t)(dash - text) : length;
        if (symbol > 1) literal_add(reader, text + 1, symbol - 1);
    } else if (is_run_of(text, length, 'h')) {
        token_add(reader, JX_NUMBER_ELAPSED_HOURS, length);
        section->date = true;
    } else if (is_run_of(text, length, 'm')) {
        token_add(reader, JX_NUMBER_ELAPSED_MINUTES, length);
        section->date = true;
    } else if (is_run_of(text, length, 's')) {
        token_add(reader, JX_NUMBER_ELAPSED_SECONDS, length);
        section->date = true;
    } else {
        condition_read(section, text, length);
    }
}

/* Whether the code goes on with this word, in any case. */
static bool code_has(const char *code, const char *end, const char *word) {
    size_t length = strlen(word);
    return (size_t)(end - code) >= length && strncasecmp(code, word, length) == 0;
}

/* Words that are one token. Returns how many bytes were read, 0 for none. */
static size_t word_read(struct format_reader *reader, const char *code, const char *end) {
    static const char *const general[] = {"General", "G/通用格式"};
    static const char *const halfday[] = {"AM/PM", "A/P", "上午/下午"};
    for (size_t i = 0; i < sizeof general / sizeof *general; i++)
        if (code_has(code, end, general[i])) {
            token_add(reader, JX_NUMBER_GENERAL, 0);
            return strlen(general[i]);
        }
    for (size_t i = 0; i < sizeof halfday / sizeof *halfday; i++)
        if (code_has(code, end, halfday[i])) {
            token_add(reader, JX_NUMBER_HALFDAY, i == 2);
            reader->section->date = true;
            return strlen(halfday[i]);
        }
    return 0;
}

/* Letters of dates, as many as there are in a row. Returns how many, 0 if this is none. `m` is a month for now. */
static size_t letters_read(struct format_reader *reader, const char *code, const char *end) {
    static const struct {
        char letter;
        uint8_t kind;
    } letters[] = {{'y', JX_NUMBER_YEAR},   {'e', JX_NUMBER_YEAR}, {'m', JX_NUMBER_MONTH},
                   {'d', JX_NUMBER_DAY},    {'h', JX_NUMBER_HOUR}, {'s', JX_NUMBER_SECOND},
                   {'a', JX_NUMBER_WEEKDAY}};
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        size_t length = 0;
        while (code + length < end && (code[length] | 0x20) == letters[i].letter) length++;
        if (length == 0) continue;
        bool name = letters[i].letter == 'd' && length > 2;
        size_t size = length > 9 ? 9 : length;
        if (letters[i].letter == 'e') size = 4;
        token_add(reader, name ? JX_NUMBER_WEEKDAY : (enum jx_number_token_kind)letters[i].kind,
                  name ? size + 10 : size);
        reader->section->date = true;
        return length;
    }
    return 0;
}

static void digit_read(struct format_reader *reader, char which) {
    struct jx_number_section *section = reader->section;
    if (reader->commas > 0 && !reader->point) {
        section->grouping = true;
        reader->commas = 0;
    }
    token_add(reader, JX_NUMBER_DIGIT, (unsigned char)which);
    if (reader->exponent) return;
    if (!reader->point)
        section->whole++;
    else if (section->places < JX_NUMBER_PLACES)
        section->places++;
    else
        section->general = true;
}

/* Fractions of seconds are not shown: `.00` after a time is passed over. */
static size_t fraction_skip(const char *code, const char *end) {
    size_t length = 1;
    while (code + length < end && code[length] == '0') length++;
    return length > 1 ? length : 0;
}

/* Signs of numbers. Returns how many bytes were read, 0 if this is none. */
static size_t sign_read(struct format_reader *reader, const char *code, const char *end) {
    struct jx_number_section *section = reader->section;
    bool digits = section->whole + section->places > 0;
    switch (*code) {
    case '0':
    case '#':
    case '?': digit_read(reader, *code); return 1;
    case '.':
        if (section->date) return fraction_skip(code, end);
        if (reader->point) return 0;
        reader->point = true;
        token_add(reader, JX_NUMBER_POINT, 0);
        return 1;
    case ',':
        if (!digits) return 0;
        reader->commas++;
        return 1;
    case '%':
        section->shift += 2;
        literal_add(reader, code, 1);
        return 1;
    case '/':
        if (digits) section->general = true; /* fractions are shown as decimals */
        return 0;
    case 'E':
    case 'e':
        if (!digits || end - code < 2 || (code[1] != '+' && code[1] != '-')) return 0;
        reader->exponent = true;
        token_add(reader, JX_NUMBER_EXPONENT, (unsigned char)code[1]);
        return 2;
    default: return 0;
    }
}

/* One token's worth of the code, at least a byte. */
static size_t piece_read(struct format_reader *reader, const char *code, const char *end) {
    size_t room = (size_t)(end - code);
    if (*code == '"') {
        const char *close = memchr(code + 1, '"', room - 1);
        size_t length = close ? (size_t)(close - code) - 1 : room - 1;
        literal_add(reader, code + 1, length);
        return length + 1 + (close ? 1 : 0);
    }
    if (*code == '\\' || *code == '!' || *code == '_' || *code == '*') {
        size_t length = room > 1 ? character_length(code + 1) : 0;
        if (*code == '\\' || *code == '!') literal_add(reader, code + 1, length);
        return length + 1;
    }
    if (*code == '[') {
        const char *close = memchr(code, ']', room);
        if (!close) return room;
        brackets_read(reader, code + 1, (size_t)(close - code) - 1);
        return (size_t)(close - code) + 1;
    }
    if (*code == '@') {
        token_add(reader, JX_NUMBER_GENERAL, 0);
        return 1;
    }
    size_t read = word_read(reader, code, end);
    if (read == 0) read = sign_read(reader, code, end);
    if (read == 0) read = letters_read(reader, code, end);
    if (read == 0) {
        read = character_length(code);
        literal_add(reader, code, read);
    }
    return read;
}

/* Where the section ends: at a semicolon outside of quotes, escapes and brackets. */
static const char *section_end(const char *code) {
    for (; *code && *code != ';'; code++) {
        if (*code == '"' || *code == '[') {
            const char *close = strchr(code + 1, *code == '"' ? '"' : ']');
            if (close) code = close;
        } else if (strchr("\\!_*", *code) && code[1]) {
            code++;
        }
    }
    return code;
}

/* An m next to hours or seconds is minutes. */
static void minutes_find(struct jx_number_section *section) {
    enum jx_number_token_kind previous = JX_NUMBER_LITERAL;
    struct jx_number_token *month = NULL;
    for (uint32_t i = 0; i < section->count; i++) {
        struct jx_number_token *token = &section->tokens[i];
        if (token->kind < JX_NUMBER_YEAR) continue;
        if (token->kind == JX_NUMBER_MONTH && token->size <= 2 &&
            (previous == JX_NUMBER_HOUR || previous == JX_NUMBER_ELAPSED_HOURS))
            token->kind = JX_NUMBER_MINUTE;
        if ((token->kind == JX_NUMBER_SECOND || token->kind == JX_NUMBER_ELAPSED_SECONDS) && month &&
            month->size <= 2)
            month->kind = JX_NUMBER_MINUTE;
        month = token->kind == JX_NUMBER_MONTH ? token : NULL;
        if (token->kind != JX_NUMBER_HALFDAY) previous = (enum jx_number_token_kind)token->kind;
    }
}

static void section_compile(const struct jx_host *host, struct jx_call *call, const char *code,
                            const char *end, struct jx_number_section *section) {
    struct format_reader reader = {.host = host, .call = call, .section = section};
    while (code < end) code += piece_read(&reader, code, end);
    section->shift -= 3 * reader.commas;
    minutes_find(section);
}

/* A last section with @ is for texts; numbers have those before it. */
static bool is_for_text(const char *code, const char *end) {
    while (code < end) {
        if (*code == '@') return true;
        if (*code == '"' || *code == '[') {
            const char *close = memchr(code + 1, *code == '"' ? '"' : ']', (size_t)(end - code) - 1);
            if (close) code = close;
        } else if (strchr("\\!_*", *code) && code + 1 < end) {
            code++;
        }
        code++;
    }
    return false;
}

const struct jx_number_format *jx_number_format_compile(const struct jx_host *host, struct jx_call *call,
                                                        const char *code) {
    size_t length = strlen(code);
    if (length == 0 || length > CODE_LONGEST || strcasecmp(code, "General") == 0 || strcmp(code, "@") == 0)
        return NULL;
    struct jx_number_format *format = host->allocate(call, sizeof *format);
    code = host->text(call, code, length);
    for (;;) {
        const char *end = section_end(code);
        if (*end == '\0' && format->count > 0 && is_for_text(code, end)) return format;
        section_compile(host, call, code, end, &format->sections[format->count++]);
        if (*end == '\0' || format->count == 4) return format;
        code = end + 1;
    }
}

/* Formats 27 to 36 and 50 to 58 depend on the language of the program; these are the Chinese ones. */
const char *jx_number_format_builtin(uint32_t id) {
    static const struct {
        uint8_t id;
        const char *code;
    } builtins[] = {
        {1, "0"},
        {2, "0.00"},
        {3, "#,##0"},
        {4, "#,##0.00"},
        {5, "\"¥\"#,##0;\"¥\"-#,##0"},
        {6, "\"¥\"#,##0;\"¥\"-#,##0"},
        {7, "\"¥\"#,##0.00;\"¥\"-#,##0.00"},
        {8, "\"¥\"#,##0.00;\"¥\"-#,##0.00"},
        {9, "0%"},
        {10, "0.00%"},
        {11, "0.00E+00"},
        {12, "# ?/?"},
        {13, "# ?\?/??"},
        {14, "yyyy/m/d"},
        {15, "d-mmm-yy"},
        {16, "d-mmm"},
        {17, "mmm-yy"},
        {18, "h:mm AM/PM"},
        {19, "h:mm:ss AM/PM"},
        {20, "h:mm"},
        {21, "h:mm:ss"},
        {22, "yyyy/m/d h:mm"},
        {27, "yyyy\"年\"m\"月\""},
        {28, "m\"月\"d\"日\""},
        {29, "m\"月\"d\"日\""},
        {30, "m/d/yy"},
        {31, "yyyy\"年\"m\"月\"d\"日\""},
        {32, "h\"时\"mm\"分\""},
        {33, "h\"时\"mm\"分\"ss\"秒\""},
        {34, "上午/下午h\"时\"mm\"分\""},
        {35, "上午/下午h\"时\"mm\"分\"ss\"秒\""},
        {36, "yyyy\"年\"m\"月\""},
        {37, "#,##0;-#,##0"},
        {38, "#,##0;-#,##0"},
        {39, "#,##0.00;-#,##0.00"},
        {40, "#,##0.00;-#,##0.00"},
        {41, "#,##0;-#,##0;\"-\""},
        {42, "\"¥\"#,##0;\"¥\"-#,##0;\"¥\"\"-\""},
        {43, "#,##0.00;-#,##0.00;\"-\""},
        {44, "\"¥\"#,##0.00;\"¥\"-#,##0.00;\"¥\"\"-\""},
        {45, "mm:ss"},
        {46, "[h]:mm:ss"},
        {47, "mm:ss.0"},
        {48, "##0.0E+0"},
        {50, "yyyy\"年\"m\"月\""},
        {51, "m\"月\"d\"日\""},
        {52, "yyyy\"年\"m\"月\""},
        {53, "m\"月\"d\"日\""},
        {54, "m\"月\"d\"日\""},
        {55, "上午/下午h\"时\"mm\"分\""},
        {56, "上午/下午h\"时\"mm\"分\"ss\"秒\""},
        {57, "yyyy\"年\"m\"月\""},
        {58, "m\"月\"d\"日\""},
    };
    for (size_t i = 0; i < sizeof builtins / sizeof *builtins; i++)
        if (builtins[i].id == id) return builtins[i].code;
    return NULL;
}
