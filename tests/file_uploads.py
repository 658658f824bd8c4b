"""Files of any kind, taken in through upload jobs, and what became of them."""

import io
from collections.abc import Mapping
from typing import Any

from PIL import Image

from harness import Server
from looks.steps import UPLOAD, ask
from made_assets import DIGEST
from safelight.services import invariants


def upload_files(server: Server, files: Mapping[str, bytes], job: str = "add", **options: Any) -> list[Any]:
    """Take files in from a folder of the server, to the end; returns the lines of the log, errors and successes."""
    place = server.parts.settings.upload_folders[0] / f"{server.root}-{job}"
    for name, data in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(data)
    wanted = {**UPLOAD, "serverDir": str(place), "includeSubfolders": True, "processMetadataFiles": False, **options}
    ask(server, "submitJob", jobName=job, uploadDirectoryJob=wanted)
    server.run_jobs()
    (log,) = ask(server, "getJobLogDetails", originalName=job).jobLogArray
    return [line for line in log.detailArray if line.logType in {"UploadSuccess", "UploadError"}]


def log_of(server: Server, job: str) -> Any:
    """What the log counts of the one run of a job."""
    (log,) = [log for log in ask(server, "getJobLogs").jobLogArray if log.originalJobName == job]
    return log


def broken(server: Server) -> list[str]:
    """What is not as it must be, apart from the bytes of assets that tests put straight into the rows."""
    return [told for told in invariants.broken(server.parts) if DIGEST not in told]


def all_assets(server: Server) -> dict[str, Any]:
    """Every asset of the company by its virtual path below the root."""
    found = ask(server, "searchAssets", includeSubfolders=True).assetArray
    return {f"{asset.folder}{asset.fileName}".removeprefix(f"{server.root}/"): asset for asset in found}


def png(colour: str = "red", size: tuple[int, int] = (8, 8)) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, colour).save(made, "PNG")
    return made.getvalue()
