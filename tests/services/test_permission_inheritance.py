"""Whatever is done to folders and their permissions, in force is what a folder has itself, else what its parent has."""

import random

import pytest
from sqlalchemy import select

from looks.steps import ask
from safelight.domain import handles
from safelight.domain.faults import Fault
from safelight.domain.permissions import KINDS, Permission
from safelight.services import companies, folders, permissions
from safelight.store.tables import folder

NAMES = "abc"
STEPS = 40


@pytest.fixture
def company(server):
    company_id = handles.company_id("companyHandle", server.company)
    with server.parts.database.read() as tx:
        return companies.in_force(tx, company_id, 0)


@pytest.fixture
def group(server):
    return handles.group_id("group", ask(server, "saveGroup", name="Editors", isSystemDefined=False).groupHandle)


def wrong(tx, company):
    """Folders in which something else is in force."""
    rows = {row.id: row for row in tx.execute(select(folder).where(folder.c.company_id == company.id))}
    above = {key: rows[row.parent_id].permission_set_id if row.parent_id else None for key, row in rows.items()}
    due = {
        key: above[key] if row.own_permission_set_id is None else row.own_permission_set_id for key, row in rows.items()
    }
    return [rows[key].path for key, set_id in due.items() if rows[key].permission_set_id != set_id]


@pytest.mark.parametrize("seed", range(4))
def test_in_force_is_the_nearest_own_set(server, company, group, seed):
    dice = random.Random(seed)
    done = 0
    for _ in range(STEPS):
        with server.parts.database.write() as tx:
            known = [each for each, _ in folders.listed(tx, folders.root(tx, company), ())]
            done += _step(tx, company, group, dice, known)
            assert wrong(tx, company) == []
    assert done > STEPS / 3


def _step(tx, company, group, dice, known):
    """One change of any kind; returns 0 where it was refused."""
    at, other, name = dice.choice(known), dice.choice(known), dice.choice(NAMES)
    wanted = [Permission(group, kind, dice.random() < 0.5, override=False) for kind in KINDS if dice.random() < 0.5]
    children = dice.random() < 0.3
    changes = (
        lambda: folders.create(tx, company, f"{at.path}{name}/{dice.choice(NAMES)}", 1),
        lambda: folders.create(tx, company, f"{at.path}{name}", 1),
        lambda: folders.move(tx, at, other, 1),
        lambda: folders.rename(tx, at, name, 1),
        lambda: folders.delete(tx, at, "x@example.com", 1) if len(known) > 12 else None,
        lambda: permissions.set_folder(tx, at, wanted, children=children),
        lambda: permissions.update_folder(tx, at, wanted, children=children),
        lambda: permissions.remove_folder(tx, at, children=children),
    )
    try:
        dice.choice(changes)()
    except Fault:
        return 0
    return 1
