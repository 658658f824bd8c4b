"""All the ways in which other assets belong to one.

Source: IPS API reference, getAssociatedAssets. Others that are in the trash are left out (assumed).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from safelight.domain import picture_names
from safelight.domain.assets import Asset
from safelight.domain.people import Company
from safelight.services import generation_info, templates
from safelight.services.generation_info import Generation
from safelight.store import asset_facts, asset_sets, derived, thumbs
from safelight.store.database import Tx


@dataclass(frozen=True, slots=True)
class Associations:
    """containers: sets it is in; members: of a set, in order, each once; references: assets that its commands name;
    owners: what it is derived from; derived: what is derived from it; thumb: the image that stands for it, if chosen
    """

    containers: Sequence[Asset]
    members: Sequence[Asset]
    references: Sequence[Asset]
    owners: Sequence[Asset]
    derived: Sequence[Asset]
    generators: Sequence[Generation]
    generated: Sequence[Generation]
    thumb: Asset | None


def of(tx: Tx, company: Company, asset: Asset) -> Associations:
    containers = asset_sets.containers(tx, [asset.id])
    members = [member.asset_id for member in asset_sets.members(tx, [asset.id]).get(asset.id, ())]
    references = _referred(tx, company, asset)
    owners, views = list(derived.owners(tx, [asset.id]).values()), derived.of(tx, [asset.id])
    thumb_id = thumbs.of(tx, [asset.id]).get(asset.id)
    standing = [] if thumb_id is None else [thumb_id]
    there = generation_info.kept(tx, [*containers, *members, *references, *owners, *views, *standing])
    generators, generated = generation_info.of(tx, asset)
    return Associations(
        containers=_those(there, containers),
        members=_those(there, members),
        references=_those(there, references),
        owners=_those(there, owners),
        derived=_those(there, views),
        generators=generators,
        generated=generated,
        thumb=None if thumb_id is None else there.get(thumb_id),
    )


def _those(there: Mapping[int, Asset], ids: Sequence[int]) -> list[Asset]:
    """Each once, in the order of the ids."""
    return [there[one] for one in dict.fromkeys(ids) if one in there]


def _referred(tx: Tx, company: Company, asset: Asset) -> list[int]:
    """Assets of the company that the commands of an asset name as a source of pixels."""
    known = templates.of(tx, [asset.id]).get(asset.id)
    texts = [known.url_modifier, known.url_post_modifier] if known else []
    if asset.image is not None:
        texts = [asset.image.url_modifier, asset.image.url_post_modifier]
    names = [name for text in texts for name in picture_names.named(text, company.root)]
    found = asset_facts.ids_by_catalog_id(tx, company.id, names)
    return [found[name] for name in dict.fromkeys(names) if name in found]
