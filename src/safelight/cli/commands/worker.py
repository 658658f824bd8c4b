"""safelight worker"""

from typing import Annotated

from prometheus_client import start_http_server
from typer import Exit, Option

from safelight import bootstrap
from safelight.adapters.process import end_with_parent
from safelight.adapters.tracing import QUIET
from safelight.jobs import worker
from safelight.logs import configure
from safelight.services.slots import SlotTakenError
from safelight.settings import read


def run(
    recover: Annotated[str, Option(help="Only put back into the queue what ran on this slot of a dead worker.")] = "",
    *,
    with_parent: Annotated[int, Option(help="Process id; end when that process, which started this one, ends.")] = 0,
) -> None:
    """Work on jobs until SIGTERM; what is in hand then is gone on with by the next worker."""
    configure()
    if with_parent:
        end_with_parent(with_parent)
    settings = read()
    bootstrap.prepare(settings)
    bootstrap.load_plugins()
    parts = bootstrap.build(settings, told_to=QUIET if recover else bootstrap.traces())
    if settings.worker_metrics_port and not (recover or with_parent):
        start_http_server(settings.worker_metrics_port)
    if not recover:
        worker.serve(parts)
        parts.traces.close()
        return
    try:
        worker.recover(parts, recover)
    except SlotTakenError:
        raise Exit(1) from None
