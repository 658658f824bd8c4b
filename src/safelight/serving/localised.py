"""Pictures and their texts in the language of a request: `locale=` under the LocaleMap and LocaleStrMap of the company.

Source: Image Serving reference, `locale=`, attributes, LocaleMap, LocaleStrMap and DefaultLocale. A string is written
`default^loc=ID^text^loc=ID^text`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from safelight.domain import locales
from safelight.domain.faults import InvalidParameter
from safelight.domain.records import Record, ServingSettings
from safelight.serving.url import Request

Find = Callable[[str], Record | None]
_MARK: Final = "^loc="
_LINES: Final = re.compile(r"(?:(?!\?\?)[^\r\n])+")
_ELEMENTS: Final = re.compile(r"[^,;:]+")
_QUOTED: Final = re.compile(r"""(?<=")[^"]*(?=")|(?<=')[^']*(?=')""")


def finding(request: Request, settings: ServingSettings, find: Find) -> Find:
    """How records are found: under the first name that is there of those the locale gives to a name, in its language.

    A locale without a rule is that of DefaultLocale. Without a rule strings are the default ones, and without a locale
    and a rule names stay as they are (assumed).
    raises: InvalidParameter for a locale that no rule of LocaleMap is for
    """
    if not settings.locale_map and not settings.locale_str_map:
        return find
    asked = next((each.value.strip() for each in reversed(request.modifiers) if each.name == "locale"), None)
    if settings.locale_map:
        tried = _rule(settings.locale_map, asked, settings)
        if tried is None and asked is not None:
            raise InvalidParameter("locale", asked, "a locale of the company's LocaleMap")
        find = find if tried is None else partial(_first, find, tried)
    if settings.locale_str_map:
        find = partial(_told, find, _rule(settings.locale_str_map, asked, settings) or ())
    return find


def _rule(written: str, asked: str | None, settings: ServingSettings) -> tuple[str, ...] | None:
    found = locales.suffixes(written, asked or settings.default_locale)
    return locales.suffixes(written, settings.default_locale) if found is None else found


def _first(find: Find, suffixes: Sequence[str], name: str) -> Record | None:
    found = (find(name + suffix) for suffix in suffixes)
    return next((record for record in found if record is not None), None)


def _told(find: Find, ids: Sequence[str], name: str) -> Record | None:
    record = find(name)
    if record is None:
        return None
    return replace(
        record,
        user_data=_texts(_LINES, record.user_data, ids),
        targets=_texts(_LINES, record.targets, ids),
        image_set=_texts(_ELEMENTS, record.image_set, ids),
        map=_texts(_QUOTED, record.map, ids),
    )


def _texts(parts: re.Pattern[str], whole: str, ids: Sequence[str]) -> str:
    return parts.sub(lambda part: _text(part[0], ids), whole) if _MARK in whole else whole


def _text(part: str, ids: Sequence[str]) -> str:
    """A property, or a string alone, with the text of the first id that it has."""
    default, *others = part.split(_MARK)
    if not others:
        return part
    name, equals, default = default.rpartition("=") if "=" in default else ("", "", default)
    known = {key.strip(): text for key, _, text in (each.partition("^") for each in others)}
    return name + equals + next((known[key] if key else default for key in ids if key in known or not key), default)
