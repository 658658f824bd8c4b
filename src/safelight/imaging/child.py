"""The process that decodes: takes requests from its standard input, one line of JSON each, and answers likewise.

It ends when its input does, in the middle of a file too, so that none outlives the worker that asked.
"""

import json
import os
import queue
import resource
import sys
import threading
import traceback
from pathlib import Path
from typing import Any

import pyvips

from safelight.domain.faults import BrokenImage, DecoderFailed, Fault
from safelight.domain.images import Limits
from safelight.imaging import formats
from safelight.imaging.tasks import TASKS

CPU_MARGIN_S = 5
_ABSURD = "security limit"
_NO_MEMORY = ("out of memory", "memory allocation", "unable to allocate", "cannot allocate", "insufficient memory")


def main() -> None:
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints is no answer
    pyvips.cache_set_max(0)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    requests: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests,), daemon=True).start()
    while True:
        answers.write(json.dumps(answer(json.loads(requests.get()))) + "\n")
        answers.flush()


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """What the task answers, or the class and the text of a `refusal`, or the `bug` that ended it."""
    path, bounds = Path(request["path"]), Limits(**request["limits"])
    try:
        _limit(bounds)
        return TASKS[request["task"]](path, Path(request["workdir"]), bounds, request["options"])
    except MemoryError:
        return _refused(_no_memory(path, bounds))
    except Fault as refusal:
        return _refused(_no_memory(path, bounds) if _is_short_of_memory(refusal) else refusal)
    except Exception:  # noqa: BLE001 - whatever it is, the worker must hear of it
        return {"bug": traceback.format_exc()}


def _listen(requests: "queue.SimpleQueue[str]") -> None:
    for line in sys.stdin:
        requests.put(line)
    os._exit(0)


def _limit(bounds: Limits) -> None:
    """Memory for good, processor time for the one file."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (bounds.memory_bytes, hard))
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = used.ru_utime + used.ru_stime + bounds.timeout_s * max(1, pyvips.concurrency_get())
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + CPU_MARGIN_S, hard))


def _refused(refusal: Fault) -> dict[str, Any]:
    return {"refusal": type(refusal).__name__, "text": str(refusal)}


def _is_short_of_memory(refusal: Fault) -> bool:
    """Whether a decoder said so; one that found a size in the file absurd has not tried."""
    told = str(refusal).lower()
    hinted = any(hint in told for hint in _NO_MEMORY)
    return isinstance(refusal, BrokenImage) and hinted and _ABSURD not in told


def _no_memory(path: Path, bounds: Limits) -> DecoderFailed:
    found = formats.sniff_file(path)
    return DecoderFailed(found.name if found else "", f"needs more than {bounds.memory_bytes // 2**20} MiB of memory")


if __name__ == "__main__":
    main()
