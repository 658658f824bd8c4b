"""Picture URLs: text to request, request to steps, steps to bytes."""

from typing import Any, Final

from safelight.domain.registry import Registry

REGISTRY: Final[Registry[Any]] = Registry()
"""Picture commands by their name as the reference writes it; `commands/` has one file each."""
