"""What `req=set` tells: a picture, or a set with all that is in it.

Source: Image Serving reference, media set requests; a recorded reply. What the reply calls the pages of a catalog,
plain colours and videos is assumed.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import unquote

from safelight.domain.faults import Fault, InvalidParameter
from safelight.domain.records import Record
from safelight.serving import facts, set_grammar

Tree = dict[str, Any]
Chain = tuple[str, ...]
"""Catalog ids of the sets that a set is in, and its own; empty for one in line."""

MOST_LEVELS: Final = 10
"""Source: Image Serving reference, PS::fvctx.nestingLimit."""

MOST_PICTURES: Final = 20_000
"""Of one reply: sets that name each other would else tell of millions (assumed)."""

_BY_ASSET_TYPE: Final[Mapping[str, str]] = {
    "MEDIASET": "media_set",
    "SPINSET": "spin",
    "SPINSET2D": "spin",
    "VIDEOSET": "video_set",
    "IMAGESET": "img_set",
    "ECATALOG": "ecat",
}
_INNER: Final[Mapping[str, str]] = {
    **dict.fromkeys(("img", "basic", "advanced_image"), "img"),
    **dict.fromkeys(("img_set", "advanced_image_set", "advanced_imageset", "advanced_swatchset"), "img_set"),
    **{name: name for name in ("spin", "video", "video_set", "static", "ecat")},
}
_FILES: Final = frozenset({"video", "static"})
_VIDEOS: Final = (".mp3", ".mp4", ".flv", ".f4v", ".swf", ".xml")
_COLOUR: Final = re.compile(r"0x([0-9A-Fa-f]{6})\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells of the records of one catalog.

    root:      the company's part of addresses
    find:      the record of a catalog id, or None
    label_key: name in the user data of pictures whose value labels them; empty for no labels
    """

    root: str
    find: Callable[[str], Record | None]
    label_key: str = ""
    _known: dict[str, Record | None] = field(default_factory=dict)
    _told: list[None] = field(default_factory=list)

    def of(self, name: str, record: Record | None, text: str | None) -> Tree:
        """The whole tree.

        name:   of the record, `COMPANY/NAME`
        text:   a set in place of that of the record; None leaves it
        raises: InvalidParameter for sets nested too deep, or a media set in another
        """
        wanted = record.image_set if text is None and record is not None else text
        if not wanted and not (record and record.asset_type):
            return {"pv": "1.0", "type": "img", "n": name, "item": _bare([self._picture(name)])}
        declared = record.asset_type if record is not None and text is None else ""
        return {"pv": "1.0", **self._set(name, wanted or "", declared, (self._own(name),))}

    def _set(self, name: str, text: str, declared: str, within: Chain, wanted: str = "") -> Tree:
        if len(within) > MOST_LEVELS:
            raise _refused(name, f"at most {MOST_LEVELS} sets in each other")
        kind = wanted or _BY_ASSET_TYPE.get(declared) or set_grammar.kind(text)
        if kind == "unknown_set" and self._holds_sets(text, within):
            kind = "spin"
        if kind == "media_set" and len(within) > 1:
            raise _refused(name, "no media set within another")
        return {"type": kind, **({"n": name} if name else {}), "item": _bare(self._items(kind, text, within))}

    def _items(self, kind: str, text: str, within: Chain) -> list[Tree]:
        if kind == "spin":
            return [self._frame(each, within) for each in set_grammar.split(text, ",;") if each]
        if kind == "ecat":
            return [self._spread(set_grammar.split(each, ":")) for each in set_grammar.entries(text)]
        if kind == "video_set":
            return [_file("video", each) for each in set_grammar.entries(text)]
        make = self._medium if kind == "media_set" else self._swatched
        return [make(set_grammar.split(each, ";"), within) for each in set_grammar.entries(text)]

    def _frame(self, entry: str, within: Chain) -> Tree:
        nested = self._nested(entry, within)
        return self._picture(entry) if nested is None else {"set": nested}

    def _swatched(self, columns: Sequence[str], within: Chain) -> Tree:
        """One picture, or set, and what stands for it among the others."""
        what, swatch = (*columns, "")[:2]
        nested = self._nested(what, within)
        return self._pictured(what, swatch) if nested is None else {"set": nested, **self._swatch(swatch)}

    def _medium(self, columns: Sequence[str], within: Chain) -> Tree:
        what, swatch, said = (*columns, "", "")[:3]
        kind = _INNER.get(said.lower(), "")
        if kind in _FILES or (not kind and self._is_video(what)):
            return {**_file(kind or "video", what), **self._swatch(swatch)}
        nested = None if kind == "img" else self._nested(what, within, kind)
        if nested is None:
            return self._pictured(what, swatch)
        return {"set": nested, **self._swatch(swatch), "type": nested["type"]}

    def _pictured(self, what: str, swatch: str) -> Tree:
        picture = self._picture(what)
        return {"i": picture.pop("i"), **self._swatch(swatch), **picture}

    def _nested(self, entry: str, within: Chain, wanted: str = "") -> Tree | None:
        """The set that an entry is or names; None where it is a picture, as of a set that has itself in it."""
        inline = set_grammar.inner(entry)
        if inline is not None:
            return self._set("", inline, "", (*within, ""), wanted or _listed(inline))
        own, record = self._own(entry), self._record(entry)
        if record is None or not record.image_set or own in within:
            return None
        return self._set(entry, record.image_set, record.asset_type, (*within, own), wanted)

    def _spread(self, pages: Sequence[str]) -> Tree:
        """The pages seen at once; sizes are those of the first."""
        told = [self._picture(each) for each in pages]
        return {**told[0], "i": _bare([each["i"] for each in told])}

    def _picture(self, entry: str) -> Tree:
        self._told.append(None)
        if len(self._told) > MOST_PICTURES:
            raise _refused(entry, f"at most {MOST_PICTURES} pictures in all")
        record = self._record(entry)
        named: Tree = {"n": entry, **self._label(record)}
        if record is None or not record.digest:
            return {"i": named}
        return {"i": named, "dx": str(record.width), "dy": str(record.height), "iv": facts.version(record)}

    def _swatch(self, entry: str) -> Tree:
        if not entry:
            return {}
        plain = _COLOUR.fullmatch(set_grammar.inner(entry) or "")
        if plain is None:
            return {"s": {"n": entry, **self._label(self._record(entry))}}
        return {"s": {"rgb": f"0x{plain[1]}", **({"l": plain[2].strip()} if plain[2].strip() else {})}}

    def _label(self, record: Record | None) -> Tree:
        if not self.label_key or record is None:
            return {}
        pairs = (line.partition("=") for line in re.split(r"\?\?|[\r\n]+", record.user_data))
        return next(({"l": value.strip()} for key, _, value in pairs if key.strip() == self.label_key), {})

    def _holds_sets(self, text: str, within: Chain) -> bool:
        others = (each for each in set_grammar.entries(text) if self._own(each) not in within)
        return any(record is not None and record.image_set for record in map(self._record, others))

    def _is_video(self, entry: str) -> bool:
        return entry.lower().endswith(_VIDEOS) and self._record(entry) is None

    def _record(self, entry: str) -> Record | None:
        if entry not in self._known:
            self._known[entry] = self.find(self._own(entry))
        return self._known[entry]

    def _own(self, entry: str) -> str:
        """The catalog id of an entry."""
        return unquote(entry).strip("/").removeprefix(self.root + "/")


def _listed(inline: str) -> str:
    """A set in line that is a plain list is one of frames."""
    return "" if any(letter in inline for letter in ";:") else "spin"


def _file(kind: str, entry: str) -> Tree:
    return {"v": {"path": unquote(entry)}, "type": kind}


def _bare(items: list[Tree]) -> Tree | list[Tree]:
    """A single item stands without an array around it. Source: recorded reply."""
    return items[0] if len(items) == 1 else items


def _refused(name: str, want: str) -> Fault:
    return InvalidParameter("req=set", name or "a set in line", want)
