"""The layers of a Photoshop document as pictures. Those that are hidden are passed over (assumed)."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from safelight.domain.faults import BrokenFile, Fault
from safelight.domain.images import Limits
from safelight.imaging import limits

MOST_LAYERS: Final = 1_000
_REASON: Final = 200


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: what it is called, and its picture."""

    name: str
    path: Path


def layers(path: Path, workdir: Path, bounds: Limits, *, extend: bool) -> list[Layer]:
    """The layers with pixels, from the lowest to the highest; a group counts as what is in it.

    extend: to the full size of the document, transparent around
    raises: BrokenFile, ImageTooLarge
    """
    from psd_tools import PSDImage

    try:
        document = PSDImage.open(path)
        limits.check_pixels(document.width, document.height, bounds)
        shown = _shown(document)
        dpi = _resolution_dpi(document)
        return [_saved(layer, document, workdir / f"layer-{at}.png", dpi, extend) for at, layer in enumerate(shown)]
    except (Fault, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - a damaged file makes this decoder raise anything
        told = str(error).splitlines()
        reason = told[0][:_REASON].replace(str(path), "the file") if told else "its layers cannot be read"
        raise BrokenFile("Photoshop", reason) from None


def _shown(document: Any) -> list[Any]:
    found = [layer for layer in document.descendants() if _has_pixels(layer)]
    if len(found) > MOST_LAYERS:
        raise BrokenFile("Photoshop", f"it has {len(found)} layers, and at most {MOST_LAYERS} are taken")
    return found


def _has_pixels(layer: Any) -> bool:
    return bool(not layer.is_group() and layer.has_pixels() and layer.is_visible() and layer.width and layer.height)


def _saved(layer: Any, document: Any, target: Path, dpi: float, extend: bool) -> Layer:
    from PIL import Image

    image = layer.topil()
    image = image if image.mode in {"L", "LA", "RGB", "RGBA"} else image.convert("RGBA")
    if extend:
        canvas = Image.new("RGBA", (document.width, document.height), (0, 0, 0, 0))
        canvas.paste(image.convert("RGBA"), (layer.left, layer.top))
        image = canvas
    image.save(target, "PNG", dpi=(dpi, dpi) if dpi else None, icc_profile=None)
    return Layer(layer.name, target)


def _resolution_dpi(document: Any) -> float:
    from psd_tools.constants import Resource

    told = document.image_resources.get_data(Resource.RESOLUTION_INFO)
    return float(told.horizontal) / 65536 if told else 0.0
