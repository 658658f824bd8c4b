"""The HTTP side: validators, lifetimes, HEAD, refusals, what is live, default images, previews."""

import base64
import secrets
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from email.utils import format_datetime, parsedate_to_datetime

import pytest
from gallery import NOW_MS, Gallery, at, md5, photo, serving, solid

from safelight.domain.moments import moment
from safelight.gateway import images
from safelight.services import accounts, preview


@pytest.fixture
def shown(gallery: Gallery) -> Gallery:
    gallery.add("img", photo(200, 150))
    gallery.publish(serving(use_last_modified=True))
    return gallery


@pytest.mark.documented
def test_the_etag_is_the_md5_of_the_reply(shown: Gallery):
    response = shown.get("wid=100")
    assert response.headers["etag"] == f'"{md5(response.content)}"'
    assert response.headers["content-length"] == str(len(response.content))


@pytest.mark.documented
def test_a_client_that_has_the_reply_is_told_to_keep_it(shown: Gallery):
    first = shown.get("wid=100")
    for tags in (first.headers["etag"], f'"other", W/{first.headers["etag"]}', "*"):
        again = shown.get("wid=100", If_None_Match=tags)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
        assert again.headers["cache-control"] == first.headers["cache-control"]
    assert shown.get("wid=100", If_None_Match='"other"').status_code == 200
    assert shown.get("wid=101", If_None_Match=first.headers["etag"]).status_code == 200


@pytest.mark.documented
def test_a_client_that_has_it_since_it_changed_is_told_to_keep_it(shown: Gallery):
    changed = shown.get("wid=100").headers["last-modified"]
    assert parsedate_to_datetime(changed) == moment(NOW_MS)
    later = format_datetime(moment(NOW_MS + 5000), usegmt=True)
    earlier = format_datetime(moment(NOW_MS - 5000), usegmt=True)
    assert shown.get("wid=100", If_Modified_Since=changed).status_code == 304
    assert shown.get("wid=100", If_Modified_Since=later).status_code == 304
    assert shown.get("wid=100", If_Modified_Since=earlier).status_code == 200
    assert shown.get("wid=100", If_Modified_Since="no date").status_code == 200
    assert shown.get("wid=100", If_Modified_Since=later, If_None_Match='"other"').status_code == 200


@pytest.mark.documented
def test_head_answers_as_get_does_without_a_body(shown: Gallery):
    path = f"/is/image/{shown.root}/img?wid=90"
    got, headed = shown.http.request("GET", path), shown.http.request("HEAD", path)
    assert headed.status_code == 200
    assert headed.content == b""
    for name in ("etag", "content-length", "content-type", "cache-control", "last-modified"):
        assert headed.headers[name] == got.headers[name]
    assert shown.http.request("HEAD", f"/is/image/{shown.root}/no").status_code == 403
    assert shown.http.request("POST", path).status_code == 405


@pytest.mark.documented
def test_expires_and_max_age_say_the_same(shown: Gallery):
    response = shown.get("wid=50")
    assert response.headers["cache-control"] == "public, max-age=36000"
    left_s = parsedate_to_datetime(response.headers["expires"]).timestamp() - time.time()
    assert 35_990 < left_s <= 36_001


@pytest.mark.documented
def test_a_picture_that_never_expires_is_kept_whatever_the_client_has(gallery: Gallery):
    gallery.add("img", solid(40, 40))
    gallery.publish(serving(), {"img": {"expiration_h": -1}})
    assert gallery.get("cache=off").headers["cache-control"] == "public, max-age=31536000"
    assert gallery.get("", If_None_Match='"anything"').status_code == 304
    assert gallery.get("", If_Modified_Since="anything").status_code == 304
    gallery.publish(serving(), {"img": {"expiration_h": -2}})
    assert gallery.get("").headers["cache-control"] == "public, max-age=36000"


@pytest.mark.documented
@pytest.mark.parametrize(
    ("cache", "control"),
    [
        ("off", "no-store"),
        ("off,on", "no-store"),
        ("on,off", "public, max-age=36000"),
        ("update", "public, max-age=36000"),
    ],
)
def test_cache_decides_what_clients_keep(shown: Gallery, cache, control):
    assert shown.get(f"wid=60&cache={cache}").headers["cache-control"] == control


