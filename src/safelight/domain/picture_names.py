"""Pictures that image commands name."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

_SOURCE: Final = re.compile(r"(?:^|[&?{])(?:src|mask)=(?:i[sr]\{)?([^&?{}]+)", re.IGNORECASE)


def named(commands: str, root: str) -> Iterator[str]:
    """Names of pictures of a company that `src=` and `mask=` take pixels from, also within nested requests.

    root: the company's part of picture URLs; `ROOT/NAME` and `NAME` alone name its own, others' are passed over.
          Source: Image Serving reference, src
    """
    for found in _SOURCE.finditer(commands):
        first, slash, rest = unquote(found[1]).strip("/").partition("/")
        if not slash:
            yield first
        elif first == root:
            yield rest
