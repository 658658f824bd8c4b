"""The types that are kept as the file they came as, and of which the wire shows nothing but that file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from safelight.assets.kind import Bench, Draft, claim
from safelight.assets.options import Wanted
from safelight.assets.originals import original
from safelight.contract import shapes
from safelight.domain.assets import Asset

_WITH_PICTURE: Final = {"image_path": "", "image_file": "", "optimized_path": "", "optimized_file": ""}
"""Of types that can have a picture or another form of their own; those are not made (assumed: empty)."""


@dataclass(frozen=True, slots=True)
class Kept:
    """field: of the shape Asset; suffix: usual for the type; beyond: fields beside those of the file"""

    type: str
    field: str
    shape: Callable[..., Any]
    suffix: str
    beyond: Mapping[str, str]

    def prepare(self, _bench: Bench, _path: Path, target_path: str, _wanted: Wanted) -> Draft:
        return Draft(self.type, target_path, suffix=self.suffix)

    def info(self, asset: Asset) -> Mapping[str, Any]:
        return {} if asset.file is None else {self.field: self.shape(**original(asset), **self.beyond)}


def _claim(type_: str, field: str, shape: Callable[..., Any], suffix: str, *, pictured: bool = False) -> None:
    claim(type_, Kept(type_, field, shape, suffix, _WITH_PICTURE if pictured else {}))


_claim("Aco", "aco_info", shapes.AcoInfo, ".aco")
_claim("Audio", "audio_info", shapes.AudioInfo, ".mp3")
_claim("Cabinet", "cabinet_info", shapes.CabinetInfo, ".vnc", pictured=True)
_claim("Css", "css_info", shapes.CssInfo, ".css")
_claim("Excel", "excel_info", shapes.ExcelInfo, ".xls")
_claim("Flash", "flash_info", shapes.FlashInfo, ".swf")
_claim("Fxg", "fxg_info", shapes.FxgInfo, ".fxg")
_claim("InDesign", "in_design_info", shapes.InDesignInfo, ".indd")
_claim("Javascript", "javascript_info", shapes.JavascriptInfo, ".js")
_claim("MasterVideo", "master_video_info", shapes.MasterVideoInfo, ".mov")
_claim("PDFSettings", "pdf_settings_info", shapes.PdfSettingsInfo, ".joboptions")
_claim("PowerPoint", "power_point_info", shapes.PowerPointInfo, ".ppt")
_claim("Rtf", "rtf_info", shapes.RTFInfo, ".rtf")
_claim("Svg", "svg_info", shapes.SvgInfo, ".svg")
_claim("Swc", "swc_info", shapes.SwcInfo, ".swc")
_claim("Video", "video_info", shapes.VideoInfo, ".mp4", pictured=True)
_claim("VideoCaption", "video_caption_info", shapes.VideoCaptionInfo, ".vtt")
_claim("Vignette", "vignette_info", shapes.VignetteInfo, ".vnt", pictured=True)
_claim("WindowCovering", "window_covering_info", shapes.WindowCoveringInfo, ".vnw", pictured=True)
_claim("Word", "word_info", shapes.WordInfo, ".doc")
_claim("Xml", "xml_info", shapes.XmlInfo, ".xml")
_claim("Xsl", "xsl_info", shapes.XslInfo, ".xsl")
