"""The part of docs/jobs.md that tells what a call does in each state: picture and tables of `domain.job_states`."""

from collections.abc import Iterable

from pages.markdown import table
from safelight.contract import model
from safelight.domain.job_states import OF_DEFINITION, OF_RUN, Move, Moves
from safelight.services import authorisation

_RUN_ENDS = ("New --> Running : a worker takes it up", "Running --> Done : every file is done", "Stopping --> Done")


def part() -> str:
    """Markdown without a heading of its own."""
    pieces = (
        ["A definition:"],
        table(_head(OF_DEFINITION), _rows(OF_DEFINITION)),
        ["A run:"],
        table(_head(OF_RUN), _rows(OF_RUN)),
        ["Who may call:"],
        table(("call", "roles"), _who()),
        ["The life of a run, as a picture:"],
        _picture(),
    )
    return "\n\n".join("\n".join(piece) for piece in pieces) + "\n"


def _head(moves: Moves) -> list[str]:
    return ["call", *next(iter(moves.values()))]


def _rows(moves: Moves) -> list[list[str]]:
    return [[f"`{call}`", *(_told(state, move) for state, move in states.items())] for call, states in moves.items()]


def _told(state: str, move: Move) -> str:
    if move.refused:
        return f"faults: must be {move.wanted}" if move.wanted else "faults: names no job"
    return move.says if not move.acts or move.to in {"", state, move.says} else f"**{move.to}**: {move.says}"


def _who() -> Iterable[tuple[str, str]]:
    """Of their own company; an IpsAdmin of every company."""
    for call in OF_DEFINITION:
        yield f"`{call}`", ", ".join(sorted(authorisation.open_to(call, model.OPERATIONS[call].documented_roles)))


def _picture() -> list[str]:
    """Every move that changes the state, each pair of states once."""
    arrows: dict[tuple[str, str], list[str]] = {}
    for call, states in OF_RUN.items():
        for state, move in states.items():
            if move.acts and move.to != state:
                arrows.setdefault((state, move.to or "Running"), []).append(call)
    moved = [f"{before} --> {after} : {', '.join(calls)}" for (before, after), calls in arrows.items()]
    lines = [
        "[*] --> New",
        "[*] --> WaitingClient : upload entry",
        "WaitingClient --> Running : endJob, or 30 idle minutes",
    ]
    return ["```mermaid", "stateDiagram-v2", *(f"    {line}" for line in (*lines, *_RUN_ENDS, *moved)), "```"]
