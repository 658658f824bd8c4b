"""What the stylesheets of a company make of a file that is taken in: values of metadata fields, or why there are none.

Source: IPS API reference, CompanySettings: one maps XMP, one IPTC and EXIF, of uploaded images; without one nothing is
taken out. A stylesheet that fails takes nothing from the upload (assumed). See `imaging.stylesheets` for their form.
"""

from dataclasses import dataclass
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Final

from safelight.assets.desk import Desk
from safelight.assets.options import Wanted
from safelight.domain.faults import Fault
from safelight.imaging import extracts
from safelight.imaging.stylesheets import HEADERS, XMP
from safelight.services import company_settings

OF: Final = {"iptc_xslt_id": HEADERS, "xmp_xslt_id": XMP}
"""What each setting maps, in this order: where both name a field, its values come from XMP (assumed)."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """values: names of fields, and what each has, in their order; zone: of dates without an offset"""

    values: tuple[tuple[str, tuple[str, ...]], ...] = ()
    warnings: tuple[str, ...] = ()
    zone: tzinfo = UTC


NOTHING: Final = Mapped()


def of_file(desk: Desk, path: Path, wanted: Wanted) -> Mapped:
    """Holds no transaction. Raises StoppedError; whatever is wrong with a stylesheet is a warning."""
    sheets = _sheets(desk) if wanted.maps else {}
    found: dict[str, tuple[str, ...]] = {}
    warnings = []
    for of, digest in sheets.items():
        try:
            found |= _mapped(desk, path, of, digest)
        except Fault as refusal:
            warnings.append(str(refusal))
    return Mapped(tuple(found.items()), tuple(warnings), desk.parts.settings.zone) if sheets else NOTHING


def _sheets(desk: Desk) -> dict[str, str]:
    """The digest of the stylesheet for each kind of data; one in the trash does not count (assumed)."""
    with desk.parts.database.read() as tx:
        settings = company_settings.of(tx, desk.company.id)
        held = company_settings.stylesheets(tx, settings)
    named = {of: getattr(settings, setting) for setting, of in OF.items()}
    return {of: held[asset_id] for of, asset_id in named.items() if asset_id in held}


def _mapped(desk: Desk, path: Path, of: str, digest: str) -> dict[str, tuple[str, ...]]:
    sheet = desk.workdir / f"{of}.xsl"
    desk.fetch(digest, sheet)
    values: dict[str, tuple[str, ...]] = {}
    for name, value in extracts.mapped(desk.sandbox, path, desk.workdir, sheet, of, desk.should_stop):
        values[name] = (*values.get(name, ()), value)
    return values
