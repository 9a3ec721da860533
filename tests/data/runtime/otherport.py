# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Serves its page where nobody asks."""
import http.server

server = http.server.HTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
print(f"* Running on local URL:  http://127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
