"""saveImageMap, deleteImageMap and setImageMaps, as a caller sees them."""

import pytest

from harness import Refused
from looks.steps import ask, by_handle, by_name
from made_assets import make
from made_files import written_pdf
from taken_in import taken_in

AREA = {"name": "link", "shapeType": "Rectangle", "region": "0,0,84,128", "action": "http://a/b", "enabled": True}


@pytest.fixture
def boot(server):
    return make(server, "boot", detail={"width": 400, "height": 300})


def save(server, asset, position=0, **values):
    return ask(server, "saveImageMap", assetHandle=asset, position=position, **(AREA | values)).imageMapHandle


def put(server, asset, *maps):
    return ask(server, "setImageMaps", assetHandle=asset, imageMapArray=list(maps)).imageMapHandleArray


def maps(server, asset):
    return by_handle(server, asset).imageInfo.imageMaps


@pytest.mark.documented
def test_a_map_is_shown_with_all_that_was_said_of_it(server, boot):
    handle = save(server, boot, position=7, shapeType="Polygon", region="0,0, 9,0,9,9", enabled=False)
    (shown,) = maps(server, boot)
    wanted = AREA | {"shapeType": "Polygon", "region": "0,0, 9,0,9,9", "enabled": False, "position": 7}
    assert {name: getattr(shown, name) for name in wanted} == wanted
    assert (shown.imageMapHandle, shown.lastModified) == (handle, by_handle(server, boot).lastModified)


@pytest.mark.documented
def test_a_handle_changes_the_map_it_names_and_position_orders_them(server, boot):
    first, second = save(server, boot, 1), save(server, boot, 2)
    assert [each.imageMapHandle for each in maps(server, boot)] == [first, second]
    assert save(server, boot, 3, imageMapHandle=first, name="over") == first
    assert [(each.imageMapHandle, each.name) for each in maps(server, boot)] == [(second, "link"), (first, "over")]


@pytest.mark.documented
def test_setting_replaces_those_there_are_and_orders_them(server, boot):
    old = save(server, boot)
    handles = put(server, boot, AREA | {"region": "40"}, AREA | {"name": "top", "enabled": False})
    shown = maps(server, boot)
    assert [(each.imageMapHandle, each.position) for each in shown] == [(handles[0], 0), (handles[1], 1)]
    assert [(each.region, each.enabled) for each in shown] == [("40", True), (AREA["region"], False)]
    assert old not in handles
    assert put(server, boot) == []
    assert maps(server, boot) == []


@pytest.mark.documented
def test_deleting_leaves_the_others(server, boot):
    first, second = save(server, boot), save(server, boot)
    ask(server, "deleteImageMap", imageMapHandle=first)
    assert [each.imageMapHandle for each in maps(server, boot)] == [second]
    with pytest.raises(Refused, match=r"imageMapHandle.* that is there"):
        ask(server, "deleteImageMap", imageMapHandle=first)


def test_a_version_that_cannot_say_so_means_enabled(server, boot):
    values = {name: value for name, value in AREA.items() if name != "enabled"}
    ask(server, "saveImageMap", version="pre-4.0", assetHandle=boot, position=0, **values)
    assert maps(server, boot)[0].enabled is True


@pytest.mark.parametrize(
    ("field", "value"),
    [("shapeType", "Circle"), ("region", ""), ("region", "1,2,x"), ("region", "50%"), ("action", "x" * 10_001)],
)
def test_a_wrong_value_faults_and_names_its_field(server, boot, field, value):
    with pytest.raises(Refused, match=rf"30001: {field}: got"):
        save(server, boot, **{field: value})
    with pytest.raises(Refused, match=rf"30001: imageMapArray/items\[1\]/{field}: got"):
        put(server, boot, AREA | {field: value})
    assert maps(server, boot) == []


def test_more_maps_than_an_image_has_room_for_fault(server, boot):
    with pytest.raises(Refused, match="1001 image maps"):
        put(server, boot, *[AREA] * 1001)
    put(server, boot, *[AREA] * 1000)
    with pytest.raises(Refused, match="1001 image maps"):
        save(server, boot)


@pytest.mark.parametrize("wrong", ["", "a|1", "a|1|9|1", "a|1|8|x"])
def test_what_is_no_map_handle_faults(server, wrong):
    with pytest.raises(Refused, match=r"30001: imageMapHandle: got "):
        ask(server, "deleteImageMap", imageMapHandle=wrong)


def test_a_map_of_another_image_faults(server, boot):
    other = save(server, make(server, "shoe"))
    with pytest.raises(Refused, match="image map of"):
        save(server, boot, imageMapHandle=other)


def test_another_companys_image_is_out_of_reach(server, boot):
    handle, other = save(server, boot), server.other_company()
    for call in (
        lambda: save(other, boot),
        lambda: put(other, boot),
        lambda: ask(other, "deleteImageMap", imageMapHandle=handle),
    ):
        with pytest.raises(Refused) as refusal:
            call()
        assert refusal.value.code == 20006


def test_who_may_only_look_may_not_draw(server, boot):
    handle, looker = save(server, boot), server.as_user(role="ImagePortalUser")
    for call in (
        lambda: save(looker, boot),
        lambda: put(looker, boot),
        lambda: ask(looker, "deleteImageMap", imageMapHandle=handle),
    ):
        with pytest.raises(Refused) as refusal:
            call()
        assert refusal.value.code == 20003


LINKS = (
    "<< /Type /Annot /Subtype /Link /Rect [20 60 80 80] /A << /S /URI /URI (https://shop.example.com/red?a=1&b=2) >> >>"
    "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (javascript:alert\\(1\\)) >> >>"
    "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /GoTo /D [4 0 R /Fit] >> >>"
)


@pytest.mark.slow
@pytest.mark.documented
def test_links_of_a_pdf_become_maps_of_the_pictures_of_its_pages(server):
    content = written_pdf("20 60 Td (Red) Tj", annotations=LINKS)
    options = {"process": "Rasterize", "resolution": 144.0, "extractLinks": True, "pdfCatalog": False}
    taken_in(server, "leaf.pdf", lambda path: path.write_bytes(content), pdfOptions=options)
    (page,) = by_name(server, "leaf-1")
    (link,) = page.imageInfo.imageMaps
    assert (link.name, link.shapeType, link.region) == ("Link 1", "Rectangle", "40,40,160,80")
    assert link.action == "https://shop.example.com/red?a=1&b=2"
    options |= {"extractLinks": False}
    taken_in(server, "leaf.pdf", lambda path: path.write_bytes(written_pdf("20 60 Td (Blue) Tj")), pdfOptions=options)
    assert len(by_name(server, "leaf-1")[0].imageInfo.imageMaps) == 1
