"""Assets put straight into the rows, of any type and with any value, for tests of what finds and changes them."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert, select, update

from harness import Server
from safelight.domain import handles
from safelight.services import companies, folders
from safelight.store import tables, upserts
from safelight.store.database import Tx

DIGEST = "0" * 64
_NEUTRAL = {str: "", int: 0, float: 0.0, bool: False}


def make(server: Server, name: str, folder: str = "/", *, detail: dict[str, Any] | None = None, **columns: Any) -> str:
    """One asset, by default an Image `NAME.jpg` in a folder that is made if missing; returns its handle."""
    now_ms = server.parts.clock.now_ms()
    with server.parts.database.write() as tx:
        company_id = handles.company_id("companyHandle", server.company)
        company = companies.in_force(tx, company_id, now_ms)
        assert company is not None
        values = {
            "company_id": company_id,
            "folder_id": folders.ensure(tx, company, folder, now_ms).id,
            "type": "Image",
            "name": name,
            "file_name": f"{name}.jpg",
            "trash_state": "NotInTrash",
            "file_size_bytes": 1000,
            "created_ms": now_ms,
            "created_by": server.email,
            "modified_ms": now_ms,
            "modified_by": server.email,
        } | columns
        values.setdefault("catalog_id", name if values["type"] == "Image" else None)
        key = tx.execute(insert(tables.asset).values(**values)).inserted_primary_key
        asset_id = int(key[0])
        if values["type"] == "Image":
            _detail(tx, asset_id, detail or {})
    return handles.asset_handle(asset_id)


def in_shared_company(server: Server) -> Server:
    """The server, with the company that all can read in place of its own, made where it is missing."""
    values = {"name": "Shared", "root": "Shared", "expires_ms": 2**50, "created_ms": 0}
    with server.parts.database.write() as tx:
        if companies.in_force(tx, companies.SHARED_ID, 0) is None:
            tx.execute(insert(tables.company).values(id=companies.SHARED_ID, **values))
            root = {"company_id": companies.SHARED_ID, "name": "Shared", "path": "Shared/"}
            tx.execute(insert(tables.folder).values(**root, modified_ms=0, child_modified_ms=0))
    return replace(server, company=handles.company_handle(companies.SHARED_ID))


def long_ago(server: Server) -> datetime:
    """Say of every folder and asset of the company that nothing happened since 1970; returns that moment."""
    company_id = handles.company_id("companyHandle", server.company)
    with server.parts.database.write() as tx:
        for table, then in ((tables.folder, {"child_modified_ms": 0}), (tables.asset, {})):
            tx.execute(update(table).where(table.c.company_id == company_id).values(modified_ms=0, **then))
    return datetime(1970, 1, 1, tzinfo=UTC)


def row(server: Server, handle: str) -> Any:
    """The asset's row as it stands."""
    with server.parts.database.read() as tx:
        wanted = select(tables.asset).where(tables.asset.c.id == handles.asset_id("assetHandle", handle))
        return tx.execute(wanted).one()


def names(reply: Any) -> list[str]:
    """Names in the order of the reply."""
    return [asset.name for asset in reply.assetArray]


def _detail(tx: Tx, asset_id: int, given: dict[str, Any]) -> None:
    blob = upserts.insert(tx, tables.blob).values(digest=DIGEST, size_bytes=1, created_ms=0)
    tx.execute(blob.on_conflict_do_nothing(index_elements=["digest"]))
    neutral = {column.name: _NEUTRAL.get(column.type.python_type) for column in tables.image_detail.columns}
    digests = {"original_digest": DIGEST, "pyramid_digest": DIGEST}
    pixels = {"width": 40, "height": 30, "color_space": "RGB", "bands": 3}
    values = neutral | digests | pixels | given | {"asset_id": asset_id}
    tx.execute(insert(tables.image_detail).values(**values))


def make_many(server: Server, count: int) -> None:
    """Assets without a detail in the root of the company, named `n00000` and on."""
    first = row(server, make(server, "n00000", type="Zip"))._mapping
    rest = [{**first, "name": f"n{number:05}", "file_name": f"n{number:05}.zip"} for number in range(1, count)]
    for values in rest:
        del values["id"]
    with server.parts.database.write() as tx:
        tx.execute(insert(tables.asset), rest)
