/*
 * Landlock by its bare system calls, and a seccomp filter of its own: headers and libraries for them are newer than some
 * systems this runs on.
 *
 * What is forbidden fails with EPERM or EACCES and ends nobody: a library that only asks for more than it needs goes on.
 */
#include "core/batch/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__has_feature)
#if (__has_feature(address_sanitizer) || __has_feature(undefined_behavior_sanitizer)) &&                     \
    !defined(__SANITIZE_ADDRESS__)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif

bool jx_sandbox_built(void) {
#ifdef __SANITIZE_ADDRESS__
    return false;
#else
    return true;
#endif
}

/* --- files --------------------------------------------------------------------------------------------------------- */

/* As in linux/landlock.h. */
enum {
    LANDLOCK_CREATE = 444,
    LANDLOCK_ADD = 445,
    LANDLOCK_RESTRICT = 446,
    LANDLOCK_VERSION = 1,
    BENEATH = 1
};
enum {
    EXECUTE = 1 << 0,
    WRITE_FILE = 1 << 1,
    READ_FILE = 1 << 2,
    READ_DIR = 1 << 3,
    REMOVE_DIR = 1 << 4,
    REMOVE_FILE = 1 << 5,
    MAKE_DIR = 1 << 7,
    MAKE_REG = 1 << 8,
    MAKE_SOCK = 1 << 9,
    MAKE_FIFO = 1 << 10,
    MAKE_SYM = 1 << 12,
    FIRST_RIGHTS = (1 << 13) - 1,
    REFER = 1 << 13,    /* version 2 */
    TRUNCATE = 1 << 14, /* version 3 */
    OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE,
    READ = READ_FILE | READ_DIR,
    WRITE = READ | WRITE_FILE | REMOVE_FILE | MAKE_DIR | MAKE_REG | TRUNCATE,
    WORK = WRITE | REMOVE_DIR | MAKE_SOCK | MAKE_FIFO | MAKE_SYM | REFER
};
enum { NET_ALL = 3, SCOPE_ALL = 3, SCOPE_SIGNAL = 2 };

/* As the kernel has them; behind them, what a path could not be opened for. */
struct rules {
    uint64_t files, net, scoped;
    int wants;
};
struct beneath {
    uint64_t allowed;
    int32_t parent;
} __attribute__((packed));

/* Whether a path cannot be opened because of what it is. All else (no descriptor, a disk that fails) is a want of this
 * process: without the path, what comes after would fail for reasons that nobody could understand. */
static bool is_not_there(int error) {
    return error == ENOENT || error == ENOTDIR || error == EACCES || error == EPERM || error == ELOOP ||
           error == ENAMETOOLONG || error == ENXIO;
}

/* One path and what is below it. A file takes the rights of files only. */
static void allow(int ruleset, struct rules *rules, const char *path, uint64_t rights) {
    struct stat status;
    int fd = open(path, O_PATH | O_CLOEXEC);
    if (fd < 0 && !is_not_there(errno)) rules->wants = errno;
    if (fd < 0) return;
    if (!fstat(fd, &status) && !S_ISDIR(status.st_mode)) rights &= OF_FILES;
    struct beneath beneath = {.allowed = rights & rules->files, .parent = fd};
    if (beneath.allowed) syscall(LANDLOCK_ADD, ruleset, BENEATH, &beneath, 0);
    close(fd);
}

/* Which typefaces a PDF is drawn with: fontconfig's rules and its cache, and a person's own typefaces (方正小标宋 and the
 * like), which stand below the home folder. */
static void allow_typefaces(int ruleset, struct rules *rules) {
    static const char *const homes[] = {".fonts", ".local/share/fonts", ".config/fontconfig"};
    static const char *const named[] = {"FONTCONFIG_FILE", "FONTCONFIG_PATH"};
    const char *home = secure_getenv("HOME");
    char path[PATH_MAX];
    allow(ruleset, rules, "/etc/fonts", READ);
    allow(ruleset, rules, "/var/cache/fontconfig", READ);
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        const char *other = secure_getenv(named[i]);
        if (other && *other == '/') allow(ruleset, rules, other, READ);
    }
    for (size_t i = 0; home && *home == '/' && i < sizeof homes / sizeof *homes; i++)
        if (snprintf(path, sizeof path, "%s/%s", home, homes[i]) < (int)sizeof path)
            allow(ruleset, rules, path, READ);
}

