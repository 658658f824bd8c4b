"""Write `contract/shapes/`: one frozen dataclass for each type, parameter and return of the contract.

Built at install and kept out of git; run again with `python -m safelight.contract.generate` or `hatch_build.py`.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from safelight.contract.model import NEWEST, OPERATIONS, TYPES, Field, Sequence
from safelight.contract.naming import attribute_name

FOLDER = Path(__file__).parent / "shapes"
PYTHON_TYPES = {
    "xsd:string": "str",
    "xsd:int": "int",
    "xsd:long": "int",
    "xsd:double": "float",
    "xsd:boolean": "bool",
    "xsd:dateTime": "datetime",
    "xsd:base64Binary": "bytes",
}
DECORATOR = "@quick(frozen=True, kw_only=True, slots=True)"


def main() -> None:
    """Write the files that differ from what stands there, and drop those no longer made."""
    FOLDER.mkdir(exist_ok=True)
    wanted = files()
    for stale in set(FOLDER.glob("*.py")) - {FOLDER / name for name in wanted}:
        stale.unlink()
    for name, text in wanted.items():
        path = FOLDER / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def files() -> dict[str, str]:
    """File name to text, the same on every run."""
    modules = {"types": list(TYPES.values())}
    for operation in OPERATIONS.values():
        family = attribute_name(operation.family.replace("-", "_"))
        modules.setdefault(family, []).extend((operation.param, operation.returns))
    texts = {f"{name}.py": _module(name, sequences) for name, sequences in modules.items()}
    return {"__init__.py": _index(modules), **texts}


def is_required(sequence: Sequence, field: Field) -> bool:
    """Whether the shape demands a field.

    It does where the newest version requires it. A parameter that older versions lack stays optional, since their
    callers cannot send it; the codec demands it from callers of the versions that have it.
    """
    always = field.first == sequence.first or not sequence.name.endswith("Param")
    return field.required and field.last == NEWEST.position and always


def _index(modules: dict[str, list[Sequence]]) -> str:
    lines = ['"""The wire shapes, generated from contract data: edit that, not this."""', ""]
    for module in sorted(modules):
        names = sorted(sequence.shape for sequence in modules[module])
        lines += [f"from safelight.contract.shapes.{module} import (", *(f"    {name}," for name in names), ")"]
    every = sorted(sequence.shape for sequences in modules.values() for sequence in sequences)
    lines += ["", "__all__ = [", *(f'    "{name}",' for name in every), "]", ""]
    return "\n".join(lines)


def _module(name: str, sequences: list[Sequence]) -> str:
    bodies = "".join(f"\n\n{text}" for text in map(_class, sequences))
    return "\n".join((*_imports(name, sequences), bodies))


def _imports(module: str, sequences: list[Sequence]) -> Iterator[str]:
    kinds = {field.kind for sequence in sequences for field in sequence.fields}
    yield '"""Generated from contract data: edit that, not this."""\n\nfrom __future__ import annotations\n'
    if "xsd:dateTime" in kinds:
        yield "from datetime import datetime\n"
    named = sorted(TYPES[kind].shape for kind in kinds if kind in TYPES)
    if named and module != "types":
        yield "from safelight.contract.shapes.types import (\n" + "".join(f"    {each},\n" for each in named) + ")"
    yield "from safelight.domain.quick import quick"


def _class(sequence: Sequence) -> str:
    fields = [f"    {line}" for line in _lines(sequence)]
    return "\n".join((DECORATOR, f"class {sequence.shape}:", *(fields or ["    pass"]), ""))


def _lines(sequence: Sequence) -> Iterable[str]:
    for field in sequence.fields:
        kind = PYTHON_TYPES.get(field.kind) or TYPES[field.kind].shape
        if field.array is not None:
            kind = f"tuple[{kind}, ...]"
        optional = "" if is_required(sequence, field) else " | None = None"
        yield f"{field.attribute}: {kind}{optional}"


if __name__ == "__main__":
    main()
