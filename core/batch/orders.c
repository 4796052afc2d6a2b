#include "core/batch/orders.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Room for the files of one message. */
union parcel {
    struct cmsghdr header;
    char room[CMSG_SPACE(JX_ORDERS_MOST * sizeof(int))];
};

/* NONBLOCK: a pipe nobody writes to must not hold us. */
static int open_input(const char *path) {
    return open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
}

void jx_orders_send(int socket, const struct jx_list *list, const size_t *jobs, size_t count) {
    struct jx_order orders[JX_ORDERS_MOST];
    int files[JX_ORDERS_MOST];
    size_t open = 0;
    for (size_t i = 0; i < count; i++) {
        int file = open_input(list->jobs[jobs[i]].path);
        orders[i] = (struct jx_order){.job = (uint32_t)jobs[i], .error = file < 0 ? errno : 0};
        if (file >= 0) files[open++] = file;
    }
    union parcel parcel = {.room = ""};
    struct iovec part = {orders, count * sizeof *orders};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    if (open > 0) {
        size_t length = open * sizeof *files;
        message.msg_control = parcel.room;
        message.msg_controllen = CMSG_SPACE(length);
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        *header =
            (struct cmsghdr){.cmsg_len = CMSG_LEN(length), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS};
        memcpy(CMSG_DATA(header), files, length);
    }
    ssize_t sent = sendmsg(socket, &message, MSG_NOSIGNAL);
    (void)sent;
    for (size_t i = 0; i < open; i++) close(files[i]);
}

/* Each order that has no error has its file: they come in the same order. What this process had no room for is lost on the way. */
static void files_sort(struct jx_orders *orders, const struct cmsghdr *header) {
    int files[JX_ORDERS_MOST];
    size_t open = 0, taken = 0;
    if (header && header->cmsg_type == SCM_RIGHTS) {
        open = (header->cmsg_len - CMSG_LEN(0)) / sizeof *files;
        memcpy(files, CMSG_DATA(header), open * sizeof *files);
    }
    for (size_t i = 0; i < orders->count; i++) {
        struct jx_order *order = &orders->orders[i];
        if (order->error == 0 && taken == open) order->error = EMFILE;
        orders->files[i] = order->error == 0 ? files[taken++] : -1;
    }
}

static bool receive(struct jx_orders *orders, int socket) {
    union parcel parcel;
    struct iovec part = {orders->orders, sizeof orders->orders};
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = parcel.room, .msg_controllen = sizeof parcel.room};
    ssize_t length;
    do length = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    while (length < 0 && errno == EINTR);
    if (length <= 0 || (size_t)length % sizeof *orders->orders != 0) return false;
    orders->next = 0;
    orders->count = (size_t)length / sizeof *orders->orders;
    files_sort(orders, CMSG_FIRSTHDR(&message));
    return true;
}

bool jx_orders_take(struct jx_orders *orders, int socket, struct jx_order *order, int *file) {
    if (orders->next == orders->count && !receive(orders, socket)) return false;
    *order = orders->orders[orders->next];
    *file = orders->files[orders->next++];
    return true;
}
