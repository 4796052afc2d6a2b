/*
 * convert FILE LAYOUT OUT: one file into another layout. The ending of OUT says what kind of file to write.
 *
 *     cc convert.c $(pkg-config --cflags --libs jixiao) -o convert
 */
#include <stdio.h>
#include <string.h>

#include <jixiao/jixiao.h>

static void say(const struct jx_diag *diags, size_t count) {
    char code[8], place[JX_PLACE_ROOM];
    for (size_t i = 0; i < count; i++)
        fprintf(stderr, "%s %s: %s\n", jx_code_format(diags[i].code, code),
                jx_place_format(&diags[i].place, place), diags[i].message);
}

int main(int argc, char *argv[]) {
    static char bytes[16 << 20];
    FILE *in = argc == 4 ? fopen(argv[1], "rb") : NULL;
    const char *dot = argc == 4 ? strrchr(argv[3], '.') : NULL;
    if (!in || !dot) return 2;
    struct jx_source source = {.name = argv[1], .bytes = bytes, .length = fread(bytes, 1, sizeof bytes, in)};
    struct jx_target target = {.layout = argv[2], .extension = dot + 1};
    fclose(in);
    if (source.length == sizeof bytes) return 2; /* it may be longer than that */

    struct jx_library *library = jx_library_open(NULL);
    struct jx_document *document = NULL;
    struct jx_conversion *conversion = NULL;
    enum jx_status status = jx_read(library, &source, NULL, &document);
    if (document) say(document->diags, document->diag_count);
    if (status <= JX_WARN) {
        status = jx_convert(library, document, &target, &conversion);
        if (conversion) say(conversion->diags, conversion->diag_count);
    }
    if (status <= JX_WARN) {
        FILE *out = fopen(argv[3], "wb");
        size_t written = out ? fwrite(conversion->bytes, 1, conversion->length, out) : 0;
        if (!out || fclose(out) != 0 || written != conversion->length) status = JX_FATAL;
    }
    jx_conversion_free(conversion);
    jx_document_free(document);
    jx_library_close(library);
    return status <= JX_WARN ? 0 : 1;
}
