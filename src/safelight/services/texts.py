"""Sentences in the language of who reads them."""

import tomllib
from functools import cache
from importlib import resources

FALLBACK = "en"


def say(locale: str, key: str, **facts: object) -> str:
    """A sentence of the catalogue `texts.toml`, in English where it lacks the language.

    locale: `ll` or `ll-CC`, any case, hyphen or underscore
    """
    sentences = _catalogue()[key]
    language = locale.replace("_", "-").partition("-")[0].lower()
    return sentences.get(language, sentences[FALLBACK]).format(**facts)


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    text = resources.files("safelight.services").joinpath("texts.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
