"""The rules of tag dictionaries: which values a tag field knows."""

from collections.abc import Sequence

from safelight.domain.batches import Batch, Refused
from safelight.domain.faults import Fault, InvalidParameter, TagExists, UnknownTag
from safelight.domain.metadata import BOOLEAN_TAG, TRUTHS, Field
from safelight.store import metadata_fields
from safelight.store import tags as store
from safelight.store.database import Tx

MOST_VALUES = 10_000
LONGEST = 255
"""Values one call may name, and characters of a value (both assumed)."""


def begin(tx: Tx, field: Field) -> None:
    """Put what a tag field begins with into its dictionary; a field of another type has none."""
    if field.type == BOOLEAN_TAG:
        store.add(tx, field.id, TRUTHS)
    elif field.is_tag and field.initial_tag_value:
        store.add(tx, field.id, _checked("initialTagValue", [field.initial_tag_value]))


def dictionary(tx: Tx, field: Field, place: str = "fieldHandle") -> list[str]:
    """The values of a tag field in their order. Raises InvalidParameter for a field of another type."""
    return list(_known(tx, field, place))


def add(tx: Tx, field: Field, values: Sequence[str], place: str = "valueArray/items") -> None:
    """Put values behind those that are there; what is there already stays as it is.

    raises: InvalidParameter for a field that is no tag field or has a closed dictionary, an empty value, one of more
            than 255 characters, or more than 10000 of them
    """
    _changeable(tx, field)
    store.add(tx, field.id, _checked(place, values))


def replace(tx: Tx, field: Field, values: Sequence[str]) -> None:
    """Make these values, in this order, the dictionary. Assets keep what survives, and lose the rest (assumed).

    raises: as `add`
    """
    wanted = _checked("valueArray/items", values)
    known = _changeable(tx, field)
    store.remove(tx, [tag_id for value, tag_id in known.items() if value not in wanted])
    store.add(tx, field.id, wanted)
    store.arrange(tx, field.id, wanted)


def remove(tx: Tx, field: Field, values: Sequence[str]) -> None:
    """Take values out of the dictionary; assets that have them lose them (assumed).

    raises: as `add`; UnknownTag for a value that is not there, and then nothing is taken out (assumed)
    """
    known = _changeable(tx, field)
    for value in values:
        if value not in known:
            raise UnknownTag("valueArray/items", value)
    store.remove(tx, {known[value] for value in values})


def rename(tx: Tx, field: Field, updates: Sequence[tuple[str, str]]) -> Batch:
    """Give values new texts one after the other; assets follow. One that is so already is a warning (assumed).

    updates: (old value, new value)
    raises:  as `add`, but for values, which are errors of their items
    """
    if len(updates) > MOST_VALUES:
        raise InvalidParameter("updateArray", f"{len(updates)} items", f"at most {MOST_VALUES}")
    known = _changeable(tx, field)
    warnings, errors = list[Refused](), list[Refused]()
    for old, new in updates:
        try:
            _rename(tx, known, old, new)
        except Fault as refusal:
            (warnings if old == new and old in known else errors).append(Refused(old, refusal))
    return Batch(len(updates) - len(warnings) - len(errors), tuple(warnings), tuple(errors))


def _rename(tx: Tx, known: dict[str, int], old: str, new: str) -> None:
    if old not in known:
        raise UnknownTag("oldValue", old)
    _checked("newValue", [new])
    if new in known:
        raise TagExists("newValue", new)
    known[new] = known.pop(old)
    store.rename(tx, known[new], new)


def _changeable(tx: Tx, field: Field) -> dict[str, int]:
    """The dictionary, which nobody else changes until the transaction ends."""
    if field.type == BOOLEAN_TAG:
        raise InvalidParameter("fieldHandle", field.handle, f"a tag field other than {BOOLEAN_TAG}, whose values stay")
    metadata_fields.lock(tx, field.id)
    return _known(tx, field, "fieldHandle")


def _known(tx: Tx, field: Field, place: str) -> dict[str, int]:
    if not field.is_tag:
        raise InvalidParameter(place, field.handle, f"a tag field, and this one is of type {field.type}")
    return store.dictionary(tx, field.id)


def _checked(place: str, values: Sequence[str]) -> list[str]:
    """The values, each once."""
    if len(values) > MOST_VALUES:
        raise InvalidParameter(place, f"{len(values)} values", f"at most {MOST_VALUES}")
    for value in values:
        if not value.strip() or len(value) > LONGEST:
            raise InvalidParameter(place, value, f"a tag value of 1 to {LONGEST} characters")
    return list(dict.fromkeys(values))
