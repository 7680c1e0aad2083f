"""Anything a user names -> articles: addresses, files, folders, standard input, told apart by what they hold.

One article at a time: an archive of any length streams. What cannot be read is one `Failure` with one sentence, and
the other sources go on.
"""

from __future__ import annotations

import gzip
import io
import os
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from tracker.models import Article

from . import moments, records, web
from .charset import decode
from .kinds import SAMPLE, Kind, binary, kind_of
from .text import read_text

if TYPE_CHECKING:
    from .feed import Entry
    from .fetching import Fetched, Fetcher

MOST_BYTES = 10 * 1024 * 1024  # of a page or a text; archives stream and may be longer
STDIN = "-"
_GZIP = b"\x1f\x8b"
_ONE = "--title and --url name one article, but {}. Leave them out, or add the article by itself."


@dataclass(frozen=True)
class Failure:
    """A source, or a part of one, that could not be read. `message` is a sentence: what is wrong and what to do."""

    source: str
    message: str


@dataclass(frozen=True)
class Given:
    """What the user states. It wins over what a page or text says of itself, and fills what a record lacks.

    `published` is any spelling that `moments.published` knows; Korean time where it has no offset.
    """

    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None


def read_sources(
    sources: Sequence[str],
    given: Given,
    *,
    on_failure: Callable[[Failure], None],
    fetcher: Fetcher | None = None,
) -> Iterator[Article]:
    """The articles of `sources` in order, lazily: addresses, files (also gzipped), folders and `-` (standard input).

    What a source holds is told by its content: JSON Lines, JSON, CSV, a feed or sitemap (its articles are fetched), an
    HTML page, plain text. Raises nothing for bad input: every source, record or page that cannot be read goes to
    `on_failure`, once, and the others go on. `fetcher` replaces the default one (its limits, its manners).
    """
    if given.published is not None and moments.published(given.published) is None:
        on_failure(Failure("--published", f"is no date: {given.published}. Write 2025-10-01 or 2025-10-01T18:35."))
        return
    reader = _Reader(given, on_failure, fetcher)
    several = len(sources) > 1 or any(os.path.isdir(source) for source in sources)
    if several and (given.title or given.url):
        on_failure(Failure("--title, --url", _ONE.format("several sources were given")))
        return
    for source in sources:
        yield from reader.read(source)


class _Unreadable(Exception):
    """Why a source cannot be read, as a sentence."""


