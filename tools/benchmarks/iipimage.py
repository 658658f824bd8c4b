"""IIPImage as a peer, where Debian's `iipimage-server` and `nginx-light` are installed."""

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import nginx
from benchmarks.measuring import peak_mb
from live import free_port

PROGRAM = Path("/usr/lib/iipimage-server/iipsrv.fcgi")
LIMITS = {
    "JPEG_QUALITY": "80",
    "MAX_IMAGE_CACHE_SIZE": "0",
    "MAX_CVT": "5000",
    "OMP_NUM_THREADS": "1",
    "VERBOSITY": "0",
}


def installed() -> bool:
    return PROGRAM.exists() and nginx.installed()


@contextmanager
def running(folder: Path, pyramid: Path) -> Iterator[tuple[int, str, Callable[[], float]]]:
    """Two processes behind nginx; gives the port, the path of an 800 px JPEG, and their peak memory in MB."""
    image = folder / "peer.tif"
    image.write_bytes(pyramid.read_bytes())
    ports = [free_port(), free_port()]
    commands = [[str(PROGRAM), "--bind", f"127.0.0.1:{port}", "--backlog", "64"] for port in ports]
    quiet = LIMITS | {"LOGFILE": str(folder / "iip.log")}
    peers = [subprocess.Popen(command, env=quiet, stderr=subprocess.DEVNULL) for command in commands]
    upstream = "".join(f"server 127.0.0.1:{port}; " for port in ports)
    location = (
        "location / { fastcgi_pass iip; fastcgi_param QUERY_STRING $query_string; "
        "fastcgi_param REQUEST_METHOD $request_method; }"
    )
    try:
        with nginx.running(folder, location, before=f"upstream iip {{ {upstream}}}") as port:
            time.sleep(0.5)
            path = f"/?FIF={image}&WID=800&CVT=jpeg"
            yield port, path, lambda: sum(peak_mb(peer.pid) for peer in peers)
    finally:
        for peer in peers:
            peer.terminate()
            peer.wait()
