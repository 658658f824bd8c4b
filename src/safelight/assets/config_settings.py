"""Settings by name, as the wire has them."""

from collections.abc import Iterable

from safelight.contract.shapes import ConfigSetting as WireSetting
from safelight.domain.config_settings import ConfigSetting


def settings_from_wire(settings: Iterable[WireSetting] | None) -> list[ConfigSetting]:
    """An absent value is an empty one."""
    return [ConfigSetting(each.name, each.value or "", each.handle or None) for each in settings or ()]


def settings_to_wire(settings: Iterable[ConfigSetting]) -> tuple[WireSetting, ...]:
    return tuple(WireSetting(name=each.name, value=each.value, handle=each.handle) for each in settings)
