"""docs/extraction.md says what the extraction does."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from command import ROOT, Run

from tracker.evaluate.rules import rules
from tracker.extract import extract_quotes, lexicon
from tracker.models import Article, Zone
from tracker.read.text import read_text

TEXT = (ROOT / "docs" / "extraction.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `([a-z-]+)` \| (.*?) \| (.*?) \| (.*?) \|$", TEXT, re.MULTILINE)


@pytest.mark.parametrize(("rule", "english", "example", "speaker"), ROWS, ids=[row[0] for row in ROWS])
def test_each_rule_names_the_speaker_of_its_example(rule: str, english: str, example: str, speaker: str) -> None:
    heading, _, rest = example.partition(" ⏎ ") if example.startswith("제목: ") else ("", "", example)
    title, text = heading.removeprefix("제목: ") or None, rest.replace(" ⏎ ", "\n\n")
    article = Article("text:example", text, (Zone(0, len(text), "body"),), title=title, headline=title)
    quotes = extract_quotes(read_text(text), turns=True) if rule == "turn" else extract_quotes(article)
    named = [quote.speaker or "–" for quote in quotes if quote.rule.partition("/")[0] == rule]
    assert named[-1:] == [speaker]
    assert english == rules()[rule].english


def test_every_rule_has_its_example() -> None:
    assert [row[0] for row in ROWS] == [name for name in rules() if not name.startswith("/")]


def test_the_files_it_names_are_there() -> None:
    for name in re.findall(r"`([a-z_/]+\.(?:py|tsv))`", TEXT):
        assert list((ROOT / "tracker").rglob(name)), name


def test_the_table_of_confidence_is_the_one_in_use() -> None:
    shown = dict(re.findall(r"^\| ([a-z-]+) \| \d+ \| \d+ \| (.*) \|$", TEXT, re.MULTILINE))
    used: dict[str, str] = {}
    for group, margin, share in lexicon.rows("confidence"):
        used[group] = ", ".join(filter(None, [used.get(group), f"{float(margin):g}: {share}"]))
    assert shown == used


def test_the_example_of_an_annotation_can_be_measured(tracker: Run, tmp_path: Path) -> None:
    (example,) = re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)
    (tmp_path / "one.json").write_text(example, encoding="utf-8")
    figures = json.loads(tracker("eval", tmp_path, "--json").stdout)["figures"]
    assert [figures[name] for name in ("f1", "end_to_end_f1", "said_on_accuracy")] == [1, 1, 1]
