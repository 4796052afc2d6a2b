/*
 * A stream of records: two bytes of type, two of length, then the content ([MS-XLS] 2.1.4).
 *
 * A content of more than 8,224 bytes goes on in CONTINUE records behind it (2.4.58). What reads here goes on there by
 * itself; only characters must know of the border, for a byte of flags stands at its far side.
 */
#ifndef JX_XLS_RECORD_H
#define JX_XLS_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The records that are read, by the section of [MS-XLS] that describes each. Those without one are from before Excel 5
 * and in no specification of their maker's; their layouts are those that have been in use since. */
enum jx_xls_type {
    JX_XLS_BLANK2 = 0x0001,
    JX_XLS_INTEGER2 = 0x0002,
    JX_XLS_NUMBER2 = 0x0003,
    JX_XLS_LABEL2 = 0x0004,
    JX_XLS_BOOLERR2 = 0x0005,
    JX_XLS_FORMULA = 0x0006, /* 2.4.127 */
    JX_XLS_STRING2 = 0x0007,
    JX_XLS_BOF2 = 0x0009,
    JX_XLS_EOF = 0x000A,    /* 2.4.103 */
    JX_XLS_HEADER = 0x0014, /* 2.4.136 */
    JX_XLS_FOOTER = 0x0015, /* 2.4.124 */
    JX_XLS_FORMAT2 = 0x001E,
    JX_XLS_DATE1904 = 0x0022, /* 2.4.77 */
    JX_XLS_FILEPASS = 0x002F, /* 2.4.117 */
    JX_XLS_CONTINUE = 0x003C, /* 2.4.58 */
    JX_XLS_FONT = 0x0031,     /* 2.4.122 */
    JX_XLS_CODEPAGE = 0x0042, /* 2.4.52 */
    JX_XLS_XF2 = 0x0043,
    JX_XLS_COLINFO = 0x007D, /* 2.4.53 */
    JX_XLS_RK_OLD = 0x007E,
    JX_XLS_BOUNDSHEET = 0x0085,  /* 2.4.28 */
    JX_XLS_MULRK = 0x00BD,       /* 2.4.175 */
    JX_XLS_RSTRING = 0x00D6,     /* a LABEL with runs of fonts */
    JX_XLS_XF = 0x00E0,          /* 2.4.353 */
    JX_XLS_MERGEDCELLS = 0x00E5, /* 2.4.168 */
    JX_XLS_SST = 0x00FC,         /* 2.4.265 */
    JX_XLS_LABELSST = 0x00FD,    /* 2.4.149 */
    JX_XLS_NUMBER = 0x0203,      /* 2.4.180 */
    JX_XLS_LABEL = 0x0204,       /* 2.4.148 */
    JX_XLS_BOOLERR = 0x0205,     /* 2.4.24 */
    JX_XLS_FORMULA3 = 0x0206,
    JX_XLS_STRING = 0x0207, /* 2.4.268 */
    JX_XLS_ROW = 0x0208,    /* 2.4.221 */
    JX_XLS_BOF3 = 0x0209,
    JX_XLS_FONT3 = 0x0231,
    JX_XLS_XF3 = 0x0243,
    JX_XLS_RK = 0x027E, /* 2.4.220 */
    JX_XLS_FORMULA4 = 0x0406,
    JX_XLS_BOF4 = 0x0409,
    JX_XLS_FORMAT = 0x041E, /* 2.4.126 */
    JX_XLS_XF4 = 0x0443,
    JX_XLS_BOF = 0x0809 /* 2.4.21 */
};

/* BROKEN: its length reaches past the end of the stream. */
enum jx_xls_step { JX_XLS_RECORD, JX_XLS_END, JX_XLS_BROKEN };

struct jx_xls_record {
    const unsigned char *bytes; /* of the whole stream */
    size_t length;
    size_t offset; /* where the record begins */
    size_t next;   /* where the one behind the piece being read begins */
    uint16_t type;
    const unsigned char *at, *end; /* what is not yet read of the piece */
    bool cut;                      /* more was asked for than there is; it was read as zero */
};

/* Before the first record of a stream, or of a part of it. */
struct jx_xls_record jx_xls_records(const unsigned char *bytes, size_t length, size_t offset);

enum jx_xls_step jx_xls_next(struct jx_xls_record *record);

/* Goes on to the content of the CONTINUE behind. false: there is none. */
bool jx_xls_continue(struct jx_xls_record *record);

/* Whether there is one. */
bool jx_xls_continues(const struct jx_xls_record *record);

/* Numbers, least byte first. */
uint8_t jx_xls_u8(struct jx_xls_record *record);
uint16_t jx_xls_u16(struct jx_xls_record *record);
uint32_t jx_xls_u32(struct jx_xls_record *record);
double jx_xls_double(struct jx_xls_record *record);

void jx_xls_skip(struct jx_xls_record *record, uint64_t count);

/* What is left of the piece. */
size_t jx_xls_left(const struct jx_xls_record *record);

#endif
