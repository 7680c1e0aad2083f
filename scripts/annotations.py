"""annotations.py SHARED OUT_DIR: write the annotated articles of the corpus as a gold folder, to be measured on.

tests/annotations/corpus.jsonl says what readers found in articles of the corpus beside the checkout: who says what from
which character to which, and when. The articles' own words are not part of the project; they are taken from the corpus.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ANNOTATIONS = Path(__file__).resolve().parent.parent / "tests" / "annotations" / "corpus.jsonl"
ARCHIVES = ("articles.jsonl.gz", "headlines.jsonl.gz")


def main(shared: Path, out: Path) -> int:
    print(f"{write(shared, out)} annotated articles written to {out}")
    return 0


def write(shared: Path, out: Path) -> int:
    """Write the annotated articles into the folder `out`; how many they are."""
    out.mkdir(parents=True, exist_ok=True)
    count = 0
    for article in annotated(shared):
        path = out / f"{article['id']}.json"
        path.write_text(json.dumps(article, ensure_ascii=False, indent=1), encoding="utf-8")
        count += 1
    return count


def annotated(shared: Path) -> Iterator[dict[str, Any]]:
    """The annotated articles, each as a gold file holds it (docs/extraction.md)."""
    lines = ANNOTATIONS.read_text(encoding="utf-8").splitlines()
    quotes = {note["id"]: note["quotes"] for note in map(json.loads, lines)}
    for name in ARCHIVES:
        with gzip.open(shared / "corpus" / name, "rt", encoding="utf-8") as file:
            for article in map(json.loads, file):
                if article["id"] in quotes:
                    yield article | {"quotes": [whole(quote, article) for quote in quotes.pop(article["id"])]}
    if quotes:
        sys.exit(f"{len(quotes)} annotated articles are not in {shared / 'corpus'}, the first is {min(quotes)}")


def whole(quote: dict[str, Any], article: dict[str, Any]) -> dict[str, Any]:
    """An annotated quote with its words; `at` counts in the text, `title` in the separate headline."""
    field, place = ("text", quote["at"]) if "at" in quote else ("title", quote["title"])
    start, end = place if field == "text" else (None, None)
    more = {name: quote.get(name) for name in ("kind", "speaker", "speaker_type", "said_on", "doubt")}
    return {
        "start": start,
        "end": end,
        "text": article[field][slice(*place)],
        "accept": quote.get("accept", []),
        **more,
    }


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
