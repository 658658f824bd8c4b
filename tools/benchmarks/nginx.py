"""nginx as a peer and as a front for one, where installed."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from live import free_port

CONFIG = """worker_processes 2; daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.err; user root;
events {{ worker_connections 512; }}
http {{ access_log off; sendfile on; keepalive_requests 1000000; client_body_temp_path {folder}/nginx-body;
proxy_temp_path {folder}/nginx-proxy; fastcgi_temp_path {folder}/nginx-fcgi; uwsgi_temp_path {folder}/nginx-uwsgi;
scgi_temp_path {folder}/nginx-scgi;
{before}
server {{ listen 127.0.0.1:{port}; {location} }} }}
"""


def installed() -> bool:
    return program() is not None


def program() -> str | None:
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


@contextmanager
def running(folder: Path, location: str, before: str = "") -> Iterator[int]:
    """Nginx with one location on a free port, which is given."""
    port = free_port()
    config = folder / "nginx.conf"
    config.write_text(CONFIG.format(folder=folder, port=port, location=location, before=before))
    process = subprocess.Popen([str(program()), "-c", str(config), "-e", str(folder / "nginx.err")])
    time.sleep(0.5)
    try:
        yield port
    finally:
        process.terminate()
        process.wait()
