"""The locks of requirements agree, and the check of that can fail."""

import re

import pytest

import locks

TEXTS = {name: (locks.ROOT / name).read_text(encoding="utf-8") for name in (locks.ALL, locks.RUN, locks.BUILD)}


NAMED = {"run": locks.RUN, "build": locks.BUILD}


def told(**changed):
    texts = TEXTS | {NAMED[name]: text for name, text in changed.items()}
    return locks.disagreements(texts, {locks.RUN: ["httpx", "granian"], locks.BUILD: ["hatchling"]})


def test_they_agree():
    assert locks.main() == 0


def test_every_pin_is_read():
    for text in TEXTS.values():
        assert len(locks.pins(text)) == len(re.findall(r"^[a-z0-9].*==", text, re.MULTILINE))


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"run": TEXTS[locks.RUN].replace("httpx==", "httpx==9")}, "deploy/requirements.lock: httpx==9"),
        (
            {"run": re.sub(r"sha256:\w+", f"sha256:{'0' * 64}", TEXTS[locks.RUN], count=1)},
            "is not as in requirements.lock",
        ),
        ({"run": re.sub(r"^httpx==.*\\\n( .*\n)+", "", TEXTS[locks.RUN], flags=re.MULTILINE)}, "httpx is missing"),
        ({"run": TEXTS[locks.RUN]}, "alembic is not needed"),
        ({"build": "--index-url https://example.com\n" + TEXTS[locks.BUILD]}, "deploy/build.lock names an address"),
    ],
)
def test_what_disagrees_is_told(changed, wrong):
    assert any(wrong in sentence for sentence in told(**changed))
