"""Links to pictures that are not published."""

import pytest

from safelight.domain.faults import LinkRefused
from safelight.services import preview
from safelight.services.preview import Link

SECRET = b"s" * 32


def link(text: str) -> Link:
    said = dict(part.split("=") for part in text.split("&"))
    return Link(said["expires"], said["sig"])


def test_a_link_holds_for_its_picture_until_its_end():
    made = link(preview.sign(SECRET, "Co", "a/b", 1000))
    preview.check(SECRET, "Co", "a/b", made, 999_999)
    with pytest.raises(LinkRefused, match="has ended"):
        preview.check(SECRET, "Co", "a/b", made, 1_000_000)


@pytest.mark.parametrize(
    ("secret", "root", "name", "change"),
    [
        (b"t" * 32, "Co", "img", {}),
        (SECRET, "Other", "img", {}),
        (SECRET, "Co", "img2", {}),
        (SECRET, "Co\0img", "", {}),
        (SECRET, "Co", "img", {"expires": "2000"}),
        (SECRET, "Co", "img", {"expires": "1000.0"}),
        (SECRET, "Co", "img", {"expires": ""}),
        (SECRET, "Co", "img", {"signature": ""}),
        (SECRET, "Co", "img", {"signature": "é"}),
    ],
)
def test_a_link_opens_nothing_else(secret, root, name, change):
    made = link(preview.sign(SECRET, "Co", "img", 1000))
    changed = Link(change.get("expires", made.expires), change.get("signature", made.signature))
    with pytest.raises(LinkRefused, match="signature"):
        preview.check(secret, root, name, changed, 0)


def test_the_secret_of_an_installation_is_its_own_and_lasts(parts):
    with parts.database.read() as tx:
        first, second = preview.secret(tx), preview.secret(tx)
    assert first == second
    assert len(first) >= 16
