"""`tracker eval`: how good the extraction is on annotated articles."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.options import AsJson, Turns


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="Folder with one annotated JSON file an article.")],
    predictions: Annotated[
        Path | None, typer.Option("--predictions", metavar="FILE", help="Measure this output, not a run made now.")
    ] = None,
    compare: Annotated[
        Path | None, typer.Option("--compare", metavar="FILE", help="Another run's output: what changed since.")
    ] = None,
    errors: Annotated[int, typer.Option("--errors", metavar="N", min=0, help="How many errors to list.")] = 10,
    turns: Turns = False,
    as_json: AsJson = False,
) -> None:
    """Measure the extraction on articles annotated by hand.

    Prints precision, recall, speakers and days, the figures by way of
    attribution, and the errors, worst first. --predictions and --compare read
    what `tracker extract FILE --format jsonl` prints. docs/extraction.md says
    how to annotate articles of your own.

    \b
    Example:
      tracker eval my-gold --compare before.jsonl
    """
    from tracker.cli.measured import as_record, print_report
    from tracker.cli.output import plural, say, to_json
    from tracker.evaluate import extract_gold, judge, left_out, read_gold, read_predictions

    articles = read_gold(gold)
    found = {}
    for path in (predictions, compare):
        if path:
            found[path] = read_predictions(path)
            missing = left_out(articles, found[path], path)
            if missing:
                say(f"{path}: {plural(missing, 'annotated article')} not in it; their quotes count as missed.")
    this = judge(articles, found[predictions] if predictions else extract_gold(articles, turns))
    other = judge(articles, found[compare]) if compare else None
    if as_json:
        print(to_json(as_record(articles, this, other, errors)))
    else:
        print_report(articles, this, other, errors)
