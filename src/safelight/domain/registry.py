"""The only magic in the house: modules below a package register themselves when imported."""

import importlib
import pkgutil
from collections.abc import Callable
from types import ModuleType
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(dict[str, T], Generic[T]):
    """Names to things; a second claim of one name stops the start."""

    def claim(self, name: str, thing: T) -> None:
        """raises: ValueError if the name is taken"""
        if name in self:
            raise ValueError(f"{name!r} is registered twice: {self[name]!r} and {thing!r}")
        self[name] = thing

    def register(self, name: str) -> Callable[[T], T]:
        """Decorator form of `claim`."""

        def claimed(thing: T) -> T:
            self.claim(name, thing)
            return thing

        return claimed


def load(package: ModuleType) -> None:
    """Import every module below a package."""
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(module.name)
