"""Replies that are facts: `object.property` pairs in one of four forms.

Source: Image Serving reference, properties; the order of properties is not documented.
"""

import json
from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import quoteattr

from safelight.domain.moments import moment

MEDIA_TYPES: Final = {
    "text": "text/plain",
    "javascript": "text/javascript",
    "xml": "text/xml",
    "json": "text/javascript",
}
Facts = Mapping[str, str]
_DATE: Final = "%a %b %d %H:%M:%S UTC %Y"
_ESCAPES: Final = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def written(facts: Facts, form: str, *, handler: str, tag: str, now_ms: int) -> bytes:
    """The facts in a form. handler and tag: JSONP function, and the id given back to it."""
    if form == "xml":
        text = _xml(facts)
    elif form == "json":
        text = f"/*jsonp*/{handler}({json.dumps(dict(facts))},{json.dumps(tag)});"
    elif form == "javascript":
        text = "".join(f"{name}='{_in_quotes(value)}'\r\n" for name, value in facts.items())
    else:
        lines = [f"{name}={value.translate(_ESCAPES)}" for name, value in facts.items()]
        text = "\r\n".join(["#S7Z OK", f"#{moment(now_ms):{_DATE}}", *lines, ""])
    return text.encode()


def _xml(facts: Facts) -> str:
    groups: dict[str, list[str]] = {}
    for name, value in facts.items():
        group, _, own = name.partition(".")
        groups.setdefault(group, []).append(f"<property name={quoteattr(own)} value={quoteattr(value)}/>")
    inner = "".join(f"<prop-group name={quoteattr(name)}>{''.join(rows)}</prop-group>" for name, rows in groups.items())
    return f'<?xml version="1.0" encoding="UTF-8"?>\r\n<prop-group>{inner}</prop-group>\r\n'


def _in_quotes(value: str) -> str:
    return value.replace("'", "''").replace("\r", " ").replace("\n", " ")
