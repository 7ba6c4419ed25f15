/* A webcam that is none: answers the calls of Video4Linux 2 for /dev/video0
 * inside one program, so that src/capture/camera/v4l2.rs can be tried on a
 * computer without a camera.
 *
 *   gcc -shared -fPIC -O2 -o fake_webcam.so scripts/fake_webcam.c -ldl
 *   mkdir -p FOLDER/dev && touch FOLDER/dev/video0
 *   FAKE_WEBCAM=FOLDER LD_PRELOAD=./fake_webcam.so smilekeep
 *
 * FOLDER holds JPEGs in 1920x1080/ and 1280x720/. They are offered as Motion
 * JPEG at 30 frames a second; 640 x 480 is offered as YUYV. While a file
 * FOLDER/busy, FOLDER/forbidden or FOLDER/unplugged exists, that is how the
 * camera behaves. FOLDER/opened tells how often it was opened, FOLDER/on exists
 * while the camera is on.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <unistd.h>

#define BUFFER (8u << 20)
#define MOST 4

static struct {
    int fd, memory, count, queued[MOST], first, waiting, on, mjpeg;
    unsigned width, height, frame;
    uint8_t *bytes;
    char files[256][600];
    int file_count;
} cam = {.fd = -1};

static const unsigned SIZES[2][2] = {{1920, 1080}, {1280, 720}};

static int has(const char *name) {
    char path[300];
    snprintf(path, sizeof path, "%s/%s", getenv("FAKE_WEBCAM"), name);
    return access(path, F_OK) == 0;
}

static void mark(const char *name, int there) {
    char path[300];
    snprintf(path, sizeof path, "%s/%s", getenv("FAKE_WEBCAM"), name);
    if (!there) {
        unlink(path);
        return;
    }
    FILE *file = fopen(path, "a");
    if (file) {
        fputs("x", file);
        fclose(file);
    }
}

static int open_fake(void) {
    if (has("forbidden")) { errno = EACCES; return -1; }
    if (has("unplugged")) { errno = ENOENT; return -1; }
    int fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
    return fd;
}

static int is_fake(const char *path) {
    return getenv("FAKE_WEBCAM") && strcmp(path, "/dev/video0") == 0;
}

int open64(const char *path, int flags, ...) {
    static int (*real)(const char *, int, ...);
    if (!real) real = dlsym(RTLD_NEXT, "open64");
    va_list rest;
    va_start(rest, flags);
    int mode = va_arg(rest, int);
    va_end(rest);
    return is_fake(path) ? open_fake() : real(path, flags, mode);
}

int open(const char *path, int flags, ...) {
    static int (*real)(const char *, int, ...);
    if (!real) real = dlsym(RTLD_NEXT, "open");
    va_list rest;
    va_start(rest, flags);
    int mode = va_arg(rest, int);
    va_end(rest);
    return is_fake(path) ? open_fake() : real(path, flags, mode);
}

DIR *opendir(const char *path) {
    static DIR *(*real)(const char *);
    if (!real) real = dlsym(RTLD_NEXT, "opendir");
    char fake[300];
    if (getenv("FAKE_WEBCAM") && strcmp(path, "/dev") == 0) {
        snprintf(fake, sizeof fake, "%s/%s", getenv("FAKE_WEBCAM"),
                 has("unplugged") ? "1280x720" : "dev");
        path = fake;
    }
    return real(path);
}

static void *map(void *at, size_t length, int protection, int flags, int fd, off_t offset) {
    static void *(*real)(void *, size_t, int, int, int, off_t);
    if (!real) real = dlsym(RTLD_NEXT, "mmap");
    if (fd >= 0 && fd == cam.fd) fd = cam.memory;
    return real(at, length, protection, flags, fd, offset);
}
void *mmap(void *a, size_t l, int p, int f, int fd, off_t o) { return map(a, l, p, f, fd, o); }
void *mmap64(void *a, size_t l, int p, int f, int fd, off_t o) { return map(a, l, p, f, fd, o); }

int close(int fd) {
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "close");
    if (fd >= 0 && fd == cam.fd) {
        munmap(cam.bytes, (size_t)BUFFER * MOST);
        real(cam.memory);
        cam.fd = -1;
        if (cam.on) mark("on", 0);
        cam.on = 0;
    }
    return real(fd);
}

static void list_files(void) {
    char folder[300];
    snprintf(folder, sizeof folder, "%s/%ux%u", getenv("FAKE_WEBCAM"), cam.width, cam.height);
    struct dirent **names;
    int count = scandir(folder, &names, NULL, alphasort);
    cam.file_count = 0;
    for (int at = 0; at < count; at++) {
        if (strstr(names[at]->d_name, ".jpg") && cam.file_count < 256)
            snprintf(cam.files[cam.file_count++], 600, "%s/%s", folder, names[at]->d_name);
        free(names[at]);
    }
    if (count >= 0) free(names);
}

static unsigned fill(uint8_t *out) {
    unsigned number = cam.frame++;
    if (cam.mjpeg) {
        if (cam.file_count == 0) return 0;
        FILE *file = fopen(cam.files[number % cam.file_count], "r");
        size_t length = file ? fread(out, 1, BUFFER, file) : 0;
        if (file) fclose(file);
        return length;
    }
    for (unsigned y = 0; y < cam.height; y++)
        for (unsigned x = 0; x < cam.width; x++) {
            uint8_t *pixel = out + 2 * (y * cam.width + x);
            pixel[0] = 16 + (x + 3 * number) % 219;
            pixel[1] = x % 2 ? 90 + y % 90 : 110;
        }
    return 2 * cam.width * cam.height;
}

static int take_format(int fd, struct v4l2_format *format) {
    if (has("busy")) return EBUSY;
    struct v4l2_pix_format *pix = &format->fmt.pix;
    cam.mjpeg = pix->pixelformat == V4L2_PIX_FMT_MJPEG;
    cam.width = 640, cam.height = 480;
    if (cam.mjpeg) {
        int which = pix->width == SIZES[0][0] ? 0 : 1;
        cam.width = SIZES[which][0], cam.height = SIZES[which][1];
    } else {
        pix->pixelformat = V4L2_PIX_FMT_YUYV;
    }
    pix->width = cam.width, pix->height = cam.height;
    pix->bytesperline = cam.mjpeg ? 0 : 2 * cam.width;
    pix->sizeimage = BUFFER;
    cam.fd = fd;
    cam.memory = memfd_create("webcam", 0);
    if (ftruncate(cam.memory, (off_t)BUFFER * MOST) != 0) return ENOMEM;
    cam.bytes = mmap(NULL, (size_t)BUFFER * MOST, PROT_READ | PROT_WRITE, MAP_SHARED, cam.memory, 0);
    list_files();
    mark("opened", 1);
    return 0;
}

static int answer(int fd, unsigned long call, void *what) {
    if (has("unplugged")) return ENODEV;
    struct v4l2_buffer *buffer = what;
    switch (call) {
    case VIDIOC_QUERYCAP: {
        struct v4l2_capability *about = what;
        memset(about, 0, sizeof *about);
        strcpy((char *)about->driver, "uvcvideo");
        strcpy((char *)about->card, "Fake HD webcam");
        about->capabilities = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING | V4L2_CAP_DEVICE_CAPS;
        about->device_caps = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
        return 0;
    }
    case VIDIOC_ENUM_FMT: {
        struct v4l2_fmtdesc *format = what;
        if (format->index > 1) return EINVAL;
        format->pixelformat = format->index == 0 ? V4L2_PIX_FMT_MJPEG : V4L2_PIX_FMT_YUYV;
        return 0;
    }
    case VIDIOC_ENUM_FRAMESIZES: {
        struct v4l2_frmsizeenum *size = what;
        int mjpeg = size->pixel_format == V4L2_PIX_FMT_MJPEG;
        if (size->index >= (mjpeg ? 2u : 1u)) return EINVAL;
        size->type = V4L2_FRMSIZE_TYPE_DISCRETE;
        size->discrete.width = mjpeg ? SIZES[size->index][0] : 640;
        size->discrete.height = mjpeg ? SIZES[size->index][1] : 480;
        return 0;
    }
    case VIDIOC_ENUM_FRAMEINTERVALS: {
        struct v4l2_frmivalenum *pause = what;
        if (pause->index > 0) return EINVAL;
        pause->type = V4L2_FRMIVAL_TYPE_DISCRETE;
        pause->discrete.numerator = 1, pause->discrete.denominator = 30;
        return 0;
    }
    case VIDIOC_S_FMT:
        return take_format(fd, what);
    case VIDIOC_REQBUFS: {
        struct v4l2_requestbuffers *request = what;
        if (request->count > MOST) request->count = MOST;
        cam.count = request->count, cam.waiting = 0;
        return 0;
    }
    case VIDIOC_QUERYBUF:
        buffer->length = BUFFER;
        buffer->m.offset = buffer->index * BUFFER;
        return 0;
    case VIDIOC_QBUF:
        cam.queued[cam.waiting++] = buffer->index;
        return 0;
    case VIDIOC_STREAMON: {
        struct itimerspec pace = {{0, 33333333}, {0, 33333333}};
        timerfd_settime(fd, 0, &pace, NULL);
        cam.on = 1;
        mark("on", 1);
        return 0;
    }
    case VIDIOC_STREAMOFF: {
        struct itimerspec never = {{0, 0}, {0, 0}};
        timerfd_settime(fd, 0, &never, NULL);
        cam.on = 0;
        mark("on", 0);
        return 0;
    }
    case VIDIOC_DQBUF: {
        uint64_t ticks;
        if (read(fd, &ticks, sizeof ticks) < 0) return EAGAIN;
        if (cam.waiting == 0) return EAGAIN;
        buffer->index = cam.queued[0];
        memmove(cam.queued, cam.queued + 1, sizeof cam.queued - sizeof cam.queued[0]);
        cam.waiting--;
        buffer->length = BUFFER;
        buffer->bytesused = fill(cam.bytes + (size_t)buffer->index * BUFFER);
        return 0;
    }
    default:
        return ENOTTY;
    }
}

int ioctl(int fd, unsigned long call, ...) {
    static int (*real)(int, unsigned long, ...);
    if (!real) real = dlsym(RTLD_NEXT, "ioctl");
    va_list rest;
    va_start(rest, call);
    void *what = va_arg(rest, void *);
    va_end(rest);
    if (getenv("FAKE_WEBCAM") && _IOC_TYPE(call) == 'V') {
        int error = answer(fd, call, what);
        if (error == 0) return 0;
        errno = error;
        return -1;
    }
    return real(fd, call, what);
}