/* Libraries are found and loaded when a file needs them; iconv has its tables beside them. */
static void allow_system(int ruleset, struct rules *rules, bool programs) {
    static const char *const libraries[] = {"/usr",           "/lib",        "/lib64", "/etc/ld.so.cache",
                                            "/etc/localtime", "/dev/urandom"};
    static const char *const for_programs[] = {"/bin",       "/sbin",    "/etc", "/opt",
                                               "/snap",      "/proc",    "/sys", "/dev",
                                               "/var/cache", "/var/lib", "/run", "/var/spool/libreoffice"};
    const char *temporary = secure_getenv("TMPDIR"), *named = secure_getenv("JIXIAO_SOFFICE");
    uint64_t rights = programs ? READ | EXECUTE : READ;
    for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++)
        allow(ruleset, rules, libraries[i], rights);
    for (size_t i = 0; programs && i < sizeof for_programs / sizeof *for_programs; i++)
        allow(ruleset, rules, for_programs[i], rights);
    char folder[PATH_MAX], *slash = NULL;
    if (programs && named && strlen(named) < sizeof folder) slash = strrchr(strcpy(folder, named), '/');
    if (slash) *slash = '\0', allow(ruleset, rules, folder, rights);
    allow_typefaces(ruleset, rules);
    allow(ruleset, rules, "/dev/null", READ_FILE | WRITE_FILE);
    if (!programs) return;
    allow(ruleset, rules, "/dev/shm", WORK);
    allow(ruleset, rules, temporary && *temporary == '/' ? temporary : "/tmp", WORK);
    /* LibreOffice makes its socket there, wherever TMPDIR points to, and removes it when it starts anew on a fresh profile. */
    allow(ruleset, rules, "/tmp", MAKE_SOCK | REMOVE_FILE);
}

static bool confine_files(const struct jx_sandbox *sandbox, int *wants) {
    long version = syscall(LANDLOCK_CREATE, NULL, 0, LANDLOCK_VERSION);
    if (version < 1) return false;
    struct rules rules = {.files = FIRST_RIGHTS};
    if (version >= 2) rules.files |= REFER;
    if (version >= 3) rules.files |= TRUNCATE;
    size_t size = sizeof rules.files;
    if (version >= 4) rules.net = NET_ALL, size = offsetof(struct rules, scoped);
    if (version >= 6)
        rules.scoped = sandbox->programs ? SCOPE_SIGNAL : SCOPE_ALL, size = offsetof(struct rules, wants);
    int ruleset = (int)syscall(LANDLOCK_CREATE, &rules, size, 0);
    if (ruleset < 0) return false;
    allow_system(ruleset, &rules, sandbox->programs);
    for (size_t i = 0; i < sandbox->read_count; i++)
        allow(ruleset, &rules, sandbox->reads[i], sandbox->programs ? READ | EXECUTE : READ);
    for (size_t i = 0; i < sandbox->write_count; i++) allow(ruleset, &rules, sandbox->writes[i], WRITE);
    *wants = rules.wants;
    bool done = syscall(LANDLOCK_RESTRICT, ruleset, 0) == 0;
    close(ruleset);
    return done;
}

/* --- system calls -------------------------------------------------------------------------------------------------- */

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#elif defined(__loongarch64)
#define ARCHITECTURE AUDIT_ARCH_LOONGARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define ARCHITECTURE AUDIT_ARCH_RISCV64
#endif

/* What nothing that reads or writes a table calls: other processes, the kernel's own affairs, ways around the filter. */
static const int never[] = {
    SYS_ptrace,
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    SYS_mount,
    SYS_umount2,
    SYS_pivot_root,
    SYS_chroot,
    SYS_unshare,
    SYS_setns,
    SYS_init_module,
    SYS_finit_module,
    SYS_delete_module,
    SYS_kexec_load,
    SYS_bpf,
    SYS_perf_event_open,
    SYS_keyctl,
    SYS_add_key,
    SYS_request_key,
    SYS_open_by_handle_at,
    SYS_acct,
    SYS_swapon,
    SYS_swapoff,
    SYS_reboot,
    SYS_settimeofday,
    SYS_clock_settime,
    SYS_sethostname,
    SYS_setdomainname,
    SYS_quotactl,
    SYS_connect,
    SYS_bind,
    SYS_listen,
    SYS_accept,
    SYS_accept4,
#ifdef SYS_userfaultfd
    SYS_userfaultfd,
#endif
#ifdef SYS_io_uring_setup
    SYS_io_uring_setup,
    SYS_io_uring_enter,
    SYS_io_uring_register,
#endif
#ifdef SYS_pidfd_getfd
    SYS_pidfd_getfd,
#endif
#ifdef SYS_fsopen
    SYS_fsopen,
    SYS_fsmount,
    SYS_move_mount,
    SYS_open_tree,
#endif
};

