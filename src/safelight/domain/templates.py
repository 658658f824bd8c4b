"""Templates: catalog records of commands alone."""

from dataclasses import dataclass
from typing import Final

TEMPLATE, WATERMARK = "Template", "Watermark"
TEMPLATE_TYPES: Final = (TEMPLATE, WATERMARK)

LONGEST_MODIFIER: Final = 8_192
"""Characters: as long as a whole picture address may be (assumed)."""


@dataclass(frozen=True, slots=True)
class Template:
    """Commands as in the query of a picture URL: those a request overrides, and those that override it."""

    url_modifier: str
    url_post_modifier: str
