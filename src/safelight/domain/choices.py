"""Words of a closed list, checked where the contract's data does not say which list an element takes."""

from collections.abc import Collection, Iterable

from safelight.domain.faults import InvalidParameter


def one_of(field: str, got: str | None, allowed: Collection[str], default: str) -> str:
    """The word, or the default for None and an empty one. Raises InvalidParameter for a word not allowed."""
    word = (got or "").strip() or default
    if word not in allowed:
        raise InvalidParameter(field, got, f"one of {', '.join(filter(None, allowed))}")
    return word


def each_of(field: str, got: Iterable[str] | None, allowed: Collection[str]) -> frozenset[str]:
    """The words of an array; none for None. Raises InvalidParameter for a word not allowed, naming its place."""
    words = [one_of(f"{field}/items[{place}]", text, allowed, "") for place, text in enumerate(got or (), start=1)]
    return frozenset(words)
