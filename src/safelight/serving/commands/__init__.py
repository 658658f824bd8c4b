"""Picture commands, one file each: name, stage, parse and apply in one class, found by REGISTRY."""

from abc import ABC, abstractmethod
from dataclasses import replace
from enum import Enum, IntEnum
from typing import Any, ClassVar, Final, Generic, TypeVar

from safelight.domain.registry import Registry
from safelight.serving import REGISTRY
from safelight.serving.draft import Draft, Wishes

State = TypeVar("State", Draft, Wishes)
Value = TypeVar("Value")


class Stage(IntEnum):
    """The whole order, whatever the place in the URL. Source: Image Serving reference, layer and view transforms."""

    DISPATCH = 4
    CROP = 5
    SCALE = 6
    FLIP = 7
    ROTATE = 8
    EXTEND = 9
    OPERATIONS = 10
    COMPOSITE = 12
    VIEW = 14
    SHARPEN = 15
    RECT = 16
    COLOUR = 17
    ENCODE = 18
    HTTP = 19


class Scope(Enum):
    """What a command acts on: REQUEST and VIEW ignore the layer, LAYER at comp means layer 0, EITHER knows both."""

    REQUEST = "request"
    VIEW = "view"
    LAYER = "layer"
    EITHER = "either"


class Command(ABC, Generic[State, Value]):
    """One command of the protocol.

    name:       as the reference writes it; URLs match it without case
    twin:       name of the form with normalised numbers, which overrides and is overridden by this one
    comp_stage: when it runs at `layer=comp`, if that differs (EITHER)
    """

    name: ClassVar[str]
    stage: ClassVar[Stage]
    scope: ClassVar[Scope]
    twin: ClassVar[str] = ""
    comp_stage: ClassVar[Stage | None] = None

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "name" in cls.__dict__:
            command = cls()
            REGISTRY.claim(cls.name, command)
            for name in filter(None, (cls.name, cls.twin)):
                WORDS.claim(name.lower(), command)

    @abstractmethod
    def parse(self, text: str) -> Value:
        """raises: InvalidParameter naming the command"""

    def parse_twin(self, text: str) -> Value:
        """The value of the normalised form."""
        raise NotImplementedError(text)

    @abstractmethod
    def apply(self, state: State, value: Value) -> State:
        """Pure: the state with the value in it."""

    def apply_at_comp(self, state: State, value: Value) -> State:
        """As `apply`, for the composite (EITHER)."""
        return self.apply(state, value)


WORDS: Final[Registry[Command[Any, Any]]] = Registry()
"""Commands by the words that URLs know them by, in lower case."""


def with_view(draft: Draft, **changes: Any) -> Draft:
    return replace(draft, view=replace(draft.view, **changes))


def with_output(draft: Draft, **changes: Any) -> Draft:
    return replace(draft, output=replace(draft.output, **changes))


def with_encoding(draft: Draft, **changes: Any) -> Draft:
    return with_output(draft, encoding=replace(draft.output.encoding, **changes))
