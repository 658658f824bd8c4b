"""Commands of the protocol that are not built: refused, except where their value changes nothing."""

from collections.abc import Mapping
from typing import Final

from safelight.domain.faults import NotBuilt

WITHOUT_EFFECT: Final = frozenset(
    {
        *("anchor", "anchorn", "origin", "originn", "pos", "posn", "blendmode"),  # place or blend layers above layer 0
        *("effectmask", "clipxpath", "clipxpathe", "textattr", "textangle", "pathattr", "textflowxpath"),
        *("map", "mapa"),  # of req=map alone, which refuses them itself
        *("message", "name", "timeout", "type"),  # of kinds of req= not built
        "locale",  # says which records are meant, before any command is read
    }
)
"""Names that the reference ignores unless another command is there, one that is refused itself."""

NEUTRAL: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(
        (
            *("op_blur", "op_brightness", "op_contrast", "op_hue", "op_saturation", "op_invert"),
            *("op_grow", "op_growmask", "op_growmaskr", "hide", "pathembed", "xmpembed"),
        ),
        frozenset({"0"}),
    ),
    "op_colorbalance": frozenset({"0,0,0"}),
    "op_noise": frozenset({"0", "0,uniform", "0,gaussian", "0,uniform,0", "0,gaussian,0"}),
    "opac": frozenset({"100", "100,100"}),
    "maskuse": frozenset({"norm"}),
    "bfc": frozenset({"off"}),
    "network": frozenset({"off"}),
    "pscan": frozenset({"auto"}),
    "color": frozenset({"0,0,0,0"}),
    **dict.fromkeys(
        (
            *("mask", "croppathe", "perspective", "perspectiven", "clippath", "clippathe"),
            *("op_colorize", "colorize", "text", "textps", "textpath", "textflowpath", "effect", "iccprofile"),
        ),
        frozenset[str](),
    ),
}
"""Names to values that mean the default."""


def check(name: str, value: str) -> None:
    """raises: NotBuilt where the command would have changed the reply"""
    neutral = NEUTRAL.get(name)
    if neutral is not None and value.strip().lower() not in neutral:
        raise NotBuilt(f"{name}=")
