/* Makes the n-th of a kind of system calls on the files of one folder fail with EIO. Loaded before the C library; a
 * process, or a fork of it, says by `fault_arm` which (write, fsync, rename, open, close, unlink, read; n from 1), and
 * learns by `fault_met` how many calls of a kind there were since. Armed with "every", all kinds are counted and none
 * fails. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

static const char *const kinds[] = {"write", "fsync", "rename", "open", "close", "unlink", "read"};
enum { KINDS = sizeof kinds / sizeof *kinds };
static long at, met[KINDS];
static int every;
static char folder[PATH_MAX] = "/nowhere", kind[16] = "none";

void fault_arm(const char *where, const char *which, long nth) {
    snprintf(folder, sizeof folder, "%s", where);
    snprintf(kind, sizeof kind, "%s", which);
    at = nth;
    every = strcmp(which, "every") == 0;
    memset(met, 0, sizeof met);
}

static int number(const char *which) {
    int found = 0;
    while (found < KINDS - 1 && strcmp(kinds[found], which)) found++;
    return found;
}

long fault_met(const char *which) { return met[number(which)]; }

static int ours(const char *path) {
    char whole[PATH_MAX];
    if (!path) return 0;
    if (path[0] == '/') return strncmp(path, folder, strlen(folder)) == 0;
    return getcwd(whole, sizeof whole) && strncmp(whole, folder, strlen(folder)) == 0;
}

static int ours_fd(int fd) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t size = readlink(link, path, sizeof path - 1);
    if (size < 0) return 0;
    path[size] = 0;
    return ours(path);
}

#define ARMED(name) (every || strcmp(name, kind) == 0)

static int fails(const char *which, int is_ours) {
    if (!is_ours || ++met[number(which)] != at || every) return 0;
    errno = EIO;
    return 1;
}

#define NEXT(name) static __typeof__(name) *next; if (!next) next = dlsym(RTLD_NEXT, #name)
#define MODE va_list rest; va_start(rest, flags); int mode = va_arg(rest, int); va_end(rest)

int open(const char *path, int flags, ...) { NEXT(open); MODE; return (ARMED("open") && fails("open", ours(path))) ? -1 : next(path, flags, mode); }
int open64(const char *path, int flags, ...) { NEXT(open64); MODE; return (ARMED("open") && fails("open", ours(path))) ? -1 : next(path, flags, mode); }
int close(int fd) { NEXT(close); int bad = (ARMED("close") && fails("close", ours_fd(fd))); int done = next(fd); if (bad) errno = EIO; return bad ? -1 : done; }
ssize_t write(int fd, const void *bytes, size_t size) { NEXT(write); return (ARMED("write") && fails("write", ours_fd(fd))) ? -1 : next(fd, bytes, size); }
ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t where) { NEXT(pwrite64); return (ARMED("write") && fails("write", ours_fd(fd))) ? -1 : next(fd, bytes, size, where); }
ssize_t pwrite(int fd, const void *bytes, size_t size, off_t where) { NEXT(pwrite); return (ARMED("write") && fails("write", ours_fd(fd))) ? -1 : next(fd, bytes, size, where); }
ssize_t writev(int fd, const struct iovec *parts, int count) { NEXT(writev); return (ARMED("write") && fails("write", ours_fd(fd))) ? -1 : next(fd, parts, count); }
ssize_t read(int fd, void *bytes, size_t size) { NEXT(read); return (ARMED("read") && fails("read", ours_fd(fd))) ? -1 : next(fd, bytes, size); }
int fsync(int fd) { NEXT(fsync); return (ARMED("fsync") && fails("fsync", ours_fd(fd))) ? -1 : next(fd); }
int fdatasync(int fd) { NEXT(fdatasync); return (ARMED("fsync") && fails("fsync", ours_fd(fd))) ? -1 : next(fd); }
int rename(const char *from, const char *to) { NEXT(rename); return (ARMED("rename") && fails("rename", ours(to))) ? -1 : next(from, to); }
int unlink(const char *path) { NEXT(unlink); return (ARMED("unlink") && fails("unlink", ours(path))) ? -1 : next(path); }
