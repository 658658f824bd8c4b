"""Kinds of property sets: those of companies, and global ones, which an IpsAdmin makes for all."""

from safelight.domain import handles
from safelight.domain import property_sets as rules
from safelight.domain.choices import one_of
from safelight.domain.faults import InvalidParameter, MissingParameter, NameTaken, ValueNotPermitted
from safelight.domain.people import Company
from safelight.domain.property_sets import PROPERTY_TYPES, PropertySetType
from safelight.services import property_owners
from safelight.services.context import Context
from safelight.store import property_sets as store
from safelight.store.database import Tx


def listed(tx: Tx, company: Company | None) -> list[PropertySetType]:
    """Those of a company by name, without the global ones; these for None."""
    return store.types_of(tx, company.id if company else None)


def by_name(tx: Tx, company: Company | None, name: str) -> PropertySetType:
    """One of `listed`. Raises InvalidParameter where there is none of the name."""
    found = store.type_by_name(tx, company.id if company else None, name.strip())
    if found is None:
        raise InvalidParameter("name", name, "the name of a property set type that is there")
    return found


def by_handle(ctx: Context, handle: str) -> PropertySetType:
    """raises: InvalidParameter for a handle that names none, ForeignCompany for a type of another company"""
    found = store.type_by_id(ctx.tx, handles.property_set_type_id("typeHandle", handle))
    if found is None:
        raise InvalidParameter("typeHandle", handle, "the handle of a property set type that is there")
    property_owners.check_member(ctx, "typeHandle", handle, found.company_id)
    return found


def create(
    ctx: Context, company: Company | None, name: str, property_type: str, *, allow_multiple: bool
) -> PropertySetType:
    """Make a type for a company, or for None a global one.

    raises: MissingParameter for a global one by who is no IpsAdmin; InvalidParameter for an unfit name or an unknown
            property type; NameTaken
    """
    if company is None and not ctx.caller.account.ips_admin:
        raise MissingParameter("companyHandle", "a company, since an IpsAdmin alone makes global types")
    fit = rules.type_name("name", name)
    kind = one_of("propertyType", property_type, PROPERTY_TYPES, "")
    made = store.add_type(ctx.tx, company.id if company else None, fit, kind, allow_multiple=allow_multiple)
    if made is None:
        raise NameTaken("name", fit, "property set type")
    return made


def delete(ctx: Context, kind: PropertySetType) -> None:
    """Erase a type with its sets. Raises OperationNotPermitted, and ValueNotPermitted for a global one."""
    if kind.company_id is None and not ctx.caller.account.ips_admin:
        raise ValueNotPermitted("typeHandle", kind.handle, "types of companies that it administers")
    property_owners.check_administrator(ctx, kind.company_id)
    lock(ctx.tx, kind)
    store.remove_type(ctx.tx, kind.id)


def lock(tx: Tx, kind: PropertySetType) -> None:
    """Let nobody else make sets of it, or delete it, until our transaction ends. Raises InvalidParameter if gone."""
    if not store.lock_type(tx, kind.id):
        raise InvalidParameter("typeHandle", kind.handle, "the handle of a property set type that is there")
