"""videoPublishJob and imageRenderingPublishJob: files that are marked become live as the files they are."""

import pytest
import runs

from harness import Refused
from safelight.services import publishing

FILM = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(range(256)) * 8
VIGNETTE = b"a vignette, whatever is in there"
ASKED = {"emailSetting": "None"}


@pytest.fixture
def files(server, web):
    """Handles of a film, a vignette and a picture, all marked, by path."""
    runs.upload(
        server,
        (web.serve("/film.mp4", FILM), "films/walk.mp4"),
        (web.serve("/room.vnt", VIGNETTE), "rooms/room.vnt"),
        (web.serve("/boot.jpg", runs.picture()), "boot.jpg"),
    )
    server.run_jobs()
    return {path: asset.assetHandle for path, asset in runs.assets(server).items()}


def publish(server, element="videoPublishJob", name="Publish", **options):
    handle = runs.submit(server, element, name, **{**ASKED, **options})
    server.run_jobs()
    return handle


def content(server, path, **headers):
    return server.get(f"/is/content/{server.root}/{path}", **headers)


def unmark(server, handle):
    server.call(
        "setAssetPublishState",
        companyHandle=server.company,
        assetHandle=handle,
        publishState="NotMarkedForPublish",
    )


def context(of, kind):
    with of.parts.database.read() as tx:
        (found,) = publishing.contexts(tx, int(of.company.removeprefix("c|")), kind)
    return found.handle


@pytest.mark.parametrize(
    ("element", "path", "name", "body"),
    [
        ("videoPublishJob", "films/walk.mp4", "walk", FILM),
        ("imageRenderingPublishJob", "rooms/room.vnt", "room", VIGNETTE),
    ],
)
def test_a_file_is_live_under_its_path_and_its_name_until_it_is_taken_back(server, files, element, path, name, body):
    assert content(server, path).status_code == 404
    publish(server, element)
    assert (content(server, path).content, content(server, name).content) == (body, body)
    unmark(server, files[path])
    assert content(server, path).status_code == 200
    publish(server, element, "Second")
    assert [content(server, each).status_code for each in (path, name)] == [404, 404]


@pytest.mark.documented
def test_each_job_publishes_the_types_of_its_context_alone(server, files):
    told = {}
    elements = {
        "videoPublishJob": "VideoPublish",
        "imageRenderingPublishJob": "ImageRenderingPublish",
        "imageServingPublishJob": "ImageServingPublish",
    }
    for element, log in elements.items():
        options = {"publishType": "Full"} if element == "imageServingPublishJob" else {}
        lines = runs.lines(server, publish(server, element, element, **options))
        assert (lines[0].logType, lines[-1].logType) == (f"Begin{log}", f"End{log}")
        told[element] = [(line.logType, line.assetName, line.assetType) for line in lines if line.assetHandle]
    assert told == {
        "videoPublishJob": [("VideoPublishSuccess", "walk", "Video")],
        "imageRenderingPublishJob": [("ImageRenderingPublishSuccess", "room", "Vignette")],
        "imageServingPublishJob": [("ImageServingPublishSuccess", "boot", "OptimizedImage")],
    }


def test_a_vignette_is_said_to_be_rendered_by_nobody(server, files):
    (line,) = runs.lines(server, publish(server, "imageRenderingPublishJob"), "ImageRenderingPublishSuccess")
    assert line.logMessage == "room was published as a file; nothing is rendered from it"


def test_a_file_that_is_replaced_is_live_after_the_next_publish(server, files, web):
    publish(server)
    web.serve("/film.mp4", FILM + b"more")
    runs.upload(server, (web.url("/film.mp4"), "films/walk.mp4"), name="Longer")
    server.run_jobs()
    assert content(server, "films/walk.mp4").content == FILM
    publish(server, name="Second")
    assert content(server, "films/walk.mp4").content == FILM + b"more"
    assert content(server, "walk").content == FILM + b"more"


def test_of_one_name_the_newest_is_live_under_it_and_each_under_its_path(server, files, web):
    runs.upload(server, (web.serve("/other.mp4", FILM + b"other"), "more/walk.mp4"), name="Other")
    server.run_jobs()
    publish(server)
    assert content(server, "films/walk.mp4").content == FILM
    assert content(server, "more/walk.mp4").content == content(server, "walk").content == FILM + b"other"