/* The same where no other program is to be started. */
static const int alone[] = {
    SYS_execve,
    SYS_execveat,
    SYS_tkill,
    SYS_rt_sigqueueinfo,
    SYS_rt_tgsigqueueinfo,
    SYS_socketpair,
#ifdef SYS_pidfd_send_signal
    SYS_pidfd_send_signal,
#endif
#ifdef SYS_pidfd_open
    SYS_pidfd_open,
#endif
};

/* Sockets of programs that talk to themselves. */
static const int local_calls[] = {SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4};

#ifdef ARCHITECTURE

struct filter {
    struct sock_filter code[192];
    unsigned short count;
};

static void emit(struct filter *filter, uint16_t code, uint32_t value, uint8_t if_true, uint8_t if_false) {
    filter->code[filter->count++] = (struct sock_filter){code, if_true, if_false, value};
}

enum { REFUSE = SECCOMP_RET_ERRNO | EPERM };

static void refuse_call(struct filter *filter, int number) {
    emit(filter, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)number, 0, 1);
    emit(filter, BPF_RET | BPF_K, (uint32_t)REFUSE, 0, 0);
}

/* The call only with this as its first argument. */
static void refuse_unless(struct filter *filter, int number, uint32_t wanted) {
    emit(filter, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)number, 0, 4);
    emit(filter, BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[0]), 0, 0);
    emit(filter, BPF_JMP | BPF_JEQ | BPF_K, wanted, 1, 0);
    emit(filter, BPF_RET | BPF_K, (uint32_t)REFUSE, 0, 0);
    emit(filter, BPF_RET | BPF_K, SECCOMP_RET_ALLOW, 0, 0);
}

static bool is_local(int number) {
    for (size_t i = 0; i < sizeof local_calls / sizeof *local_calls; i++)
        if (local_calls[i] == number) return true;
    return false;
}

static bool confine_calls(bool programs) {
    enum { X32 = 0x40000000 };
    struct filter filter = {.count = 0};
    emit(&filter, BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch), 0, 0);
    emit(&filter, BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0);
    emit(&filter, BPF_RET | BPF_K, (uint32_t)REFUSE, 0, 0);
    emit(&filter, BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr), 0, 0);
    emit(&filter, BPF_JMP | BPF_JGE | BPF_K, X32, 0, 1);
    emit(&filter, BPF_RET | BPF_K, (uint32_t)REFUSE, 0, 0);
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (!programs || !is_local(never[i])) refuse_call(&filter, never[i]);
    for (size_t i = 0; !programs && i < sizeof alone / sizeof *alone; i++) refuse_call(&filter, alone[i]);
    if (programs) {
        refuse_unless(&filter, SYS_socket, 1 /* AF_UNIX: no network */);
    } else {
        refuse_call(&filter, SYS_socket);
        refuse_unless(&filter, SYS_kill, (uint32_t)getpid());
        refuse_unless(&filter, SYS_tgkill, (uint32_t)getpid());
    }
    emit(&filter, BPF_RET | BPF_K, SECCOMP_RET_ALLOW, 0, 0);
    struct sock_fprog program = {filter.count, filter.code};
    /* Without the slow-down that old processors get for the sake of scripts of strangers, which this does not run. */
    if (!syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_SPEC_ALLOW, &program)) return true;
    return !syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program);
}

#else

static bool confine_calls(bool programs) {
    (void)programs;
    return false;
}

#endif

unsigned jx_sandbox_enter(const struct jx_sandbox *sandbox) {
    unsigned held = 0;
    int wants = 0;
    if (!jx_sandbox_built() || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) return 0;
    if (confine_files(sandbox, &wants)) held |= JX_SANDBOX_FILES;
    if (confine_calls(sandbox->programs)) held |= JX_SANDBOX_CALLS;
    if (!wants) return held;
    errno = wants;
    return held | JX_SANDBOX_WANTS;
}
