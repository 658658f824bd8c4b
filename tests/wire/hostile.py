"""Requests that nobody sends on purpose: any operation, its fields present, absent, wrong, huge or hostile."""

from dataclasses import dataclass
from xml.sax.saxutils import escape

from hypothesis import strategies as st

from safelight.contract import model

DEEPEST = 3
MANY = 300
HOSTILE = (
    "",
    " ",
    "None",
    "0",
    "-1",
    "../../etc/passwd",
    "'; DROP TABLE asset; --",
    "%",
    "_",
    "<![CDATA[x]]>",
    "&amp;",
    "|",
    "a|",
    "a|999999999",
    "c|0",
    "é\U0001d54f\u202e",
    "x" * 5000,
    "\ufffd",
    "http://169.254.169.254/latest",
    "file:///etc/passwd",
    "${jndi:ldap://x}",
    "Infinity",
    "2014-04-03",
)
NUMBERS = ("0", "1", "-1", "7", "2147483647", "-2147483648", "2147483648", "99999999999999999999", "1.5", "one", "")
FRACTIONS = ("0", "0.5", "-1", "1e308", "1e999", "NaN", "INF", "half", "")
TRUTHS = ("true", "false", "1", "0", "TRUE", "maybe", "")
MOMENTS = (
    "2026-01-01T00:00:00.000Z",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59+14:00",
    "2026-02-30T00:00:00Z",
    "2026-01-01",
    "now",
    "",
)
BYTES = ("", "AAAA", "not base64!", "A" * 4000)


@dataclass(frozen=True)
class Pool:
    """Handles and names that mean something: of the caller's company, and of another."""

    own: dict[str, list[str]]
    foreign: dict[str, list[str]]

    def texts(self, name: str) -> st.SearchStrategy[str]:
        """What a text field of that name may hold; mostly what it is meant for."""
        kind = next((kind for kind in self.own if kind.lower() in name.lower()), None)
        if kind is None:
            return st.sampled_from(HOSTILE) | st.sampled_from(("a", "boot", "/", "jpg"))
        own = st.sampled_from(self.own[kind])
        return own | own | own | st.sampled_from(self.foreign[kind]) | st.sampled_from(HOSTILE)


def requests(pool: Pool) -> st.SearchStrategy[tuple[str, str, str]]:
    """(operation, version, body)."""
    return st.sampled_from(sorted(model.OPERATIONS)).flatmap(lambda name: _request(name, pool))


def _request(name: str, pool: Pool) -> st.SearchStrategy[tuple[str, str, str]]:
    operation = model.OPERATIONS[name]
    versions = [v for v in model.VERSIONS.values() if operation.first <= v.position <= operation.last and v.listed]
    return st.sampled_from(versions).flatmap(
        lambda version: _sequence(operation.param, version, pool, 0).map(
            lambda inner: (
                name,
                version.name,
                f'<{operation.param.name} xmlns="{version.namespace}">{inner}</{operation.param.name}>',
            )
        )
    )


def _sequence(shape: model.Sequence, version: model.Version, pool: Pool, depth: int) -> st.SearchStrategy[str]:
    fields = [_field(f, version, pool, depth) for f in shape.fields_in(version)]
    return st.tuples(*fields).map("".join)


def _field(f: model.Field, version: model.Version, pool: Pool, depth: int) -> st.SearchStrategy[str]:
    present = _present(f, version, pool, depth)
    if f.name == "companyHandle":
        return present
    return st.integers(0, 9).flatmap(lambda n: present if n < (9 if f.required else 3) else st.just(""))


def _present(f: model.Field, version: model.Version, pool: Pool, depth: int) -> st.SearchStrategy[str]:
    if f.array is None:
        return _one(f, f.name, version, pool, depth)
    item = _one(f, "items", version, pool, depth)
    few = st.lists(item, max_size=3).map("".join)
    listed = few if depth else few | few | few | item.map(lambda text: text * MANY)
    return listed.map(lambda inner: f"<{f.name}>{inner}</{f.name}>")


def _one(f: model.Field, tag: str, version: model.Version, pool: Pool, depth: int) -> st.SearchStrategy[str]:
    if f.primitive:
        return _text(f, pool).map(lambda text: f"<{tag}>{escape(text)}</{tag}>")
    if depth >= DEEPEST:
        return st.just(f"<{tag}/>")
    inner = st.deferred(lambda: _sequence(model.TYPES[f.kind], version, pool, depth + 1))
    return inner.map(lambda text: f"<{tag}>{text}</{tag}>")


def _text(f: model.Field, pool: Pool) -> st.SearchStrategy[str]:
    match f.kind.removeprefix(model.PRIMITIVE):
        case "int" | "long":
            return st.sampled_from(NUMBERS)
        case "double" | "float":
            return st.sampled_from(FRACTIONS)
        case "boolean":
            return st.sampled_from(TRUTHS)
        case "dateTime":
            return st.sampled_from(MOMENTS)
        case "base64Binary":
            return st.sampled_from(BYTES)
    return pool.texts(f.name)
