"""The limit: libvips alone, in a process of its own. Prints a rate per second and its peak memory, MB."""

import resource
import sys
import time
from pathlib import Path

import pyvips

SECONDS = 4.0


def render(pyramid: str) -> float:
    """Pictures per second: 800 px JPEG of quality 80 from a pyramid."""
    done, began = 0, time.monotonic()
    while time.monotonic() - began < SECONDS:
        pyvips.Image.thumbnail(pyramid, 800).jpegsave_buffer(Q=80)
        done += 1
    return done / (time.monotonic() - began)


def build(folder: str, count: str, scratch: str) -> float:
    """Pyramids per second: JPEG files to tiled pyramids, coded as we code ours; `count` files in all."""
    sources = sorted(Path(folder).glob("*.jpg"))
    target = str(Path(scratch) / f"raw-{time.monotonic_ns()}.tif")
    began = time.monotonic()
    for place in range(int(count)):
        image = pyvips.Image.new_from_file(str(sources[place % len(sources)]), access="sequential")
        image.tiffsave(
            target, tile=True, pyramid=True, tile_width=256, tile_height=256, compression="jpeg", Q=92, keep="icc"
        )
    return int(count) / (time.monotonic() - began)


if __name__ == "__main__":
    pyvips.cache_set_max(0)
    rate = render(*sys.argv[2:]) if sys.argv[1] == "render" else build(*sys.argv[2:])
    print(rate, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
