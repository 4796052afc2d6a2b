/* The mark of what the library shows to programs; all else stays inside. */
#ifndef JIXIAO_API_H
#define JIXIAO_API_H

#if defined(__GNUC__)
#define JX_API __attribute__((visibility("default")))
#else
#define JX_API
#endif

#endif
