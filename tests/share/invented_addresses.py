"""An invented archive in which e-mail addresses, private notes and long texts stand wherever articles put them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tracker.models import Article, Quote, Zone, article_key, quote_id
from tracker.store.database import open_database
from tracker.store.failures import record_failure
from tracker.store.ingest import ingest

NEVER = "이 문장은 기사 본문에만 있으며 어디에도 나가서는 안 된다"
REVISED = "처음 실렸다가 사라진 말"
RUN_ON = "그런데 회의는 길어졌고 " * 60

# Ways in which texts write an address; none of its parts may be left.
ADDRESSES = [
    "garam@hanbit.example",
    "garam.lee+news@mail.hanbit.example",
    "ｇａｒａｍ＠ｈａｎｂｉｔ．ｅｘａｍｐｌｅ",
    "garam＠hanbit.example",
    "garam@hanbit\u200b.example",
    "garam (at) hanbit.example",
    "garam[at]hanbit.example",
    "garam골뱅이hanbit.example",
    "garam @ hanbit.example",
    "가람@hanbit.example",
    "mailto:garam@hanbit.example",
]


def statement(
    number: int,
    words: str,
    *,
    speaker: str = "정하랑",
    org: str = "산업부",
    byline: str = "이가온 기자",
    url: str | None = None,
    context: str | None = None,
    published: str = "2025-03-11",
    outlet: str = "한빛일보",
) -> tuple[Article, list[Quote]]:
    """An article with one quote and a body that must stay private."""
    address = url or f"https://hanbit.example/{number}"
    sentence = context or f"{speaker} 장관은 “{words}”라고 말했다."
    text = f"제목 {number}\n{sentence}\n{NEVER} {number}.\n{byline}"
    key = article_key(url=address, record_id=None, text=text)
    article = Article(
        key, text, (Zone(0, len(text), "body"),), None, f"제목 {number}", outlet, published, byline, address, None,
        f"/home/garam/articles/{number}.txt",
    )  # fmt: skip
    start = text.index(words)
    quote = Quote(
        quote_id(key, words, 0), words, start, start + len(words), "body", "direct", speaker, "person", "장관", org,
        f"{speaker} 장관", None, "말하다", "neutral", "2025-03-10", "10일", "day", "subject", 0.9, sentence,
    )  # fmt: skip
    return article, [quote]


def make_database(path: Path, *, backwards: bool = False) -> Path:
    """A working database with failures, a revision and an address in every text; `backwards` adds in another order."""
    said = [
        statement(number, f"반도체 문의는 {address} 쪽으로 하라", byline=f"이가온 기자 {address}")
        for number, address in enumerate(ADDRESSES)
    ]
    said += [
        statement(50, "물가를 잡겠다", speaker="문서준", org="푸른당", context=f"{RUN_ON}“물가를 잡겠다”라며 {RUN_ON}"),
        statement(51, "다리를 놓겠다", url="https://garam:secret@hanbit.example/51", outlet="새벽신문"),
        statement(52, "예산을 늘리겠다", url="file:///home/garam/52.html", published="2024-02-01"),
        statement(
            53, "인도적 지원이 먼저", url="https://hanbit.example/53?to=garam%40hanbit.example", speaker="온누리"
        ),
        statement(54, "반도체가 살아야 한다", speaker="문서준", org="푸른당 garam@hanbit.example"),
    ]
    revised, _ = first = statement(60, REVISED)
    changed = replace(revised, text=revised.text.replace(REVISED, "새로 실린 말"))
    with open_database(path) as db:
        ingest(db, *first)
        ingest(db, changed, [])
        for article, quotes in reversed(said) if backwards else said:
            ingest(db, article, quotes)
        record_failure(db, "/home/garam/broken.html", "garam@hanbit.example could not be read")
    return path
