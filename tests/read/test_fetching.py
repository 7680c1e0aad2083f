"""Fetching, against a real web site on this machine: manners, limits, and what must never be fetched."""

from __future__ import annotations

import dataclasses
import time
from email.utils import formatdate

import pytest
from site_on_this_machine import Answer, Site

from tracker.read.fetching import USER_AGENT, Fetcher, FetchError


def test_a_page_comes_with_its_address_and_charset(site: Site, fetcher: Fetcher) -> None:
    found = fetcher.fetch(site.page("/news/1", "<p>가나</p>"))
    assert (found.url, found.data.decode()) == (site.url + "/news/1", "<p>가나</p>")
    assert (found.content_type, found.charset) == ("text/html", "utf-8")
    assert site.agents == {USER_AGENT}
    assert "quote-tracker" in USER_AGENT


def test_a_korean_path_is_fetched(site: Site, fetcher: Fetcher) -> None:
    site.page("/%EA%B8%B0%EC%82%AC?q=%EA%B0%80", "<p>가나</p>")
    assert fetcher.fetch(site.url + "/기사?q=가").data == "<p>가나</p>".encode()


def test_redirects_are_followed_to_where_the_page_is(site: Site, fetcher: Fetcher) -> None:
    site.page("/new", "<p>여기</p>")
    site.answers["/old"] = Answer(301, headers={"Location": "/newer"})
    site.answers["/newer"] = Answer(302, headers={"Location": site.url + "/new"})
    assert fetcher.fetch(site.url + "/old").url == site.url + "/new"


def test_a_redirect_circle_ends(site: Site, fetcher: Fetcher) -> None:
    site.answers["/a"] = Answer(302, headers={"Location": "/b"})
    site.answers["/b"] = Answer(302, headers={"Location": "/a"})
    with pytest.raises(FetchError, match="redirects more than 5 times"):
        fetcher.fetch(site.url + "/a")


PRIVATE = [
    "http://127.0.0.1/",
    "http://localhost/",
    "http://10.0.0.1/",
    "http://192.168.1.1/admin",
    "http://169.254.169.254/latest/meta-data",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://0.0.0.0/",
    "http://2130706433/",
    "http://user:secret@127.0.0.1/",
]


@pytest.mark.parametrize("url", PRIVATE)
def test_private_addresses_are_never_fetched(url: str) -> None:
    with pytest.raises(FetchError, match="private network"):
        Fetcher(pause=0.0).fetch(url)


def test_a_redirect_into_a_private_network_is_refused(site: Site, fetcher: Fetcher) -> None:
    """The first hop is allowed by name; the second is checked by itself."""

    class OnlyThisSite(Fetcher):
        def _resolve(self, host: str, port: int) -> str:
            allowed = dataclasses.replace(self, allow_private=f"{host}:{port}" in site.url)
            return Fetcher._resolve(allowed, host, port)

    site.answers["/out"] = Answer(302, headers={"Location": "http://127.0.0.2:1/secret"})
    site.page("/in", "<p>여기</p>")
    strict = OnlyThisSite(pause=0.0, sleep=lambda seconds: None)
    assert strict.fetch(site.url + "/in").data
    with pytest.raises(FetchError, match="private network"):
        strict.fetch(site.url + "/out")


@pytest.mark.parametrize(
    "url", ["ftp://example.org/a", "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x"]
)
def test_only_web_pages_are_fetched(url: str) -> None:
    with pytest.raises(FetchError, match="no http or https address"):
        Fetcher().fetch(url)


def test_a_redirect_to_a_file_is_refused(site: Site, fetcher: Fetcher) -> None:
    site.answers["/out"] = Answer(302, headers={"Location": "file:///etc/passwd"})
    with pytest.raises(FetchError, match="no http or https address"):
        fetcher.fetch(site.url + "/out")


def test_too_many_requests_are_waited_for_and_tried_again(site: Site, fetcher: Fetcher, waits: list[float]) -> None:
    site.answers["/busy"] = [Answer(429, headers={"Retry-After": "7"}), Answer(503), Answer(200, b"<p>now</p>")]
    assert fetcher.fetch(site.url + "/busy").data == b"<p>now</p>"
    assert waits == [7.0, 2.0]


def test_a_retry_date_is_honoured(site: Site, fetcher: Fetcher, waits: list[float]) -> None:
    later = formatdate(usegmt=True, timeval=time.time() + 12)
    site.answers["/busy"] = [Answer(503, headers={"Retry-After": later}), Answer(200, b"<p>now</p>")]
    fetcher.fetch(site.url + "/busy")
    assert 8 < waits[0] <= 12


def test_a_wait_that_is_too_long_is_said_and_not_waited(site: Site, fetcher: Fetcher, waits: list[float]) -> None:
    site.answers["/busy"] = Answer(429, headers={"Retry-After": "3600"})
    with pytest.raises(FetchError, match=r"answered 429.*asks to wait 3600 seconds"):
        fetcher.fetch(site.url + "/busy")
    assert waits == []


