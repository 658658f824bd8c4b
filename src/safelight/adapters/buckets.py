"""Buckets of an S3 service, AWS or another."""

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from obstore.store import ObjectStore, S3Store

if TYPE_CHECKING:
    from obstore.store import ClientConfig, RetryConfig

_RETRIES: "Final[RetryConfig]" = {"retry_timeout": timedelta(seconds=2)}
"""No longer, since whoever waits for a store must be free to be stopped meanwhile; who can wait longer tries again. The
time is bounded, and not how often: a busy service answers 500 several times in half a second."""
_CLIENT: "Final[ClientConfig]" = {"connect_timeout": timedelta(seconds=2)}


def open_bucket(address: str, endpoint: str) -> ObjectStore:
    """The keys and the region are those of the usual AWS variables.

    address:  s3:// URL
    endpoint: http(s) URL of a service other than AWS; empty means AWS
    """
    if not endpoint:
        return S3Store.from_url(address, client_options=_CLIENT, retry_config=_RETRIES)
    client: ClientConfig = {**_CLIENT, "allow_http": endpoint.startswith("http:")}
    return S3Store.from_url(address, endpoint=endpoint, client_options=client, retry_config=_RETRIES)
