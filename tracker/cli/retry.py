"""`tracker retry`: the sources that failed, once more."""

from __future__ import annotations

from itertools import groupby

from tracker.cli.options import DEFAULT_DB, Db


def retry(db: Db = DEFAULT_DB) -> None:
    """Try again what `tracker add` could not add.

    \b
    Example:
      tracker retry
    """
    from tracker.cli.adding import add_sources, report
    from tracker.cli.database import opened
    from tracker.cli.reading import Failures
    from tracker.store.failures import list_failures

    failures = Failures()
    with opened(db, create=db.exists()) as database:
        waiting = sorted(list_failures(database), key=lambda failure: sorted(failure.options.items()))
        if not waiting:
            print("Nothing to retry: no source has failed.")
            return
        sums = [
            add_sources(database, [failure.source for failure in group], options, failures)
            for options, group in groupby(waiting, key=lambda failure: failure.options)
        ]
    for done in sums[1:]:
        sums[0].merge(done)
    report(sums[0], failures)
