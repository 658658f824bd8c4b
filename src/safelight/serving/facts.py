"""The facts that `req=exists`, `props`, `imageprops` and `catalogprops` tell.

Source: Image Serving reference, the page of each; how each number is written is assumed.
"""

import base64
import hashlib
from typing import Final

from safelight.domain.records import Record, ServingSettings
from safelight.imaging import profiles
from safelight.imaging.colour import SRGB_NAME
from safelight.serving.plan import Plan
from safelight.serving.properties import Facts

_RES_MODES: Final = {"bilin": "2", "bicub": "3", "sharp2": "4", "sharp": "1"}
_PIXEL_TYPES: Final = {"RGB": "RGB", "CMYK": "CMYK", "GRAY": "BW", "rgb": "RGB", "cmyk": "CMYK", "gray": "BW"}
_PROFILES: Final = {"rgb": SRGB_NAME}
_EMBEDDABLE: Final = frozenset({"jpeg", "png", "tif"})
_VERSION_LETTERS: Final = 22


def exists(record: Record | None) -> Facts:
    return {"catalogRecord.exists": "1" if record else "0"}


def valid() -> Facts:
    return {"request.isValid": "1"}


def of_reply(plan: Plan, record: Record, length: int) -> Facts:
    """Of the reply that the request would have got as `req=img`. length: bytes, 0 where it is not in the cache."""
    picture, encoding = plan.picture, plan.encoding
    profile = _PROFILES.get(picture.pixel_type, "")
    embedded = encoding.embed_profile and bool(profile) and encoding.format in _EMBEDDABLE
    return {
        "image.bgc": _hexadecimal(picture.background),
        "image.height": str(picture.size.height),
        "image.iccEmbed": _flag(embedded),
        "image.iccProfile": profile,
        "image.length": str(length),
        "image.mask": _flag(picture.keep_alpha),
        "image.pathEmbed": "0",
        "image.pixTyp": _PIXEL_TYPES[picture.pixel_type],
        "image.printRes": str(encoding.dpi),
        "image.quality": str(encoding.quality),
        "image.type": plan.media_type,
        "image.width": str(picture.size.width),
        "image.xmpEmbed": "0",
        "image.version": version(record),
        "metadata.version": _short(record.user_data),
    }


def of_source(record: Record, settings: ServingSettings, profile: bytes) -> Facts:
    """Of the record, whatever else the request says. profile: the one its pyramid carries, empty for none."""
    hours = settings.expiration_h if record.expiration_h is None else record.expiration_h
    return {
        "image.anchor": f"{record.anchor_x},{record.anchor_y}",
        "image.embeddedIccProfile": _flag(bool(profile)),
        "image.embeddedPhotoshopPaths": "0",
        "image.embeddedXmpData": "0",
        "image.expiration": str(float(hours)),
        "image.height": str(record.height),
        "image.iccProfile": profiles.name(profile),
        "image.mask": "2" if record.has_alpha else "0",
        "image.modifier": record.modifier,
        "image.photoshopPathNames": "",
        "image.pixTyp": _PIXEL_TYPES.get(record.color_space, "RGB"),
        "image.postModifier": record.post_modifier,
        "image.printRes": str(settings.print_dpi(record)),
        "image.resolution": str(record.resolution_dpi or settings.resolution),
        "image.thumbRes": str(settings.thumb_res),
        "image.thumbType": str(settings.thumb_type),
        "image.timeStamp": str(record.modified_ms),
        "image.translatedId": record.catalog_id,
        "image.width": str(record.width),
    }


def of_catalog(settings: ServingSettings) -> Facts:
    return {
        "catalog.bkgColor": "0x" + settings.bkg_color,
        "catalog.defaultExpiration": str(settings.default_expiration_h),
        "catalog.defaultPix": _pair(settings.default_pix),
        "catalog.defaultThumbPix": _pair(settings.default_thumb_pix),
        "catalog.expiration": str(settings.expiration_h),
        "catalog.jpegQuality": _pair((settings.jpeg_quality, settings.jpeg_chroma)),
        "catalog.maxPix": _pair(settings.max_pix),
        "catalog.nonImgExpiration": str(settings.non_img_expiration_h),
        "catalog.publishInfo": settings.publish_info,
        "catalog.resMode": _RES_MODES.get(settings.res_mode, settings.res_mode),
        "catalog.resolution": str(settings.resolution),
        "catalog.thumbBkgColor": "0x" + settings.thumb_bkg_color,
        "catalog.thumbHorizAlign": str(settings.thumb_horiz_align),
        "catalog.thumbRes": str(settings.thumb_res),
        "catalog.thumbType": str(settings.thumb_type),
        "catalog.thumbVertAlign": str(settings.thumb_vert_align),
    }


def version(record: Record) -> str:
    """Changes with the pixels and with the commands of the record; goes into `id=`."""
    return _short(f"{record.digest}\n{record.modifier}\n{record.post_modifier}")


def _short(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest(), b"-_").decode()[:_VERSION_LETTERS]


def _hexadecimal(rgb: tuple[int, int, int]) -> str:
    return "0x" + bytes(rgb).hex()


def _pair(numbers: tuple[int, int]) -> str:
    return f"{numbers[0]},{numbers[1]}"


def _flag(fact: bool) -> str:
    return "1" if fact else "0"