@dataclass
class _Reader:
    """Reads one source after another; keeps one fetcher for all."""

    given: Given
    on_failure: Callable[[Failure], None]
    fetcher: Fetcher | None

    def read(self, source: str) -> Iterator[Article]:
        try:
            if source == STDIN:
                yield from self._stream(sys.stdin.buffer, STDIN)
            elif web.is_address(source):
                yield from self._address(source)
            elif os.path.isdir(source):
                yield from self._folder(source)
            else:
                with _opened(source) as stream:
                    yield from self._stream(stream, source)
        except OSError as problem:
            self._fail(source, _os_sentence(problem))
        except Exception as problem:
            if not _is_sentence(problem):
                raise
            self._fail(source, str(problem))

    def _fail(self, source: str, message: str) -> None:
        self.on_failure(Failure(source, message))

    def _folder(self, folder: str) -> Iterator[Article]:
        """Every file under `folder`, in order of name; hidden ones and what browsers save beside a page left out."""
        files = 0
        for path, folders, names in os.walk(folder, onerror=self._no_folder):
            pages = {Path(name).stem for name in names if name.lower().endswith((".html", ".htm"))}
            folders[:] = sorted(name for name in folders if not _is_left_out(name, pages))
            for name in sorted(name for name in names if not name.startswith(".")):
                files += 1
                yield from self.read(os.path.join(path, name))
        if not files:
            raise _Unreadable("is a folder without files. Give a folder that holds articles.")

    def _no_folder(self, problem: OSError) -> None:
        self._fail(str(problem.filename), _os_sentence(problem))

    def _stream(self, stream: BinaryIO, source: str) -> Iterator[Article]:
        """The articles of a file, unpacked when it is gzipped."""
        head = _head(stream)
        whole = _joined(head, stream)
        if not head.startswith(_GZIP):
            yield from self._content(kind_of(head, source), head, whole, source)
            return
        try:
            unpacked = cast(BinaryIO, gzip.GzipFile(fileobj=whole))
            head = _head(unpacked)
            yield from self._content(kind_of(head, source), head, _joined(head, unpacked), source)
        except (EOFError, zlib.error, gzip.BadGzipFile) as problem:
            raise _Unreadable(f"is a broken gzip file ({problem}). Make or download it again.") from None

    def _content(self, kind: Kind, head: bytes, stream: BinaryIO, source: str) -> Iterator[Article]:
        if kind == "empty":
            raise _Unreadable("is empty. Give a page, a text or records with something in them.")
        if kind == "binary":
            raise _Unreadable(f"is {binary(head)}. Copy the article's text into a .txt file and give that.")
        if kind in ("jsonl", "csv"):
            read = records.read_jsonl if kind == "jsonl" else records.read_csv
            yield from read(stream, source=source, given=self._given_to_many(), problem=self._problem(source))
            return
        data = stream.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            most = MOST_BYTES // 1024 // 1024
            raise _Unreadable(f"is larger than {most} MB, more than any article. Split it, or make it JSON Lines.")
        yield from self._document(kind, data, source)

    def _document(self, kind: Kind, data: bytes, source: str, fetched: Fetched | None = None) -> Iterator[Article]:
        """The articles of a document that is wholly in memory."""
        if kind == "json":
            given = {key: value for key, value in asdict(self.given).items() if value}
            yield from records.read_json(data, source=source, given=given, problem=self._problem(source))
        elif kind == "feed":
            yield from self._feed(data, source)
        elif kind in ("html", "mhtml"):
            yield self._page(_html_part(data) if kind == "mhtml" else data, source, fetched)
        else:
            yield self._text(decode(data, fetched.charset if fetched else None), source, fetched)

    def _address(self, url: str) -> Iterator[Article]:
        fetched = self._fetcher().fetch(url)
        head = fetched.data[:SAMPLE]
        kind = kind_of(head, fetched.url)
        if kind == "text" and fetched.content_type != "text/plain":
            kind = "html"
        if kind in ("empty", "binary", "jsonl", "csv") or head.startswith(_GZIP):
            yield from self._stream(io.BytesIO(fetched.data), url)
        else:
            yield from self._document(kind, fetched.data, url, fetched)

    def _feed(self, data: bytes, source: str) -> Iterator[Article]:
        """Fetches every article that a feed names; what the feed states fills what a page does not."""
        from .feed import read_feed

        self._given_to_many()
        for entry in read_feed(data, source if web.is_address(source) else None):
            try:
                fetched = self._fetcher().fetch(entry.url)
                yield self._page(fetched.data, entry.url, fetched, entry)
            except Exception as problem:
                if not _is_sentence(problem):
                    raise
                self._fail(entry.url, str(problem))

    def _page(self, data: bytes, source: str, fetched: Fetched | None = None, entry: Entry | None = None) -> Article:
        from .html import read_html

        article = read_html(
            data,
            charset=fetched.charset if fetched else None,
            fetched=fetched.url if fetched else None,
            elsewhere=entry.published if entry else None,
            source=source,
            **asdict(self.given),
        )
        if entry and entry.outlet and not article.outlet:
            article = replace(article, outlet=entry.outlet)
        return article

    def _text(self, text: str, source: str, fetched: Fetched | None = None) -> Article:
        given = asdict(self.given)
        given["url"] = given["url"] or (fetched.url if fetched else None)
        article = read_text(text, source=source, **given)
        if all(zone.kind == "furniture" for zone in article.zones):
            raise _Unreadable("holds no article: no sentence was found in it. Give the text of an article.")
        return article

    def _fetcher(self) -> Fetcher:
        if self.fetcher is None:
            from .fetching import Fetcher

            self.fetcher = Fetcher()
        return self.fetcher

    def _problem(self, source: str) -> Callable[[str], None]:
        return lambda message: self._fail(source, message)

    def _given_to_many(self) -> dict[str, str | None]:
        """What may be stated of many articles at once. Raises when a title or an address was given, too."""
        if self.given.title or self.given.url:
            raise _Unreadable(_ONE.format("this holds many"))
        return {"outlet": self.given.outlet, "published": self.given.published}


class _Joined(io.RawIOBase):
    """Bytes that were read already, and the stream that they came from."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self.parts: list[BinaryIO] = [io.BytesIO(head), stream]

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while self.parts:
            data = self.parts[0].read(len(buffer))
            if data:
                buffer[: len(data)] = data
                return len(data)
            self.parts.pop(0)
        return 0


def _joined(head: bytes, stream: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(_Joined(head, stream), 1 << 18))


def _head(stream: BinaryIO) -> bytes:
    """The first bytes of `stream`, as many as are looked at (a pipe may give them in pieces)."""
    data = bytearray()
    while len(data) < SAMPLE and (piece := stream.read(SAMPLE - len(data))):
        data += piece
    return bytes(data)


def _opened(path: str) -> BinaryIO:
    try:
        return open(path, "rb")
    except ValueError:  # a NUL or half a character in the name
        raise _Unreadable("is no path that can be opened. Check its spelling.") from None


def _is_left_out(folder: str, pages: set[str]) -> bool:
    """Hidden folders, and `page_files` beside `page.html`: its pictures and scripts."""
    return folder.startswith(".") or folder.removesuffix("_files") in pages - {folder}


def _html_part(data: bytes) -> bytes:
    """The page of an MHTML file, as browsers save it."""
    from email import message_from_bytes

    for part in message_from_bytes(data).walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            return payload if isinstance(payload, bytes) else b""
    raise _Unreadable("is a web archive without a page. Save the page as HTML.")


def _is_sentence(problem: Exception) -> bool:
    """Whether `problem` was raised by this room, with a sentence for the reader."""
    return type(problem).__module__.startswith(__package__ or "tracker.read")


def _os_sentence(problem: OSError) -> str:
    if isinstance(problem, FileNotFoundError):
        return "does not exist. Check the path."
    if isinstance(problem, PermissionError):
        return "may not be read. Change its permissions, or copy it to where you may."
    return f"cannot be read ({problem.strerror or problem}). Check the file and the disk."
