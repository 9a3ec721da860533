# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the hostile Spaces tell of their deeds: a page with one JSON object. It lies beside each app.py."""
import http.server
import json
import os


def serve(report):
    body = json.dumps(report).encode()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            text = b"{}" if self.path == "/config" else body
            self.send_response(200)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_):
            pass

    address = (os.environ["GRADIO_SERVER_NAME"], int(os.environ["GRADIO_SERVER_PORT"]))
    http.server.ThreadingHTTPServer(address, Handler).serve_forever()
