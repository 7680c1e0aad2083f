"""Fetching pages: politely, within limits, and never from where a public page cannot be.

Every hop of a redirect is checked by itself, and the connection goes to the very address that was checked, so that a
name which changes its mind between check and connection (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from .web import ascii_url

if TYPE_CHECKING:
    import httpx

USER_AGENT = "quote-tracker/0.1 (reads news pages that its user names; obeys robots.txt)"
MOST_BYTES = 10 * 1024 * 1024
_MOST_ROBOTS = 512 * 1024
_MOST_HOPS, _ATTEMPTS = 5, 3
_LONGEST_WAIT = 30.0  # seconds that a server's Retry-After is waited for
_AGAIN = frozenset((429, 500, 502, 503, 504))
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_READABLE = ("text/", "application/xhtml", "application/xml", "application/rss", "application/atom", "application/json")
_ALSO_READABLE = frozenset(("application/x-ndjson", "application/jsonl", "application/gzip", "application/x-gzip", ""))
_INSTEAD = "Save the page from your browser and add the file instead."


class FetchError(Exception):
    """A page could not be fetched; the message is a sentence for the reader."""


@dataclass(frozen=True)
class Fetched:
    """A fetched document. `url` is where it was found after redirects; `charset` what the header said."""

    url: str
    data: bytes
    content_type: str
    charset: str | None


@dataclass
class Fetcher:
    """Fetches documents over http and https; keeps each site's robots.txt while it lives.

    `allow_private` permits loopback and private addresses (tests, an archive in one's own network). `timeout` is in
    seconds for each wait, `deadline` for one document as a whole, `pause` between two requests to one host.
    """

    allow_private: bool = False
    timeout: float = 20.0
    deadline: float = 90.0
    pause: float = 1.0
    most_bytes: int = MOST_BYTES
    sleep: Callable[[float], None] = time.sleep
    _robots: dict[str, RobotFileParser | None] = field(default_factory=dict, repr=False)
    _last: dict[str, float] = field(default_factory=dict, repr=False)

    def fetch(self, url: str) -> Fetched:
        """The document at `url`. Raises `FetchError` with a sentence that says why it cannot be had and what to do."""
        at = url.strip()
        for _ in range(_MOST_HOPS + 1):
            self._check_robots(at)
            status, headers, data = self._get(at, self.most_bytes)
            target = headers.get("location")
            if status in _REDIRECTS and target:
                at = _join(at, target)
                continue
            return self._document(at, status, headers, data)
        raise FetchError(f"redirects more than {_MOST_HOPS} times. {_INSTEAD}")

    def _document(self, url: str, status: int, headers: Mapping[str, str], data: bytes) -> Fetched:
        if status >= 400:
            raise FetchError(_refused(status))
        if status != 200:
            raise FetchError(f"answered {status} and no page. {_INSTEAD}")
        kind, _, rest = headers.get("content-type", "").partition(";")
        kind = kind.strip().lower()
        if not kind.startswith(_READABLE) and kind not in _ALSO_READABLE:
            raise FetchError(f"is {kind}, not a page, a feed or a record file. Give the address of an article.")
        name, _, value = rest.strip().partition("=")
        charset = value.strip("\"' ") if name.strip().lower() == "charset" else None
        return Fetched(url, data, kind, charset or None)

    def _get(self, url: str, most: int) -> tuple[int, Mapping[str, str], bytes]:
        """Status, headers and body, after retries with back-off on 429, 5xx and broken connections."""
        started = time.monotonic()
        for attempt in range(1, _ATTEMPTS + 1):
            wait = float(2 ** (attempt - 1))
            try:
                status, headers, data = self._once(url, most, started)
            except _Broken as broken:
                problem = broken.sentence
            else:
                if status not in _AGAIN:
                    return status, headers, data
                problem = _refused(status)
                wait = max(wait, _retry_after(headers.get("retry-after")))
            late = time.monotonic() - started + wait > self.deadline
            if attempt == _ATTEMPTS or wait > _LONGEST_WAIT or late:
                asked = f" It asks to wait {wait:.0f} seconds." if wait > _LONGEST_WAIT else ""
                raise FetchError(problem + asked)
            self.sleep(wait)
        raise AssertionError("unreachable")

    def _once(self, url: str, most: int, started: float) -> tuple[int, Mapping[str, str], bytes]:
        import httpx

        target, host, extensions = self._target(url)
        self._be_polite(host)
        headers = {"User-Agent": USER_AGENT, "Accept-Language": "ko, en;q=0.5", "Host": _wire(url).netloc}
        try:
            with (
                httpx.Client(timeout=self.timeout, trust_env=False) as client,
                client.stream("GET", target, headers=headers, extensions=extensions) as response,
            ):
                if response.status_code in _REDIRECTS or response.status_code in _AGAIN:
                    return response.status_code, response.headers, b""
                return response.status_code, response.headers, self._body(response, most, started)
        except httpx.TimeoutException:
            raise _Broken(f"did not answer within {self.timeout:g} seconds. Try again later.") from None
        except httpx.TransportError as error:
            reason = str(error).strip().rstrip(".") or type(error).__name__
            raise _Broken(f"cannot be reached ({reason}). Check the address and the connection.") from None
        except (httpx.InvalidURL, httpx.DecodingError) as error:
            raise FetchError(f"cannot be read ({error}). {_INSTEAD}") from None

    def _body(self, response: httpx.Response, most: int, started: float) -> bytes:
        stated = response.headers.get("content-length", "")
        if stated.isdigit() and int(stated) > most:
            raise FetchError(_too_big(most))
        data = bytearray()
        for chunk in response.iter_bytes():
            data += chunk
            if len(data) > most:
                raise FetchError(_too_big(most))
            if time.monotonic() - started > self.deadline:
                raise FetchError(f"sends too slowly: not complete after {self.deadline:g} seconds. {_INSTEAD}")
        return bytes(data)

    def _target(self, url: str) -> tuple[str, str, dict[str, str]]:
        """The address to connect to (the host's checked IP address), the host's name, and what TLS must verify."""
        wire = _wire(url)
        port = wire.port or (443 if wire.scheme == "https" else 80)
        host = wire.hostname or ""
        address = self._resolve(host, port)
        literal = f"[{address}]" if ":" in address else address
        target = wire._replace(netloc=f"{literal}:{port}").geturl()
        return target, host, {"sni_hostname": host} if wire.scheme == "https" else {}

    def _resolve(self, host: str, port: int) -> str:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise _Broken(f"cannot be reached (no address is known for {host}). Check its spelling.") from None
        addresses = [str(entry[4][0]).partition("%")[0] for entry in found]
        if not self.allow_private and not all(map(_is_public, addresses)):
            raise FetchError(f"leads into a private network ({host}), which is never fetched. Give a public address.")
        return addresses[0]

    def _be_polite(self, host: str) -> None:
        since = time.monotonic() - self._last.get(host, -self.pause)
        if since < self.pause:
            self.sleep(self.pause - since)
        self._last[host] = time.monotonic()

    def _check_robots(self, url: str) -> None:
        parts = _wire(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(origin)
        rules = self._robots[origin]
        if rules is not None and not rules.can_fetch(USER_AGENT, url):
            raise FetchError(f"is closed to programs by {origin}/robots.txt. {_INSTEAD}")

    def _read_robots(self, origin: str) -> RobotFileParser | None:
        """The site's rules (RFC 9309): none when it has no robots.txt, all closed while it cannot say."""
        at = origin + "/robots.txt"
        rules = RobotFileParser(at)
        for _ in range(_MOST_HOPS + 1):
            status, headers, data = self._get(at, _MOST_ROBOTS)
            if status in _REDIRECTS and "location" in headers:
                at = _join(at, headers["location"])
                continue
            if status != 200:
                return None
            rules.parse(data.decode("utf-8", "replace").splitlines())
            return rules
        return None


class _Broken(FetchError):
    """A failure that another attempt may mend."""

    @property
    def sentence(self) -> str:
        return str(self)


def fetch(url: str, *, allow_private: bool = False) -> Fetched:
    """One document; see `Fetcher`."""
    return Fetcher(allow_private=allow_private).fetch(url)


def _wire(url: str) -> SplitResult:
    """`url` in parts, as it goes over the wire, without a user's name. Raises `FetchError` for no web address."""
    try:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https"):
            raise FetchError("is no http or https address. Only web pages can be fetched; for a file give its path.")
        parts = urlsplit(ascii_url(url))
    except (ValueError, UnicodeError):
        raise FetchError("is no valid web address. Check its spelling.") from None
    return parts


def _join(url: str, target: str) -> str:
    try:
        return urljoin(url, target)
    except ValueError:
        raise FetchError(f"redirects to what is no web address. {_INSTEAD}") from None


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address)
    mapped = getattr(ip, "ipv4_mapped", None)
    ip = mapped or ip
    return ip.is_global and not ip.is_multicast


def _refused(status: int) -> str:
    meanings = {
        401: "wants a login",
        403: "refuses programs",
        404: "has no such page",
        410: "has removed the page",
        429: "has had too many requests",
        451: "withholds the page for legal reasons",
    }
    meaning = meanings.get(status, "has an error of its own" if status >= 500 else "refuses")
    then = "Try again later." if status in _AGAIN else f"Check the address. {_INSTEAD}"
    return f"answered {status}: the site {meaning}. {then}"


def _too_big(most: int) -> str:
    return f"is larger than {most / 1024 / 1024:g} MB, more than any article's page. Give the article's own address."


def _retry_after(value: str | None) -> float:
    """Seconds that a Retry-After header asks for: a number, or a date."""
    if not value:
        return 0.0
    if value.strip().isdigit():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (TypeError, ValueError):
        return 0.0