def test_a_site_that_stays_broken_is_given_up_after_three_attempts(site: Site, fetcher: Fetcher) -> None:
    site.answers["/broken"] = Answer(500)
    with pytest.raises(FetchError, match=r"answered 500: the site has an error of its own. Try again later"):
        fetcher.fetch(site.url + "/broken")
    assert site.asked["/broken"] == 3


def test_a_broken_connection_is_tried_again(site: Site, fetcher: Fetcher) -> None:
    site.answers["/flaky"] = [Answer(hang_up=True), Answer(200, b"<p>now</p>")]
    assert fetcher.fetch(site.url + "/flaky").data == b"<p>now</p>"


@pytest.mark.parametrize(
    ("status", "words"), [(404, "has no such page"), (403, "refuses programs"), (410, "has removed"), (401, "login")]
)
def test_a_refusal_is_final_and_says_what_to_do(site: Site, fetcher: Fetcher, status: int, words: str) -> None:
    site.answers["/gone"] = Answer(status)
    with pytest.raises(FetchError, match=f"answered {status}.*{words}.*Save the page from your browser"):
        fetcher.fetch(site.url + "/gone")
    assert site.asked["/gone"] == 1


def test_a_page_that_is_too_large_is_not_read_to_its_end(site: Site, fetcher: Fetcher) -> None:
    small = dataclasses.replace(fetcher, most_bytes=100_000)
    site.answers["/stated"] = Answer(body=b"x", headers={"Content-Length": "99999999"})
    site.answers["/endless"] = Answer(body=b"x" * 10_000, chunks=1_000)
    for path in ("/stated", "/endless"):
        with pytest.raises(FetchError, match="larger than"):
            small.fetch(site.url + path)


def test_a_server_that_does_not_answer_times_out(site: Site, fetcher: Fetcher) -> None:
    site.answers["/slow"] = Answer(200, b"<p>late</p>", delay=1.0)
    hasty = dataclasses.replace(fetcher, timeout=0.1)
    with pytest.raises(FetchError, match=r"did not answer within 0\.1 seconds"):
        hasty.fetch(site.url + "/slow")


def test_a_picture_is_no_page(site: Site, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match="is image/png, not a page"):
        fetcher.fetch(site.page("/a.png", "x", "image/png"))


def test_a_name_without_an_address_is_said(fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match=r"no address is known for nowhere\.invalid"):
        fetcher.fetch("http://nowhere.invalid/a")


@pytest.mark.parametrize("url", ["http://", "http://[::1", "http://a:99999/", "https://가..나/"])
def test_an_impossible_address_is_a_sentence(fetcher: Fetcher, url: str) -> None:
    with pytest.raises(FetchError, match=r"\.$"):
        fetcher.fetch(url)


ROBOTS = "User-agent: *\nDisallow: /private/\n\nUser-agent: quote-tracker\nDisallow: /closed/\n"


def test_robots_are_obeyed_and_asked_for_once(site: Site, fetcher: Fetcher) -> None:
    site.page("/robots.txt", ROBOTS, "text/plain")
    site.page("/closed/1", "<p>x</p>")
    site.page("/private/1", "<p>x</p>")
    with pytest.raises(FetchError, match=r"closed to programs by http://127\.0\.0\.1:\d+/robots\.txt"):
        fetcher.fetch(site.url + "/closed/1")
    assert fetcher.fetch(site.url + "/private/1").data
    assert (site.asked["/robots.txt"], site.asked["/closed/1"]) == (1, 0)


def test_a_redirect_to_a_closed_page_is_not_followed(site: Site, fetcher: Fetcher) -> None:
    site.page("/robots.txt", ROBOTS, "text/plain")
    site.answers["/open"] = Answer(302, headers={"Location": "/closed/1"})
    with pytest.raises(FetchError, match="closed to programs"):
        fetcher.fetch(site.url + "/open")
    assert site.asked["/closed/1"] == 0


@pytest.mark.parametrize(("status", "open_"), [(404, True), (403, True), (500, False)])
def test_a_site_without_robots_is_open_and_one_that_cannot_say_is_closed(
    site: Site, fetcher: Fetcher, status: int, open_: bool
) -> None:
    site.answers["/robots.txt"] = Answer(status)
    url = site.page("/news/1", "<p>x</p>")
    if open_:
        assert fetcher.fetch(url).data
    else:
        with pytest.raises(FetchError, match=f"answered {status}"):
            fetcher.fetch(url)


def test_one_host_is_not_asked_twice_in_a_row_without_a_pause(site: Site, waits: list[float]) -> None:
    polite = Fetcher(allow_private=True, pause=2.0, sleep=waits)  # type: ignore[arg-type]
    polite.fetch(site.page("/news/1", "<p>x</p>"))
    assert len(waits) == 1
    assert 1.0 < waits[0] <= 2.0
