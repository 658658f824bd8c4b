"""Who sees an XMP packet that was written, or came with a file."""

from looks import look
from looks.steps import ask, found
from made_assets import make
from made_xmp import jpeg, packet, received, sent
from taken_in import taken_in

XMP = packet("Editor", ["blue"])


def _updated(server):
    handle = make(server, "boot")
    ask(server, "updateXMPPacket", assetHandle=handle, compressedPacket=sent(XMP))
    return handle


@look("updateXMPPacket", "getXMPPacket")
def given_back(server):
    handle = _updated(server)
    assert received(ask(server, "getXMPPacket", assetHandle=handle).compressedPacket) == XMP


@look("updateXMPPacket", "searchAssets")
def found_by_keyword(server):
    _updated(server)
    assert (found(server, keywordArray=["blue"]), found(server, keywordArray=["red"])) == (["boot"], [])


@look("updateXMPPacket", "searchAssetsByMetadata")
def found_by_key(server):
    _updated(server)
    condition = {"fieldHandle": "xmp.CreatorTool", "op": "Equals", "value": "Editor"}
    reply = ask(server, "searchAssetsByMetadata", metadataConditionArray=[condition])
    assert [one.name for one in reply.assetSummaryArray] == ["boot"]


@look("updateXMPPacket", "getDistinctMetadataValues")
def counted(server):
    _updated(server)
    reply = ask(server, "getDistinctMetadataValues", metadataKey="dc.subject")
    assert [(one.value, one.count) for one in reply.valueArray] == [("blue", 1)]


@look("submitJob", "getXMPPacket")
def came_with_its_file(server):
    handle = taken_in(server, "boot.jpg", lambda path: jpeg(path, XMP))
    assert received(ask(server, "getXMPPacket", assetHandle=handle).compressedPacket) == XMP


@look("submitJob", "searchAssetsByMetadata")
def uploaded_is_found(server):
    taken_in(server, "boot.jpg", lambda path: jpeg(path, XMP))
    condition = {"fieldHandle": "dc.subject", "op": "Equals", "value": "blue"}
    reply = ask(server, "searchAssetsByMetadata", metadataConditionArray=[condition])
    assert [one.name for one in reply.assetSummaryArray] == ["boot"]
