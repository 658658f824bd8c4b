"""The cases of the protocol study that touch only what is built, each over HTTP with its record really published."""

import httpx
import pytest
from gallery import Gallery, clear_right_half, disc, halves, photo, quadrants, solid, with_alpha
from picture_cases import ROOT_ID, Case, cases
from picture_checks import check

from safelight.settings import Settings

LARGE = 4_000_000
ETAG_OF_A_FIRST_REPLY = "<ETag of a first reply>"
LEAST_SELECTED = 120
MAX_PIXELS = Settings.model_fields["render_max_pixels"].default


def param(case: Case):
    slow = [pytest.mark.slow] if case.size[0] * case.size[1] > LARGE else []
    return pytest.param(case, id=case.id, marks=[pytest.mark.documented, *slow])


@pytest.mark.parametrize("case", [param(case) for case in cases()])
def test_case(case: Case, gallery: Gallery):
    missing = case.why_not(MAX_PIXELS)
    if missing:
        pytest.skip(missing)
    publish(case, gallery)
    check(ask(case, gallery), case.expect, gallery.get)


def test_most_cases_are_selected():
    selected = [case.id for case in cases() if not case.why_not(MAX_PIXELS)]
    assert len(selected) >= LEAST_SELECTED


def publish(case: Case, gallery: Gallery) -> None:
    if case.kind != "none":
        gallery.add_drawn("img", (case.kind, *case.size), lambda: drawn(case))
        if case.columns():
            gallery.describe("img", **case.columns())
    for name, (width, height, colour) in case.others.items():
        gallery.add(name, solid(width, height, colour))
    for name, modifier in case.macros.items():
        gallery.preset(name, modifier)
    gallery.publish(case.settings(gallery.root), {name: case.record() for name in gallery.assets if name == "img"})


def ask(case: Case, gallery: Gallery) -> httpx.Response:
    path = case.path.replace(f"/is/image/{ROOT_ID}", f"/is/image/{gallery.root}", 1)
    path = path.replace(f"={ROOT_ID}/", f"={gallery.root}/")
    if case.header is None:
        return gallery.at(path)
    name, value = case.header
    if value == ETAG_OF_A_FIRST_REPLY:
        value = gallery.at(path).headers["etag"]
    return gallery.at(path, **{name: value})


def drawn(case: Case):
    width, height = case.size
    kind, _, rest = case.kind.partition(" ")
    if kind == "photo":
        return photo(width, height)
    if kind == "alpha":
        return with_alpha(photo(width, height), photo(width, height)[0])
    if kind == "quadrants":
        return quadrants(width, height)
    if kind == "halves":
        return halves(width, height, "ff0000", "0000ff", across=rest.startswith("lr"))
    colour = rest[:6].lower()
    if "right half" in rest:
        return clear_right_half(width, height, colour)
    return disc(width, colour) if "disc" in rest else solid(width, height, colour)
