"""An explained article on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.cli.output import on_one_line, print_trimmed, table
from tracker.cli.quotes import UNKNOWN

if TYPE_CHECKING:
    from rich.text import Text

    from tracker.evaluate import Explanation
    from tracker.evaluate.explanation import Proposal, Reason
    from tracker.models import Article

_EXCERPT = 36  # wide letters: two columns each


def print_explanation(explanation: Explanation) -> None:
    """The article with numbered quotes, then the reasons for each."""
    article = explanation.article
    print(on_one_line(article.headline or article.source))
    print(" · ".join(part for part in (article.outlet, article.published) if part) + "\n")
    _print_text(article, explanation.reasons)
    if not explanation.reasons:
        print("No quotes were found.")
        return
    for number, reason in enumerate(explanation.reasons, 1):
        _print_reason(number, reason)
    print("Every rule is tried for every quote; one that is not listed proposed nobody.")


def _print_text(article: Article, reasons: tuple[Reason, ...]) -> None:
    """The text without furniture; in front of the words of a quote stands its number."""
    shown: list[str] = []
    for zone in article.zones:
        if zone.kind == "furniture":
            shown.append("\n")
            continue
        at = zone.start
        for number, reason in enumerate(reasons, 1):
            start = reason.quote.start
            if start is not None and zone.start <= start < zone.end:
                shown += [article.text[at:start], f"[{number}]"]
                at = start
        shown.append(article.text[at : zone.end])
    paragraphs = (on_one_line(line) for line in "".join(shown).splitlines())
    for paragraph in filter(None, paragraphs):
        print_trimmed(_styled(paragraph))
        print()


def _styled(paragraph: str) -> Text:
    """The numbers bold on a terminal; plain elsewhere."""
    from rich.text import Text

    text = Text(paragraph)
    text.highlight_regex(r"\[\d+\]", "bold")
    return text


def _print_reason(number: int, reason: Reason) -> None:
    from rich.padding import Padding
    from rich.text import Text

    quote = reason.quote
    relayed = f", relayed by {quote.relayer}" if quote.relayer else ""
    lines = [
        f"{quote.speaker or UNKNOWN} ({quote.speaker_type}{relayed}), confidence {quote.confidence:.2f}",
        f"{quote.rule}: {reason.because}",
    ]
    if quote.said_on:
        lines.append(quote.said_on + (f", from “{on_one_line(quote.said_on_text)}”" if quote.said_on_text else ""))
    words = on_one_line(quote.text)
    print_trimmed(_styled(f"[{number}] “{words if len(words) <= _EXCERPT else words[: _EXCERPT - 1] + '…'}”"))
    print_trimmed(Padding.indent(Text("\n".join(lines)), 4))
    _print_proposals(reason)
    print()


def _print_proposals(reason: Reason) -> None:
    if not reason.proposals:
        return
    made = table(
        {"header": "   score", "justify": "right", "no_wrap": True},
        {"header": "rule", "no_wrap": True},
        {"header": "speaker", "max_width": 24},
        {"header": "written as", "max_width": 20},
    )
    for proposal in reason.proposals:
        made.add_row(f"{proposal.score:.2f}", proposal.rule, on_one_line(proposal.speaker or UNKNOWN), _place(proposal))
    print_trimmed(made)
    others = {proposal.speaker for proposal in reason.proposals} - {reason.quote.speaker}
    if others and reason.lead is not None:
        print(f"    ahead of the next speaker by {reason.lead:.2f}")


def _place(proposal: Proposal) -> str:
    if proposal.mention is None:
        return "–"
    return f"{on_one_line(proposal.mention)} ({proposal.start:,})"
