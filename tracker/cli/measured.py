"""Figures, errors and comparisons of `tracker eval` on the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tracker.cli.output import on_one_line, plural, print_trimmed, table

if TYPE_CHECKING:
    from tracker.evaluate import Change, GoldArticle, Judged, Slice

_NAMES = {
    "articles": "articles",
    "gold_quotes": "annotated quotes",
    "precision": "quotes: precision",
    "recall": "quotes: recall",
    "f1": "quotes: F1",
    "exact_f1": "exact words: F1",
    "direct_recall": "recall in the body",
    "speaker_accuracy": "right speakers",
    "end_to_end_f1": "words and speaker: F1",
    "said_on_accuracy": "right days",
}
_EXCERPT = 36  # wide letters: two columns each


def as_record(
    articles: Sequence[GoldArticle], this: Sequence[Judged], other: Sequence[Judged] | None, most: int
) -> dict[str, Any]:
    """All that `tracker eval --json` prints: figures, slices, the worst `most` errors, the other run's figures."""
    from tracker.evaluate import compare, errors, figures, slices
    from tracker.evaluate.calibration import by_confidence, gap, stated_and_right

    bins = by_confidence(stated_and_right(this))
    record: dict[str, Any] = {
        "figures": figures(this, len(articles)),
        "slices": {
            s.name: {"quotes": s.quotes, "found": s.found, "right": s.right, "speaker_accuracy": s.speaker_accuracy}
            for s in slices(this)
        },
        "confidence": {
            "gap": gap(bins),
            "bins": [{"quotes": each.quotes, "stated": each.stated, "right": each.right} for each in bins],
        },
        "errors": [_error(error, verdict) for error, verdict in errors(this)[:most]],
    }
    if other is not None:
        changes = compare(this, other)
        record["other"] = figures(other, len(articles))
        record["mended"] = [_error(c.error, c.verdict) for c in changes if c.mended]
        record["broken"] = [_error(c.error, c.verdict) for c in changes if not c.mended]
    return record


def print_report(
    articles: Sequence[GoldArticle], this: Sequence[Judged], other: Sequence[Judged] | None, most: int
) -> None:
    """The same to read."""
    from tracker.evaluate import compare, errors, figures, slices

    before = figures(other, len(articles)) if other is not None else None
    _print_figures(figures(this, len(articles)), before)
    _print_slices(slices(this))
    _print_confidence(this)
    if other is not None:
        _print_changes(compare(this, other), most)
    wrong = errors(this)
    if wrong and most:
        print(f"\nThe worst {min(most, len(wrong)):,} of {plural(len(wrong), 'error')}:")
        for error, verdict in wrong[:most]:
            _print_error(error, verdict)


def _print_figures(now: Mapping[str, float], before: Mapping[str, float] | None) -> None:
    number = {"justify": "right", "no_wrap": True}
    columns = ["this run", "other run", "change"] if before else [""]
    made = table("", *({"header": column, **number} for column in columns))
    made.show_header = before is not None
    for key, value in now.items():
        cells = [_shown(value)]
        if before:
            cells += [_shown(before[key]), _change(value - before[key])]
        made.add_row(_NAMES[key], *cells)
    print_trimmed(made)


def _change(gained: float) -> str:
    return "" if not gained else f"{gained:+.4f}" if isinstance(gained, float) else f"{gained:+,}"


def _shown(value: float) -> str:
    return f"{value:.4f}" if isinstance(value, float) else f"{value:,}"


def _print_slices(parts: Sequence[Slice]) -> None:
    number = {"justify": "right", "no_wrap": True}
    made = table("named by", *({"header": h, **number} for h in ("quotes", "found", "right speaker", "share")))
    for part in parts:
        share = part.speaker_accuracy
        counts = (f"{count:,}" for count in (part.quotes, part.found, part.right))
        made.add_row(part.name, *counts, "–" if share is None else f"{share:.4f}")
    print()
    print_trimmed(made)


def _print_confidence(verdicts: Sequence[Judged]) -> None:
    from tracker.evaluate.calibration import by_confidence, gap, stated_and_right

    bins = by_confidence(stated_and_right(verdicts))
    if not bins:
        return
    number = {"justify": "right", "no_wrap": True}
    made = table(*({"header": header, **number} for header in ("stated confidence", "quotes", "right share")))
    for each in bins:
        made.add_row(f"{each.stated:.3f}", f"{each.quotes:,}", f"{each.right:.3f}")
    print()
    print_trimmed(made)
    print(f"Stated and true differ by {gap(bins):.3f} on average.")


def _print_changes(changes: Sequence[Change], most: int) -> None:
    for mended, heading in ((True, "mended"), (False, "broken")):
        held = [change for change in changes if change.mended is mended]
        print(f"\n{plural(len(held), 'error')} {heading} since the other run" + (":" if held and most else "."))
        for change in held[:most]:
            _print_error(change.error, change.verdict)
        if len(held) > most > 0:
            print(f"  and {len(held) - most:,} more (--errors shows more)")


def _print_error(error: str, verdict: Judged) -> None:
    facts = _error(error, verdict)
    place = "title" if facts["start"] is None else f"character {facts['start']:,}"
    print(f"\n  {error}: {verdict.article}, {place}")
    if error in ("wrong speaker", "no speaker"):
        print(f"    {facts['speaker'] or 'nobody'} instead of {facts['gold_speaker'] or 'nobody'}{_by(facts)}")
    elif error == "wrong day":
        print(f"    {facts['said_on'] or 'no day'} instead of {facts['gold_said_on']}")
    print(f"    “{facts['text']}”")


def _by(facts: Mapping[str, Any]) -> str:
    sure = facts["confidence"]
    return f" ({facts['rule']}" + (f", confidence {sure:.2f})" if isinstance(sure, float) else ")")


def _error(error: str, verdict: Judged) -> dict[str, Any]:
    gold, found = verdict.gold, verdict.found
    words = found or gold
    assert words is not None
    text = on_one_line(words.text)
    return {
        "error": error,
        "article": verdict.article,
        "start": words.start,
        "text": text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…",
        "speaker": found.speaker if found else None,
        "gold_speaker": gold.speaker if gold else None,
        "said_on": found.said_on if found else None,
        "gold_said_on": gold.said_on if gold else None,
        "rule": found.rule if found else None,
        "confidence": found.confidence if found else None,
    }
