"""The roles are those of the contract."""

import json
from pathlib import Path

from safelight import contract
from safelight.domain import company_settings, roles

CONSTANTS = json.loads((Path(contract.__file__).parent / "data" / "constants.json").read_text())


def test_the_roles_are_those_of_the_contract():
    assert set(CONSTANTS["User Roles"]["values"]) == roles.ROLES


def test_the_overwrite_modes_are_those_of_the_contract():
    assert CONSTANTS["Asset Overwrite Modes"]["values"] == list(company_settings.OVERWRITE_MODES)
