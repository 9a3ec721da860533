// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A stand-in for NVIDIA's libnvidia-ml.so.1. It answers what the file named by STANDIN_NVML says, which nvmlrecord
// writes on a machine with a real one:
//
//     nvmlInit_v2 0
//     nvmlSystemGetDriverVersion 0 570.124.06
//     0 nvmlDeviceGetName 0 NVIDIA H100 80GB HBM3          a card, by its index
//     0.1 nvmlDeviceGetMemoryInfo 0 1000 900 100           a MIG slice of it
//
// Function, the code it returns, its values. What has no line returns 13, as for a function that is not there.
// STANDIN_OLD_DRIVER leaves out what drivers before 410 do not have.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

namespace {
struct Answer {
    int code = 13; // NVML_ERROR_FUNCTION_NOT_FOUND
    std::string values;
};

std::map<std::string, Answer> answers;

void readAnswers()
{
    answers.clear();
    const char *path = std::getenv("STANDIN_NVML");
    std::ifstream file(path ? path : "");
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.front() == '#')
            continue;
        std::istringstream words(line);
        std::string key;
        words >> key;
        if (key.find("nvml") != 0) { // a card comes first
            std::string function;
            words >> function;
            key += ' ' + function;
        }
        Answer answer;
        words >> answer.code >> std::ws;
        std::getline(words, answer.values);
        answers[key] = answer;
    }
}

Answer answer(const std::string &key)
{
    const auto found = answers.find(key);
    return found == answers.end() ? Answer() : found->second;
}

/// Handles are pointers to the card's own name: "0", "0.1".
using Device = const std::string *;
Device deviceNamed(const std::string &name)
{
    static std::map<std::string, std::string> names;
    return &(names[name] = name);
}

Answer ofDevice(Device device, const char *function)
{
    return answer(*device + ' ' + function);
}

int writeText(const Answer &answer, char *buffer, unsigned size)
{
    if (answer.code == 0)
        std::snprintf(buffer, size, "%s", answer.values.c_str());
    return answer.code;
}

template<typename... Numbers>
int writeNumbers(const Answer &answer, Numbers *...numbers)
{
    std::istringstream words(answer.values);
    if (answer.code == 0)
        (words >> ... >> *numbers);
    return answer.code;
}

template<typename Process>
int writeProcesses(const Answer &answer, unsigned *count, Process *processes)
{
    if (answer.code != 0)
        return answer.code;
    const unsigned room = *count;
    *count = 0;
    std::istringstream words(answer.values);
    for (unsigned long long id = 0, memory = 0; words >> id >> memory; ++*count) {
        if (*count < room) {
            processes[*count].id = unsigned(id);
            processes[*count].memory = memory;
        }
    }
    return *count > room ? 7 : 0; // NVML_ERROR_INSUFFICIENT_SIZE
}
} // namespace

extern "C" {

int nvmlInit_v2()
{
    readAnswers();
    return answer("nvmlInit_v2").code;
}

int nvmlShutdown()
{
    return 0;
}

const char *nvmlErrorString(int code)
{
    switch (code) { // the words of the real one
    case 4:
        return "Insufficient Permissions";
    case 9:
        return "Driver Not Loaded";
    case 15:
        return "GPU is lost";
    case 18:
        return "Driver/library version mismatch";
    default:
        return "Unknown Error";
    }
}

int nvmlSystemGetNVMLVersion(char *version, unsigned size)
{
    return writeText(answer("nvmlSystemGetNVMLVersion"), version, size);
}

int nvmlSystemGetDriverVersion(char *version, unsigned size)
{
    return writeText(answer("nvmlSystemGetDriverVersion"), version, size);
}

int nvmlDeviceGetCount_v2(unsigned *count)
{
    return writeNumbers(answer("nvmlDeviceGetCount_v2"), count);
}

int nvmlDeviceGetHandleByIndex_v2(unsigned index, Device *device)
{
    *device = deviceNamed(std::to_string(index));
    return ofDevice(*device, "nvmlDeviceGetHandleByIndex_v2").code;
}

int nvmlDeviceGetName(Device device, char *name, unsigned size)
{
    return writeText(ofDevice(device, "nvmlDeviceGetName"), name, size);
}

int nvmlDeviceGetMemoryInfo(Device device, unsigned long long *memory)
{
    return writeNumbers(ofDevice(device, "nvmlDeviceGetMemoryInfo"), &memory[0], &memory[1], &memory[2]);
}

#ifndef STANDIN_OLD_DRIVER
struct Pci {
    char shortId[16];
    unsigned domain;
    unsigned bus;
    unsigned device;
    unsigned deviceId;
    unsigned subsystemId;
    char id[32];
};

struct Process {
    unsigned id;
    unsigned long long memory;
    unsigned gpuInstance;
    unsigned computeInstance;
};

int nvmlSystemGetCudaDriverVersion(int *version)
{
    return writeNumbers(answer("nvmlSystemGetCudaDriverVersion"), version);
}

int nvmlDeviceGetUUID(Device device, char *uuid, unsigned size)
{
    return writeText(ofDevice(device, "nvmlDeviceGetUUID"), uuid, size);
}

int nvmlDeviceGetPciInfo_v3(Device device, Pci *pci)
{
    std::memset(pci, 0, sizeof *pci);
    return writeText(ofDevice(device, "nvmlDeviceGetPciInfo_v3"), pci->id, sizeof pci->id);
}

int nvmlDeviceGetCudaComputeCapability(Device device, int *major, int *minor)
{
    return writeNumbers(ofDevice(device, "nvmlDeviceGetCudaComputeCapability"), major, minor);
}

int nvmlDeviceGetTotalEccErrors(Device device, int, int, unsigned long long *errors)
{
    return writeNumbers(ofDevice(device, "nvmlDeviceGetTotalEccErrors"), errors);
}

int nvmlDeviceGetMigMode(Device device, unsigned *current, unsigned *pending)
{
    return writeNumbers(ofDevice(device, "nvmlDeviceGetMigMode"), current, pending);
}

int nvmlDeviceGetMaxMigDeviceCount(Device device, unsigned *count)
{
    return writeNumbers(ofDevice(device, "nvmlDeviceGetMaxMigDeviceCount"), count);
}

int nvmlDeviceGetMigDeviceHandleByIndex(Device device, unsigned index, Device *slice)
{
    *slice = deviceNamed(*device + '.' + std::to_string(index));
    return ofDevice(*slice, "nvmlDeviceGetMigDeviceHandleByIndex").code;
}

int nvmlDeviceGetComputeRunningProcesses_v3(Device device, unsigned *count, Process *processes)
{
    return writeProcesses(ofDevice(device, "nvmlDeviceGetComputeRunningProcesses_v3"), count, processes);
}
#else
struct ProcessV1 {
    unsigned id;
    unsigned long long memory;
};

int nvmlDeviceGetComputeRunningProcesses(Device device, unsigned *count, ProcessV1 *processes)
{
    return writeProcesses(ofDevice(device, "nvmlDeviceGetComputeRunningProcesses"), count, processes);
}
#endif

} // extern "C"
