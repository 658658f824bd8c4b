"""Who sees what is set to publish and to view with."""

from looks import look
from looks.steps import ask, by_handle, live_picture, publish
from observed import PICTURE

VIGNETTE = {
    "name": "large",
    "targetWidth": 1200,
    "targetHeight": 800,
    "createPyramid": True,
    "thumbWidth": 400,
    "saveAsVersion": 0,
    "sizeSuffixSeparator": "-",
    "sharpen": 50,
    "usmAmount": 230.0,
    "usmRadius": 1.1,
    "usmThreshold": 130,
}


def _put(server, kind, **values):
    settings = [{"name": name, "value": value} for name, value in values.items()]
    ask(server, f"setImage{kind}PublishSettings", publishSettingArray=settings)


def _width(server):
    text = server.get(f"/is/image/{server.root}/boot?req=props,text").text
    return dict(line.split("=", 1) for line in text.splitlines() if "=" in line)["image.width"]


def _in_settings(kind):
    def looked(server):
        _put(server, kind, JpegQuality="41,1")
        known = ask(server, f"getImage{kind}PublishSettings").publishSettingArray
        assert [each.value for each in known if each.name == "JpegQuality"] == ["41,1"]

    return looked


for _kind in ("Serving", "Rendering"):
    look(f"setImage{_kind}PublishSettings", f"getImage{_kind}PublishSettings")(_in_settings(_kind))


@look("setImageServingPublishSettings", PICTURE)
def settings_act_from_the_next_publish_on(server):
    live_picture(server)
    _put(server, "Serving", DefaultPix="20,20")
    assert _width(server) == "40"
    publish(server)
    assert _width(server) == "20"


@look("setUrlModifier", PICTURE)
def modifiers_act_from_the_next_publish_on(server):
    boot = live_picture(server)
    ask(server, "setUrlModifier", assetHandle=boot, urlModifier="wid=10")
    assert _width(server) == "40"
    publish(server)
    assert _width(server) == "10"


@look("setUrlModifier", "getAssets")
def modifiers_are_shown_with_the_asset(server):
    boot = live_picture(server)
    ask(server, "setUrlModifier", assetHandle=boot, urlModifier="wid=10", urlPostApplyModifier="qlt=9")
    info = by_handle(server, boot).imageInfo
    assert (info.urlModifier, info.urlPostApplyModifier) == ("wid=10", "qlt=9")


def _formats(server):
    return {each.name: each.targetWidth for each in ask(server, "getVignettePublishFormats").vignetteFormatArray}


@look("createVignettePublishFormat", "getVignettePublishFormats")
def created_among_vignette_formats(server):
    ask(server, "createVignettePublishFormat", **VIGNETTE)
    assert _formats(server) == {"large": 1200}


@look("updateVignettePublishFormat", "getVignettePublishFormats")
def updated_among_vignette_formats(server):
    handle = ask(server, "createVignettePublishFormat", **VIGNETTE).vignetteFormatHandle
    ask(server, "updateVignettePublishFormat", vignetteFormatHandle=handle, name="huge", targetWidth=9000)
    assert _formats(server) == {"huge": 9000}


@look("deleteVignettePublishFormat", "getVignettePublishFormats")
def deleted_from_vignette_formats(server):
    handle = ask(server, "createVignettePublishFormat", **VIGNETTE).vignetteFormatHandle
    ask(server, "deleteVignettePublishFormat", vignetteFormatHandle=handle)
    assert _formats(server) == {}


@look("addMediaPortalEvent", "getMediaPortalEvent")
def events_are_given_back(server):
    told = {"eventType": "Download", "ipsUser": "ada", "jobName": "export", "jobDescription": "", "int3": 7}
    ask(server, "addMediaPortalEvent", **told)
    (event,) = ask(server, "getMediaPortalEvent").MediaPortalEventArray
    assert (event.eventType, event.ipsUser, event.jobName, event.int3) == ("Download", "ada", "export", 7)
