"""fit_confidence.py GOLD_DIR... [--check GOLD_DIR]...: count how often each kind of attribution is right on annotated
articles, write tracker/extract/lexicon/confidence.tsv and the tables in docs/extraction.md, and print them.

A quote counts as right when its words and its speaker are as annotated. For each group of rules
(tracker/extract/lexicon/rules.tsv) the share right is (right + 1/2) / (quotes + 1), so that a group never seen gets
1/2. Within a group the share of each range of margins is pulled towards the group's by the weight of PULL quotes, and
made to rise with the margin (pool adjacent violators).

The table is judged three ways: on the articles it was counted on; on each tenth of the articles with a table counted
on the other nine tenths (cross-validation by article); and on the folders given with --check, which are not counted.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from tracker.evaluate import extract_gold, judge, read_gold
from tracker.evaluate.calibration import Bin, by_confidence, by_rank, gap
from tracker.evaluate.gold import GoldArticle
from tracker.evaluate.margins import margins_of
from tracker.extract import lexicon
from tracker.extract.confidence import group_of

TABLE = Path(lexicon.__file__).parent / "confidence.tsv"
DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "extraction.md"
BEGIN = "<!-- calibration: written by scripts/fit_confidence.py -->"
END = "<!-- end of calibration -->"
EDGES = (0.0, 0.5, 1.0, 2.0, 3.0, 4.0)
PULL = 10.0
FOLDS = 10

Case = tuple[str, str, float, bool]  # article, group, margin, right?
Table = dict[str, list[tuple[float, float]]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path, help="folders of annotated articles to count on")
    parser.add_argument("--check", action="append", default=[], type=Path, help="a folder to judge the table on")
    parser.add_argument("--dry", action="store_true", help="print only")
    args = parser.parse_args()
    cases = [case for folder in args.gold for case in cases_of(read_gold(folder))]
    table = fit(cases)
    shown = [
        as_markdown(table, cases),
        report("On the articles counted", stated(table, cases)),
        report(f"Cross-validated by article, {FOLDS} parts", cross_validated(cases)),
    ]
    if not args.dry:
        TABLE.write_text(as_tsv(table), encoding="utf-8")
        write_down(DOCUMENT, "\n\n".join(shown))
    shown += [report(f"On {folder}, not counted", stated(table, cases_of(read_gold(folder)))) for folder in args.check]
    print("\n\n".join(shown))


def cases_of(articles: Sequence[GoldArticle]) -> list[Case]:
    """Every quote found in `articles`, with the group of its rule and its margin; doubtful ones left out."""
    margins = margins_of(articles)
    found = [(v, v.found) for v in judge(articles, extract_gold(articles)) if v.found is not None]
    return [
        (v.article, group_of(q.rule.partition("/")[0]), margins[v.article, q.start, q.text], v.speaker_right)
        for v, q in found
    ]


def fit(cases: Iterable[Case]) -> Table:
    """Group -> [(margin from which on, share right)], both rising."""
    held: dict[str, list[list[bool]]] = {row[2]: [[] for _ in EDGES] for row in lexicon.rows("rules") if row[2] != "-"}
    for _, group, margin, right in cases:
        held[group][max(0, sum(edge <= margin for edge in EDGES) - 1)].append(right)
    return {group: rising(ranges) for group, ranges in held.items()}


def rising(ranges: Sequence[Sequence[bool]]) -> list[tuple[float, float]]:
    """The shares of one group's ranges of margins, made to rise; ranges that share a number are one."""
    everything = [right for each in ranges for right in each]
    whole = (sum(everything) + 0.5) / (len(everything) + 1)
    blocks: list[list[float]] = []  # [margin, right and pulled, quotes and pull]
    for edge, each in zip(EDGES, ranges, strict=True):
        blocks.append([edge, sum(each) + PULL * whole, len(each) + PULL])
        while len(blocks) > 1 and blocks[-2][1] / blocks[-2][2] >= blocks[-1][1] / blocks[-1][2]:
            _, right, count = blocks.pop()
            blocks[-1][1] += right
            blocks[-1][2] += count
    return [(edge, round(right / count, 3)) for edge, right, count in blocks]


def stated(table: Table, cases: Iterable[Case]) -> list[tuple[float, bool]]:
    """(confidence, right?) of each case by `table`."""
    return [(share_at(table[group], margin), right) for _, group, margin, right in cases]


def share_at(rows: Sequence[tuple[float, float]], margin: float) -> float:
    return next((share for edge, share in reversed(rows) if edge <= margin), rows[0][1])


def cross_validated(cases: Sequence[Case]) -> list[tuple[float, bool]]:
    """Each case with the confidence of a table counted without its part of the articles."""
    part = {article: nth % FOLDS for nth, article in enumerate(sorted({case[0] for case in cases}))}
    pairs: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        table = fit(case for case in cases if part[case[0]] != fold)
        pairs += stated(table, [case for case in cases if part[case[0]] == fold])
    return pairs


def as_tsv(table: Table) -> str:
    rows = [f"{group}\t{edge:g}\t{share:.3f}" for group, shares in table.items() for edge, share in shares]
    return "\n".join(["group\tmargin\tconfidence", *rows]) + "\n"


def as_markdown(table: Table, cases: Iterable[Case]) -> str:
    """The table to read: group, quotes, right, confidence by margin."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for _, group, _, right in cases:
        counts[group][0] += 1
        counts[group][1] += right
    lines = ["| group of rules | quotes | right | confidence from a margin on |", "|---|--:|--:|---|"]
    for group, shares in table.items():
        steps = ", ".join(f"{edge:g}: {share:.3f}" for edge, share in shares)
        lines.append(f"| {group} | {counts[group][0]} | {counts[group][1]} | {steps} |")
    return "\n".join(lines)


def report(heading: str, pairs: Sequence[tuple[float, bool]]) -> str:
    """Ten bins of equal width and ten of equally many quotes, with the mean gap of each."""
    right = sum(r for _, r in pairs) / max(1, len(pairs))
    parts = [f"### {heading}\n\n{len(pairs)} quotes, {right:.3f} right."]
    for name, bins in (("equal width", by_confidence(pairs)), ("equally many quotes", by_rank(pairs))):
        parts.append(f"Ten bins of {name}: stated and true share differ by {gap(bins):.3f} on average.")
        parts.append(rows_of(bins))
    return "\n\n".join(parts)


def write_down(document: Path, text: str) -> None:
    """Put `text` between the two comments of the document that mark its place."""
    before, found, rest = document.read_text(encoding="utf-8").partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not (found and ended):
        raise SystemExit(f"{document} has no place for the tables: it needs the lines\n{BEGIN}\n{END}")
    document.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")


def rows_of(bins: Iterable[Bin]) -> str:
    head = "| quotes | stated | right |\n|--:|--:|--:|\n"
    return head + "\n".join(f"| {each.quotes} | {each.stated:.3f} | {each.right:.3f} |" for each in bins)


if __name__ == "__main__":
    main()
