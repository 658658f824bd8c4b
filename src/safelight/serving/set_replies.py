"""Replies to `req=set`, `imageset`, `targets`, `userdata` and `map`: a tree or a field of the catalog in some form.

Source: Image Serving reference, the page of each; the json of an image set: clients in use. How the other fields look
as xml and json is assumed.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final
from xml.sax.saxutils import quoteattr

from safelight.serving.media_sets import Tree

_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>\r\n'
LINE_END: Final = "\r\n"


def padded(value: Mapping[str, Any], handler: str, tag: str) -> bytes:
    """JSONP, without blanks: clients look for names and values as text."""
    told = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    return f"/*jsonp*/{handler}({told},{json.dumps(tag)});".encode()


def tree(root: Tree, form: str, handler: str, tag: str) -> bytes:
    """A set, as xml unless json is asked for."""
    if form == "json":
        return padded({"set": root}, handler, tag)
    return (_DECLARATION + _element("set", root) + LINE_END).encode()


def image_set(text: str, form: str, handler: str, tag: str) -> bytes:
    if form == "json":
        return padded({"IMAGE_SET": text}, handler, tag)
    if form == "xml":
        return f"{_DECLARATION}<imageset value={quoteattr(text)}/>{LINE_END}".encode()
    if form == "javascript":
        return f"imageset='{text.replace(chr(39), chr(39) * 2)}'{LINE_END}".encode()
    return (text + LINE_END).encode()


def lines(text: str) -> bytes:
    """Properties of a record, a line each."""
    return (text.replace("??", LINE_END) + LINE_END).encode()


def pairs(text: str) -> dict[str, str]:
    """Properties of a record by name."""
    parts = (line.partition("=") for line in text.replace("\r\n", "??").replace("\n", "??").split("??") if line)
    return {name.strip(): value.strip() for name, _, value in parts}


def areas(text: str, elements: Sequence[Mapping[str, str]], form: str, handler: str, tag: str) -> bytes:
    """An image map. text: HTML; elements: the attributes of each area of it."""
    if form == "json":
        return padded({"map": text}, handler, tag)
    if form == "xml":
        inner = "".join(_element("area", dict(each)) for each in elements) or "<area/>"
        return f"{_DECLARATION}<map>{inner}</map>{LINE_END}".encode()
    return text.encode()


def _element(name: str, value: Tree) -> str:
    """Texts become attributes, trees elements, lists elements of one name."""
    attributes = "".join(f" {key}={quoteattr(each)}" for key, each in value.items() if isinstance(each, str))
    inner = "".join(_children(key, each) for key, each in value.items() if not isinstance(each, str))
    return f"<{name}{attributes}>{inner}</{name}>" if inner else f"<{name}{attributes}/>"


def _children(name: str, value: Any) -> str:
    return "".join(_element(name, each) for each in (value if isinstance(value, list) else [value]))
