"""Why a worker lets go of a run before its items are done."""


class LetGoError(Exception):
    """Raised inside the work on an item, which is given back."""


class StopAskedError(LetGoError):
    """Somebody wants the run stopped."""


class PauseAskedError(LetGoError):
    """Somebody wants the run paused."""


class TurnOverError(LetGoError):
    """The worker must let others have their turn, or ends itself."""


class NotYetError(LetGoError):
    """Something else must end first."""


class HinderedError(NotYetError):
    """What every file needs is not there: room on the disk, or the store. Its text says so, in the job's language."""
