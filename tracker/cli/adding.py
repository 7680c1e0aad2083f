"""Adding sources to a database and saying what came of it: what `add`, `retry` and `demo` share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tracker.cli.output import plural, say
from tracker.cli.reading import Failures, read

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tracker.models import Article, Quote
    from tracker.read.sources import Failure
    from tracker.store.ingest import Outcome

# Up to so many articles are shown with their quotes; of more only the sum.
FEW = 5


@dataclass
class Sum:
    """What came of the sources so far."""

    articles: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("added", "revised", "unchanged"), 0))
    new: int = 0
    withdrawn: int = 0
    first: list[tuple[Article, Outcome]] = field(default_factory=list)
    quotes: dict[str, Sequence[Quote]] = field(default_factory=dict)

    def count(self, article: Article, outcome: Outcome) -> None:
        self.articles[outcome.status] += 1
        self.new += outcome.new
        self.withdrawn += outcome.withdrawn
        if sum(self.articles.values()) <= FEW:
            self.first.append((article, outcome))

    def merge(self, other: Sum) -> None:
        """Count what another run added as well."""
        for status, count in other.articles.items():
            self.articles[status] += count
        self.new += other.new
        self.withdrawn += other.withdrawn
        self.first += other.first
        self.quotes |= other.quotes

    def line(self) -> str:
        """`3 articles read (2 added, 1 unchanged): 23 new quotes, 1 withdrawn`."""
        total = sum(self.articles.values())
        if not total:
            return "No article was read."
        parts = ", ".join(f"{count:,} {status}" for status, count in self.articles.items() if count)
        quotes = plural(self.new, "new quote") + (f", {self.withdrawn:,} withdrawn" if self.withdrawn else "")
        return f"{plural(total, 'article')} read ({parts}): {quotes}"


def add_sources(db: Database, sources: Sequence[str], given: Mapping[str, str | None], failures: Failures) -> Sum:
    """Add every article of `sources` to `db`, with a bar on a terminal; failures are kept for `tracker retry`.

    With `turns` in `given` also the turns of transcripts are looked for, in articles that are stored already too.
    Raises StoreError when the database itself fails; what was stored before stays.
    """
    from tracker.cli.progress import tracked
    from tracker.extract import extract_quotes
    from tracker.store.database import ArticleError
    from tracker.store.ingest import ingest_many, reextract

    book = _FailureBook(db, given, failures)
    turns = bool(given.get("turns"))
    stated = {name: value for name, value in given.items() if name != "turns"}
    done = Sum()

    def extract(article: Article) -> Sequence[Quote]:
        quotes = extract_quotes(article, turns)
        if len(done.quotes) <= FEW:
            done.quotes[article.key] = quotes
        return quotes

    articles = read(sources, book.failed, **stated)
    pairs = ((article, extract) for article in tracked(articles, sources, "Adding"))
    try:
        for article, outcome in ingest_many(db, pairs, on_failure=book.not_stored):
            if turns and outcome.status == "unchanged":
                try:
                    outcome = reextract(db, outcome.article_id, extract)
                except ArticleError as error:
                    book.not_stored(article, error)
                    continue
            done.count(article, outcome)
            book.added.add(article.source)
    except KeyboardInterrupt:
        say(f"Stopped. {done.line()}; all of these are stored.")
        raise
    finally:
        book.close()
    return done


class _FailureBook:
    """Keeps in the database what failed, and strikes out what has since been added."""

    def __init__(self, db: Database, given: Mapping[str, str | None], failures: Failures) -> None:
        from tracker.store.failures import list_failures

        self.db, self.failures = db, failures
        self.options: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
        self.open = {failure.source for failure in list_failures(db) if failure.options == self.options}
        self.added: set[str] = set()

    def failed(self, failure: Failure) -> None:
        from tracker.store.failures import record_failure

        self.failures(failure)
        record_failure(self.db, failure.source, failure.message, self.options)

    def not_stored(self, article: Article, error: Exception) -> None:
        from tracker.read.sources import Failure

        self.failed(Failure(article.source, str(error)))

    def close(self) -> None:
        """Strike out the sources that were added now, unless a part of them still failed."""
        from tracker.store.failures import clear_failure

        for source in self.open & self.added - self.failures.sources:
            clear_failure(self.db, source, self.options)


def report(done: Sum, failures: Failures) -> None:
    """Print what was found: the quotes of the first few articles, then one line of sums."""
    if sum(done.articles.values()) <= FEW:
        for article, quotes in _changed(done):
            from tracker.cli.quotes import print_article

            print_article(article, quotes)
    print(done.line())
    failures.leave(" `tracker retry` tries them again.")


def _changed(done: Sum) -> Iterator[tuple[Article, Sequence[Quote]]]:
    for article, outcome in done.first:
        if outcome.status != "unchanged":
            yield article, done.quotes.get(article.key, ())
