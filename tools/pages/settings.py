"""settings.md: each knob, what it takes, what it is when nobody sets it, what it does."""

from annotated_types import Ge, Gt
from pydantic.fields import FieldInfo

from pages.markdown import document, table
from safelight.settings import PREFIX, Settings

KINDS = {"str": "text", "bool": "true or false", "int": "whole number", "float": "number", "Path": "path"}


def page() -> str:
    rows = (
        (f"`{PREFIX}{name.upper()}`", _takes(knob), _default(knob), f"{knob.description}.")
        for name, knob in Settings.model_fields.items()
    )
    return document(
        "# Settings",
        "Read from the environment once, at the start. An unknown `SAFELIGHT_` name stops the start, as does a value"
        " that cannot be. [`safelight settings`](cli.md) prints those in force.",
        table(("name", "takes", "default", "what it does"), rows),
    )


def _takes(knob: FieldInfo) -> str:
    kind = KINDS[getattr(knob.annotation, "__name__", "")]
    bounds = [f"above {bound.gt}" for bound in knob.metadata if isinstance(bound, Gt)]
    bounds += [f"from {bound.ge}" for bound in knob.metadata if isinstance(bound, Ge)]
    return ", ".join([kind, *bounds])


def _default(knob: FieldInfo) -> str:
    return f"`{knob.default}`" if str(knob.default) else "(empty)"
