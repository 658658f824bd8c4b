"""Query strings of image commands: what is read, and how it is tidied."""

import pytest

from safelight.domain.presets import tidy_modifier


@pytest.mark.documented
def test_blanks_that_pasting_leaves_around_a_piece_are_dropped():
    pasted = "wid=400&hei=400&fmt=jpeg&op_sharpen=0& \n   resMode=bicub&op_usm=0.0,0.0,0,0&iccEmbed=0 \n   "
    assert tidy_modifier(pasted) == "wid=400&hei=400&fmt=jpeg&op_sharpen=0&resMode=bicub&op_usm=0.0,0.0,0,0&iccEmbed=0"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("?wid=10", "wid=10"),
        ("&wid=10&", "wid=10"),
        ("$small$&qlt=80,1", "$small$&qlt=80,1"),
        ("$title=a%20b&text=$title$", "$title=a%20b&text=$title$"),
        ("rect=", "rect="),
        (".a note&wid=10", ".a note&wid=10"),
        ("layer=1&src=is{Acme/logo?wid=10&hei=5}&hei=20", "layer=1&src=is{Acme/logo?wid=10&hei=5}&hei=20"),
        ("fmt=png-alpha", "fmt=png-alpha"),
    ],
)
def test_every_kind_of_piece_is_read(given, kept):
    assert tidy_modifier(given) == kept


@pytest.mark.parametrize(
    "given",
    ["", "  ", "&&", "wid", "=4", "wid=%zz", "wid=1 2", "wid=1#top", "src=is{a&b", "src=is{a)}", "4wid=3", "src=a}"],
)
def test_what_is_no_query_string_is_none(given):
    assert tidy_modifier(given) is None
