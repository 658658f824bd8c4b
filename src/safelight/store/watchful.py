"""The address of a database as whoever opens a connection needs it, the engine of jobs too."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import make_url

WATCHFUL: Final[Mapping[str, str]] = {
    "connect_timeout": "10",
    "keepalives": "1",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "25000",
}
"""A host that vanished without a word is noticed after 25 s: by keepalives while nothing is under way (seconds), and by
what was sent and never acknowledged (ms). Left alone, Linux waits for two hours, or for a quarter of one."""


def driven(url: str) -> str:
    """With our driver, and on the watch; what an address says of that itself goes before."""
    address = make_url(url.replace("postgresql://", "postgresql+psycopg://", 1))
    if address.get_backend_name() == "sqlite":
        return url
    missing = {name: value for name, value in WATCHFUL.items() if name not in address.query}
    return address.update_query_dict(missing).render_as_string(hide_password=False)
