/*
 * Containment: once all files are open, what is left to a stranger's file is memory, time within bounds, and the pipe.
 *
 * The filter is written by hand so that the helper stands on no more libraries. A system call that is not on the list
 * ends the process; glibc's qsort asks sysinfo, iconv and qpdf need nothing but memory by then.
 */
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>

#include "plugins/carriers/pdf/helper/helper.h"

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define ARCHITECTURE AUDIT_ARCH_RISCV64
#elif defined(__loongarch64) && defined(AUDIT_ARCH_LOONGARCH64)
#define ARCHITECTURE AUDIT_ARCH_LOONGARCH64
#endif

#if defined(__has_feature)
#if __has_feature(address_sanitizer) && !defined(__SANITIZE_ADDRESS__)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif

static void limit(__rlimit_resource_t resource, uint64_t most) {
    struct rlimit bound = {most, most};
    setrlimit(resource, &bound);
}

/* The sanitizer maps more memory than there is and writes reports where the filter lets nothing be written. */
static void set_limits(uint64_t memory, uint64_t seconds) {
#ifndef __SANITIZE_ADDRESS__
    limit(RLIMIT_AS, memory);
    limit(RLIMIT_NOFILE, 0);
#else
    (void)memory;
#endif
    limit(RLIMIT_CPU, seconds);
    limit(RLIMIT_NPROC, 0);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_CORE, 0);
}

#if defined(ARCHITECTURE) && !defined(__SANITIZE_ADDRESS__)

#define ALLOW(call)                                                                                          \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##call, 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

static bool set_filter(void) {
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        ALLOW(read),
        ALLOW(write),
        ALLOW(close),
        ALLOW(lseek),
        ALLOW(fstat),
#ifdef __NR_newfstatat
        ALLOW(newfstatat),
#endif
        ALLOW(mmap),
        ALLOW(munmap),
        ALLOW(mremap),
        ALLOW(mprotect),
        ALLOW(madvise),
        ALLOW(brk),
        ALLOW(futex),
        ALLOW(getrandom),
        ALLOW(clock_gettime),
        ALLOW(getrusage),
        ALLOW(sysinfo),
        ALLOW(getpid),
        ALLOW(gettid),
        ALLOW(tgkill),
        ALLOW(rt_sigprocmask),
        ALLOW(rt_sigreturn),
        ALLOW(exit),
        ALLOW(exit_group),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
    };
    struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

#else

static bool set_filter(void) {
#ifdef __SANITIZE_ADDRESS__
    return true;
#else
    return false;
#endif
}

#endif

bool pdf_box_close(uint64_t memory, uint64_t seconds) {
    set_limits(memory, seconds);
    return set_filter();
}
