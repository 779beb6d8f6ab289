"""A server on this machine in the place of those that offer MNIST."""

from __future__ import annotations

import contextlib
import http.server
import time


class Server(http.server.ThreadingHTTPServer):
    """Serves ``files`` (name -> content); ``faults`` (name -> fault, each once) says how it fails."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Answer)
        self.files, self.faults, self.asked = {}, {}, []
        self.url = f"http://127.0.0.1:{self.server_port}/"


class _Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        name = self.path.removeprefix("/")
        fault = self.server.faults.pop(name, None)
        start = int(self.headers["Range"].removeprefix("bytes=").rstrip("-")) if "Range" in self.headers else 0
        self.server.asked.append((name, start))
        if name not in self.server.files or fault == "missing":
            self.send_error(404)
            return
        content = self.server.files[name]
        if fault == "ignore range":
            start = 0
        self.send_response(206 if start else 200)
        body = {"half": content[start:][: len(content) // 2], "wrong": bytes(len(content)), "more": content * 2}.get(
            fault, content[start:]
        )
        self.send_header("Content-Length", str(len(body) if fault != "half" else len(content) - start))
        self.end_headers()
        if fault == "slow":
            with contextlib.suppress(OSError):  # who asked may not wait for the rest
                for begin in range(0, len(body), 1 << 15):
                    self.wfile.write(body[begin : begin + (1 << 15)])
                    time.sleep(0.05)
            return
        self.wfile.write(body)

    def log_message(self, *_):
        pass
