"""Asset types: recognise, measure, derive, show on the wire.

One file a type in `kinds`; each puts itself into `REGISTRY` under the wire name of its type.
"""

from safelight.assets.kind import REGISTRY, Kind
from safelight.assets.wire import to_wire

__all__ = ["REGISTRY", "Kind", "to_wire"]
