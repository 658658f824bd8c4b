"""A web server on this machine that answers as a test says, also in ways no decent server would."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from answering import answering

Answer = Callable[[BaseHTTPRequestHandler], None]


class Web:
    """answers: by path; asked: the requests that came, as (method, path, body, headers)"""

    def __init__(self, port: int) -> None:
        self.port = port
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, str, bytes, dict[str, str]]] = []

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def serve(self, path: str, content: bytes, status: int = 200, **headers: str) -> str:
        """Answer a path with some bytes; returns its address."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            handler.send_header("Content-Length", str(len(content)))
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
            handler.wfile.write(content)

        return self.handle(path, answer)

    def handle(self, path: str, answer: Answer) -> str:
        self.answers[path] = answer
        return self.url(path)

    def count(self, path: str) -> int:
        return sum(asked == path for _, asked, _, _ in self.asked)


@contextmanager
def running() -> Iterator[Web]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.daemon_threads = True
    web = Web(server.server_port)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            web.asked.append((self.command, self.path, self.rfile.read(length), dict(self.headers)))
            answer = web.answers.get(self.path)
            if answer is None:
                self.send_error(404)
                return
            answer(self)

        def do_POST(self) -> None:
            self.do_GET()

        def do_PURGE(self) -> None:
            self.do_GET()

        def log_message(self, *_arguments: object) -> None:
            pass

    server.RequestHandlerClass = Handler
    with answering(server):
        yield web
