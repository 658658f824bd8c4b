"""A process that must not outlive the one that started it."""

import os
import signal
import threading
import time

POLL_S = 0.2


def end_with_parent(parent: int) -> None:
    """End this process, as SIGTERM would, once its parent is gone; a parent killed with -9 leaves no orphan.

    parent: process id, as whoever started this process knew it: by now it may be gone
    """

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(POLL_S)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(5)
        os._exit(1)

    threading.Thread(target=watch, name="end-with-parent", daemon=True).start()
