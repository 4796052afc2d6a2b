/*
 * Options about what is written.
 */
#include "core/cli/target.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/cli/blank.h"
#include "core/cli/print.h"

/* What comes out may be this large at least, as the library has it. */
#define OUTPUT_LEAST (512ull << 20)

/* --- what is said once for all files --------------------------------------------------------------------------------- */

/* The creation date: SOURCE_DATE_EPOCH, so that the same input gives the same bytes, else now. Digits only and no later
 * than the year 9999, where what spreadsheets can say ends. */
static enum jx_exit choose_date(const struct jx_cli *cli, struct jx_aim *aim) {
    static const int64_t latest = 253402300799;
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    aim->target.created = (int64_t)time(NULL);
    if (!epoch) return JX_EXIT_DONE;
    int64_t seconds = 0;
    const char *digit = epoch;
    for (; *digit >= '0' && *digit <= '9' && seconds <= latest; digit++)
        seconds = seconds * 10 + (*digit - '0');
    if (!*epoch || *digit || seconds > latest) {
        JX_SAY(cli, "jixiao", JX_MSG_USAGE_EPOCH, epoch);
        return JX_EXIT_USAGE;
    }
    aim->target.created = seconds;
    aim->dated = true;
    return JX_EXIT_DONE;
}

enum jx_exit jx_aim_options(const struct jx_cli *cli, const struct jx_arguments *arguments,
                            struct jx_aim *aim) {
    struct jx_target *target = &aim->target;
    target->encoding = arguments->out_encoding;
    target->no_derive = arguments->no_derive;
    target->unmarked = arguments->blank;
    target->no_loss = arguments->no_loss;
    target->no_guard = arguments->read.no_guard;
    target->carry = arguments->carry;
    target->overwrite = arguments->force;
    target->limits = arguments->read.limits;
    if (target->limits.bytes < OUTPUT_LEAST) target->limits.bytes = 0; /* --max-bytes is for what comes in */
    target->overwrite_slots = arguments->overwrite;
    target->no_insert = arguments->no_insert;
    target->max_insert = arguments->max_insert > UINT32_MAX ? UINT32_MAX : (uint32_t)arguments->max_insert;
    enum jx_exit exit = choose_date(cli, aim);
    if (!exit) exit = jx_session_givens(cli, arguments, &aim->givens);
    target->given = aim->givens;
    return exit;
}

void jx_aim_free(struct jx_aim *aim) {
    jx_givens_free(aim->givens);
    aim->givens = NULL;
    jx_blank_free(aim->blank);
    aim->blank = NULL;
}

/* --- which layout, which kind of file -------------------------------------------------------------------------------- */

