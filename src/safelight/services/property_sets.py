"""The rules of property sets: what is in them, and who sees and changes them.

Permissions, once given to a set, bind the roles that permissions of folders bind (assumed).
"""

from collections.abc import Sequence

from safelight.domain import handles
from safelight.domain import property_sets as rules
from safelight.domain.faults import InvalidParameter, MissingPermission
from safelight.domain.people import Company
from safelight.domain.permissions import KINDS, READ, WRITE, Written
from safelight.domain.property_sets import PropertySet, PropertySetType
from safelight.services import access, groups, permissions, property_owners, property_set_types
from safelight.services.context import Context
from safelight.store import permissions as permission_rows
from safelight.store import property_sets as store

Pairs = Sequence[tuple[str, str]]


def of_owner(ctx: Context, kind: PropertySetType, primary: str, secondary: str | None) -> list[PropertySet]:
    """Sets of a type and an owner that the caller may read, by age. Raises as `property_owners.named`."""
    owner = property_owners.named(ctx, kind, primary, secondary)
    return [one for one in store.of_owner(ctx.tx, kind.id, owner) if READ not in _lacking(ctx, one)]


def create(
    ctx: Context, kind: PropertySetType, owners: tuple[str, str | None], pairs: Pairs, granted: Sequence[Written]
) -> int:
    """A new set; where its type allows one alone, in place of that the owner has. Source: reference. Returns its id.

    owners:  handles of the primary and the secondary owner
    granted: its permissions; none = nobody is bound
    raises:  as `property_owners.named`, `domain.property_sets.read`, `permissions.read`; OperationNotPermitted
    """
    owner = property_owners.named(ctx, kind, *owners)
    property_owners.check_administrator(ctx, owner.company_id or kind.company_id)
    properties = rules.read(pairs)
    property_set_types.lock(ctx.tx, kind)
    new = PropertySet(0, kind.id, owner, properties, None)
    set_id = _interned(ctx, new, kind, granted) if granted else None
    if not kind.allow_multiple:
        store.remove_of_owner(ctx.tx, kind.id, owner)
    return store.add(ctx.tx, kind.id, owner, properties, set_id)


def to_change(ctx: Context, handle: str, *, administering: bool = True) -> PropertySet:
    """The set of a handle, as it is now that nobody else changes it.

    administering: the caller must administer the company it belongs to, if it does to one
    raises:        InvalidParameter for a handle that names none; ForeignCompany, UserOutOfReach for a set out of reach;
                   OperationNotPermitted; MissingPermission
    """
    found = store.lock(ctx.tx, handles.property_set_id("setHandle", handle))
    if found is None:
        raise InvalidParameter("setHandle", handle, "the handle of a property set that is there")
    company_id = found.owner.company_id or _type(ctx, found).company_id
    property_owners.check_member(ctx, "setHandle", handle, company_id)
    if administering:
        property_owners.check_administrator(ctx, company_id)
    if found.owner.account_id is not None:
        property_owners.check_reach(ctx, "setHandle", handle, found.owner.account_id, company_id)
    for kind in (READ, WRITE):
        if kind in _lacking(ctx, found):
            raise MissingPermission("setHandle", handle, kind)
    return found


def update(ctx: Context, known: PropertySet, pairs: Pairs, *, replace: bool) -> None:
    """Change properties of a set by name; replace: those that are not named go. Raises as `create` for properties."""
    new = rules.read(pairs)
    store.set_properties(ctx.tx, known.id, new if replace else rules.checked({**known.properties, **new}))


def delete(ctx: Context, known: PropertySet) -> None:
    """Erase a set with its properties."""
    store.remove(ctx.tx, known.id)


def set_permissions(ctx: Context, known: PropertySet, granted: Sequence[Written]) -> None:
    """Give a set exactly these permissions, also none, which is open to nobody who is bound. Raises as `create`."""
    store.set_permissions(ctx.tx, known.id, _interned(ctx, known, _type(ctx, known), granted))


def update_permissions(ctx: Context, known: PropertySet, changes: Sequence[Written]) -> None:
    """Change permissions of a set. Raises as `create`."""
    company = _company(ctx, known, _type(ctx, known), changes)
    wanted = permissions.read(ctx.tx, company, changes)
    set_id = permissions.updated(ctx.tx, company.id, known.permission_set_id, wanted)
    store.set_permissions(ctx.tx, known.id, set_id)


def remove_permissions(ctx: Context, known: PropertySet) -> None:
    """Take all permissions from a set; nobody is bound by them any more (assumed)."""
    store.set_permissions(ctx.tx, known.id, None)


def _lacking(ctx: Context, known: PropertySet) -> set[str]:
    """The kinds that the caller is not allowed."""
    set_id = known.permission_set_id
    if set_id is None:
        return set()
    eyes = access.own(ctx.tx, ctx.caller, permission_rows.company_of(ctx.tx, set_id))
    return {kind for kind in KINDS if not permission_rows.allowing(ctx.tx, eyes, kind, [set_id])}


def _interned(ctx: Context, known: PropertySet, kind: PropertySetType, granted: Sequence[Written]) -> int:
    company = _company(ctx, known, kind, granted)
    return permissions.replaced(ctx.tx, company.id, permissions.read(ctx.tx, company, granted))


def _company(ctx: Context, known: PropertySet, kind: PropertySetType, granted: Sequence[Written]) -> Company:
    """Whose groups the permissions are of: the owner's, the type's, else the company of the first group (assumed)."""
    company_id = known.owner.company_id or kind.company_id
    if company_id is None:
        if not granted:
            raise InvalidParameter("permissionArray", "no items", "a group, since the set belongs to no company")
        first = granted[0]
        company_id = groups.anywhere(ctx.tx, first.group_handle, f"{first.place}/groupHandle").company_id
    company = ctx.company(handles.company_handle(company_id), "groupHandle")
    property_owners.check_administrator(ctx, company.id)
    return company


def _type(ctx: Context, known: PropertySet) -> PropertySetType:
    found = store.type_by_id(ctx.tx, known.type_id)
    assert found is not None, f"property set {known.id} has no type"
    return found
