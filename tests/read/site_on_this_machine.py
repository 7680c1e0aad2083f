"""A real web site on this machine for tests: pages by path, each with a status, headers and a body."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Answer:
    """What the site answers; `delay` in seconds before it does, `chunks` sends the body so many times."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    chunks: int = 1
    hang_up: bool = False


@dataclass
class Site:
    """`answers` by path: one answer, or several that are given in turn (the last again and again)."""

    url: str
    answers: dict[str, Answer | list[Answer]] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    agents: set[str] = field(default_factory=set)

    def page(self, path: str, body: str, kind: str = "text/html; charset=utf-8") -> str:
        self.answers[path] = Answer(body=body.encode(), headers={"Content-Type": kind})
        return self.url + path

    def next(self, path: str) -> Answer:
        self.asked[path] += 1
        answer = self.answers.get(path, Answer(404, b"no such page"))
        if isinstance(answer, list):
            return answer[min(self.asked[path], len(answer)) - 1]
        return answer


@contextmanager
def running() -> Iterator[Site]:
    site = Site("")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.agents.add(self.headers.get("User-Agent", ""))
            answer = site.next(self.path)
            time.sleep(answer.delay)
            if answer.hang_up:
                self.close_connection = True
                return
            self.send_response(answer.status)
            for name, value in {"Content-Type": "text/html; charset=utf-8", **answer.headers}.items():
                self.send_header(name, value)
            if answer.chunks == 1 and "Content-Length" not in answer.headers:
                self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            try:
                for _ in range(answer.chunks):
                    self.wfile.write(answer.body)
            except OSError:
                pass  # the client had enough

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
