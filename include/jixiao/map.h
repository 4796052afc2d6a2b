/*
 * The map of a form: of each fact and each column of indicators why it was read so, and what else it might be. What
 * `jixiao inspect --why` prints.
 *
 *     struct jx_map *map = jx_map_of(document, 0);
 *     for (size_t i = 0; i < jx_map_count(map); i++) {
 *         const struct jx_map_entry *entry = jx_map_entry(map, i);
 *         ... jx_map_entry_name(entry, language), entry->label, jx_evidence_name(entry->evidence, language) ...
 *     }
 *     jx_map_free(map);
 */
#ifndef JIXIAO_MAP_H
#define JIXIAO_MAP_H

#include <jixiao/api.h>
#include <jixiao/jixiao.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * How something is known.
 *   DECLARED   a layout claims the form, and its table says what stands there
 *   KNOWN      its label is a spelling that forms use
 *   WORDS      its label is none, but the words in it say what it means
 *   LINE       it stands in a line of its own that says it: a title, （2024年度）, 单位：万元
 *   HEADING    of a column: its heading and its values say the same
 *   VALUES     of a column: its values alone, or against its heading
 *   FOLLOWS    no cell says it: it follows from another fact
 *   GIVEN      the user said so
 */
enum jx_evidence_kind {
    JX_EVIDENCE_DECLARED,
    JX_EVIDENCE_KNOWN,
    JX_EVIDENCE_WORDS,
    JX_EVIDENCE_LINE,
    JX_EVIDENCE_HEADING,
    JX_EVIDENCE_VALUES,
    JX_EVIDENCE_FOLLOWS,
    JX_EVIDENCE_GIVEN
};

/*
 * One fact of a form (`field` is JX_FIELD_NONE for a column) or one column of its indicators (`part`, JX_PART_NONE for a fact).
 * `key` is the field's in JSON, NULL for a column. `label` is what names it, NULL where nothing does; places as far as they are known.
 * `cost` is that of this reading in tenths of a label that only its words explain, 0 for what is plain; `other` what else it might be, by
 * `margin` dearer, NULL if nothing else comes near. `doubtful`: so near that both readings are told (R034).
 */
struct jx_map_entry {
    int field;
    enum jx_part part;
    const char *key;
    const char *value; /* of a fact, canonical */
    struct jx_place at;
    const char *label;
    struct jx_place label_at;
    enum jx_evidence_kind evidence;
    int cost;
    const char *other;
    struct jx_place other_at;
    int margin;
    bool doubtful;
};

struct jx_map;

/* The map of the document's form of this index; it points into the document, and must go before it. NULL: there is no such form, or no
 * memory. Facts come in the order of the fields, then columns from left to right. */
JX_API struct jx_map *jx_map_of(const struct jx_document *document, size_t form);
JX_API void jx_map_free(struct jx_map *map);
JX_API size_t jx_map_count(const struct jx_map *map);
JX_API const struct jx_map_entry *jx_map_entry(const struct jx_map *map,
                                               size_t index); /* NULL: beyond the last */

/* What people call it: the field's name, or the part's. */
JX_API const char *jx_map_entry_name(const struct jx_map_entry *entry, enum jx_language language);
JX_API const char *jx_evidence_name(enum jx_evidence_kind evidence, enum jx_language language);

#ifdef __cplusplus
}
#endif

#endif
