/*
 * Memory for the XML parser, so that it can be given back even where the parser cannot be asked to.
 *
 * Running out of memory unwinds from within the parser's callbacks, and a parser that is left in the middle of one
 * refuses to be freed. All its blocks are therefore kept in a list, of the thread that parses: the parser's memory
 * functions are not told for whom they work.
 */
#ifndef JX_SHARED_MEMORY_H
#define JX_SHARED_MEMORY_H

#include <expat.h>

/* What XML_ParserCreate_MM asks for. */
extern const XML_Memory_Handling_Suite jx_xml_memory;

/* Frees all that this thread's parser still holds. The parser is no more. */
void jx_xml_memory_release(void);

#endif
