"""updateXMPPacket: give an asset another XMP packet; its file stays as it came."""

from safelight.contract.shapes import UpdateXMPPacketParam, UpdateXMPPacketReturn
from safelight.operations import operation
from safelight.services import assets, xmp
from safelight.services.context import Context


@operation("updateXMPPacket")
def update_xmp_packet(ctx: Context, param: UpdateXMPPacketParam) -> UpdateXMPPacketReturn:
    asset = assets.by_handle(ctx.tx, ctx.company(param.company_handle), param.asset_handle)
    xmp.update(ctx.tx, asset, "compressedPacket", param.compressed_packet, ctx.caller.account.email, ctx.now_ms)
    return UpdateXMPPacketReturn(success=True)
