"""The rules of XMP packets: that of its file belongs to an asset until somebody writes another one.

The file itself is never altered.
"""

from collections.abc import Sequence

from safelight.domain import xmp
from safelight.domain.assets import Asset
from safelight.domain.faults import InvalidParameter
from safelight.services import folders, xmp_properties
from safelight.store import metadata
from safelight.store import xmp as store
from safelight.store.database import Tx


def packet_held(tx: Tx, asset: Asset) -> bytes:
    """The packet of an asset; empty where it has none."""
    return store.packet(tx, asset.id) or b""


def packet_of(tx: Tx, asset: Asset) -> bytes:
    """The packet of an asset; one without a property where its file had none (assumed)."""
    return packet_held(tx, asset) or xmp.EMPTY


def take_in(
    tx: Tx, company_id: int, asset_id: int, packet: bytes | None, now_ms: int, keywords: Sequence[str] = ()
) -> None:
    """Keep the packet of the file that an asset was just made of, in place of what was there.

    A packet that cannot be read is kept as it is, and says nothing to a search.

    keywords: to be among those of the packet, which is made where there is none that can be read
    """
    if keywords:
        packet = xmp_properties.with_keywords(packet or xmp.EMPTY, keywords, xmp.EMPTY)
    if packet is None:
        store.drop(tx, asset_id)
        return
    try:
        properties = xmp_properties.of_packet(xmp_properties.parsed("XMP", packet))
    except InvalidParameter:
        properties = {}
    store.put(tx, company_id, asset_id, packet, properties, now_ms)


def update(tx: Tx, asset: Asset, field: str, sent: bytes, user: str, now_ms: int) -> None:
    """Give an asset another packet.

    field:  where it stands, for faults; sent: compressed, see `domain.xmp.uncompressed`
    raises: InvalidParameter for one that is not compressed, too long, or no XMP
    """
    packet = xmp.uncompressed(field, sent)
    properties = xmp_properties.of_packet(xmp_properties.parsed(field, packet))
    store.put(tx, asset.company_id, asset.id, packet, properties, now_ms)
    metadata.touch(tx, [asset.id], user, now_ms)
    folders.children_changed(tx, {asset.folder_id}, now_ms)
