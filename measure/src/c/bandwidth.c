/*
 * The bandwidth kernels of `ridgepoint characterize` in C, to compare with: the same arithmetic, the same counting, the same working sets.
 *
 * Reads requests from standard input, one a line, and answers each with a line:
 *     KERNEL BYTES THREADS SECONDS      read | copy | triad, the working set of all streams and threads together, the least time of a trial
 *     -> GB/s                           10^9 bytes a second that the program names: read 1 stream, copy 2, triad 3
 * Ends with its input. compare.sh asks it and the Java kernels in turn.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

typedef float vec __attribute__((vector_size(64), aligned(64)));

#define MAX_THREADS 256
#define MAX_BYTES ((size_t) 1 << 30)
/* Between streams, so that they do not all fall into the same cache sets. */
#define PAD ((size_t) 80 * 64)

enum kernel { READ, COPY, TRIAD };

static const char *const names[] = {"read", "copy", "triad"};

struct task {
    enum kernel kernel;
    float *first;      /* start of this thread's part */
    size_t vectors;    /* of 64 bytes, of one stream */
    double start, end;
};

static float *arena;
static struct task tasks[MAX_THREADS];
static volatile float sink;
static atomic_int arrived;
static atomic_int generation;
static int threads_now;
static long passes_now;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + 1e-9 * t.tv_nsec;
}

static float read_pass(const vec *restrict a, size_t n) {
    vec s0 = {0}, s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
    size_t i = 0;
    for (; i + 8 <= n; i += 8) {
        s0 += a[i];
        s1 += a[i + 1];
        s2 += a[i + 2];
        s3 += a[i + 3];
        s4 += a[i + 4];
        s5 += a[i + 5];
        s6 += a[i + 6];
        s7 += a[i + 7];
    }
    for (; i < n; i++) {
        s0 += a[i];
    }
    s0 += s1 + s2 + s3 + s4 + s5 + s6 + s7;
    return s0[0];
}

static void copy_pass(const float *restrict a, float *restrict b, size_t n) {
    /* An assignment loop would become a call of memcpy, whose stores go past the caches. */
    const vec *restrict from = (const vec *) a;
    vec *restrict to = (vec *) b;
    for (size_t i = 0; i < n; i++) {
        to[i] = from[i];
        __asm__ volatile("" : : "r"(to) : "memory");
    }
}

static void triad_pass(const float *restrict b, const float *restrict c, float *restrict a, size_t n) {
    for (size_t i = 0; i < 16 * n; i++) {
        a[i] = b[i] + 3.0f * c[i];
    }
}

static void work(struct task *t, long passes) {
    float *first = __builtin_assume_aligned(t->first, 64);
    size_t stride = t->vectors * 16 + PAD / sizeof(float);
    for (long p = 0; p < passes; p++) {
        switch (t->kernel) {
            case READ: sink = read_pass((const vec *) first, t->vectors); break;
            case COPY: copy_pass(first, first + stride, t->vectors); break;
            default: triad_pass(first, first + stride, first + 2 * stride, t->vectors);
        }
        __asm__ volatile("" : : : "memory");
    }
}

static void meet(int threads) {
    int mine = atomic_load(&generation);
    if (atomic_fetch_add(&arrived, 1) + 1 == threads) {
        atomic_store(&arrived, 0);
        atomic_fetch_add(&generation, 1);
    } else {
        while (atomic_load(&generation) == mine) {
            __builtin_ia32_pause();
        }
    }
}

static void *run(void *argument) {
    struct task *t = argument;
    meet(threads_now);
    t->start = now();
    work(t, passes_now);
    t->end = now();
    return NULL;
}

/* Seconds from the first start to the last end. */
static double trial(int threads, long passes) {
    pthread_t others[MAX_THREADS];
    threads_now = threads;
    passes_now = passes;
    for (int i = 1; i < threads; i++) {
        if (pthread_create(&others[i], NULL, run, &tasks[i]) != 0) {
            perror("pthread_create");
            exit(1);
        }
    }
    run(&tasks[0]);
    double start = tasks[0].start, end = tasks[0].end;
    for (int i = 1; i < threads; i++) {
        pthread_join(others[i], NULL);
        start = tasks[i].start < start ? tasks[i].start : start;
        end = tasks[i].end > end ? tasks[i].end : end;
    }
    return end - start;
}

int main(void) {
    size_t room = MAX_BYTES + (size_t) MAX_THREADS * 4 * PAD;
    arena = aligned_alloc((size_t) 2 << 20, (room + ((size_t) 2 << 20) - 1) & ~(((size_t) 2 << 20) - 1));
    if (arena == NULL) {
        perror("aligned_alloc");
        return 1;
    }
    /* The Java side asks for large pages too. */
    madvise(arena, room, MADV_HUGEPAGE);
    for (size_t i = 0; i < room / sizeof(float); i++) {
        arena[i] = 1.0f;
    }
    char name[16];
    size_t bytes;
    int threads;
    double seconds;
    while (scanf("%15s %zu %d %lf", name, &bytes, &threads, &seconds) == 4) {
        int kernel = READ;
        while (kernel <= TRIAD && strcmp(name, names[kernel]) != 0) {
            kernel++;
        }
        if (kernel > TRIAD || bytes > MAX_BYTES || threads < 1 || threads > MAX_THREADS) {
            puts("error");
            fflush(stdout);
            continue;
        }
        size_t streams = kernel + 1;
        size_t vectors = bytes / 64 / streams / threads;
        for (int i = 0; i < threads; i++) {
            tasks[i].kernel = kernel;
            tasks[i].vectors = vectors;
            tasks[i].first = arena + i * streams * (vectors * 16 + PAD / sizeof(float));
        }
        /* The first pass warms the caches and says how many a trial needs. */
        double once = trial(threads, 1);
        once = trial(threads, 1);
        long passes = once >= seconds ? 1 : (long) (seconds / (once > 1e-7 ? once : 1e-7)) + 1;
        double moved = (double) passes * streams * vectors * 64 * threads;
        printf("%.3f\n", moved / trial(threads, passes) / 1e9);
        fflush(stdout);
    }
    return 0;
}
