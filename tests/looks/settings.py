"""Who sees what is set to publish and to view with."""

from looks import look
from looks.steps import ask, by_handle, found, live_picture, mark, publish
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


def _preset(server, name="zoom"):
    (top,) = ask(server, "getFolders", folderPath="/").folderArray[:1]
    settings = [{"name": "steps", "value": "3"}]
    wanted = {"folderHandle": top.folderHandle, "name": name, "type": "BasicZoom", "configSettingArray": settings}
    return ask(server, "createViewerPreset", **wanted).viewerPresetHandle


def _config(server, handle):
    known = ask(server, "getViewerConfigSettings", assetHandle=handle)
    return known.type, {each.name: each.value for each in known.configSettingArray}


def _shown_config(server, handle):
    info = by_handle(server, handle).viewerPresetInfo
    return info.type, {each.name: each.value for each in info.configSettingArray}


def _user_data(server, name="zoom"):
    return server.get(f"/is/image/{server.root}/{name}?req=userdata").text


def _change(server, writer, handle, value):
    settings = {"assetHandle": handle, "configSettingArray": [{"name": "steps", "value": value}]}
    named = {"name": "zoom", "type": "BasicZoom"} if writer == "setViewerConfigSettings" else {}
    ask(server, writer, **settings, **named)


@look("createViewerPreset", "getViewerConfigSettings")
def a_new_preset_has_its_settings(server):
    assert _config(server, _preset(server)) == ("BasicZoom", {"steps": "3"})


@look("createViewerPreset", "getAssets")
def a_new_preset_is_an_asset(server):
    assert _shown_config(server, _preset(server)) == ("BasicZoom", {"steps": "3"})


@look("createViewerPreset", "searchAssets")
def a_new_preset_is_found(server):
    _preset(server)
    assert found(server, assetTypeArray=["ViewerPreset"]) == ["zoom"]


@look("createViewerPreset", PICTURE)
def a_published_preset_is_user_data(server):
    mark(server, _preset(server))
    assert "steps=3" not in _user_data(server)
    publish(server)
    assert "steps=3" in _user_data(server)


def _in_config(writer):
    def looked(server):
        preset = _preset(server)
        _change(server, writer, preset, "9")
        assert _config(server, preset) == ("BasicZoom", {"steps": "9"})

    return looked


def _in_asset(writer):
    def looked(server):
        preset = _preset(server)
        _change(server, writer, preset, "9")
        assert _shown_config(server, preset) == ("BasicZoom", {"steps": "9"})

    return looked


def _in_user_data(writer):
    def looked(server):
        preset = _preset(server)
        mark(server, preset)
        publish(server)
        _change(server, writer, preset, "9")
        assert "steps=3" in _user_data(server)
        publish(server)
        assert "steps=9" in _user_data(server)

    return looked


for _writer in ("setViewerConfigSettings", "updateViewerConfigSettings"):
    look(_writer, "getViewerConfigSettings")(_in_config(_writer))
    look(_writer, "getAssets")(_in_asset(_writer))
    look(_writer, PICTURE)(_in_user_data(_writer))


@look("submitJob", "getImageServingCatalog")
def published_among_the_catalog(server):
    live_picture(server)
    text = server.call("getImageServingCatalog", "2013-02-15", companyHandle=server.company).catalog
    assert "\nboot\t" in text


@look("setImageRenderingPublishSettings", "getImageRenderingCatalog")
def rendering_settings_are_published(server):
    _put(server, "Rendering", Sharp="2")
    ask(server, "submitJob", jobName="render", imageRenderingPublishJob={"emailSetting": "None"})
    server.run_jobs()
    text = server.call("getImageRenderingCatalog", "2013-02-15", companyHandle=server.company).catalog
    assert "\nSharp=2\n" in text
