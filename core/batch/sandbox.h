/*
 * What a process gives up before it looks at a stranger's file: nearly all files, the network, other processes. A fault in
 * a library that reads the file then reaches no further than the file's own result.
 */
#ifndef JX_BATCH_SANDBOX_H
#define JX_BATCH_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

/* Paths that are not there are left out. `reads` are files and folders, `writes` folders (or devices and pipes), in which
 * files may be made and replaced. Beside them stay readable: the system's libraries, and a place for temporary files.
 * `programs`: other programs may be started and signalled; all they do is held to the same. */
struct jx_sandbox {
    const char **reads, **writes;
    size_t read_count, write_count;
    bool programs;
};

/* Which of its two parts hold from now on: files (Landlock, Linux 5.13) and system calls (seccomp). Where the kernel has
 * neither, or under a sanitizer, which needs both, nothing changes. There is no way back. WANTS: a path that is there could not be
 * opened (errno says why), and nothing more should be tried. */
enum { JX_SANDBOX_FILES = 1, JX_SANDBOX_CALLS = 2, JX_SANDBOX_WHOLE = 3, JX_SANDBOX_WANTS = 4 };
unsigned jx_sandbox_enter(const struct jx_sandbox *sandbox);

/* Whether this program was built to have one. */
bool jx_sandbox_built(void);

#endif
