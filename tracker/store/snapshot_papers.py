"""What lies beside a public copy: its description for people and for programs, its licence, its counts."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

from tracker.files import whole_file

INSPECT = "inspect-data.json"
LICENCE = "LICENSE.txt"

ABOUT = (
    (
        "contents",
        "뉴스에 따옴표로 실린 말과 그 말을 전한 한 문장, 기사에 관한 사실과 링크입니다. 기사 본문은 없습니다.",
        "Quotes from news with the sentence that reported each, facts about the articles and links. No article bodies.",
    ),
    (
        "rights",
        "인용문의 저작권은 말한 사람과 매체에 있습니다.",
        "Quotes belong to their speakers and publishers.",
    ),
    (
        "search",
        "검색은 quote-tracker 플러그인이 있는 Datasette에서만 됩니다. 색인을 다른 방법으로 읽으면 틀린 결과가 나오므로"
        " 검색창을 내지 않습니다. 다른 곳에서는 statements 표에서 text LIKE '%낱말%'로 찾으세요.",
        "Searching needs a Datasette with the quote-tracker plugin. Read in another way the index gives wrong results,"
        " so there is no search box. Elsewhere ask the table statements with text LIKE '%word%'.",
    ),
)
"""(topic, Korean, English): the table `about` of a copy."""


def write_papers(path: Path, sha256: str, rows: dict[str, int]) -> None:
    """Write `inspect-data.json`, `datapackage.json`, `README.md` and `LICENSE.txt` beside the copy at `path`."""
    counts = {name: f"{rows[name]:,}" for name in ("quotes", "speakers", "articles", "outlets")}
    papers = {
        INSPECT: _as_json(inspect_data(path, sha256, rows)),
        "datapackage.json": _as_json(_data_package(path, sha256, rows)),
        "README.md": _text("snapshot_readme.md").format(file=path.name, **counts),
        LICENCE: _text("snapshot_license.txt"),
    }
    for name, text in papers.items():
        with whole_file(path.with_name(name)) as unfinished:
            unfinished.write_text(text, encoding="utf-8")


def inspect_data(path: Path, sha256: str, rows: dict[str, int]) -> dict[str, Any]:
    """What `datasette inspect` gives, so that Datasette need not count: `datasette -i FILE --inspect-file …`."""
    tables = {name: {"count": count} for name, count in rows.items()}
    return {path.stem: {"hash": sha256, "size": path.stat().st_size, "file": path.name, "tables": tables}}


def _data_package(path: Path, sha256: str, rows: dict[str, int]) -> dict[str, Any]:
    """A description after the Data Package standard (datapackage.org)."""
    shown = ("quotes", "speakers", "speaker_roles", "speaker_aliases", "articles", "outlets")
    return {
        "profile": "data-package",
        "name": path.stem,
        "title": "누가 무엇을 말했나 · Who said what",
        "description": "Attributed quotes from Korean news, each with the sentence that reported it and a link.",
        "licenses": [{"path": LICENCE, "title": "Quotes belong to their speakers and publishers"}],
        "sources": [{"title": "The articles named beside each quote"}],
        "resources": [
            {
                "name": path.stem,
                "path": path.name,
                "format": "sqlite",
                "mediatype": "application/vnd.sqlite3",
                "bytes": path.stat().st_size,
                "hash": f"sha256:{sha256}",
                "tables": {name: {"rows": rows[name]} for name in shown},
            }
        ],
    }


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _text(name: str) -> str:
    return resources.files("tracker.store").joinpath(name).read_text(encoding="utf-8")
