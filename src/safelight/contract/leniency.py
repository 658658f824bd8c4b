"""Where requests are read more loosely than their schema, because clients in use need it. Replies never are."""

from collections.abc import Mapping
from typing import Final

DEFAULTS: Final[Mapping[tuple[str, str], object]] = {("searchAssetsParam", "includeSubfolders"): False}
"""Required on the wire and optional in the reference (doubts 39): what its absence is read as; `assumed`."""

BETA_FLAGS: Final = frozenset({"synchronizationComplete"})
"""Elements of upload options that only beta namespaces have and that ask for nothing: read and dropped."""

BETA_WISHES: Final = frozenset({"autoSmartCropOptionsArray"})
"""Elements of upload options that only beta namespaces have: they pass while empty, and fault as not built if not."""

UPLOAD_OPTIONS: Final = frozenset({"UploadPostJob", "UploadUrlsJob", "UploadDirectoryJob"})

READ_AS: Final[Mapping[str, Mapping[str, str]]] = {
    "Asset Types": {
        "WordDoc": "Word",
        "ExcelDoc": "Excel",
        "PowerPointDoc": "PowerPoint",
        "RTFDoc": "Rtf",
        "WindowsCovering": "WindowCovering",
    },
    "System Properties": {"swfRootUrl": "SwfRootUrl"},
}
"""Older or misprinted spellings of constants, by group; source: versions.json 2008-01-15, constants.json docsSpelling,
the page of getProperty."""

WRITTEN_AS: Final[Mapping[str, Mapping[str, str]]] = {
    "Asset Types": {"Word": "WordDoc", "Excel": "ExcelDoc", "PowerPoint": "PowerPointDoc", "Rtf": "RTFDoc"}
}
"""The spellings that callers of pre-4.0, the version before the renaming, are answered in."""
