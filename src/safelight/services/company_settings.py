"""What a company has configured: how uploads replace assets, its profiles, its warnings."""

from collections.abc import Mapping
from dataclasses import asdict

from safelight.domain import handles
from safelight.domain.assets import NOT_IN_TRASH, Asset
from safelight.domain.company_settings import OVERWRITE_MODES, CompanySettings
from safelight.domain.faults import ForeignCompany, InvalidParameter
from safelight.domain.people import Company
from safelight.services.companies import SHARED_ID
from safelight.store import assets
from safelight.store import companies as rows
from safelight.store.database import Tx

ICC_PROFILE = "IccProfile"
XSL = "Xsl"

# Which setting holds an asset, of which type, and how a caller names it.
ASSET_SETTINGS = {
    "source_profile_id": (ICC_PROFILE, "defaultSourceProfileHandle"),
    "display_profile_id": (ICC_PROFILE, "defaultDisplayProfileHandle"),
    "iptc_xslt_id": (XSL, "iptcExifMappingXsltHandle"),
    "xmp_xslt_id": (XSL, "xmpMappingXsltHandle"),
}


def of(tx: Tx, company_id: int) -> CompanySettings:
    return rows.settings(tx, company_id)


def assets_of(tx: Tx, settings: CompanySettings) -> Mapping[int, Asset]:
    """The assets the settings hold, by id."""
    held = (getattr(settings, name) for name in ASSET_SETTINGS)
    return {asset.id: asset for asset in assets.by_ids(tx, [held_id for held_id in held if held_id is not None])}


def stylesheets(tx: Tx, settings: CompanySettings) -> Mapping[int, str]:
    """The digests of the files of the stylesheets that the settings hold, by id; without those in the trash."""
    held = assets_of(tx, settings).values()
    live = [asset for asset in held if asset.type == XSL and asset.trash_state == NOT_IN_TRASH]
    return {asset.id: asset.file.original_digest for asset in live if asset.file is not None}


def change(tx: Tx, company: Company, wanted: CompanySettings) -> None:
    """Store what differs from the settings in force.

    raises: InvalidParameter for an unknown overwrite mode, a negative size, or an asset that is gone or not of the
            setting's type; ForeignCompany for an asset neither of the company nor shared by all
    """
    now = asdict(of(tx, company.id))
    changed = {name: value for name, value in asdict(wanted).items() if value != now[name]}
    _refuse_unfit(wanted)
    for name in ASSET_SETTINGS.keys() & changed.keys():
        _refuse_stranger(tx, company, name, changed[name])
    if changed:
        rows.change_settings(tx, company.id, changed)


def _refuse_unfit(wanted: CompanySettings) -> None:
    if wanted.overwrite_mode not in OVERWRITE_MODES:
        raise InvalidParameter("overwriteMode", wanted.overwrite_mode, "one of " + ", ".join(OVERWRITE_MODES))
    if wanted.disk_space_warning_min_kb < 0:
        raise InvalidParameter("diskSpaceWarningMin", wanted.disk_space_warning_min_kb, "KB, 0 or more")


def _refuse_stranger(tx: Tx, company: Company, name: str, asset_id: int | None) -> None:
    if asset_id is None:
        return
    asset_type, field = ASSET_SETTINGS[name]
    found = assets.by_ids(tx, [asset_id])
    if not found or found[0].type != asset_type or found[0].trash_state != NOT_IN_TRASH:
        raise InvalidParameter(field, handles.asset_handle(asset_id), f"the handle of an asset of type {asset_type}")
    if found[0].company_id not in {company.id, SHARED_ID}:
        raise ForeignCompany(field, found[0].handle)
