"""Permission sets as rows: each of them once, whoever asks for it and when."""

import threading

import pytest

from harness import new_server
from looks.steps import ask
from safelight.domain import handles
from safelight.domain.permissions import READ, UNBOUND, WRITE, Access, Permission
from safelight.store import permissions


@pytest.fixture
def company(server):
    return handles.company_id("companyHandle", server.company)


@pytest.fixture
def group(server):
    return handles.group_id("group", ask(server, "saveGroup", name="Editors", isSystemDefined=False).groupHandle)


def read_and_write(group):
    return [Permission(group, kind, allowed=True, override=False) for kind in (READ, WRITE)]


def test_equal_permissions_are_one_set_in_whichever_order(parts, company, group):
    with parts.database.write() as tx:
        first = permissions.interned(tx, company, read_and_write(group))
        assert permissions.interned(tx, company, read_and_write(group)[::-1]) == first
        assert permissions.interned(tx, company, read_and_write(group)[:1]) != first


def test_no_permissions_are_a_set_too_and_another_in_each_company(parts, http, company):
    other = handles.company_id("companyHandle", new_server(parts, http).company)
    with parts.database.write() as tx:
        first = permissions.interned(tx, company, [])
        assert permissions.interned(tx, company, []) == first
        assert permissions.interned(tx, other, []) != first
        assert permissions.entries(tx, [first]) == {first: []}


def test_two_who_ask_at_once_get_the_same_set(parts, company, group):
    found = []

    def second():
        with parts.database.write() as tx:
            found.append(permissions.interned(tx, company, read_and_write(group)))

    with parts.database.write() as tx:
        first = permissions.interned(tx, company, read_and_write(group))
        other = threading.Thread(target=second)
        other.start()
        other.join(timeout=0.2)
        assert found == []
    other.join(timeout=10)
    assert found == [first]


def test_what_a_set_allows(parts, company, group):
    with parts.database.write() as tx:
        set_id = permissions.interned(tx, company, read_and_write(group)[:1])
        member, nobody = Access((frozenset({group}),)), Access((frozenset(),))
        assert permissions.allowing(tx, member, READ, [set_id, None]) == {set_id}
        assert permissions.allowing(tx, member, WRITE, [set_id, None]) == set()
        assert permissions.allowing(tx, nobody, READ, [set_id]) == set()
        assert permissions.allowing(tx, Access((*member.parties, *nobody.parties)), READ, [set_id]) == set()
        assert permissions.allowing(tx, UNBOUND, WRITE, [set_id, None]) == {set_id, None}


def test_a_forgotten_group_is_in_no_set_and_the_set_is_not_given_out_again(parts, company, group):
    with parts.database.write() as tx:
        old = permissions.interned(tx, company, read_and_write(group))
        permissions.forget_group(tx, group)
        assert permissions.entries(tx, [old]) == {old: []}
        assert permissions.interned(tx, company, read_and_write(group)) != old
