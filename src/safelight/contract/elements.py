"""Looking at XML elements: names without namespace, and text past comments."""

from lxml import etree


def split_tag(element: etree._Element) -> tuple[str, str]:
    """Namespace and local name; two empty strings for a comment or processing instruction."""
    tag: object = element.tag
    if not isinstance(tag, str):
        return "", ""
    namespace, _, name = tag.rpartition("}")
    return namespace.removeprefix("{"), name


def local_name(element: etree._Element) -> str:
    """Empty for a comment or processing instruction."""
    return split_tag(element)[1]


def own_text(element: etree._Element) -> str:
    """The text directly inside an element, whatever stands between its pieces."""
    return (element.text or "") + "".join(child.tail or "" for child in element)