@pytest.mark.documented
def test_a_refusal_is_a_sentence_that_nobody_keeps(shown: Gallery):
    response = shown.get("wid=abc")
    assert response.status_code == 403
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.headers["cache-control"] == "no-store"
    assert response.text == "wid: got 'abc', want a whole number from 1 to 2147483647\n"


def test_a_browser_may_use_pictures_of_another_site_and_guesses_no_types(shown: Gallery):
    for response in (shown.get("wid=50"), shown.get("wid=0"), shown.get("req=exists")):
        assert response.headers["access-control-allow-origin"] == "*"
        assert response.headers["x-content-type-options"] == "nosniff"


def test_only_what_is_published_is_served(gallery: Gallery):
    assert gallery.get("").status_code == 403
    gallery.add("img", solid(40, 40))
    assert "no picture is served as" in gallery.get("").text
    gallery.publish(serving())
    assert gallery.get("").status_code == 200
    assert gallery.at(f"/is/image/{gallery.root.lower()}/img").status_code == 403, "the case of names counts"
    assert gallery.at(f"/is/image/{gallery.root}/IMG").status_code == 403
    assert gallery.at(f"/is/image/{gallery.root}").status_code == 403
    assert gallery.at("/is/image/nobody/img").status_code == 403


def test_a_new_publish_is_seen_by_the_next_request(gallery: Gallery):
    gallery.add("img", solid(40, 40, "ff0000"))
    gallery.publish(serving())
    assert at(gallery.picture("fmt=png"), 5, 5) == [255, 0, 0]
    gallery.add("img", solid(40, 40, "0000ff"))
    assert at(gallery.picture("fmt=png"), 5, 5) == [255, 0, 0], "not yet published"
    gallery.publish(serving())
    assert at(gallery.picture("fmt=png"), 5, 5) == [0, 0, 255]


@pytest.mark.documented
def test_a_changed_preset_changes_the_picture_at_the_next_publish(gallery: Gallery):
    gallery.add("img", photo(200, 100))
    gallery.preset("Thumb", "wid=50&fmt=png")
    gallery.publish(serving())
    assert gallery.picture("$thumb$").width == 50
    gallery.preset("Thumb", "wid=80&fmt=png")
    assert gallery.picture("$Thumb$").width == 50
    gallery.publish(serving())
    assert gallery.picture("$THUMB$").width == 80
    assert gallery.picture("$thumb$&wid=20").width == 20
    assert gallery.picture("wid=20&$thumb$").width == 80
    assert gallery.picture("$thumb$=&.x").width == 80, "a client that writes an = behind every name"
    assert "$nothing$: no published image preset" in gallery.get("$nothing$").text


@pytest.mark.documented
def test_what_a_record_prescribes_stands_around_what_is_asked(gallery: Gallery):
    gallery.add("img", photo(200, 100), url_modifier="$w=40&wid=$w$&fmt=png", url_post_modifier="hei=10&fit=stretch")
    gallery.publish(serving())
    plain, asked = gallery.picture(""), gallery.picture("wid=30&hei=90")
    assert (plain.width, plain.height) == (40, 10)
    assert (asked.width, asked.height) == (30, 10)
    assert gallery.picture("$w=60").width == 60, "a variable of the request wins over the record's own"


@pytest.mark.documented
def test_a_default_image_stands_in_for_a_missing_one(gallery: Gallery):
    gallery.add("img", photo(200, 100))
    gallery.add("gap", solid(100, 100, "00ff00"))
    gallery.publish(serving(default_image=f"{gallery.root}/gap", default_expiration_h=2))
    response = gallery.get("wid=50&fmt=png&rotate=45&bgc=ff0000", "none")
    assert response.status_code == 200
    assert response.headers["cache-control"] == "public, max-age=7200"
    image = gallery.picture("wid=50&fmt=png&rotate=45&bgc=ff0000", "none")
    assert (image.width, at(image, 1, 1)) == (50, [0, 255, 0]), "only wid, hei, fmt and qlt are kept"
    assert gallery.get("wid=50&defaultImage=", "none").status_code == 403
    assert gallery.get("wid=50&defaultImage=img&fmt=png", "none").status_code == 200
    assert gallery.get("wid=50&defaultImage=none", "none").status_code == 403
    assert gallery.get("req=props", "none").status_code == 403
    assert gallery.get("req=tmb&fmt=png", "none").status_code == 200


