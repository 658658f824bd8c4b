"""What an asset type can do, and the types there are."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from pathlib import Path
from typing import Any, Protocol

from safelight.assets.options import Wanted
from safelight.domain.assets import Asset
from safelight.domain.images import NO_CROP, Anchor, Crop
from safelight.domain.page_links import PageLink
from safelight.domain.registry import Registry
from safelight.domain.search_strings import SearchString
from safelight.imaging.ingest import Prepared
from safelight.imaging.sandbox import Sandbox, ShouldStop
from safelight.services.arrivals import Extra
from safelight.services.ingest import Tx


@dataclass(frozen=True, slots=True)
class Bench:
    """Where one file is worked on, and with what.

    workdir:  a folder for this file alone
    crop_for: the crop that the picture of a target path is to be made with
    fetch:    copies a blob, named by its digest, to a place
    zone:     of moments that a file names without one
    """

    sandbox: Sandbox
    workdir: Path
    should_stop: ShouldStop
    crop_for: Callable[[str], Crop]
    fetch: Callable[[str, Path], None]
    zone: tzinfo

    def corner(self, name: str) -> "Bench":
        """A bench in a folder of its own below this one, for another file."""
        folder = self.workdir / name
        folder.mkdir()
        return replace(self, workdir=folder)


@dataclass(frozen=True, slots=True)
class Draft:
    """What was made of a file, still in the work folder.

    type:       of the asset it becomes
    picture:    None for one that is kept as it came
    suffix:     usual for a kept file, with its dot
    extras:     what a kept file says of itself
    byproducts: made from it, in their order
    bound:      they are the pages of a Catalog
    xmp:        the packet of the file, where it has one
    strings:    what is written on the page it shows
    links:      addresses the page links to; None where nobody asked
    """

    type: str
    target_path: str
    picture: Prepared | None = None
    crop: Crop = NO_CROP
    anchor: Anchor | None = None
    suffix: str = ""
    extras: tuple[Extra, ...] = ()
    byproducts: "tuple[Byproduct, ...]" = field(default=())
    bound: bool = False
    xmp: bytes | None = None
    strings: tuple[SearchString, ...] = ()
    links: tuple[PageLink, ...] | None = None


@dataclass(frozen=True, slots=True)
class Byproduct:
    """A file made from another one.

    path:     of its own original, in the work folder
    engine:   one of the Generation Info constants
    is_thumb: it stands for what it was made from in small
    """

    draft: Draft
    path: Path
    engine: str
    is_thumb: bool = False


class Kind(Protocol):
    """One asset type that files are taken in as; its file in `kinds` puts an instance into the registry."""

    def prepare(self, bench: Bench, path: Path, target_path: str, wanted: Wanted) -> Draft:
        """Measure a file, and derive from it what its options ask for; raises as `Sandbox.ask`."""


class Shown(Protocol):
    """One asset type as the wire shows it; its file in `kinds` puts an instance into the registry."""

    def infos(self, tx: Tx, assets: Sequence[Asset]) -> Mapping[int, Mapping[str, Any]]:
        """What is shown of assets of the type beyond what all share, as fields of the shape Asset; by id.

        What lies in tables of its own is asked for all of them at once.
        """


@dataclass(frozen=True, slots=True)
class Each:
    """The form on the wire of a type whose assets need no table besides their own."""

    info: Callable[[Asset], Mapping[str, Any]]

    def infos(self, _tx: Tx, assets: Sequence[Asset]) -> Mapping[int, Mapping[str, Any]]:
        return {asset.id: self.info(asset) for asset in assets}


REGISTRY: Registry[Kind] = Registry()
"""What files become; by the name of the type on the wire."""

SHOWN: Registry[Shown] = Registry()
"""How assets are shown; by the name of the type on the wire."""


class Alone(Kind, Protocol):
    """A type whose assets need no table besides their own."""

    def info(self, asset: Asset) -> Mapping[str, Any]:
        """What the wire shows of one beyond what all assets share, as fields of the shape Asset."""


def claim(type_: str, kind: Alone) -> None:
    """Put a type into both registries. Raises ValueError if its name is taken."""
    REGISTRY.claim(type_, kind)
    SHOWN.claim(type_, Each(kind.info))