/* The ending in lower case: 表.XLSX is an .xlsx. One that is too long is cut; no carrier writes files with the cut one. */
static void lower_extension(struct jx_aim *aim, const char *extension) {
    size_t length = 0;
    if (*extension == '.') extension++; /* --to-carrier .csv */
    for (; length < sizeof aim->extension - 1 && extension[length]; length++) {
        char c = extension[length];
        aim->extension[length] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    aim->extension[length] = '\0';
    aim->target.extension = aim->extension;
}

enum jx_exit jx_aim_layout(const struct jx_session *session, const struct jx_arguments *arguments,
                           const char *extension, struct jx_aim *aim) {
    struct jx_target *target = &aim->target;
    bool to_json = arguments->to && !strcmp(arguments->to, "json");
    if (extension) lower_extension(aim, extension);
    if (arguments->to && jx_blank_named(arguments->to)) {
        enum jx_exit exit = jx_session_blank(session, arguments->to, target->extension, &aim->blank);
        target->blank = aim->blank;
        if (!exit) lower_extension(aim, jx_blank_extension(aim->blank));
        return exit;
    }
    if (to_json && target->extension && strcmp(target->extension, "json") != 0) {
        JX_SAY(session->cli, "jixiao", JX_MSG_USAGE_JSON_NAME, target->extension);
        return JX_EXIT_USAGE;
    }
    if (to_json) target->extension = "json";
    if (!to_json) target->layout = arguments->to;
    if (target->layout && target->extension && !strcmp(target->extension, "json"))
        JX_SAY(session->cli, "jixiao", JX_MSG_LAYOUT_IDLE, target->layout);
    if (target->layout) return JX_EXIT_DONE;
    if (target->extension && !strcmp(target->extension, "json")) return JX_EXIT_DONE;
    char *known = jx_session_layouts(session);
    JX_SAY(session->cli, "jixiao", JX_MSG_USAGE_TARGET, known ? known : "?");
    free(known);
    return JX_EXIT_USAGE;
}

/* The endings of all that can be written. To be freed; NULL for want of memory. */
static char *written_endings(struct jx_session *session) {
    size_t count, length = 0;
    const struct jx_plugin *plugins = jx_library_plugins(session->library, true, &count);
    char *known = NULL;
    FILE *list = open_memstream(&known, &length);
    for (size_t i = 0; i < count && list; i++) {
        const struct jx_carrier *carrier = plugins[i].carrier;
        if (!carrier || (!carrier->write && strcmp(carrier->id, "json") != 0)) continue;
        if (*carrier->extensions == '\0') continue;
        fprintf(list, "%s%s", ftello(list) > 0 ? " " : "", carrier->extensions);
    }
    if (list) fclose(list);
    return known;
}

enum jx_exit jx_aim_carrier(struct jx_session *session, const struct jx_aim *aim) {
    if (aim->blank) { /* it is what it is */
        if (aim->target.carry) JX_SAY(session->cli, "jixiao", JX_MSG_CARRY_BLANK, NULL);
        return aim->target.carry ? JX_EXIT_USAGE : JX_EXIT_DONE;
    }
    const char *extension = aim->target.extension;
    const struct jx_carrier *found = jx_library_writer(session->library, extension);
    bool carries = found && (!aim->target.carry || strcmp(extension, "json") == 0 ||
                             jx_carrier_able(found, JX_CARRIER_HIDES));
    char *known = !found ? written_endings(session) : NULL;
    jx_session_say(session);
    if (!found)
        JX_SAY(session->cli, "jixiao", JX_MSG_FILE_NO_WRITER, extension, !known ? "" : known);
    else if (!carries)
        JX_SAY(session->cli, "jixiao", JX_MSG_CARRY_UNABLE, extension);
    free(known);
    return carries ? JX_EXIT_DONE : JX_EXIT_USAGE;
}

/* --- for the journal ------------------------------------------------------------------------------------------------- */

static void add_given(FILE *text, const struct jx_aim *aim, const char *option, bool firm, bool *failed) {
    char *json = jx_givens_json(aim->givens, firm);
    if (!json) *failed = true;
    if (json && strcmp(json, "{}") != 0) fprintf(text, " %s %s", option, json);
    free(json);
}

/* Options that are no longer told apart by what they did before would make a run of an older program unable to go on:
 * new ones are added behind, and only where they are given. */
char *jx_aim_describe(const struct jx_arguments *arguments, const struct jx_aim *aim) {
    char *words = NULL;
    size_t length = 0;
    bool failed = false;
    FILE *text = open_memstream(&words, &length);
    if (!text) return NULL;
    fprintf(text, "-t %s --to-carrier %s", arguments->to ? arguments->to : "json", aim->target.extension);
    if (arguments->from) fprintf(text, " -f %s", arguments->from);
    if (arguments->read.encoding) fprintf(text, " --encoding %s", arguments->read.encoding);
    if (arguments->out_encoding) fprintf(text, " --out-encoding %s", arguments->out_encoding);
    if (arguments->read.hidden) fputs(" --hidden", text);
    if (arguments->read.no_repair) fputs(" --no-repair", text);
    if (arguments->no_derive) fputs(" --no-derive", text);
    if (arguments->no_loss) fputs(" --no-loss", text);
    if (arguments->read.no_guard) fputs(" --no-guard", text);
    if (arguments->read.no_carried) fputs(" --no-carried", text);
    if (arguments->carry) fputs(" --carry", text);
    if (arguments->overwrite) fputs(" --overwrite", text);
    if (arguments->no_insert) fputs(" --no-insert", text);
    if (arguments->max_insert) fprintf(text, " --max-insert %llu", (unsigned long long)arguments->max_insert);
    if (aim->givens) add_given(text, aim, "--set", true, &failed);
    if (aim->givens) add_given(text, aim, "--defaults", false, &failed);
    /* Only where facts are given does it change what a result says. */
    if (aim->givens && arguments->force) fputs(" --force", text);
    if (arguments->read.via_office) fputs(" --via-office", text);
    if (arguments->blank) fputs(" --blank", text);
    if (!fclose(text) && !failed) return words;
    free(words);
    return NULL;
}
