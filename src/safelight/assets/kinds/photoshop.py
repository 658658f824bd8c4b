"""Photoshop documents: an Image of what they show; with their layers wanted, a PsdTemplate beside an Image of each.

Source: IPS API reference, PhotoshopOptions, PhotoshopLayerOptions. Which type the document then is, is assumed, as is
where layers go: beside the document, or for `Folders` in a folder of its name.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from safelight.assets import pictures
from safelight.assets.kind import Bench, Draft, claim
from safelight.assets.options import Wanted
from safelight.assets.originals import optimized, original
from safelight.contract.shapes import PsdInfo
from safelight.domain.asset_names import file_stem
from safelight.domain.assets import IMAGE, PSD_TEMPLATE, Asset
from safelight.imaging import extracts


class Photoshop:
    def prepare(self, bench: Bench, path: Path, target_path: str, wanted: Wanted) -> Draft:
        how = wanted.layering
        if how is None:
            return pictures.picture(bench, path, target_path, wanted, IMAGE)
        shown = pictures.picture(bench, path, target_path, wanted, PSD_TEMPLATE)
        layers = extracts.layers(bench.sandbox, path, bench.workdir, how, bench.should_stop)
        targets = _targets(target_path, how.naming, [name for name, _ in layers])
        made = zip(targets, (file for _, file in layers), strict=True)
        found = pictures.byproducts(bench, made, wanted, pictures.LAYERS, anchor=how.anchor)
        return replace(shown, byproducts=tuple(found))

    def info(self, asset: Asset) -> Mapping[str, Any]:
        return {} if asset.image is None else {"psd_info": PsdInfo(**original(asset), **optimized(asset))}


def _targets(target_path: str, naming: str, names: list[str]) -> Iterator[str]:
    """Where the layers go; layers of one name are told apart by a number behind it (assumed)."""
    folder, _, file_name = target_path.rpartition("/")
    stem, seen = file_stem(file_name), Counter[str]()
    for number, layer in enumerate(names, start=1):
        name = _plain(layer) or str(number)
        seen[name] += 1
        own = name if seen[name] == 1 else f"{name}_{seen[name] - 1}"
        yield f"{folder}/{_PLACES[naming].format(stem=stem, own=own, number=number)}.png".lstrip("/")


_PLACES = {
    "LayerName": "{own}",
    "AppendNumber": "{stem}_{number}",
    "AppendName": "{stem}_{own}",
    "Folders": "{stem}/{own}",
}


def _plain(name: str) -> str:
    """A layer's name as a file may have it."""
    return "".join(one if one.isprintable() and one not in "/\\" else "_" for one in name).strip()[:100]


claim(PSD_TEMPLATE, Photoshop())
