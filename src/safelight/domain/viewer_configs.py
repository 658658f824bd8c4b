"""What viewers are configured with: viewer presets, and settings attached to assets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from safelight.domain.config_settings import ConfigSetting

VIEWER_PRESET: Final = "ViewerPreset"
VIEWER_TYPES: Final = ("VideoPlayer", "Brochure", "BasicZoom", "AdvancedZoom", "Spin")
"""Source: IPS API reference, Viewer Type; any other word is a type of the caller's own."""

_ESCAPES: Final = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


@dataclass(frozen=True, slots=True)
class ViewerConfig:
    """type: of the viewer; settings: each name once, in the order they were given."""

    type: str
    settings: tuple[ConfigSetting, ...]

    def merged(self, settings: Sequence[ConfigSetting]) -> "ViewerConfig":
        """With other values for the settings that are named; new ones come after the old ones."""
        return ViewerConfig(self.type, once((*self.settings, *settings)))


def once(settings: Iterable[ConfigSetting]) -> tuple[ConfigSetting, ...]:
    """Each name once, at its first place, with its last value."""
    return tuple({each.name: each for each in settings}.values())


def user_data(own: str, config: ViewerConfig) -> str:
    """Property data of a catalog record: its own, and the settings after it (assumed).

    source: Image Serving reference, data types, property data
    """
    return "??".join(filter(None, (own, *(_property(each) for each in config.settings))))


def _property(setting: ConfigSetting) -> str:
    value = setting.value.translate(_ESCAPES).replace("??", "?\\u003f")
    return f"{setting.name}={value}"
