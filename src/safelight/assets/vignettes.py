"""Vignette publish formats, as the wire has them."""

from dataclasses import asdict, fields
from typing import Any

from safelight.contract.shapes import (
    CreateVignettePublishFormatParam,
    UpdateVignettePublishFormatParam,
    VignettePublishFormat,
)
from safelight.domain import handles
from safelight.domain.vignettes import KnownFormat, VignetteFormat

Param = CreateVignettePublishFormatParam | UpdateVignettePublishFormatParam


def to_wire(known: KnownFormat) -> VignettePublishFormat:
    return VignettePublishFormat(
        company_handle=handles.company_handle(known.company_id),
        vignette_format_handle=known.handle,
        **asdict(known.format),
    )


def given(param: Param) -> dict[str, Any]:
    """The fields of a format that a call names."""
    found = {field.name: getattr(param, field.name) for field in fields(VignetteFormat)}
    return {name: value for name, value in found.items() if value is not None}
