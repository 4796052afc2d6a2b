/*
 * A carrier that tries what a file must not bring a carrier to do. It reads files that begin with ESCAPE!, whose following
 * lines are the path of a file to read and of one to write; what each try came to goes to standard error, a line each:
 * `socket done`, `socket refused`.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <jixiao/carrier.h>

static int escape_bid(const struct jx_host *host, struct jx_call *call, const struct jx_input *input) {
    (void)host;
    (void)call;
    return input->length > 7 && !memcmp(input->bytes, "ESCAPE!", 7) ? 100 : 0;
}

static void tell(const char *what, bool done) {
    fprintf(stderr, "%s %s\n", what,
            done                                ? "done"
            : errno == EPERM || errno == EACCES ? "refused"
                                                : strerror(errno));
}

static void try_socket(const char *what, int domain) {
    int fd = socket(domain, SOCK_STREAM, 0);
    tell(what, fd >= 0);
    if (fd >= 0) close(fd);
}

/* In a process of its own, for it would be gone. */
static void try_exec(void) {
    pid_t child = fork();
    if (child == 0) {
        execl("/bin/true", "true", (char *)NULL);
        _exit(errno == EPERM || errno == EACCES ? 77 : 78);
    }
    int status = 0;
    waitpid(child, &status, 0);
    errno = WEXITSTATUS(status) == 77 ? EPERM : ENOENT;
    tell("execve", WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void try_processes(void) {
    char byte;
    struct iovec here = {&byte, 1}, there = {(void *)(uintptr_t)&escape_bid, 1};
    pid_t parent = getppid();
    tell("ptrace", ptrace(PTRACE_SEIZE, parent, NULL, NULL) == 0); /* which stops nobody */
    tell("kill", kill(parent, 0) == 0);
    tell("tgkill", syscall(SYS_tgkill, parent, parent, 0) == 0);
    tell("process_vm_readv", process_vm_readv(parent, &here, 1, &there, 1, 0) == 1);
    tell("own signal", kill(getpid(), 0) == 0);
}

static void try_file(const char *what, const char *path, int flags) {
    int fd = open(path, flags, 0600);
    tell(what, fd >= 0);
    if (fd >= 0) close(fd);
}

static enum jx_status escape_read(const struct jx_host *host, struct jx_call *call,
                                  const struct jx_input *input, struct jx_book *book) {
    char *words = host->allocate(call, input->length + 1), *rest = NULL;
    (void)book;
    memcpy(words, input->bytes, input->length);
    strtok_r(words, "\n", &rest);
    const char *read = strtok_r(NULL, "\n", &rest), *write = strtok_r(NULL, "\n", &rest);
    try_socket("internet", AF_INET);
    try_socket("socket", AF_UNIX);
    try_exec();
    try_processes();
    try_file("read", read ? read : "/etc/passwd", O_RDONLY);
    try_file("write", write ? write : "/tmp/escaped", O_WRONLY | O_CREAT);
    tell("remove", read && unlink(read) == 0);
    tell("list", open("/etc", O_RDONLY | O_DIRECTORY) >= 0);
    tell("mount", mount("none", "/proc/self", "tmpfs", 0, NULL) == 0);
    tell("io_uring", syscall(SYS_io_uring_setup, 0, NULL) == 0);
    return JX_FAIL;
}

JX_CARRIER_PLUGIN(escape) {
    static const struct jx_carrier carrier = {
        .abi = JX_CARRIER_ABI,
        .size = sizeof(struct jx_carrier),
        .id = "escape",
        .chinese = "越界",
        .english = "escape",
        .extensions = "",
        .packages = "",
        .bid = escape_bid,
        .read = escape_read,
    };
    return &carrier;
}
