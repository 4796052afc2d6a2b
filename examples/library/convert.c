/*
 * convert FILE LAYOUT OUT: one file into another layout. The ending of OUT says what kind of file to write.
 *
 *     cc convert.c $(pkg-config --cflags --libs jixiao) -o convert
 */
#include <stdio.h>
#include <string.h>

#include <jixiao/jixiao.h>

static void say(const struct jx_diag *diag) {
    char code[8], place[JX_PLACE_ROOM];
    fprintf(stderr, "%s %s: %s\n", jx_code_format(diag->code, code), jx_place_format(&diag->place, place),
            diag->message);
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
    for (size_t i = 0; document && i < jx_document_diag_count(document); i++)
        say(jx_document_diag(document, i));
    if (status <= JX_WARN) {
        status = jx_convert(library, document, &target, &conversion);
        for (size_t i = 0; conversion && i < jx_conversion_diag_count(conversion); i++)
            say(jx_conversion_diag(conversion, i));
    }
    if (status <= JX_WARN) {
        FILE *out = fopen(argv[3], "wb");
        size_t length, written;
        const char *made = jx_conversion_bytes(conversion, &length);
        written = out ? fwrite(made, 1, length, out) : 0;
        if (!out || fclose(out) != 0 || written != length) status = JX_FATAL;
    }
    jx_conversion_free(conversion);
    jx_document_free(document);
    jx_library_close(library);
    return status <= JX_WARN ? 0 : 1;
}
