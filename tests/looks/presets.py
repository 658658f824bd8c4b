"""Who sees what is done to image formats."""

from looks import look
from looks.steps import ask, live_picture, publish
from observed import PICTURE


def _save(server, name="small", modifier="wid=7", handle=None):
    values = {"name": name, "urlModifier": modifier, "imageFormatHandle": handle}
    return ask(server, "saveImageFormat", **values).imageFormatHandle


def _listed(server):
    return {each.name: each.urlModifier for each in ask(server, "getImageFormats").imageFormatArray}


def _width(server, preset="small"):
    """What a picture URL makes of the preset: the width of the reply, or that it is refused."""
    reply = server.get(f"/is/image/{server.root}/boot?${preset}$&req=props,text")
    lines = dict(line.split("=", 1) for line in reply.text.splitlines() if "=" in line)
    return lines["image.width"] if reply.status_code == 200 else reply.status_code


@look("saveImageFormat", "getImageFormats")
def saved_among_formats(server):
    handle = _save(server)
    assert _listed(server) == {"small": "wid=7"}
    _save(server, "tiny", "wid=3", handle)
    assert _listed(server) == {"tiny": "wid=3"}


@look("saveImageFormat", PICTURE)
def saved_acts_from_the_next_publish_on(server):
    live_picture(server)
    handle = _save(server)
    assert _width(server) == 403
    publish(server)
    assert _width(server) == "7"
    _save(server, "small", "wid=5", handle)
    publish(server)
    assert _width(server) == "5"


@look("deleteImageFormat", "getImageFormats")
def deleted_from_formats(server):
    handle = _save(server)
    _save(server, "large", "wid=30")
    ask(server, "deleteImageFormat", imageFormatHandle=handle)
    assert _listed(server) == {"large": "wid=30"}


@look("deleteImageFormat", PICTURE)
def deleted_acts_until_the_next_publish(server):
    handle = _save(server)
    live_picture(server)
    ask(server, "deleteImageFormat", imageFormatHandle=handle)
    assert _width(server) == "7"
    publish(server)
    assert _width(server) == 403
