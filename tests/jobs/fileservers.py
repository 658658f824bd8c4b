"""FTP and SFTP servers on this machine, and an FTP server that does not keep to the rules."""

import asyncio
import socket
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import asyncssh

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from pyftpdlib.authorizers import DummyAuthorizer
    from pyftpdlib.handlers import FTPHandler
    from pyftpdlib.ioloop import IOLoop
    from pyftpdlib.servers import FTPServer

USER, PASSWORD = "ada", "se/s@me"
LOGIN = "ada:se%2Fs%40me"
WITHOUT_EXTENDED = {name: facts for name, facts in FTPHandler.proto_cmds.items() if name not in {"EPSV", "EPRT"}}


class Files:
    """port: of the server; folder: what it shows, to whoever logs in with the password; said: what came, by command"""

    def __init__(self, scheme: str, port: int, folder: Path) -> None:
        self.scheme = scheme
        self.port = port
        self.folder = folder
        self.said: list[tuple[str, str]] = []

    def url(self, path: str, host: str = "127.0.0.1", login: str = LOGIN) -> str:
        return f"{self.scheme}://{login}{'@' if login else ''}{host}:{self.port}{path}"

    def put(self, path: str, content: bytes) -> str:
        place = self.folder / path.lstrip("/")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        return self.url(path)


@contextmanager
def ftp(folder: Path, *, extended: bool = True) -> Iterator[Files]:
    """extended: it knows EPSV"""
    folder.mkdir(exist_ok=True)
    (folder / "public").mkdir(exist_ok=True)
    logins = DummyAuthorizer()
    logins.add_user(USER, PASSWORD, str(folder))
    logins.add_anonymous(str(folder / "public"))

    class Handler(FTPHandler):
        authorizer = logins
        auth_failed_timeout = 0
        proto_cmds = FTPHandler.proto_cmds if extended else WITHOUT_EXTENDED

        def log(self, *_said: object, **_more: object) -> None: ...

        logerror = logline = log

        def pre_process_command(self, line: str, command: str, argument: str) -> None:
            files.said.append((command, argument))
            super().pre_process_command(line, command, argument)

    loop = IOLoop()
    server = FTPServer(("127.0.0.1", 0), Handler, ioloop=loop)
    files = Files("ftp", server.address[1], folder)
    ended = threading.Event()

    def serve() -> None:
        while not ended.is_set():
            server.serve_forever(timeout=0.02, blocking=False)
        server.close_all()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield files
    finally:
        ended.set()
        thread.join()


class _Login(asyncssh.SSHServer):
    def __init__(self, connections: list[asyncssh.SSHServerConnection]) -> None:
        self._connections = connections

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        self._connections.append(conn)

    def password_auth_supported(self) -> bool:
        return True

    def validate_password(self, username: str, password: str) -> bool:
        return (username, password) == (USER, PASSWORD)


@contextmanager
def sftp(folder: Path, key: asyncssh.SSHKey | None = None, logins: Path | None = None) -> Iterator[Files]:
    """key: of the host; logins: file of the keys that may log in"""
    folder.mkdir(exist_ok=True)
    connections: list[asyncssh.SSHServerConnection] = []
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def listen() -> asyncssh.SSHAcceptor:
        return await asyncssh.listen(
            "127.0.0.1",
            0,
            server_factory=lambda: _Login(connections),
            server_host_keys=[key or asyncssh.generate_private_key("ssh-ed25519")],
            authorized_client_keys=str(logins) if logins else None,
            sftp_factory=lambda channel: asyncssh.SFTPServer(channel, chroot=str(folder).encode()),
        )

    async def close() -> None:
        listening.close()
        await listening.wait_closed()
        for connection in connections:
            connection.abort()
            await connection.wait_closed()
        if left := asyncio.all_tasks() - {asyncio.current_task()}:
            await asyncio.wait(left, timeout=5)

    listening = asyncio.run_coroutine_threadsafe(listen(), loop).result()
    try:
        yield Files("sftp", listening.get_port(), folder)
    finally:
        asyncio.run_coroutine_threadsafe(close(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@contextmanager
def talking(talk: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server that does with a connection what a test says; gives its port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def accept() -> None:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(5)
                with suppress(OSError):
                    talk(connection)

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def ftp_talk(data: Callable[[socket.socket], None], *, passive: str | None = None, last: str = "226 Done") -> object:
    """Talk of an FTP server whose data come from `data`; `passive`: the host it names for them."""

    def talk(connection: socket.socket) -> None:
        with connection.makefile("rw", newline="\r\n") as text, socket.create_server(("127.0.0.1", 0)) as listening:

            def say(line: str) -> None:
                text.write(f"{line}\r\n")
                text.flush()

            say("220-Welcome")
            say("220 Ready")
            port = listening.getsockname()[1]
            place = f"{passive},{port // 256},{port % 256}"
            replies = {
                "USER": "331 Password",
                "PASS": "230 In",
                "TYPE": "200 Type",
                "SIZE": "502 No",
                "EPSV": f"229 Here (|||{port}|)" if passive is None else "502 No",
                "PASV": f"227 Here ({place}).",
            }
            for line in text:
                if line.startswith("RETR"):
                    break
                say(replies[line[:4].strip()])
            listening.settimeout(5)
            sending, _ = listening.accept()
            say("150 It comes")
            with sending:
                data(sending)
            say(last)

    return talk
