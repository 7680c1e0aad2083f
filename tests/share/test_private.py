"""A site that is not public: a signed link opens the one thing that it was made for; nothing else opens anything."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import sqlite3
import stat
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from asked import Get, getter

from tracker.site import serving, sharing
from tracker.site.private import CLOSED
from tracker.site.signed import LinkError, Links, seconds

BASE = "http://localhost"


@pytest.fixture
def database(archive: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(archive, tmp_path / "quotes.db"))


@pytest.fixture
def get(database: Path) -> Get:
    return getter(serving.site(database, private=True))


def row(database: Path, sql: str) -> tuple[str, ...]:
    with sqlite3.connect(database) as conn:
        found: tuple[str, ...] = conn.execute(sql).fetchone()
        return found


def things(database: Path) -> dict[str, str]:
    """One address of each kind of thing that can be shared."""
    quote, speaker = row(database, "SELECT id, speaker_id FROM quotes WHERE text = '물가를 잡겠다'")
    return {
        "quote": f"/quote/{quote}",
        "speaker": f"/speaker/{speaker}",
        "search": "/search?q=반도체가&sort=day",
        "table": f"/quotes/quotes?speaker_id={speaker}&_sort=day",
    }


def share(database: Path, address: str, lasting: str = "7d") -> str:
    """The path of a new signed link."""
    _, url = sharing.make_link(database, address, lasting, BASE)
    return url.removeprefix(BASE)


@pytest.mark.parametrize(
    ("kind", "shows", "hides"),
    [
        ("quote", "물가를 잡겠다", "다리를 놓겠다"),
        ("speaker", "문서준", "다리를 놓겠다"),
        ("search", "살아야 한다", "다리를 놓겠다"),
        ("table", "물가를 잡겠다", "다리를 놓겠다"),
    ],
)
def test_a_link_opens_its_page_and_leads_nowhere_else(
    get: Get, database: Path, kind: str, shows: str, hides: str
) -> None:
    link = share(database, things(database)[kind])
    page = get(link)
    assert page.status_code == 200 and shows in page.text and hides not in page.text
    assert page.headers["cache-control"] == "private, no-store" and page.headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in page.headers and "link" not in page.headers and "noindex" in page.text
    inside = [href for href in re.findall(r'(?:href|action|src)="([^"]*)"', page.text) if href.startswith("/")]
    assert [href for href in inside if not href.startswith((link, "/-/static-plugins/quote-tracker/"))] == []
    assert all(get(href.replace("&amp;", "&")).status_code == 200 for href in inside)
    english = get(f"{link}?lang=en")
    assert '<html lang="en"' in english.text and shows in english.text and "shared link" in english.text
    assert get(f"{link}?utm_source=mail").text == page.text
    head = get(link, "HEAD")
    assert head.status_code == 200 and head.content == b""


def closed_paths(database: Path) -> list[str]:
    quote, article, speaker, outlet = row(database, "SELECT id, article_id, speaker_id, outlet_id FROM quotes LIMIT 1")
    one = [f"/quote/{quote}", f"/speaker/{speaker}", f"/article/{article}", f"/outlet/{outlet}"]
    forms = [f"/quote/{quote}{end}" for end in (".png", ".txt", ".md", ".bib", ".csl.json", "/embed", "/", ".json")]
    feeds = ["/feed.atom", f"/speaker/{speaker}.atom", f"/outlet/{outlet}.atom", "/search.atom?q=반도체"]
    tables = ["/quotes", "/quotes.json", "/quotes.db", "/quotes/quotes", "/quotes/quotes.json?_shape=array",
              "/quotes/quotes.csv?_stream=1", f"/quotes/quotes/{quote}.json", "/quotes/failures", "/quotes/revisions",
              "/quotes/quotes?_fts_table=quotes_fts&_search=a", "/quotes/articles?_where=1=1",
              "/quotes/quotes_fts", "/quotes/quoted_most.json?month=2025-03", "/quotes?sql=select+1"]  # fmt: skip
    dash = ["/-/", "/-/databases", "/-/databases.json", "/-/metadata.json", "/-/versions", "/-/plugins.json",
            "/-/actor", "/-/settings", "/-/threads", "/-/config", "/-/logout", "/-/static/app.css", "/-/static/",
            "/-/static-plugins", "/-/static-plugins/quote-tracker", "/-/static-plugins/quote-tracker/",
            "/-/static-plugins/quote-tracker/x.css", "/-/static-plugins//quote-tracker/site.css"]  # fmt: skip
    tricks = [f"//quote/{quote}", f"/./quote/{quote}", f"/%2fquote/{quote}", f"/quote%2F{quote}", f"/Quote/{quote}",
              f"/x/%2e%2e/quote/{quote}", f"/share/%2e%2e/quote/{quote}", f"/share//quote/{quote}",
              f"/quote/{quote}?share=x", f"/quote/{quote};x", f"/quote/{quote}%00"]  # fmt: skip
    rest = ["/", "/search", "/search?q=반도체", "/search.json", "/search.csv", "/oembed?url=x", "/robots.txt",
            "/sitemap.xml", "/favicon.ico", "/share", "/share/", "/share/x", f"/share/{'A' * 51}",
            "/no/such/thing", "/quote/000000000000", "/ŝ"]  # fmt: skip
    return [*one, *forms, *feeds, *tables, *dash, *tricks, *rest]


def test_without_a_link_everything_there_is_looks_like_what_is_not(get: Get, database: Path) -> None:
    share(database, things(database)["quote"])
    answers = {path: get(path) for path in closed_paths(database)}
    assert [path for path, answer in answers.items() if (answer.status_code, answer.content) != (404, CLOSED)] == []
    headers = {json.dumps(sorted(answer.headers.items())) for answer in answers.values()}
    assert len(headers) == 1, "no header tells one closed address from another"
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH", "HEAD", "PROPFIND"):
        for path in ("/", things(database)["quote"], "/no/such/thing"):
            answer = get(path, method)
            assert answer.status_code == 404 and answer.content in (CLOSED, b"")
    assert not re.search(r"\d{2,}|인용|quote", CLOSED.decode().replace("404", "").split("<body>")[1])


@pytest.mark.parametrize("kind", ["quote", "speaker", "search", "table"])
def test_a_link_opens_nothing_else_by_any_address(get: Get, database: Path, kind: str) -> None:
    link = share(database, things(database)[kind])
    other = things(database)["speaker" if kind == "quote" else "quote"]
    endings = [".json", ".csv", ".atom", ".txt", "/", "/embed", "//", "%2e%2e", "%00", ";x", "A",
               "?_fts_table=quotes_fts", "?_where=1=1", "?_facet=speaker", "?_search=다리", "?q=다리", "?sql=select+1",
               "?speaker=", "?_size=max", "?_col=text", "?_shape=array", "?_format=json", "?_trace=1", "?_json=text",
               "?_extra=1", "?_labels=on", "?_stream=1", "?path=" + other, "?lang=en&lang=ko",
               "?lang=en&_next=1&_all=1", "?_nofacet=1", "?id=1", "?page=2&q=x", "?next=/", "?%5fwhere=1"]  # fmt: skip
    endings += [] if kind == "quote" else [".png"]
    endings += [] if kind == "table" else ["?_next=1"]
    for ending in endings:
        answer = get(link + ending)
        assert (answer.status_code, answer.content) == (404, CLOSED), ending
    for path in ("/" + link, link.replace("/share/", "/Share/"), link.replace("/share/", "/share//"),
                 link.replace("/share", "/%73hare"), f"{other}?share={link.rpartition('/')[2]}",
                 f"{other}/{link.rpartition('/')[2]}", link.upper(), link.lower()):  # fmt: skip
        assert get(path).content == CLOSED, path
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        assert get(link, method).content == CLOSED
    whole = {
        "X-Original-URL": other,
        "X-Rewrite-URL": other,
        "X-HTTP-Method-Override": "POST",
        "X-Forwarded-Prefix": "/x",
    }
    page = get(link, headers={**whole, "Cookie": "ds_actor=x", "Authorization": "Bearer x"})
    assert page.status_code == 200 and page.text == get(link).text


def test_forged_altered_and_swapped_links_open_nothing(get: Get, database: Path) -> None:
    one, two = (share(database, things(database)[kind]).rpartition("/")[2] for kind in ("quote", "speaker"))
    raws = [base64.urlsafe_b64decode(token + "=") for token in (one, two)]
    forged = [raws[0][:14] + raws[1][14:], raws[0][:9] + raws[1][9:], raws[1][:9] + raws[0][9:]]
    # A later expiry, every bit of the rest turned, an empty signature, one by another secret.
    forged.append(raws[0][:9] + (2**39).to_bytes(5, "big") + raws[0][14:])
    forged += [bytes(byte ^ (1 << (at % 8)) * (place == at) for place, byte in enumerate(raws[0])) for at in range(38)]
    forged += [raws[0][:14] + bytes(24), bytes(38), os.urandom(38)]
    tokens = [base64.urlsafe_b64encode(raw).rstrip(b"=").decode() for raw in forged]
    # Another spelling of the same bytes: the last letter has two bits to spare.
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    tokens += [one[:-1] + letters[letters.index(one[-1]) ^ bits] for bits in (1, 2, 3)]
    tokens += [one[:-1], one + "=", one + "A", " " + one, one.swapcase(), one.replace("-", "+").replace("_", "/") + "."]
    stranger = database.with_name("other.db")
    shutil.copy(database, stranger)
    tokens.append(share(stranger, things(database)["quote"]).rpartition("/")[2])
    assert [token for token in tokens if get(f"/share/{token}").content != CLOSED] == []
    assert get(f"/share/{one}").status_code == get(f"/share/{two}").status_code == 200


def test_what_a_link_opens_cannot_be_changed_behind_it(get: Get, database: Path) -> None:
    link, other = share(database, things(database)["quote"]), things(database)["speaker"]
    for column, value in (("target", other), ("target", "/quotes/failures"), ("expires_at", 2**39)):
        before = Links(database).file.read_bytes()
        with sqlite3.connect(Links(database).file) as conn:
            conn.execute(f"UPDATE links SET {column} = ?", [value])
        assert get(link).content == CLOSED
        Links(database).file.write_bytes(before)
        assert get(link).status_code == 200


def test_a_link_ends_when_it_expires_or_is_taken_back(get: Get, database: Path) -> None:
    address = things(database)["quote"]
    short, kept, revoked = (share(database, address, lasting) for lasting in ("1s", "7d", "7d"))
    links = Links(database)
    token = short.rpartition("/")[2]
    made = links.open(token, now=time.time() - 1)
    assert made is not None
    assert links.open(token, now=made.expires_at - 0.001) and not links.open(token, now=made.expires_at)
    found = links.open(revoked.rpartition("/")[2])
    assert found is not None
    links.revoke(found.id)
    time.sleep(max(0.0, made.expires_at - time.time()))
    assert [get(path).content == CLOSED for path in (short, revoked, kept)] == [True, True, False]
    # Another server, as after a restart.
    again = getter(serving.site(database, private=True))
    assert [again(path).content == CLOSED for path in (short, revoked, kept)] == [True, True, False]
    assert sorted(link.state(time.time()) for link in links.all()) == ["expired", "open", "revoked"]
    with pytest.raises(LinkError, match="There is no link"):
        links.revoke("0" * 18)


def test_the_secret_is_for_its_owner_alone(get: Get, database: Path, capfd: pytest.CaptureFixture[str]) -> None:
    link = share(database, things(database)["quote"])
    file = Links(database).file
    assert file.name == "quotes.db-links" and stat.S_IMODE(file.stat().st_mode) == 0o600
    token = link.rpartition("/")[2]
    assert token.encode() not in file.read_bytes(), "what is kept cannot be used as a link"
    file.chmod(0o644)
    assert get(link).content == CLOSED and "chmod 600" in capfd.readouterr().err
    file.chmod(0o600)
    assert get(link).status_code == 200
    file.unlink()
    assert get(link).content == CLOSED


def test_what_is_gone_is_closed_and_a_card_is_the_quotes(get: Get, database: Path) -> None:
    found = things(database)
    quote, speaker = share(database, found["quote"]), share(database, found["speaker"])
    card = re.search(r'og:image" content="http://localhost([^"]*)"', get(quote).text)
    assert card and card[1] == quote + ".png" and get(card[1]).content.startswith(b"\x89PNG")
    assert get(speaker + ".png").content == CLOSED
    with sqlite3.connect(database) as conn:
        conn.execute("PRAGMA foreign_keys = OFF")
        conn.execute("DELETE FROM quotes WHERE id = ?", [found["quote"].rpartition("/")[2]])
    assert get(quote).content == CLOSED


@pytest.mark.parametrize(
    "address",
    ["/", "/article/{article}", "/quotes/articles", "/quotes/failures", "/quotes/quotes_fts", "/quotes", "/quotes.db",
     "/-/databases", "/search.json?q=a", "/quote/{quote}.json", "/quote/{quote}/embed", "/quote/{quote}?_where=1",
     "/quote/../quotes/failures", "/quotes/quotes?_where=1=1", "/quotes/quotes?_fts_table=x", "/quotes/quotes?nope=1",
     "/search?sql=x", "/quote/000000000000", "/share/x", "/oembed?url=x"],
)  # fmt: skip
def test_no_link_is_made_to_anything_else(database: Path, address: str) -> None:
    quote, article = row(database, "SELECT id, article_id FROM quotes LIMIT 1")
    with pytest.raises(LinkError):
        sharing.make_link(database, address.format(quote=quote, article=article), "7d", BASE)
    assert not Links(database).file.exists()


def test_a_link_may_be_asked_for_by_the_whole_address(database: Path) -> None:
    quote = things(database)["quote"]
    link, _ = sharing.make_link(database, f"http://127.0.0.1:8001{quote}?lang=en", "2h", BASE)
    assert link.target == quote and link.expires_at - link.made_at == 7200
    with pytest.raises(LinkError, match="--base"):
        sharing.make_link(database, quote, "2h", "javascript:alert(1)")


@pytest.mark.parametrize("lasting", ["", "7", "d", "-1d", "0d", "1.5h", "7 days", "367d", "99999999w", "٧d"])
def test_a_length_of_time_that_is_none(lasting: str) -> None:
    with pytest.raises(LinkError):
        seconds(lasting)


def test_the_next_page_of_the_same_list_opens(archive: Path, database: Path, get: Get) -> None:
    link = share(database, "/quotes/quotes?_size=5")
    seen: list[str] = []
    href = link
    while href and len(seen) < 9:
        page = get(href)
        assert page.status_code == 200
        seen.append(page.text)
        found = re.search(r'rel="next" href="([^"]*)"', page.text)
        href = found[1].replace("&amp;", "&") if found else ""
    assert len(seen) >= 3 and len(set(seen)) == len(seen)
    assert urlsplit(href).path in ("", link)
