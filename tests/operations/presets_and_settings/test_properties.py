"""getProperty and getSystemProperties."""

import base64
import json
import secrets
from pathlib import Path

import pytest
from sqlalchemy import delete

import made_assets
from harness import Refused
from safelight import contract
from safelight.services import system_properties
from safelight.store.tables import system_property

NAMES = json.loads((Path(contract.__file__).parent / "data" / "constants.json").read_text())["System Properties"]


def value(server, name):
    return server.call("getProperty", name=name).value


@pytest.mark.documented
def test_every_documented_name_has_the_value_the_list_gives(server):
    listed = server.call("getSystemProperties").propertyArray
    assert sorted(each.name for each in listed) == sorted(NAMES["values"])
    for each in listed:
        assert value(server, each.name) == each.value


@pytest.mark.documented
def test_the_largest_upload_is_that_of_the_settings(server):
    assert value(server, "UploadPostMaxFileSize") == str(server.parts.settings.upload_max_bytes)


@pytest.mark.documented
def test_the_image_server_is_at_the_address_the_caller_used(server):
    assert value(server, "IpsImageServerUrl") == "http://testserver/is/preview/"


def test_the_image_server_shows_a_member_what_ips_image_url_names_before_it_is_published(server):
    handle = made_assets.make(server, f"unseen-{secrets.token_hex(4)}")
    found = server.call("getAssets", companyHandle=server.company, assetHandleArray=[handle]).assetArray[0]
    address = value(server, "IpsImageServerUrl") + found.ipsImageUrl + "?req=exists"
    basic = "Basic " + base64.b64encode(f"{server.email}:{server.password}".encode()).decode()
    assert "catalogRecord.exists=1" in server.get(address, authorization=basic).text
    assert server.get(address).status_code == 403


@pytest.mark.documented
def test_the_spelling_of_the_reference_page_is_read_too(server):
    assert value(server, "swfRootUrl") == value(server, "SwfRootUrl")


def test_svgs_are_not_rendered(server):
    assert value(server, "SvgRenderEnabled") == "false"


def test_the_message_of_the_installation_is_told(server):
    assert value(server, "SystemMessage") == ""
    text = f"Maintenance at {secrets.token_hex(2)}"
    database = server.parts.database
    with database.write() as tx:
        system_properties.ensure(tx, "SystemMessage", text)
    try:
        assert value(server, "SystemMessage") == text
    finally:
        with database.write() as tx:
            tx.execute(delete(system_property).where(system_property.c.name == "SystemMessage"))


@pytest.mark.parametrize("name", ["", "preview_secret", "Nothing"])
def test_an_unknown_name_is_refused(server, name):
    with pytest.raises(Refused, match="name: got") as refused:
        value(server, name)
    assert refused.value.code == 30001


def test_a_user_without_a_company_may_not_ask(server):
    email = f"lone-{secrets.token_hex(4)}@example.com"
    server.as_ips_admin().call(
        "addUser",
        firstName="Lone",
        lastName="Wolf",
        email=email,
        password=server.password,
        isValid=True,
        isIpsAdmin=False,
        membershipArray=[],
    )
    lone = server.as_user()
    lone.email = email
    with pytest.raises(Refused) as refused:
        value(lone, "IpsVersion")
    assert refused.value.code == 20003
