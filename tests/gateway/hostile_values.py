"""Requests that mix what is right with what is wrong: any operation, any fields, any values."""

import random
import string
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from harness import BASE, Server
from safelight.contract import model
from safelight.contract.constants import CHOICES

_LETTERS = random.Random(7).choices(string.ascii_letters + string.digits, k=9000)
LONG = "".join(_LETTERS)
"""Longer than an entry of an index may be, and no shorter when it is packed."""

RIGHT = {
    "xsd:boolean": ["true", "false", "1", "0"],
    "xsd:int": ["0", "1", "2", "100"],
    "xsd:long": ["0", "1", "2", "100"],
    "xsd:double": ["0", "1", "72.0", ".5"],
    "xsd:dateTime": ["2014-04-03T12:00:00Z", "2014-01-01T00:00:00", "2098-01-01T00:00:00.5-05:00"],
    "xsd:base64Binary": ["", "AAAA", "AA AA"],
    "xsd:string": [
        "x",
        "shoe",
        "/fuzz/shoes",
        "a/b/c.jpg",
        "en-US",
        "0 0 0 1 1 ? 2098",
        "Sesam-0ffne",
        "wid=200&hei=100",
    ],
}
_NUMBERS = [
    "",
    "-1",
    "7",
    "2147483647",
    "-2147483648",
    "2147483648",
    "9" * 30,
    "1.5",
    "1e3",
    "+5",
    " 3 ",
    "0x10",
    "\u0663",
]
WRONG = {
    "xsd:boolean": ["", "TRUE", "yes", "2"],
    "xsd:int": _NUMBERS,
    "xsd:long": [*_NUMBERS, "9223372036854775807", "-9223372036854775808", "9223372036854775808"],
    "xsd:double": [*_NUMBERS, "NaN", "INF", "-0.0", "1e308", "1e309", "1e-320"],
    "xsd:dateTime": [
        *("", "now", "2014-02-30T12:00:00Z", "2014-04-03T25:00:00Z", "2014-04-03T24:00:00Z", "2014-04-03"),
        *("0001-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00", "1969-12-31T23:59:59.999999999+00:00"),
    ],
    "xsd:base64Binary": ["====", "!", "A", "A" * 2001],
    "xsd:string": [
        *("", " ", "/", "//", "..", "../../etc/passwd", "C:\\x\\y.jpg", "|", "||||", "None", "*", "%", "_", "%s%n"),
        *("' OR 1=1 --", '"; DROP TABLE asset; --', "{0}{job}{", "${x}", "$preset$", "\\x00", "\\u0000", "xx_yy_zz"),
        *("\t", "\n", "a\r\nb", "\u00a0", "\u0301", "\u200b", "\u202e", "\ufeff", "\U0001f4f7", "\U0010ffff", "\ud7ff"),
        *(LONG, LONG[:2800], LONG[:700], LONG[:256], "é" * 255, "\U0001f4f7" * 255, "ß", "İ", "ǅ", "a@b.c"),
        *("0 0 0 31 2 ?", "* * * * * ?", "http://127.0.0.1:1/x.jpg", "http://[", "file:///etc/passwd", "ftp://h/x"),
        *("assetArray/items/name", "assetArray//items", "folders/subfolderArray", "totalRows"),
    ],
}
HANDLES = [
    *("c|", "c|0", "c|-1", "c|999999999", f"c|{'9' * 20}", "47", "a|0", "a|1", "a|1|1|535", "a|x", "f|", "f|/", "f|x/"),
    *("j|1|a||", "j|", "j||||", f"j|1|||{'9' * 20}", "pc|0", "pc|99", "u|1|a@b.c", "u|0|", "47|3", "|3", "p|1|x"),
]
PREFIXES = {"asset": "a|", "folder": "f|", "destfolder": "f|", "job": "j|", "context": "pc|", "user": "u|"}
MARKUP = ["<items/>", "<a><b/></a>", "text<x/>", "<!-- c -->", "<![CDATA[<&]]>", "&#x1F4F7;", "<?pi?>", "&amp;amp;"]
DEEPEST = 5


