"""The life of a job, once: what each call does in each state. Code, tests and tables of docs/jobs.md are made of it.

A scheduled job is Normal, Blocked (its time has come while a run of it is under way), Paused, or gone; the contract's
other trigger states (Complete, Error, None) are never shown, since what has no further time leaves the schedule. A run
is New, Running, WaitingClient, WaitingCoordinator (paused), Stopping, Done, or deleted.
Source: IPS API reference (Active Job States, Job Trigger States); what the calls do where it is silent is assumed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from safelight.domain.jobs import BLOCKED, DONE, NEW, NORMAL, PAUSED, RUNNING, STOPPING, WAITING_CLIENT
from safelight.domain.jobs import WAITING_COORDINATOR as HELD

GONE: Final = "gone"
DELETED: Final = "deleted"
_AT_WORK: Final = " and a run under way"
NORMAL_AT_WORK: Final = NORMAL + _AT_WORK
PAUSED_AT_WORK: Final = PAUSED + _AT_WORK


@dataclass(frozen=True, slots=True)
class Move:
    """What a call does in a state.

    to:     the state that a client sees next; the same as before where only something else changes, or nothing
    says:   in a few words
    acts:   it changes something; a call that changes nothing succeeds, so that a client may repeat one whose answer
            it lost (assumed)
    wanted: of a refusal, the state that the call needs; None is no refusal. Empty: there is no such job
    """

    to: str
    says: str
    acts: bool = True
    wanted: str | None = None

    @property
    def refused(self) -> bool:
        return self.wanted is not None


def _refusal(state: str, wanted: str = "") -> Move:
    return Move(state, "faults", acts=False, wanted=wanted)


def _nothing(state: str) -> Move:
    return Move(state, "nothing", acts=False)


Moves = Mapping[str, Mapping[str, Move]]
"""By call, then by state."""

_UNSCHEDULED: Final = "scheduled or paused"
_NOT_TWICE: Final = "scheduled or paused, with no run of it under way"
_RUNS: Final = "a run now; the schedule stays as it is"
_STOPS: Final = "its run stops; the schedule stays as it is"
_ON: Final = "gone; its run goes on"

OF_DEFINITION: Final[Moves] = {
    "submitJob": {
        **{state: _refusal(state, "gone") for state in (NORMAL, NORMAL_AT_WORK, BLOCKED, PAUSED, PAUSED_AT_WORK)},
        GONE: Move(NORMAL, "a new job"),
    },
    "executeJob": {
        NORMAL: Move(NORMAL_AT_WORK, _RUNS),
        NORMAL_AT_WORK: _refusal(NORMAL_AT_WORK, _NOT_TWICE),
        BLOCKED: _refusal(BLOCKED, _NOT_TWICE),
        PAUSED: Move(PAUSED_AT_WORK, "a run now; it stays paused"),
        PAUSED_AT_WORK: _refusal(PAUSED_AT_WORK, _NOT_TWICE),
        GONE: _refusal(GONE),
    },
    "pauseJob": {
        NORMAL: Move(PAUSED, "fires no more"),
        NORMAL_AT_WORK: Move(PAUSED_AT_WORK, "fires no more; its run goes on"),
        BLOCKED: Move(PAUSED_AT_WORK, "fires no more; its run goes on"),
        PAUSED: _nothing(PAUSED),
        PAUSED_AT_WORK: _nothing(PAUSED_AT_WORK),
        GONE: _refusal(GONE),
    },
    "resumeJob": {
        NORMAL: _nothing(NORMAL),
        NORMAL_AT_WORK: _nothing(NORMAL_AT_WORK),
        BLOCKED: _nothing(BLOCKED),
        PAUSED: Move(NORMAL, "fires again"),
        PAUSED_AT_WORK: Move(NORMAL_AT_WORK, "fires again"),
        GONE: _refusal(GONE),
    },
    "stopJob": {
        NORMAL: _refusal(NORMAL, "under way"),
        NORMAL_AT_WORK: Move(NORMAL_AT_WORK, _STOPS),
        BLOCKED: Move(BLOCKED, _STOPS),
        PAUSED: _refusal(PAUSED, "under way"),
        PAUSED_AT_WORK: Move(PAUSED_AT_WORK, _STOPS),
        GONE: _refusal(GONE),
    },
    "deleteJob": {
        NORMAL: Move(GONE, "gone"),
        **dict.fromkeys((NORMAL_AT_WORK, BLOCKED), Move(GONE, _ON)),
        PAUSED: Move(GONE, "gone"),
        PAUSED_AT_WORK: Move(GONE, _ON),
        GONE: _refusal(GONE),
    },
}

_HOLDS: Final = Move(HELD, "held when the files in hand are done")
_ENDS: Final = Move(STOPPING, "files in hand are let go, then Done")
_VANISHES: Final = Move(DELETED, "seen no more; ends as if stopped; its log stays")

OF_RUN: Final[Moves] = {
    "executeJob": {
        **{state: _refusal(state, _UNSCHEDULED) for state in (NEW, RUNNING, WAITING_CLIENT, HELD, STOPPING, DONE)},
        DELETED: _refusal(DELETED),
    },
    "pauseJob": {
        **dict.fromkeys((NEW, RUNNING, WAITING_CLIENT), _HOLDS),
        HELD: _nothing(HELD),
        STOPPING: _refusal(STOPPING, "under way"),
        DONE: _refusal(DONE, "under way"),
        DELETED: _refusal(DELETED),
    },
    "resumeJob": {
        **{state: _nothing(state) for state in (NEW, RUNNING, WAITING_CLIENT)},
        HELD: Move("", "as it was before"),
        STOPPING: _refusal(STOPPING, "paused"),
        DONE: _refusal(DONE, "paused"),
        DELETED: _refusal(DELETED),
    },
    "stopJob": {
        **dict.fromkeys((NEW, RUNNING, WAITING_CLIENT, HELD), _ENDS),
        STOPPING: _nothing(STOPPING),
        DONE: _refusal(DONE, "under way"),
        DELETED: _refusal(DELETED),
    },
    "deleteJob": {
        **dict.fromkeys((NEW, RUNNING, WAITING_CLIENT, HELD, STOPPING), _VANISHES),
        DONE: _refusal(DONE, "under way or scheduled"),
        DELETED: _refusal(DELETED),
    },
}


def of_definition(trigger_state: str, *, under_way: bool) -> str:
    """The state of a scheduled job as the table has it. under_way: a run of it has not ended"""
    if not under_way:
        return NORMAL if trigger_state == BLOCKED else trigger_state
    return BLOCKED if trigger_state == BLOCKED else trigger_state + _AT_WORK
