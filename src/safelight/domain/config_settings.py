"""Settings by name, as publish settings and the settings of viewers are."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ConfigSetting:
    """handle: of the asset that the setting names, where it names one."""

    name: str
    value: str = ""
    handle: str | None = None
