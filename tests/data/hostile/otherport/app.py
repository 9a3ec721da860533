# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Serves where it is asked, and on a port of its own that all machines of the network reach."""
import socket

import page

door = socket.create_server(("0.0.0.0", 0))
page.serve({"port": door.getsockname()[1]})
