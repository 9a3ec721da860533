# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets every device that the Space's own packages see multiply two matrices, and prints one JSON object.

Started with the Space's Python as `python -I -B prove.py`. Reads nothing, writes nothing, needs no network.
"""

import json
import sys
import time

ROUNDS = 5
SECONDS = 5.0  # for the rounds of one device
SIZE = {"cpu": 1024}
CARD_SIZE = 4096


def multiply(size, make, wait):
    """The seconds of the best round, and whether the result is right."""
    left, right = make(size)
    wait()
    began = time.perf_counter()
    best = None
    product = None
    for _ in range(ROUNDS):
        start = time.perf_counter()
        product = left @ right
        wait()
        best = min(time.perf_counter() - start, best or 1e9)
        if time.perf_counter() - began > SECONDS:
            break
    # Each row of `left` holds its own number, each column of `right` a one: every sum is known.
    last = float(product[size - 1][0])
    return best, abs(last - size) < size * 0.01, product


def entry(device, name, size, best, right, memory):
    return {
        "device": device,
        "name": name,
        "seconds": best,
        "gflops": 2.0 * size**3 / best / 1e9,
        "memoryBytes": memory,
        "right": right,
        "error": None,
    }


def failed(device, name, error):
    words = f"{type(error).__name__}: {error}"
    return {"device": device, "name": name, "error": words[:2000]}


def with_torch(torch):
    def run(device, name, size, wait, memory):
        def make(size):
            rows = torch.arange(1, size + 1, dtype=torch.float32, device=device) / size
            return rows.unsqueeze(1).repeat(1, size), torch.ones(size, size, dtype=torch.float32, device=device)

        try:
            best, right, product = multiply(size, make, wait)
            found = entry(str(product.device), name, size, best, right, memory())
        except Exception as error:  # the driver's and the card's own
            return failed(device, name, error)
        return found

    devices = [run("cpu", "", SIZE["cpu"], lambda: None, lambda: None)]
    cards = [("cuda", torch.cuda)]
    if hasattr(torch, "xpu"):
        cards.append(("xpu", torch.xpu))
    error = None
    for kind, module in cards:
        try:
            if not module.is_available():
                if kind == "cuda" and torch.backends.cuda.is_built():
                    module.init()  # says why
                continue
            count = module.device_count()
        except Exception as problem:
            error = f"{type(problem).__name__}: {problem}"[:2000]
            continue
        for index in range(count):
            device = f"{kind}:{index}"
            try:
                name = module.get_device_name(index)
            except Exception as problem:
                devices.append(failed(device, "", problem))
                continue
            devices.append(
                run(
                    device,
                    name,
                    CARD_SIZE,
                    lambda module=module, index=index: module.synchronize(index),
                    lambda module=module, index=index: module.max_memory_allocated(index),
                )
            )
    return {"framework": "torch", "version": torch.__version__, "devices": devices, "error": error}


def with_numpy(numpy):
    def make(size):
        rows = numpy.arange(1, size + 1, dtype=numpy.float32) / size
        return numpy.repeat(rows[:, None], size, axis=1), numpy.ones((size, size), dtype=numpy.float32)

    try:
        best, right, product = multiply(SIZE["cpu"], make, lambda: None)
        devices = [entry("cpu", "", SIZE["cpu"], best, right, 3 * product.nbytes)]
    except Exception as error:
        devices = [failed("cpu", "", error)]
    return {"framework": "numpy", "version": numpy.__version__, "devices": devices, "error": None}


def proof():
    try:
        import torch
    except ModuleNotFoundError as error:
        if error.name != "torch":
            return {"framework": "torch", "version": "", "devices": [], "error": str(error)[:2000]}
    except Exception as error:
        words = f"{type(error).__name__}: {error}"
        return {"framework": "torch", "version": "", "devices": [], "error": words[:2000]}
    else:
        return with_torch(torch)
    try:
        import numpy
    except Exception as error:
        words = "" if isinstance(error, ModuleNotFoundError) else f"{type(error).__name__}: {error}"
        return {"framework": "", "version": "", "devices": [], "error": words[:2000] or None}
    return with_numpy(numpy)


if __name__ == "__main__":
    result = proof()
    result["python"] = ".".join(str(part) for part in sys.version_info[:3])
    sys.stdout.write("\n" + json.dumps(result) + "\n")
