"""Writes of several threads in one transaction of SQLite: who would wait for the disk in turn waits for it once.

Each has a savepoint of its own: one that fails takes back nothing of the others. None is told that it is done before
all are safe.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import AbstractContextManager
from contextvars import Context, copy_context
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Connection

Result = TypeVar("Result")
Turn = Callable[[], AbstractContextManager[None]]
Transaction = Callable[[int | None, bool], AbstractContextManager[Connection]]


@dataclass(eq=False, frozen=True, slots=True)
class _Piece:
    """What one thread wants to be done; `end` is what came of it."""

    work: Callable[[Connection], Any]
    company_id: int | None
    light: bool
    context: Context = field(default_factory=copy_context)
    end: "Future[Any]" = field(default_factory=Future)

    def carry_out(self, tx: Connection) -> Any:
        """Done with the context variables of the thread that wants it, whichever thread that is."""
        return self.context.run(self.work, tx)


class Together:
    """Threads that want to write queue up; whoever has the turn does what all of them want, in the order they came."""

    def __init__(self, turn: Turn, transaction: Transaction) -> None:
        """turn:     lets one thread write
        transaction: of a company, see `Database.write`, and whether its end need not wait for the disk
        """
        self._turn = turn
        self._transaction = transaction
        self._lock = threading.Lock()
        self._waiting: list[_Piece] = []

    def do(self, work: Callable[[Connection], Result], company_id: int | None, *, light: bool) -> Result:
        """What the work gives, once it is committed."""
        piece = _Piece(work, company_id, light)
        with self._lock:
            self._waiting.append(piece)
        with self._turn():
            self._carry_out(self._taken_with(piece))
        result: Result = piece.end.result()
        return result

    def _taken_with(self, piece: _Piece) -> list[_Piece]:
        """What waits of the same company as the piece; nothing where somebody else has taken that."""
        with self._lock:
            if piece not in self._waiting:
                return []
            taken = [one for one in self._waiting if one.company_id == piece.company_id]
            self._waiting = [one for one in self._waiting if one.company_id != piece.company_id]
            return taken

    def _carry_out(self, pieces: list[_Piece]) -> None:
        if not pieces:
            return
        try:
            with self._transaction(pieces[0].company_id, all(piece.light for piece in pieces)) as tx:
                ends = [_apart(tx, piece) for piece in pieces] if len(pieces) > 1 else [(pieces[0].carry_out(tx), None)]
        except BaseException as failure:  # noqa: BLE001  each thread has it raised
            for piece in pieces:
                piece.end.set_exception(failure)
            return
        for piece, (result, refusal) in zip(pieces, ends, strict=True):
            if refusal is None:
                piece.end.set_result(result)
            else:
                piece.end.set_exception(refusal)


def _apart(tx: Connection, piece: _Piece) -> tuple[Any, Exception | None]:
    """What came of a piece: its result, or why it failed.

    Raises its failure where that has ended the whole transaction, as a full disk does: then nothing of it is safe.
    The driver is told directly: SQLAlchemy's savepoints take longer than what most pieces do.
    """
    driver = tx.connection.driver_connection
    assert driver is not None
    driver.execute("SAVEPOINT piece")
    end: tuple[Any, Exception | None]
    try:
        end = piece.carry_out(tx), None
    except Exception as failure:
        if not driver.in_transaction:
            raise
        driver.execute("ROLLBACK TO piece")
        end = None, failure
    driver.execute("RELEASE piece")
    return end
