"""How libvips runs in a process that answers picture URLs."""

import pyvips

THREADS_PER_PICTURE = 1


def for_serving() -> None:
    """Pictures are rendered side by side, one thread each; nothing is remembered between them.

    Measured on two cores, 12 megapixel pyramid to 800 px JPEG: one thread a picture and two pictures at once gave
    the most pictures per second. The operation cache would keep files open and pixels in memory for answers that the
    response cache already holds.
    """
    pyvips.cache_set_max(0)
    pyvips.concurrency_set(THREADS_PER_PICTURE)