@pytest.mark.parametrize(
    ("asked", "status", "told", "body"),
    [
        ("bytes=0-3", 206, f"bytes 0-3/{len(FILM)}", FILM[:4]),
        ("bytes=8-", 206, f"bytes 8-{len(FILM) - 1}/{len(FILM)}", FILM[8:]),
        ("bytes=-5", 206, f"bytes {len(FILM) - 5}-{len(FILM) - 1}/{len(FILM)}", FILM[-5:]),
        ("bytes=0-99999999", 200, None, FILM),
        ("bytes=1-2,4-5", 200, None, FILM),
        ("bytes=-", 200, None, FILM),
        ("lines=1-2", 200, None, FILM),
        ("bytes=99999999-", 416, f"bytes */{len(FILM)}", b""),
        ("bytes=-0", 416, f"bytes */{len(FILM)}", b""),
    ],
)
def test_a_player_gets_the_range_it_asks_for(server, files, asked, status, told, body):
    publish(server)
    reply = content(server, "walk", Range=asked)
    assert (reply.status_code, reply.headers.get("Content-Range"), reply.content) == (status, told, body)
    assert reply.headers["Content-Length"] == str(len(body))


def test_what_a_client_has_is_not_sent_again(server, files):
    publish(server)
    first = content(server, "walk")
    assert (first.headers["Content-Type"], first.headers["Accept-Ranges"]) == ("video/mp4", "bytes")
    again = content(server, "walk", If_None_Match=first.headers["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    stale = content(server, "walk", Range="bytes=0-3", If_Range='"old"')
    assert (stale.status_code, stale.content) == (200, FILM)


@pytest.mark.parametrize("path", ["walk/", "films", "nothing", "boot.jpg"])
def test_what_is_not_live_is_not_there(server, files, path):
    publish(server)
    assert content(server, path).status_code == (200 if path == "walk/" else 404)


def test_another_company_has_nothing_there(server, files):
    publish(server)
    assert server.get(f"/is/content/{server.other_company().root}/walk").status_code == 404


@pytest.mark.documented
@pytest.mark.parametrize(
    ("element", "kind"), [("videoPublishJob", "Video"), ("imageRenderingPublishJob", "ImageRendering")]
)
def test_a_context_can_be_named_if_it_is_one_of_that_type(server, files, element, kind):
    publish(server, element, contextHandle=context(server, kind))
    assert runs.log(server, "Publish").fileSuccessCount == 1
    with pytest.raises(Refused, match=f"{element}/contextHandle") as other:
        publish(server, element, contextHandle=context(server, "ImageServing"))
    with pytest.raises(Refused, match=f"{element}/contextHandle") as foreign:
        publish(server, element, contextHandle=context(server.other_company(), kind))
    assert (other.value.code, foreign.value.code) == (30001, 20006)


@pytest.mark.documented
@pytest.mark.parametrize(
    ("option", "element", "path"),
    [
        ("postVideoPublishJob", "VideoPublish", "films/walk.mp4"),
        ("postImageRenderingPublishJob", "ImageRenderingPublish", "rooms/room.vnt"),
    ],
)
def test_a_publish_follows_an_upload_that_asks_for_it(server, web, option, element, path):
    listed = [(web.serve("/film.mp4", FILM), "films/walk.mp4"), (web.serve("/room.vnt", VIGNETTE), "rooms/room.vnt")]
    runs.upload(server, *listed, **{option: ASKED})
    server.run_jobs()
    assert content(server, path).status_code == 200
    followed = [log.logType for log in runs.logs(server) if log.logType != "BeginUpload"]
    assert followed == [f"Begin{element}"]


def test_two_post_jobs_exclude_each_other(server, web):
    with pytest.raises(Refused) as refused:
        runs.upload(server, (web.url("/a"), "a"), postVideoPublishJob=ASKED, postImageRenderingPublishJob=ASKED)
    assert refused.value.code == 30001


@pytest.mark.documented
@pytest.mark.parametrize("element", ["videoPublishJob", "imageRenderingPublishJob"])
def test_an_address_is_told_of_the_end(server, web, element):
    publish(server, element, httpCompletionUrl=web.serve("/ended", b"thanks"))
    assert web.count("/ended") == 1


@pytest.mark.documented
def test_a_full_publish_with_search_is_a_full_one(server, files):
    publish(server, "imageServingPublishJob", publishType="FullWithSearch")
    assert server.get(f"/is/image/{server.root}/boot").status_code == 200
    assert runs.log(server, "Publish").jobSubType == "fullwithsearch"
