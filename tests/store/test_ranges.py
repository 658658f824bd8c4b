"""Prefixes as ranges."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import column, literal, select

from safelight.store.ranges import starts_with

LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")


def matches(tx, text, prefix):
    return bool(tx.execute(select(starts_with(literal(text), prefix))).scalar())


@pytest.fixture(scope="module")
def reader(parts):
    with parts.database.read() as tx:
        yield tx


@pytest.mark.parametrize(
    ("text", "prefix", "expected"),
    [
        ("shoe", "shoe", True),
        ("shoes", "shoe", True),
        ("sho", "shoe", False),
        ("shof", "shoe", False),
        ("", "", True),
        ("a\ud7ffb", "a\ud7ff", True),
        ("a\ue000", "a\ud7ff", False),
        ("a\U0010ffffb", "a\U0010ffff", True),
        ("b", "a\U0010ffff", False),
        ("\U0010ffff\U0010ffffx", "\U0010ffff\U0010ffff", True),
        ("\U0010ffff", "\U0010ffff\U0010ffff", False),
    ],
)
def test_the_range_holds_what_begins_with_the_prefix(reader, text, prefix, expected):
    assert matches(reader, text, prefix) is expected


@given(stem=st.text(LETTERS, max_size=4), more=st.text(LETTERS, max_size=4), prefix=st.text(LETTERS, max_size=4))
def test_the_range_agrees_with_python(reader, stem, more, prefix):
    assert matches(reader, stem + more, stem)
    assert matches(reader, stem, prefix) is stem.startswith(prefix)


def test_a_range_leaves_the_column_bare_for_an_index():
    assert str(starts_with(column("name"), "ab")) == "name >= :name_1 AND name < :name_2"
