#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A package index with good and bad manners, on a free port of this machine, which is printed first. The name that is
asked for says how it answers; `/log` says what was asked, `/peak` how many at once."""
import base64
import http.server
import json
import threading

JSON = "application/vnd.pypi.simple.v1+json"
LOG = []
LOCK = threading.Lock()
FOUR = threading.Barrier(4)
RUNNING = PEAK = 0


def file(name, requires=None, yanked=False):
    return {"filename": name, "url": "../" + name, "hashes": {}, "requires-python": requires, "yanked": yanked}


def project(*files):
    return json.dumps({"meta": {"api-version": "1.1"}, "name": "x", "files": files}).encode()


PLAIN = project(
    file("plain-1.0.tar.gz"), file("plain-1.0-py3-none-any.whl", ">=3.8"),
    file("plain-1.10.0-cp312-cp312-manylinux_2_28_x86_64.whl", ">=3.10"),
    file("plain-1.9-py3-none-any.whl", yanked="it deletes things"),
    file("plain-2.0rc1-py3-none-any.whl"), file("plain-1.0.exe"), file("plain-nonsense-py3-none-any.whl"),
    file("other-9.0.tar.gz"))
GRADIO = project(*(file(f"gradio-{each}-py3-none-any.whl", ">=3.10") for each in ("5.0.1", "6.25.0", "6.31.0")))
PAGE = b"""<!DOCTYPE html><html><body><h1>Links for a.page</h1>
<a href="../../files/A_Page-1.0-py3-none-any.whl#sha256=00" data-requires-python="&gt;=3.9">A_Page-1.0-py3-none-any.whl</a><br/>
<A HREF='/files/a.page-1.1.tar.gz' data-yanked>a.page-1.1.tar.gz</A>
<a href="a-page-0.9.zip" data-yanked="bad &amp; old">a-page-0.9.zip</a></body></html>"""


class Index(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def answer(self, status, body=b"", kind=JSON, **headers):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        global RUNNING, PEAK
        if self.path == "/log":
            return self.answer(200, json.dumps(LOG).encode())
        if self.path == "/peak":
            return self.answer(200, str(PEAK).encode())
        with LOCK:
            LOG.append({"path": self.path, "etag": self.headers.get("If-None-Match", ""),
                        "authorisation": self.headers.get("Authorization", ""), "accept": self.headers.get("Accept", "")})
            RUNNING += 1
            PEAK = max(PEAK, RUNNING)
        try:
            self.reply(*self.path.strip("/").split("/"))
        finally:
            with LOCK:
                RUNNING -= 1

    def reply(self, index, name):
        port = self.server.server_port
        if name == "plain":
            self.answer(200, PLAIN, Cache_Control="max-age=600")
        elif name == "gradio":
            self.answer(200, GRADIO)
        elif name == "a-page":
            self.answer(200, PAGE, "text/html; charset=utf-8")
        elif name == "elsewhere":
            if index == "extra":
                self.answer(200, project(file("elsewhere-3.0.tar.gz")))
            else:
                self.answer(404)
        elif name.startswith("slow-"):
            FOUR.wait(60)
            self.answer(200, project(file(f"{name}-1.0.tar.gz")))
        elif name == "busy":
            self.answer(429, Retry_After="120")
        elif name == "broken":
            self.answer(500, b"<h1>Oh</h1>", "text/html")
        elif name == "unreadable":
            self.answer(200, b"{\"files\": [")
        elif name == "sign-in":
            self.answer(200, b"<html><a href='/login'>Sign in</a></html>", "text/html")
        elif name == "huge":
            self.answer(200, b" " * 3_000_000)
        elif name == "cut":
            self.send_response(200)
            self.send_header("Content-Type", JSON)
            self.send_header("Content-Length", "1000000")
            self.end_headers()
            self.wfile.write(PLAIN)
            self.close_connection = True
        elif name == "tagged":
            if self.headers.get("If-None-Match") == '"one"':
                self.answer(304, ETag='"one"')
            else:
                self.answer(200, project(file("tagged-1.0.tar.gz")), ETag='"one"')
        elif name == "moved":
            if index == "new":
                self.answer(200, project(file("moved-1.0.tar.gz")))
            else:
                self.answer(302, Location="/new/moved/")
        elif name == "loop":
            self.answer(302, Location="/simple/loop/")
        elif name == "abroad":  # the same server by another name: another origin
            if index == "new":
                self.answer(200, project(file("abroad-1.0.tar.gz")))
            else:
                self.answer(302, Location=f"http://localhost:{port}/new/abroad/")
        elif name == "guarded":
            fine = self.headers.get("Authorization") == "Basic " + base64.b64encode(b"ada:secret42").decode()
            self.answer(200 if fine else 401, project(file("guarded-1.0.tar.gz")) if fine else b"")
        else:
            self.answer(404)


SERVER = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Index)
SERVER.daemon_threads = True
print(SERVER.server_port, flush=True)
SERVER.serve_forever()