@pytest.mark.documented
def test_in_mode_1_the_default_image_takes_the_place_of_the_picture_alone(gallery: Gallery):
    gallery.add("gap", solid(100, 50, "00ff00"))
    gallery.publish(serving(default_image="gap", default_image_mode=1))
    image = gallery.picture("rotate=90&scl=1&fmt=png", "none")
    assert (image.width, image.height) == (50, 100)


def test_a_picture_whose_bytes_are_gone_is_our_fault_and_says_so(gallery: Gallery):
    gallery.add("img", photo(97, 89, seed=99))
    gallery.publish(serving(), {"img": {"digest": "0" * 64}})
    response = gallery.get("wid=31")
    assert response.status_code == 500
    assert response.text.startswith("internal error")
    assert "Traceback" not in response.text


def test_a_picture_asked_for_twenty_times_at_once_is_made_once(gallery: Gallery, monkeypatch: pytest.MonkeyPatch):
    gallery.add("img", photo(300, 200))
    gallery.publish(serving())
    made = []
    gate = threading.Event()

    def counted(*args):
        made.append(threading.get_ident())
        gate.wait(5)
        return drawn(*args)

    drawn = images.draw
    monkeypatch.setattr(images, "draw", counted)
    with ThreadPoolExecutor(20) as pool:
        asked = [pool.submit(gallery.get, "wid=77&cache=on,off") for _ in range(20)]
        time.sleep(0.5)
        gate.set()
        replies = [each.result() for each in asked]
    assert len(made) == 1
    assert len({reply.content for reply in replies}) == 1
    assert replies[0].status_code == 200


def link(gallery: Gallery, name: str = "img", lasts_s: int = 60) -> str:
    with gallery.parts.database.read() as tx:
        secret = preview.secret(tx)
    return preview.sign(secret, gallery.root, name, int(time.time()) + lasts_s)


def test_a_signed_link_shows_what_is_not_published_and_only_that(gallery: Gallery):
    gallery.add("img", solid(60, 40, "0000ff"))
    gallery.add("other", solid(60, 40))
    gallery.preset("Small", "wid=30&fmt=png")
    base = f"/is/preview/{gallery.root}"
    response = gallery.at(f"{base}/img?$small$&{link(gallery)}")
    assert response.status_code == 200
    assert response.headers["cache-control"] == "private, max-age=0"
    assert "access-control-allow-origin" not in response.headers
    for query in (
        "",
        link(gallery, "other"),
        link(gallery, lasts_s=-1),
        link(gallery) + "x",
        link(gallery).replace("expires=", "expires=9"),
    ):
        refused = gallery.at(f"{base}/img?{query}")
        assert refused.status_code == 403
        assert "preview link" in refused.text
    assert gallery.at(f"/is/image/{gallery.root}/img?{link(gallery)}").status_code == 403


def test_a_member_of_the_company_sees_what_is_not_published(gallery: Gallery):
    gallery.add("img", solid(60, 40))
    emails = {role: f"{secrets.token_hex(4)}@example.com" for role in ("member", "stranger")}
    for role, email in emails.items():
        with gallery.parts.database.write() as tx:
            account = accounts.create(
                tx,
                gallery.parts.passwords,
                email=email,
                first_name="A",
                last_name="B",
                password="Sesam-0ffne",
                password_expires_ms=None,
                valid=True,
                ips_admin=False,
                now_ms=NOW_MS,
            )
            if role == "member":
                accounts.join(tx, account.id, gallery.company.id, "IpsUser", active=True)
    path = f"/is/preview/{gallery.root}/img"

    def ask(email: str, password: str = "Sesam-0ffne") -> int:
        basic = base64.b64encode(f"{email}:{password}".encode()).decode()
        return gallery.at(path, Authorization=f"Basic {basic}").status_code

    assert ask(emails["member"]) == 200
    assert ask(emails["member"], "wrong") == 403
    assert ask(emails["stranger"]) == 403
