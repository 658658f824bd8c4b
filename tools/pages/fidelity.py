"""fidelity.md: each operation of the contract, how its behaviour is known, and every known difference."""

from collections import Counter

from pages import differences
from pages.markdown import bullets, code, document, table
from safelight.contract import model
from safelight.operations import REGISTRY, fidelity

BASES = {
    "documented": "as the public reference says",
    "recorded": "as recorded answers of the original show",
    "assumed": "neither says what happens beyond the shapes; we chose",
    "planned": "not built; answers `ipsApiFault` 30000 and names itself",
}
HEAD = ("operation", "since", "until", "basis", "refuses", "differences")


def page() -> str:
    counts = Counter(map(_basis, model.OPERATIONS))
    told = ", ".join(f"{counts[basis]} {basis}" for basis in BASES)
    families = sorted({operation.family for operation in model.OPERATIONS.values()})
    return document(
        "# Fidelity",
        f"{len(model.OPERATIONS)} operations: {told}.",
        bullets(f"**{basis}**: {meaning}" for basis, meaning in BASES.items()),
        "An input under *refuses* faults as not built, with `ipsApiFault` 30000 that names it, when its value says"
        " something. *Differences* are those from the original that are known, and what was chosen where nobody knows."
        " Those of [jobs](job-kinds.md) and [picture URLs](commands.md) stand on their own pages.",
        "## Whatever the operation",
        bullets(differences.every("contract")),
        *(part for family in families for part in (f"## {family}", table(HEAD, _rows(family)))),
    )


def _rows(family: str) -> list[tuple[str, ...]]:
    return [_row(name) for name in sorted(model.OPERATIONS) if model.OPERATIONS[name].family == family]


def _row(name: str) -> tuple[str, ...]:
    operation, versions = model.OPERATIONS[name], list(model.VERSIONS)
    known = fidelity.table().get(name, fidelity.Fidelity("planned"))
    until = "" if operation.last == model.NEWEST.position else versions[operation.last]
    facts = (f"`{name}`", versions[operation.first], until, _basis(name))
    return (*facts, code(known.refuses), " ".join(known.differences))


def _basis(name: str) -> str:
    return fidelity.table()[name].basis if name in REGISTRY else "planned"
