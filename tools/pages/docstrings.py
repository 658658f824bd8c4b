"""What the code says of itself: first sentences, and the labelled lines of a docstring (`syntax: ...`)."""

import inspect
import re
import sys

LABEL = re.compile(r"^(\w+): +(.*)$")


def says(thing: type) -> str:
    """The first paragraph, on one line."""
    return " ".join((inspect.getdoc(thing) or "").partition("\n\n")[0].split())


def labelled(thing: type) -> dict[str, str]:
    """The labelled lines, by label; a line that is indented goes on with the one before."""
    found: dict[str, str] = {}
    label = ""
    for line in (inspect.getdoc(thing) or "").splitlines():
        match = LABEL.match(line)
        if match:
            label = match[1]
            found[label] = match[2].strip()
        elif label and line.startswith(" "):
            found[label] += f" {line.strip()}"
    return found


def file_says(thing: type) -> str:
    """The first line of its file, without the name it begins with."""
    line = (sys.modules[thing.__module__].__doc__ or "").splitlines()[0]
    name, colon, rest = line.partition(": ")
    said = rest if colon and " " not in name else line
    return said[0].upper() + said[1:]
