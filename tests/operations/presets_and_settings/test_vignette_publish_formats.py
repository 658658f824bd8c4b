import pytest

from harness import Refused

SAMPLE = {
    "name": "large",
    "targetWidth": 1200,
    "targetHeight": 800,
    "createPyramid": True,
    "thumbWidth": 400,
    "saveAsVersion": 0,
    "sizeSuffixSeparator": "-",
    "sharpen": 50,
    "usmAmount": 230.0,
    "usmRadius": 1.1,
    "usmThreshold": 130,
}
CHANGED = {
    "name": "small",
    "targetWidth": 1000,
    "targetHeight": 0,
    "createPyramid": False,
    "thumbWidth": 0,
    "saveAsVersion": 3,
    "sizeSuffixSeparator": "_",
    "sharpen": 0,
    "usmAmount": 0.5,
    "usmRadius": 3.1,
    "usmThreshold": 255,
}
BAD = [
    ("name", " "),
    ("name", "n" * 256),
    ("targetWidth", -1),
    ("targetHeight", 65_536),
    ("thumbWidth", -5),
    ("saveAsVersion", -1),
    ("sizeSuffixSeparator", "--"),
    ("sizeSuffixSeparator", "/"),
    ("sharpen", -1),
    ("usmAmount", "NaN"),
    ("usmRadius", 250.5),
    ("usmThreshold", 256),
]


def ask(server, operation, **values):
    return server.call(f"{operation}VignettePublishFormat", companyHandle=server.company, **values)


def create(server, **changes):
    return ask(server, "create", **(SAMPLE | changes)).vignetteFormatHandle


def listed(server):
    reply = server.call("getVignettePublishFormats", companyHandle=server.company)
    return [vars(each) for each in reply.vignetteFormatArray]


def refused(server, operation, **values):
    with pytest.raises(Refused) as refusal:
        ask(server, operation, **values)
    return refusal.value


@pytest.mark.documented
def test_a_new_format_is_listed_as_it_was_given(server):
    handle = create(server)
    assert handle.startswith(f"v|{server.company.removeprefix('c|')}|")
    known = {"companyHandle": server.company, "vignetteFormatHandle": handle}
    assert listed(server) == [known | SAMPLE]


@pytest.mark.documented
def test_every_field_can_be_changed_at_once_and_alone(server):
    handle = create(server)
    assert ask(server, "update", vignetteFormatHandle=handle, **CHANGED).vignetteFormatHandle == handle
    known = {"companyHandle": server.company, "vignetteFormatHandle": handle}
    assert listed(server) == [known | CHANGED]
    for name, value in SAMPLE.items():
        ask(server, "update", vignetteFormatHandle=handle, **{name: value})
        assert listed(server)[0][name] == value
    assert listed(server) == [known | SAMPLE]


@pytest.mark.documented
def test_a_deleted_format_is_gone_and_the_others_stay_by_name(server):
    handles = {name: create(server, name=name) for name in ("b", "c", "a")}
    ask(server, "delete", vignetteFormatHandle=handles["b"])
    assert [each["name"] for each in listed(server)] == ["a", "c"]
    refusal = refused(server, "delete", vignetteFormatHandle=handles["b"])
    assert (refusal.code, "vignetteFormatHandle" in refusal.reason) == (30001, True)


@pytest.mark.parametrize(("field", "value"), BAD)
def test_a_value_out_of_range_is_named(server, field, value):
    handle = create(server)
    for refusal in (
        refused(server, "create", **(SAMPLE | {"name": "other", field: value})),
        refused(server, "update", vignetteFormatHandle=handle, **{field: value}),
    ):
        assert (refusal.code, refusal.reason.partition(":")[0]) == (30001, field)
    assert [each["name"] for each in listed(server)] == ["large"]


def test_names_are_unique_in_a_company(server):
    create(server)
    create(server.other_company())
    other = create(server, name="other")
    assert refused(server, "create", **SAMPLE).reason == "name: vignette publish format 'large' is already in use."
    assert "already in use" in refused(server, "update", vignetteFormatHandle=other, name="large").reason


def test_a_handle_of_another_company_is_refused(server):
    foreign = create(server.other_company())
    assert refused(server, "update", vignetteFormatHandle=foreign, name="x").code == 20006
    assert refused(server, "delete", vignetteFormatHandle=foreign).code == 20006
    assert refused(server, "delete", vignetteFormatHandle="v|x|1").code == 30001


@pytest.mark.documented
def test_who_may_is_as_the_reference_says(server):
    handle = create(server.as_user("ImagePortalAdmin"))
    user = server.as_user("IpsUser")
    for call in (
        lambda: create(user),
        lambda: ask(user, "update", vignetteFormatHandle=handle),
        lambda: ask(user, "delete", vignetteFormatHandle=handle),
        lambda: listed(user),
    ):
        with pytest.raises(Refused) as refusal:
            call()
        assert refusal.value.code == 20003


def test_another_companys_formats_are_not_to_be_had(server):
    other = server.other_company().company
    for operation, values in (
        ("createVignettePublishFormat", SAMPLE),
        ("updateVignettePublishFormat", {"vignetteFormatHandle": "v|1|1"}),
        ("deleteVignettePublishFormat", {"vignetteFormatHandle": "v|1|1"}),
        ("getVignettePublishFormats", {}),
    ):
        with pytest.raises(Refused) as refusal:
            server.call(operation, companyHandle=other, **values)
        assert refusal.value.code == 20006
