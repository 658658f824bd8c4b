"""Companies: what one has from its birth, and when it counts."""

import secrets
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from safelight.domain.faults import InvalidParameter, NameTaken
from safelight.services import companies, company_settings, folders
from safelight.store import companies as rows


def fresh_name():
    return f"Planet {secrets.token_hex(4)}"


@pytest.fixture
def tx(parts):
    with parts.database.write() as opened:
        yield opened


@pytest.mark.documented
def test_the_root_is_the_name_without_blanks(tx):
    name = fresh_name()
    company = companies.create(tx, f"  {name} ", None, None, 1)
    assert (company.name, company.root) == (name, name.replace(" ", ""))


def test_a_new_company_has_its_root_folder(tx):
    company = companies.create(tx, fresh_name(), None, None, 1)
    assert folders.root(tx, company).path == company.root_path


def test_a_new_company_has_the_settings_of_the_reference(tx):
    company = companies.create(tx, fresh_name(), None, None, 1)
    assert company_settings.of(tx, company.id).overwrite_mode == "OverwriteFullName"


def test_a_name_in_use_is_refused_and_the_transaction_goes_on(tx):
    name = fresh_name()
    companies.create(tx, name, None, None, 1)
    with pytest.raises(NameTaken):
        companies.create(tx, name, None, None, 1)
    assert companies.create(tx, fresh_name(), None, None, 1).id > 0


def test_a_name_that_another_transaction_took_meanwhile_is_refused_by_the_key(tx):
    name = fresh_name()
    company = companies.create(tx, name, None, None, 1)
    assert rows.insert_company(tx, name, "Other" + company.root, 1, None, 1) is None
    assert rows.by_id(tx, company.id) == company


def test_two_names_with_one_root_cannot_stand_together(tx):
    name = fresh_name()
    companies.create(tx, name, None, None, 1)
    with pytest.raises(NameTaken, match="root path"):
        companies.create(tx, name.replace(" ", ""), None, None, 1)


def test_an_organisation_has_one_company(tx):
    organisation = secrets.token_hex(8)
    companies.create(tx, fresh_name(), None, organisation, 1)
    with pytest.raises(NameTaken, match="imsOrgId"):
        companies.create(tx, fresh_name(), None, organisation, 1)


@pytest.mark.parametrize("name", ["", "   ", "a/b", "a|b", "..", "a?b", "x" * 256, "a\tb", "50%", "#1"])
def test_a_name_that_cannot_stand_in_a_path_is_refused(tx, name):
    with pytest.raises(InvalidParameter, match="companyName"):
        companies.create(tx, name, None, None, 1)


def test_a_company_counts_until_the_moment_it_expires(tx):
    company = companies.create(tx, fresh_name(), 1000, None, 1)
    assert companies.in_force(tx, company.id, 999) == company
    assert companies.in_force(tx, company.id, 1000) is None


def test_an_unknown_company_is_not_in_force(tx):
    assert companies.in_force(tx, 10**12, 1) is None


@pytest.mark.recorded
def test_the_far_future_is_told_in_the_zone_of_the_server():
    far = datetime.fromtimestamp(companies.far_future_ms(ZoneInfo("America/Chicago")) / 1000, UTC)
    assert far.isoformat() == "2101-01-01T05:00:00+00:00"
