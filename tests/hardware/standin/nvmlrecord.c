// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Writes what NVIDIA's management library says here, in the form that the stand-in beside this file reads. Needs
// nothing but a C library, to be run on any machine with a card:
//
//     cc -o nvmlrecord nvmlrecord.c -ldl && ./nvmlrecord > h100.txt
//
// UUIDs are written as they are; make them up before a recording is kept.
#include <dlfcn.h>
#include <stdio.h>

static void *library;

struct memory {
    unsigned long long total, free, used;
};
struct pci {
    char short_id[16];
    unsigned domain, bus, device, device_id, subsystem_id;
    char id[32];
};
struct process {
    unsigned id;
    unsigned long long memory;
    unsigned gpu_instance, compute_instance;
};

static void *find(const char *card, const char *name)
{
    void *function = dlsym(library, name);
    if (!function)
        printf("# %s%s is not there\n", card, name);
    return function;
}

static void text(const char *card, void *device, const char *name)
{
    char buffer[96] = "";
    int code;
    void *function = find(card, name);
    if (!function)
        return;
    code = device ? ((int (*)(void *, char *, unsigned))function)(device, buffer, sizeof buffer)
                  : ((int (*)(char *, unsigned))function)(buffer, sizeof buffer);
    printf("%s%s %d %s\n", card, name, code, buffer);
}

static void two_numbers(const char *card, void *device, const char *name)
{
    int first = 0, second = 0;
    void *function = find(card, name);
    if (function) {
        int code = ((int (*)(void *, int *, int *))function)(device, &first, &second);
        printf("%s%s %d %d %d\n", card, name, code, first, second);
    }
}

static void memory(const char *card, void *device)
{
    struct memory info = {0, 0, 0};
    void *function = find(card, "nvmlDeviceGetMemoryInfo");
    if (function) {
        int code = ((int (*)(void *, struct memory *))function)(device, &info);
        printf("%snvmlDeviceGetMemoryInfo %d %llu %llu %llu\n", card, code, info.total, info.free, info.used);
    }
}

static void processes(const char *card, void *device, const char *name)
{
    struct process found[64];
    unsigned count = 64, i;
    void *function = find(card, name);
    if (function) {
        int code = ((int (*)(void *, unsigned *, struct process *))function)(device, &count, found);
        printf("%s%s %d", card, name, code);
        for (i = 0; code == 0 && i < count; ++i)
            printf(" %u %llu", found[i].id, found[i].memory);
        printf("\n");
    }
}

static void slices(unsigned index, const char *card, void *device)
{
    unsigned most = 0, i;
    void *count = find(card, "nvmlDeviceGetMaxMigDeviceCount");
    void *handle = find(card, "nvmlDeviceGetMigDeviceHandleByIndex");
    int code;
    if (!count || !handle)
        return;
    code = ((int (*)(void *, unsigned *))count)(device, &most);
    printf("%snvmlDeviceGetMaxMigDeviceCount %d %u\n", card, code, most);
    for (i = 0; code == 0 && i < most; ++i) {
        char name[32];
        void *slice = 0;
        int got = ((int (*)(void *, unsigned, void **))handle)(device, i, &slice);
        snprintf(name, sizeof name, "%u.%u ", index, i);
        printf("%snvmlDeviceGetMigDeviceHandleByIndex %d\n", name, got);
        if (got == 0) {
            text(name, slice, "nvmlDeviceGetName");
            text(name, slice, "nvmlDeviceGetUUID");
            memory(name, slice);
        }
    }
}

static void card(unsigned index)
{
    char name[16];
    void *device = 0;
    void *function;
    int code;
    snprintf(name, sizeof name, "%u ", index);
    function = find(name, "nvmlDeviceGetHandleByIndex_v2");
    if (!function)
        return;
    code = ((int (*)(unsigned, void **))function)(index, &device);
    printf("%snvmlDeviceGetHandleByIndex_v2 %d\n", name, code);
    if (code != 0)
        return;
    text(name, device, "nvmlDeviceGetName");
    text(name, device, "nvmlDeviceGetUUID");
    function = find(name, "nvmlDeviceGetPciInfo_v3");
    if (function) {
        struct pci info = {"", 0, 0, 0, 0, 0, ""};
        code = ((int (*)(void *, struct pci *))function)(device, &info);
        printf("%snvmlDeviceGetPciInfo_v3 %d %s\n", name, code, info.id);
    }
    memory(name, device);
    two_numbers(name, device, "nvmlDeviceGetCudaComputeCapability");
    function = find(name, "nvmlDeviceGetTotalEccErrors");
    if (function) {
        unsigned long long errors = 0;
        code = ((int (*)(void *, int, int, unsigned long long *))function)(device, 1, 0, &errors);
        printf("%snvmlDeviceGetTotalEccErrors %d %llu\n", name, code, errors);
    }
    two_numbers(name, device, "nvmlDeviceGetMigMode");
    slices(index, name, device);
    processes(name, device, "nvmlDeviceGetComputeRunningProcesses_v3");
}

int main(void)
{
    unsigned count = 0, i;
    int version = 0, code;
    void *function;
    library = dlopen("libnvidia-ml.so.1", RTLD_NOW);
    if (!library) {
        fprintf(stderr, "%s\n", dlerror());
        return 1;
    }
    function = find("", "nvmlInit_v2");
    if (!function)
        return 1;
    code = ((int (*)(void))function)();
    printf("nvmlInit_v2 %d\n", code);
    if (code != 0)
        return 0;
    text("", 0, "nvmlSystemGetNVMLVersion");
    text("", 0, "nvmlSystemGetDriverVersion");
    function = find("", "nvmlSystemGetCudaDriverVersion");
    if (function) {
        code = ((int (*)(int *))function)(&version);
        printf("nvmlSystemGetCudaDriverVersion %d %d\n", code, version);
    }
    function = find("", "nvmlDeviceGetCount_v2");
    if (function) {
        code = ((int (*)(unsigned *))function)(&count);
        printf("nvmlDeviceGetCount_v2 %d %u\n", code, count);
    }
    for (i = 0; i < count; ++i)
        card(i);
    function = find("", "nvmlShutdown");
    if (function)
        ((int (*)(void))function)();
    return 0;
}
