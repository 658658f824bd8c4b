"""What came with an upload and is to become an asset: a picture, or a file that is kept as it is."""

import uuid
from dataclasses import dataclass, replace

from safelight.domain.assets import IMAGE, ArchiveDetail, Asset, Detail, FileDetail, FontDetail, IccDetail, ImageDetail
from safelight.domain.blobs import Blob
from safelight.domain.images import NO_CROP, Anchor, Crop, Facts

Extra = FontDetail | IccDetail | ArchiveDetail


@dataclass(frozen=True, slots=True)
class Made:
    """A source file and the picture that was made of it; both blobs lie in the store.

    crop:   that the pyramid was made with
    type:   of the asset
    anchor: where a new asset has it; None is its middle
    """

    facts: Facts
    original: Blob
    pyramid: Blob
    crop: Crop = NO_CROP
    type: str = IMAGE
    anchor: Anchor | None = None

    @property
    def blobs(self) -> tuple[Blob, ...]:
        return self.original, self.pyramid

    def takes_place_of(self, asset: Asset) -> bool:
        return asset.image is not None

    def details(self, file_name: str, found: Asset | None) -> tuple[Detail, ...]:
        """Of the asset it becomes, or of the one it replaces."""
        if found is None or found.image is None:
            return (self._new(file_name),)
        return (self._changed(found, found.image, file_name),)

    def _new(self, file_name: str) -> ImageDetail:
        facts = self.facts
        anchor = Anchor(0.5, 0.5) if self.anchor is None else self.anchor
        return ImageDetail(
            stem=str(uuid.uuid4()),
            suffix=_suffix(file_name, facts.suffix),
            original_digest=self.original.digest,
            pyramid_digest=self.pyramid.digest,
            width=facts.width,
            height=facts.height,
            bands=facts.bands,
            color_space=facts.color_space,
            has_alpha=facts.has_alpha,
            resolution_dpi=facts.resolution_dpi,
            description=file_name,
            comments="",
            user_data="",
            sku="",
            anchor_x=int(facts.width * anchor.x),
            anchor_y=int(facts.height * anchor.y),
            url_modifier="",
            url_post_modifier="",
            crop_left=self.crop.left,
            crop_top=self.crop.top,
            crop_right=self.crop.right,
            crop_bottom=self.crop.bottom,
        )

    def _changed(self, found: Asset, old: ImageDetail, file_name: str) -> ImageDetail:
        """What somebody wrote stays: texts, modifiers, and an anchor that was moved and still lies inside (assumed)."""
        new = self._new(file_name)
        anchored = old if old.keeps_anchor(new.width, new.height) else new
        return replace(
            new,
            stem=old.stem,
            description=file_name if old.description == found.file_name else old.description,
            comments=old.comments,
            user_data=old.user_data,
            sku=old.sku,
            anchor_x=anchored.anchor_x,
            anchor_y=anchored.anchor_y,
            url_modifier=old.url_modifier,
            url_post_modifier=old.url_post_modifier,
        )


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is kept as it came, with what was read of it.

    suffix: usual for its format, with its dot
    extras: what a font, a profile or an archive says of itself; a replaced asset gets those of the new file (assumed)
    """

    type: str
    original: Blob
    suffix: str
    extras: tuple[Extra, ...] = ()

    @property
    def blobs(self) -> tuple[Blob, ...]:
        return (self.original,)

    def takes_place_of(self, asset: Asset) -> bool:
        return asset.file is not None and asset.type == self.type

    def details(self, file_name: str, found: Asset | None) -> tuple[Detail, ...]:
        """Of the asset it becomes, or of the one it replaces."""
        stem = str(uuid.uuid4()) if found is None or found.file is None else found.file.stem
        return FileDetail(stem, _suffix(file_name, self.suffix), self.original.digest), *self.extras


Arrival = Made | Kept


def _suffix(file_name: str, usual: str) -> str:
    """That of the file name, else the usual one of its format."""
    _, dot, extension = file_name.rpartition(".")
    return f".{extension}" if dot and extension else usual
