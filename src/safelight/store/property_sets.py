"""Property sets and their types."""

from sqlalchemy import ColumnElement, RowMapping, Select, delete, insert, select, update

from safelight.domain.property_sets import Owner, Properties, PropertySet, PropertySetType
from safelight.store import inserts
from safelight.store.database import Tx
from safelight.store.tables import property_set, property_set_type


def types_of(tx: Tx, company_id: int | None) -> list[PropertySetType]:
    """All of a company, or for None the global ones, by name; walks property_set_type_name or _global."""
    wanted = select(property_set_type).where(property_set_type.c.company_id.is_not_distinct_from(company_id))
    return [PropertySetType(**row) for row in tx.execute(wanted.order_by(property_set_type.c.name)).mappings()]


def type_by_name(tx: Tx, company_id: int | None, name: str) -> PropertySetType | None:
    """The type of exactly this name among those of `types_of`."""
    kind = property_set_type.c
    return _type(tx, kind.company_id.is_not_distinct_from(company_id) & (kind.name == name))


def type_by_id(tx: Tx, type_id: int) -> PropertySetType | None:
    """Walks the primary key."""
    return _type(tx, property_set_type.c.id == type_id)


def lock_type(tx: Tx, type_id: int) -> bool:
    """Whether it is there still; nobody else makes a set of it, or deletes it, until our transaction ends."""
    wanted = select(property_set_type.c.id).where(property_set_type.c.id == type_id).with_for_update()
    return tx.execute(wanted).first() is not None


def add_type(
    tx: Tx, company_id: int | None, name: str, property_type: str, *, allow_multiple: bool
) -> PropertySetType | None:
    """The new type, or None where the company, or the world for None, has one of that name."""
    values = {"name": name, "property_type": property_type, "allow_multiple": allow_multiple}
    type_id = inserts.unique(tx, property_set_type, {"company_id": company_id, **values})
    return None if type_id is None else PropertySetType(type_id, company_id, name, property_type, allow_multiple)


def remove_type(tx: Tx, type_id: int) -> None:
    """Erase a type with all its sets."""
    tx.execute(delete(property_set).where(property_set.c.type_id == type_id))
    tx.execute(delete(property_set_type).where(property_set_type.c.id == type_id))


def of_owner(tx: Tx, type_id: int, owner: Owner) -> list[PropertySet]:
    """All of a type and an owner, by age; walks property_set_by_owner."""
    return _sets(tx, select(property_set).where(_owned(type_id, owner)).order_by(property_set.c.id))


def by_id(tx: Tx, set_id: int) -> PropertySet | None:
    """Walks the primary key."""
    return next(iter(_sets(tx, select(property_set).where(property_set.c.id == set_id))), None)


def lock(tx: Tx, set_id: int) -> PropertySet | None:
    """The set as it is now that nobody else changes it until our transaction ends; None where it is gone."""
    wanted = select(property_set).where(property_set.c.id == set_id).with_for_update()
    return next(iter(_sets(tx, wanted)), None)


def add(tx: Tx, type_id: int, owner: Owner, properties: Properties, permission_set_id: int | None) -> int:
    new = insert(property_set).values(type_id=type_id, properties=_written(properties))
    owned = new.values(account_id=owner.account_id, company_id=owner.company_id, permission_set_id=permission_set_id)
    made = tx.execute(owned).inserted_primary_key
    assert made is not None
    return int(made[0])


def remove_of_owner(tx: Tx, type_id: int, owner: Owner) -> None:
    tx.execute(delete(property_set).where(_owned(type_id, owner)))


def set_properties(tx: Tx, set_id: int, properties: Properties) -> None:
    tx.execute(update(property_set).where(property_set.c.id == set_id).values(properties=_written(properties)))


def set_permissions(tx: Tx, set_id: int, permission_set_id: int | None) -> None:
    tx.execute(update(property_set).where(property_set.c.id == set_id).values(permission_set_id=permission_set_id))


def remove(tx: Tx, set_id: int) -> None:
    tx.execute(delete(property_set).where(property_set.c.id == set_id))


def _owned(type_id: int, owner: Owner) -> ColumnElement[bool]:
    of = property_set.c
    user = of.account_id.is_not_distinct_from(owner.account_id)
    return (of.type_id == type_id) & user & of.company_id.is_not_distinct_from(owner.company_id)


def _type(tx: Tx, wanted: ColumnElement[bool]) -> PropertySetType | None:
    row = tx.execute(select(property_set_type).where(wanted)).mappings().one_or_none()
    return None if row is None else PropertySetType(**row)


def _sets(tx: Tx, wanted: Select[tuple[object, ...]]) -> list[PropertySet]:
    return [_set(row) for row in tx.execute(wanted).mappings()]


def _set(row: RowMapping) -> PropertySet:
    owner = Owner(row["account_id"], row["company_id"])
    return PropertySet(row["id"], row["type_id"], owner, dict(row["properties"]), row["permission_set_id"])


def _written(properties: Properties) -> list[list[str]]:
    """Pairs, since JSONB keeps no order of names."""
    return [[name, value] for name, value in properties.items()]
