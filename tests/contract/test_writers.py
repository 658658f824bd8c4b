"""The writers made from the contract give byte for byte what a plain walk over the contract gives."""

import threading
from datetime import UTC
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.contract.test_codec_properties import THOROUGH, shape_of
from tests.contract.wire_values import maximal, minimal

from safelight.contract import constants, model, shapes
from safelight.contract.codec import Selection, encode_return, selection
from safelight.contract.codec.filters import NOTHING
from safelight.contract.codec.values import WRITE, write_date_time
from safelight.contract.codec.writers import Body

VERSIONS = sorted(model.VERSIONS)
PARIS = ZoneInfo("Europe/Paris")
FILTERS: dict[str, tuple[list[str], list[str]]] = {
    "all": ([], []),
    "some of each asset": (["assetArray/items/name", "assetArray/items/imageInfo/zoomTargets/items/name"], []),
    "all but": ([], ["assetArray/items/metadataArray", "assetArray/items/imageInfo/width", "totalRows"]),
}


def plainly(name: str, sequence: model.Sequence, shape: Any, version: model.Version, kept: Selection, zone: Any) -> str:
    inside = ""
    for field in sequence.fields_in(version):
        below, value = kept.child(field.name), getattr(shape, field.attribute)
        if value is None or (below is None and not field.required):
            continue
        if field.array is None:
            inside += element(field.name, sequence, field, value, version, below or NOTHING, zone)
            continue
        item = (below or NOTHING).child("items")
        some = item is not None or field.min_items
        inside += tagged(
            field.name,
            "".join(element("items", sequence, field, one, version, item or NOTHING, zone) for one in value if some),
        )
    return tagged(name, inside)


def element(
    name: str, owner: model.Sequence, field: model.Field, value: Any, version: model.Version, kept: Selection, zone: Any
) -> str:
    if not field.primitive:
        return plainly(name, model.TYPES[field.kind], value, version, kept, zone)
    if field.kind == "xsd:dateTime":
        return tagged(name, write_date_time(value, zone))
    choice = constants.CHOICES.get((owner.name, field.name))
    if choice and version.position == 0:
        value = choice.written_as.get(value, value)
    return tagged(name, WRITE[field.kind](value))


def tagged(name: str, text: str) -> str:
    return f"<{name}>{text}</{name}>" if text else f"<{name}/>"


def alike(
    operation: str, shape: Any, version: str, kept: tuple[list[str], list[str]] = ([], []), zone: Any = UTC
) -> None:
    of = model.VERSIONS[version]
    sequence = model.OPERATIONS[operation].returns
    plain = plainly(sequence.name, sequence, shape, of, selection(*kept), zone)
    want = plain.replace(f"<{sequence.name}", f'<{sequence.name} xmlns="{of.namespace}"', 1)
    assert encode_return(operation, shape, of, zone, *kept) == want


@pytest.mark.parametrize("version", VERSIONS)
def test_every_reply_of_every_version(version):
    of = model.VERSIONS[version]
    for operation in model.operations_in(of):
        alike(operation.name, minimal(operation.returns, of), version)
        alike(operation.name, maximal(operation.returns, of), version)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("kept", FILTERS)
def test_assets_whatever_is_kept_of_them(version, kept):
    full = maximal(model.OPERATIONS["searchAssets"].returns, model.VERSIONS[version])
    alike("searchAssets", full, version, FILTERS[kept], PARIS)


ANY_TEXT = st.text(st.characters(exclude_categories=[]), max_size=20)


@THOROUGH
@given(shape_of(model.OPERATIONS["getFolders"].returns), ANY_TEXT, st.sampled_from(VERSIONS))
def test_whatever_values_there_are(shape, text, version):
    alike("getFolders", shape, version, zone=PARIS)
    named = shapes.Asset(name=text, file_name=f"{text}.jpg", ready_for_publish=False)
    alike("getAssets", shapes.GetAssetsReturn(asset_array=(named, named)), version)


def test_several_threads_make_one_writer():
    sequence = model.TYPES["Asset"]
    one = maximal(sequence, model.NEWEST)
    want = Body(sequence, model.NEWEST, selection([], []), UTC).text(one)
    body, texts = Body(sequence, model.NEWEST, selection([], []), UTC), list[str]()
    together = [threading.Thread(target=lambda: texts.append(body.text(one))) for _ in range(8)]
    for each in together:
        each.start()
    for each in together:
        each.join()
    assert texts == [want] * 8
