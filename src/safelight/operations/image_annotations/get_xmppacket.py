"""getXMPPacket: the XMP packet of an asset, compressed."""

from safelight.contract.shapes import GetXMPPacketParam, GetXMPPacketReturn
from safelight.domain.xmp import compressed
from safelight.operations import operation
from safelight.services import assets, xmp
from safelight.services.context import Context


@operation("getXMPPacket", reads=True)
def get_xmp_packet(ctx: Context, param: GetXMPPacketParam) -> GetXMPPacketReturn:
    asset = assets.readable_one(ctx.tx, ctx.company(param.company_handle), param.asset_handle)
    return GetXMPPacketReturn(compressed_packet=compressed(xmp.packet_of(ctx.tx, asset)))
