"""What several looks do or ask."""

from typing import Any

from PIL import Image

from harness import Server
from made_assets import make, names

PUBLISH = {"publishType": "Incremental", "emailSetting": "None"}
UPLOAD = {"overwrite": True, "readyForPublish": False, "createMask": False, "emailSetting": "None"}
NEVER_SOON = "0 0 0 1 1 ? 2098"


def ask(server: Server, operation: str, **values: Any) -> Any:
    """A call in the company of the server."""
    return server.call(operation, companyHandle=server.company, **values)


def folder(server: Server, path: str) -> str:
    """A new folder; returns its handle."""
    return ask(server, "createFolder", folderPath=path).folderHandle


def paths(server: Server, **values: Any) -> list[str]:
    """Folders below the root as getFolders lists them, without the root's name."""
    root = f"{server.root}/"
    found = ask(server, "getFolders", **values).folderArray
    return [each.path.removeprefix(root).rstrip("/") for each in found if each.path != root]


def tree(server: Server, **values: Any) -> dict[str, Any]:
    """Last parts of the paths as getFolderTree nests them."""
    return _branches(ask(server, "getFolderTree", depth=-1, **values).folders)


def _branches(top: Any) -> dict[str, Any]:
    return {each.path.rstrip("/").rpartition("/")[2]: _branches(each) for each in top.subfolderArray or ()}


def found(server: Server, **values: Any) -> list[str]:
    """Names that searchAssets finds, in all folders where the look names none."""
    return names(ask(server, "searchAssets", **{"includeSubfolders": True, **values}))


def by_handle(server: Server, handle: str) -> Any:
    """The one asset of a handle."""
    (asset,) = ask(server, "getAssets", assetHandleArray=[handle]).assetArray
    return asset


def by_name(server: Server, name: str) -> list[Any]:
    return list(ask(server, "getAssetsByName", nameArray=[name]).assetArray)


def counts(server: Server) -> dict[str, int]:
    """How many assets there are of each type."""
    return {one.assetType: one.count for one in ask(server, "getAssetCounts").countArray}


def file_path(server: Server, handle: str) -> str:
    """The virtual path of one asset."""
    (path,) = ask(server, "getOriginalFilePaths", assetHandleArray=[handle]).originalFileArray
    return str(path)


def mark(server: Server, *handles: str) -> None:
    for handle in handles:
        ask(server, "setAssetPublishState", assetHandle=handle, publishState="MarkedForPublish")


def publish(server: Server) -> None:
    ask(server, "submitJob", jobName="publish", imageServingPublishJob=PUBLISH)
    server.run_jobs()


def live(server: Server, *wanted: str) -> list[str]:
    """Those of the names that a picture URL knows."""
    replies = {name: server.get(f"/is/image/{server.root}/{name}?req=exists,text").text for name in wanted}
    return [name for name, text in replies.items() if "catalogRecord.exists=1" in text]


def live_picture(server: Server, name: str = "boot", where: str = "/shoes") -> str:
    """A published picture; returns its handle."""
    handle = make(server, name, where)
    mark(server, handle)
    publish(server)
    assert live(server, name) == [name]
    return handle


def upload(server: Server, *files: str, job: str = "add", side: int = 8, **options: Any) -> None:
    """Take PNG files, all of the same pixels, in from a folder of the server, to the end."""
    place = server.parts.settings.upload_folders[0] / f"{server.root}-{job}"
    place.mkdir(parents=True)
    for name in files:
        Image.new("RGB", (side, side), "red").save(place / name)
    wanted = {**UPLOAD, "serverDir": str(place), "includeSubfolders": True, "processMetadataFiles": False, **options}
    ask(server, "submitJob", jobName=job, uploadDirectoryJob=wanted)
    server.run_jobs()
