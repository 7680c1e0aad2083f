"""A small folder of annotated articles, invented, for tests."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

TEXT = (
    '맹서린 한결당 대표는 3일 "물길을 다시 열겠다"고 말했다. 이어 "예산은 넉넉하다"고 덧붙였다.\n'
    '한 주민은 "말뿐인 약속"이라고 했다. 그는 "작년에도 그랬다"며 웃었다.'
)


def quote(words: str, speaker: str | None, **more: Any) -> dict[str, Any]:
    """An annotated quote of `TEXT` with these words."""
    start = TEXT.index(words)
    facts = {"start": start, "end": start + len(words), "text": words, "speaker": speaker, "accept": []}
    return {**facts, "speaker_type": "person", "said_on": None, "kind": "direct", "doubt": None, **more}


def article(*quotes: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """An annotated article that says `TEXT`."""
    facts = {"id": "one", "title": None, "outlet": "가람일보", "published": "2025-11-04", "text": TEXT}
    return {**facts, "quotes": list(quotes), **more}


def folder_of(path: Path, *articles: Mapping[str, Any]) -> Path:
    """The articles as a folder of annotated files."""
    path.mkdir(exist_ok=True)
    for nth, value in enumerate(articles):
        (path / f"{nth}.json").write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


def full() -> dict[str, Any]:
    """All four quotes of `TEXT`, as a careful reader annotates them."""
    return article(
        quote("물길을 다시 열겠다", "맹서린", said_on="2025-11-03"),
        quote("예산은 넉넉하다", "맹서린", said_on="2025-11-03"),
        quote("말뿐인 약속", "한 주민", accept=["주민"], speaker_type="anonymous"),
        quote("작년에도 그랬다", "한 주민", speaker_type="anonymous"),
    )
