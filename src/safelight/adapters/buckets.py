"""Buckets of an S3 service, AWS or another."""

from obstore.store import ObjectStore, S3Store


def open_bucket(address: str, endpoint: str) -> ObjectStore:
    """The keys and the region are those of the usual AWS variables.

    address:  s3:// URL
    endpoint: http(s) URL of a service other than AWS; empty means AWS
    """
    if not endpoint:
        return S3Store.from_url(address)
    return S3Store.from_url(address, endpoint=endpoint, client_options={"allow_http": endpoint.startswith("http:")})
