"""createVideoSitemapJob: a site map of the videos that are live, at an address of its own."""

import pytest
import runs
from lxml import etree

FILM = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(64)
SITE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
VIDEO = "{http://www.google.com/schemas/sitemap-video/1.1}"


@pytest.fixture
def films(server, web):
    """Two films that are live, and one that is not."""
    film = web.serve("/film.mp4", FILM)
    runs.upload(server, (film, "a & b/walk.mp4"), (film, "run.mp4"), name="Live")
    server.run_jobs()
    runs.submit(server, "videoPublishJob", "Publish", emailSetting="None")
    server.run_jobs()
    runs.upload(server, (film, "later.mp4"), name="Later")
    server.run_jobs()


def create(server, name="Map", **options):
    handle = runs.submit(server, "createVideoSitemapJob", name, **options)
    server.run_jobs()
    return handle


def sitemap(server):
    return server.get(f"/is/content/{server.root}/videositemap.xml")


def test_each_live_video_stands_in_it_once_with_an_address_that_opens(server, films):
    assert sitemap(server).status_code == 404
    create(server)
    reply = sitemap(server)
    assert reply.headers["Content-Type"].partition(";")[0] in {"application/xml", "text/xml"}
    urls = etree.fromstring(reply.content).findall(f"{SITE}url")
    places = [url.findtext(f"{SITE}loc") for url in urls]
    assert [place.partition(server.root)[2] for place in places] == ["/a%20%26%20b/walk.mp4", "/run.mp4"]
    assert server.get(places[0].removeprefix("http://testserver")).content == FILM
    video = urls[0].find(f"{VIDEO}video")
    assert (video.findtext(f"{VIDEO}title"), video.findtext(f"{VIDEO}content_loc")) == ("walk", places[0])


def test_the_log_names_its_address(server, films, tune):
    tune(public_url="https://pictures.example.com")
    handle = create(server)
    lines = runs.lines(server, handle)
    assert (lines[0].logType, lines[-1].logType) == ("BeginCreateVideoSitemap", "EndCreateVideoSitemap")
    (line,) = [line for line in lines if line.logType == "CreateVideoSitemapSuccess"]
    assert line.assetName == f"https://pictures.example.com/is/content/{server.root}/videositemap.xml"
    assert "with 2 videos" in line.logMessage
    assert runs.log(server, "Map").fileSuccessCount == 1


def test_a_new_one_takes_the_place_of_the_one_before(server, films):
    create(server)
    runs.submit(server, "videoPublishJob", "Again", emailSetting="None")
    server.run_jobs()
    create(server, "Second")
    assert sitemap(server).text.count("<url>") == 3


def test_a_company_without_videos_has_an_empty_one(server):
    create(server)
    assert etree.fromstring(sitemap(server).content).findall(f"{SITE}url") == []


@pytest.mark.documented
@pytest.mark.parametrize(
    ("manual", "forced", "made"), [(True, None, 0), (True, False, 0), (True, True, 1), (False, None, 1)]
)
def test_where_site_maps_are_manual_one_must_be_forced(server, films, tune, manual, forced, made):
    tune(video_sitemap_manual=manual)
    handle = create(server, **({} if forced is None else {"forceUpdate": forced}))
    assert sitemap(server).status_code == (200 if made else 404)
    assert len(runs.lines(server, handle, "CreateVideoSitemapWarning")) == 1 - made


def test_one_that_is_too_long_says_what_it_lacks(server, films, monkeypatch):
    from safelight.services import sitemaps

    monkeypatch.setattr(sitemaps, "MOST", 1)
    (line,) = runs.lines(server, create(server), "CreateVideoSitemapSuccess")
    assert "with 1 videos; 1 more had no room" in line.logMessage
    assert sitemap(server).text.count("<url>") == 1
