# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Serves one page from a container. TEXT is what a test changes; ADDRESS and PORT come from its Dockerfile."""
import http.server
import json
import os

TEXT = "one"


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/eat":
            eaten = []
            while True:
                eaten.append(bytes(range(256)) * 40_000)
        who = {"uid": os.getuid(), "files": sorted(os.listdir(".")), "environment": dict(os.environ)}
        body = (json.dumps(who) if self.path == "/who" else TEXT).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


print("serving", TEXT, flush=True)
address = (os.environ.get("ADDRESS", "0.0.0.0"), int(os.environ.get("PORT", "7860")))
http.server.ThreadingHTTPServer(address, Handler).serve_forever()
