"""Pdf, PostScript and Illustrator: kept as they came, their pages made into Images where the options ask for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safelight.assets import pictures
from safelight.assets.kind import Bench, Draft, claim
from safelight.assets.options import Wanted
from safelight.assets.originals import original
from safelight.contract.shapes import IllustratorInfo, PdfInfo, PostScriptInfo
from safelight.domain.assets import Asset

PDF = "Pdf"


@dataclass(frozen=True, slots=True)
class Document:
    """field: of the shape Asset; suffix: usual for the type"""

    type: str
    field: str
    shape: Callable[..., Any]
    suffix: str

    def prepare(self, bench: Bench, path: Path, target_path: str, wanted: Wanted) -> Draft:
        how = wanted.documents.get(self.type)
        made = pictures.pages(bench, path, target_path, wanted, how, thumb=True) if how else ()
        bound = self.type == PDF and wanted.binds_pages and len(made) > 1
        return Draft(self.type, target_path, suffix=self.suffix, byproducts=made, bound=bound)

    def info(self, asset: Asset) -> Mapping[str, Any]:
        return {} if asset.file is None else {self.field: self.shape(**original(asset))}


for _document in (
    Document(PDF, "pdf_info", PdfInfo, ".pdf"),
    Document("PostScript", "post_script_info", PostScriptInfo, ".ps"),
    Document("Illustrator", "illustrator_info", IllustratorInfo, ".ai"),
):
    claim(_document.type, _document)