@dataclass
class Fuzz:
    """Makes requests of one version.

    draw:  of hypothesis
    known: handles and names that the company really has
    kinds: which of several elements that exclude each other is mostly taken
    wild:  of a hundred choices, how many are wrong ones; 0 is one choice of all, the `spoilt`th
    """

    draw: Callable[[Any], Any]
    server: Server
    version: model.Version
    known: Sequence[str]
    kinds: Sequence[str]
    wild: int
    spoilt: int
    choices: int = 0
    elements_left: int = 60

    def param(self, operation: model.Operation) -> str:
        inner = self._children(operation.param, 0)
        return f'<{operation.param.name} xmlns="{self.version.namespace}">{inner}</{operation.param.name}>'

    def header(self) -> str:
        """Mostly the right one; else with wishes that make no sense, or nobody's."""
        right = self.server.auth_header()
        if not self._goes_wrong():
            return right
        names = ("locale", "appName", "gzipResponse", "faultHttpStatusCode", "stranger")
        wishes = "".join(f"<{name}>{escaped(self._pick(WRONG['xsd:string'] + _NUMBERS))}</{name}>" for name in names)
        token = f'<authHeader xmlns="{BASE}"><accessToken>x</accessToken></authHeader>'
        other = "<x:y xmlns:x='urn:z'>text</x:y>"
        return self._pick([right.replace("</auth", f"{wishes}</auth"), token, "", right + right, other + right])

    def _children(self, sequence: model.Sequence, depth: int) -> str:
        return "".join(self._element(sequence, each, depth) for each in self._chosen(sequence))

    def _chosen(self, sequence: model.Sequence) -> list[model.Field]:
        """All that is required and some others, and one of those that exclude each other; unless it goes wrong."""
        rate = self._pick([1, 3, 8])
        here = sequence.fields_in(self.version)
        chosen = [each for each in here if (not self._goes_wrong() if each.required else self._odds(rate, 10))]
        for group in (*sequence.exactly_one_of, *sequence.at_most_one_of):
            if not self._goes_wrong():
                names = [each.name for each in here if each.name in group]
                kept = self._pick([name for name in names if name in self.kinds] or names or [""])
                chosen = [each for each in here if each.name == kept or (each in chosen and each.name not in group)]
        return chosen * 2 if self._goes_wrong() and self._odds(1, 5) else chosen

    def _element(self, sequence: model.Sequence, each: model.Field, depth: int) -> str:
        self.elements_left -= 1
        if each.array is None:
            return f"<{each.name}>{self._content(sequence, each, depth)}</{each.name}>"
        count = self._pick([0, 1, 1, 2, 3]) if self.elements_left > 0 else 0
        items = "".join(f"<items>{self._content(sequence, each, depth)}</items>" for _ in range(count))
        return f"<{each.name}>{items}</{each.name}>"

    def _content(self, sequence: model.Sequence, each: model.Field, depth: int) -> str:
        if self._goes_wrong() and self._odds(1, 10):
            return self._pick(MARKUP)
        if not each.primitive:
            return self._children(model.TYPES[each.kind], depth + 1) if depth < DEEPEST else ""
        return escaped(self._text(sequence, each))

    def _text(self, sequence: model.Sequence, each: model.Field) -> str:
        choice, handle = CHOICES.get((sequence.name, each.name)), "handle" in each.name.lower()
        if self._goes_wrong():
            return self._pick([*(HANDLES if handle else WRONG[each.kind]), self.draw(st.text(max_size=12))])
        if choice is not None:
            return self._pick(choice.documented)
        if each.name == "companyHandle":
            return self.server.company
        prefix = PREFIXES.get(each.name.lower().partition("handle")[0], "") if handle else ""
        likely = [word for word in self.known if (word.startswith(prefix) if prefix else "|" not in word)]
        return self._pick((likely if each.kind == "xsd:string" else []) + ([] if prefix else RIGHT[each.kind]) or [""])

    def _goes_wrong(self) -> bool:
        self.choices += 1
        return self._odds(self.wild, 100) if self.wild else self.choices == self.spoilt

    def _odds(self, hits: int, of: int) -> bool:
        return bool(self.draw(st.integers(1, of)) > of - hits)

    def _pick(self, pool: Sequence[Any]) -> Any:
        return self.draw(st.sampled_from(pool))


def escaped(text: str) -> str:
    """As text of XML; what XML cannot hold is left out."""
    words = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
    return "".join(words.get(letter, letter) for letter in text if letter in "\t\n\r" or _writable(letter))


def _writable(letter: str) -> bool:
    return letter >= " " and not "\ud800" <= letter < "\ue000" and letter not in "\ufffe\uffff"
