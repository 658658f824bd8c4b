"""Files taken in by an upload job, from a function that writes them."""

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from harness import Server
from looks.steps import UPLOAD, ask, by_name

_NUMBERS = count(1)


def taken_in(server: Server, file_name: str, write: Callable[[Path], Any], **options: Any) -> str:
    """Handle of the asset that the file became; options: of the job."""
    name = file_name.rpartition(".")[0]
    place = server.parts.settings.upload_folders[0] / f"{server.root}-{name}-{next(_NUMBERS)}"
    place.mkdir(parents=True)
    write(place / file_name)
    wanted = {**UPLOAD, "serverDir": str(place), "includeSubfolders": True, "processMetadataFiles": False, **options}
    ask(server, "submitJob", jobName=place.name, uploadDirectoryJob=wanted)
    server.run_jobs()
    (asset,) = by_name(server, name)
    return str(asset.assetHandle)
