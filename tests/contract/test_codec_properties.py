"""Whatever a shape holds comes back: through JSON exactly, through XML but for what XML cannot hold."""

import dataclasses
import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from safelight.contract import constants, model, shapes
from safelight.contract.codec import decode_param, encode_param, from_json, to_json

XML_TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff").filter(
        lambda c: c >= " " or c in "\t\n\r"
    )
)
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(1000, 1, 1), datetime(9000, 1, 1), timezones=ZONES)  # noqa: DTZ001  # bounds are naive
PRIMITIVES = {
    "xsd:string": XML_TEXT,
    "xsd:int": st.integers(-(2**31), 2**31 - 1),
    "xsd:long": st.integers(-(2**63), 2**63 - 1),
    "xsd:double": st.floats(allow_nan=False, allow_infinity=False),
    "xsd:boolean": st.booleans(),
    "xsd:dateTime": MOMENTS.map(lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000)),
    "xsd:base64Binary": st.binary(max_size=50),
}
THOROUGH = settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def shape_of(sequence: model.Sequence) -> st.SearchStrategy[Any]:
    barred = {name for group in (*sequence.exactly_one_of, *sequence.at_most_one_of) for name in group[1:]}
    first = {group[0] for group in sequence.exactly_one_of}
    fields = [f for f in sequence.fields if f.name not in barred]
    must = {f.attribute: value_of(sequence, f) for f in fields if f.required or f.name in first}
    must |= {f.attribute: must[f.attribute].filter(lambda value: value != "") for f in fields if f.name in first}
    may = {f.attribute: value_of(sequence, f) for f in fields if f.attribute not in must}
    return st.fixed_dictionaries(must, optional=may).map(lambda values: getattr(shapes, sequence.shape)(**values))


def value_of(sequence: model.Sequence, field: model.Field) -> st.SearchStrategy[Any]:
    choice = constants.CHOICES.get((sequence.name, field.name))
    if not field.primitive:
        one = st.deferred(lambda: shape_of(model.TYPES[field.kind]))
    else:
        one = st.sampled_from(choice.documented) if choice else PRIMITIVES[field.kind]
    if field.array is None:
        return one
    return st.lists(one, min_size=field.min_items, max_size=field.min_items + 1).map(tuple)


PARAMS = st.sampled_from(sorted(model.OPERATIONS)).flatmap(
    lambda name: st.tuples(st.just(name), shape_of(model.OPERATIONS[name].param))
)
STORED = ("UploadUrlsJob", "UploadDirectoryJob", "ImageServingPublishJob", "ExportJob", "updateXMPPacketParam")


@THOROUGH
@given(st.sampled_from(STORED).flatmap(lambda name: shape_of(model.SEQUENCES[name])))
def test_job_options_come_back_from_json(shape):
    text = json.dumps(to_json(shape))
    assert from_json(type(shape), json.loads(text)) == shape
    assert from_json(type(shape).__name__, json.loads(text)) == shape


@THOROUGH
@given(PARAMS)
def test_parameters_come_back_from_xml(named):
    name, param = named
    text = encode_param(name, param, model.NEWEST, UTC)
    known = {f.attribute for f in model.OPERATIONS[name].param.fields_in(model.NEWEST)}
    read = decode_param(name, etree.fromstring(text.encode()), model.NEWEST, UTC)
    for field in dataclasses.fields(read):
        if field.name in known and not _is_nested(getattr(param, field.name)):
            assert getattr(read, field.name) == getattr(param, field.name)
    assert encode_param(name, read, model.NEWEST, UTC) == text


def _is_nested(value: Any) -> bool:
    return dataclasses.is_dataclass(value) or (isinstance(value, tuple) and any(map(dataclasses.is_dataclass, value)))


def test_json_uses_wire_names_and_leaves_out_what_is_absent():
    job = shapes.ImageServingPublishJob(publish_type="Full", email_setting="None")
    assert to_json(job) == {"publishType": "Full", "emailSetting": "None"}


def test_json_with_a_stranger_is_refused():
    with pytest.raises(ValueError, match="ImageServingPublishJob has no publishTyp"):
        from_json(shapes.ImageServingPublishJob, {"publishTyp": "Full"})
    with pytest.raises(TypeError):
        from_json(shapes.ImageServingPublishJob, {})
