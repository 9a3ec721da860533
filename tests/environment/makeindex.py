#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a folder of tiny packages that install without a network: makeindex.py FOLDER

They carry the names of real ones, so that the store does exactly what it does for a real Space.
"""
import base64
import hashlib
import io
import os
import pathlib
import sys
import tarfile
import zipfile

FOLDER = pathlib.Path(sys.argv[1])

# name, version, requirements, extras, weight in bytes
PACKAGES = [
    ("gradio", "6.0.0", ["pydantic>=2.11,<=2.12.5"], ["oauth", "mcp"], 0),
    ("gradio", "5.0.0", [], ["oauth", "mcp"], 0),
    ("gradio", "0.9.0", [], ["oauth", "mcp"], 0),
    ("streamlit", "1.39.0", [], [], 0),
    ("uvicorn", "0.30.0", [], [], 0),
    ("websockets", "12.0", [], [], 0),
    ("spaces", "0.50.0", [], [], 0),
    ("pydantic", "2.12.0", [], [], 0),
    ("pydantic", "2.13.0", [], [], 0),
    ("pip", "26.0", [], [], 0),
    ("heavy", "1.0", [], [], 8_000_000),
    ("torch", "2.8.0", [], [], 0),
    ("picky", "1.0", ["spices>=2"], [], 0),
    ("spices", "1.0", [], [], 0),
    ("spices", "2.0", [], [], 0),
]


def wheel(name, version, requires, extras, weight):
    info = f"{name}-{version}.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    metadata += "".join(f"Requires-Dist: {each}\n" for each in requires) + "".join(f"Provides-Extra: {each}\n" for each in extras)
    source = f'__version__ = "{version}"\ndef main():\n    print(__version__)\n'
    module = "hollow" if (name, version) == ("gradio", "0.9.0") else name  # a release that forgot its code
    files = {
        f"{module}/__init__.py": source.encode(),
        f"{info}/METADATA": metadata.encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: spacewright\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/entry_points.txt": f"[console_scripts]\n{name} = {name}:main\n".encode(),
    }
    if name == "torch":
        files["torch/version.py"] = b"__version__ = '2.8.0+cu128'\ncuda = '12.8'\nhip = None\n"
    if weight:
        files[f"{name}/weights.bin"] = os.urandom(weight)
    record = ""
    with zipfile.ZipFile(FOLDER / f"{name}-{version}-py3-none-any.whl", "w") as archive:
        for path, content in files.items():
            archive.writestr(path, content)
            digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
            record += f"{path},sha256={digest},{len(content)}\n"
        archive.writestr(f"{info}/RECORD", record + f"{info}/RECORD,,\n")


# A source package whose build tells that it has begun and then waits until it may end.
SLOW_BACKEND = '''
import os, pathlib, time, zipfile
def get_requires_for_build_wheel(config_settings=None):
    return []
def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    begun = pathlib.Path(os.environ["SLOW_BEGUN"])
    begun.write_text(str(os.getpid()))
    while not pathlib.Path(os.environ["SLOW_MAY_END"]).exists():
        time.sleep(0.02)
    name = "slow-1.0-py3-none-any.whl"
    with zipfile.ZipFile(os.path.join(wheel_directory, name), "w") as archive:
        archive.writestr("slow.py", "")
        archive.writestr("slow-1.0.dist-info/METADATA", "Metadata-Version: 2.1\\nName: slow\\nVersion: 1.0\\n")
        archive.writestr("slow-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\\nGenerator: x\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        archive.writestr("slow-1.0.dist-info/RECORD", "slow.py,,\\n")
    return name
'''


def slow():
    files = {
        "slow-1.0/PKG-INFO": "Metadata-Version: 2.2\nName: slow\nVersion: 1.0\n",
        "slow-1.0/pyproject.toml": '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
                                   '[project]\nname = "slow"\nversion = "1.0"\n',
        "slow-1.0/backend.py": SLOW_BACKEND,
    }
    with tarfile.open(FOLDER / "slow-1.0.tar.gz", "w:gz") as archive:
        for path, content in files.items():
            entry = tarfile.TarInfo(path)
            entry.size = len(content.encode())
            archive.addfile(entry, io.BytesIO(content.encode()))


FOLDER.mkdir(parents=True, exist_ok=True)
for package in PACKAGES:
    wheel(*package)
slow()
