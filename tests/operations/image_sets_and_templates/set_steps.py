"""What several tests of sets do or ask."""

import json
import re
from typing import Any

from harness import Server
from looks.steps import ask
from made_assets import make

PIXELS = {"width": 400, "height": 300}


def root_folder(server: Server) -> str:
    return f"f|{server.root}/"


def picture(server: Server, name: str, **columns: Any) -> str:
    return make(server, name, detail=PIXELS, **columns)


def new_set(server: Server, name: str = "views", type_: str = "ImageSet", **values: Any) -> str:
    wanted = {"folderHandle": root_folder(server), "name": name, "type": type_, **values}
    return ask(server, "createImageSet", **wanted).assetHandle


def new_defined(server: Server, name: str = "media", sub_type: str = "MediaSet", **values: Any) -> str:
    wanted = {"folderHandle": root_folder(server), "name": name, "subType": sub_type, **values}
    return ask(server, "createAssetSet", **wanted).assetHandle


def put(server: Server, set_handle: str, *members: str, resets: bool = True) -> None:
    rows = [{"assetHandle": member, "pageReset": resets} for member in members]
    ask(server, "setImageSetMembers", assetHandle=set_handle, memberArray=rows)


def members(server: Server, set_handle: str, **values: Any) -> list[Any]:
    return list(ask(server, "getImageSetMembers", assetHandle=set_handle, **values).memberArray)


def names(server: Server, set_handle: str) -> list[str]:
    return [member.asset.name for member in members(server, set_handle)]


def served(server: Server, name: str) -> str:
    """The set as it is live, without its end of line; names of its pictures without the company's part."""
    text = server.get(f"/is/image/{server.root}/{name}?req=imageset").text
    return text.removesuffix("\r\n").replace(f"{server.root}/", "")


def told(server: Server, name: str) -> Any:
    """The tree that req=set tells of what is live."""
    reply = server.get(f"/is/image/{server.root}/{name}?req=set,json")
    found = re.fullmatch(r"/\*jsonp\*/s7jsonResponse\((.*),\"\"\);", reply.text)
    assert found, reply.text
    return json.loads(found[1])["set"]
