"""How sets, zoom targets and image maps are written into the catalog."""

import pytest

from safelight.domain import catalog_texts, set_definitions, sets
from safelight.domain.annotations import ImageMap, ZoomTarget
from safelight.domain.faults import InvalidParameter
from safelight.domain.geometry import Size
from safelight.domain.sets import Listed


def listed(*members: tuple[str, bool], type_: str = "Image") -> list[Listed]:
    return [Listed(name, type_, reset) for name, reset in members]


@pytest.mark.documented
def test_what_parts_a_set_is_escaped_in_names():
    text, _ = sets.image_set("SpinSet", listed(("c/a,b;c:d", True), ("c/{e}(f) g", True)))
    assert text == "c/a%2Cb%3Bc%3Ad,c/%7Be%7D%28f%29%20g"


@pytest.mark.documented
def test_pages_of_a_catalog_begin_where_they_are_reset():
    text, kind = sets.image_set("Catalog", listed(("a", False), ("b", False), ("c", True), ("d", False)))
    assert (text, kind) == ("a:b,c:d", "ECATALOG")


def test_a_group_of_a_render_set_is_its_view_with_each_swatch():
    text, _ = sets.image_set("RenderSet", listed(("a", True), ("s", False), ("t", False), ("b", True)))
    assert text == "a;s,a;t,b;b"


@pytest.mark.documented
def test_a_spin_of_spins_has_two_dimensions():
    assert sets.image_set("SpinSet", listed(("a", True), type_="SpinSet"))[1] == "SPINSET2D"


@pytest.mark.documented
def test_text_outside_of_functions_stays_as_it_is():
    text = "x ${getCatalogId([a|1|22|7])};{y} $z ${ getFilePath( [2|1|1] ) },"
    assert set_definitions.resolved(text, lambda call: f"<{call.function} {call.asset_id}>") == (
        "x <getcatalogid 1>;{y} $z <getfilepath 2>,"
    )


def test_a_function_that_is_not_ended_is_refused():
    with pytest.raises(InvalidParameter, match=r"every \$\{ ended"):
        set_definitions.calls("setDefinition", "${getCatalogId([a|1])")


def target(x: int = 0, **changes: object) -> ZoomTarget:
    facts = {"id": 1, "asset_id": 1, "name": "", "x": x, "y": 0, "width": 10, "height": 10, "user_data": ""}
    return ZoomTarget(**{**facts, "position": 0, "modified_ms": 0, **changes})


@pytest.mark.documented
def test_targets_are_numbered_without_gaps_and_those_beyond_the_image_left_out():
    found = [target(name="a"), target(95), target(90, user_data="b\nc??d")]
    assert catalog_texts.targets(found, Size(100, 10)) == (
        "Target.1.rect=0,0,10,10??Target.1.label=a??Target.2.rect=90,0,10,10??Target.2.userData=b\\nc?\\u003fd"
    )


def area(**changes: object) -> ImageMap:
    facts = {"id": 1, "asset_id": 1, "name": "", "shape_type": "Rectangle", "region": "0, 0,9,9", "action": "x?a&b"}
    return ImageMap(**{**facts, "position": 0, "enabled": True, "modified_ms": 0, **changes})


@pytest.mark.documented
def test_the_uppermost_map_comes_first_and_disabled_ones_not_at_all():
    polygon = area(shape_type="Polygon", region="0,0,9,0,9,9", action="href='y' alt=\"z\"")
    text = catalog_texts.area_map([area(), area(enabled=False), polygon])
    assert text == (
        '<area shape="poly" coords="0,0,9,0,9,9" href=\'y\' alt="z">'
        '<area shape="rect" coords="0,0,9,9" href="x?a&amp;b">'
    )


@pytest.mark.parametrize(
    "region", [{"region": "40"}, {"shape_type": "Polygon", "region": "1,2,3,4,5"}, {"region": "1,2,3"}]
)
def test_a_region_that_is_no_shape_is_not_served(region: dict[str, object]):
    assert catalog_texts.area_map([area(**region)]) == ""


def test_an_action_cannot_break_out_of_its_area():
    assert catalog_texts.area_map([area(action='"><script>')]).endswith('href="&quot;&gt;&lt;script&gt;">')
    assert "<script" not in catalog_texts.area_map([area(action='href="x"><script a="b"')])
