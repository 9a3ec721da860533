# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Serves one page, as Gradio would be asked for it. TEXT is what a test changes."""
import http.server
import json
import os

TEXT = "one"


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/crash":
            os._exit(3)
        known = {"/config": "{}", "/": TEXT, "/environment": json.dumps(dict(os.environ))}
        body = known.get(self.path, "").encode()
        self.send_response(200 if self.path in known else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


address = (os.environ["GRADIO_SERVER_NAME"], int(os.environ["GRADIO_SERVER_PORT"]))
print("serving", TEXT)
http.server.ThreadingHTTPServer(address, Handler).serve_forever()
