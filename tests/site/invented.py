"""An invented archive: invented people, outlets and statements, stored the way `tracker add` stores real ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tracker.models import Article, Quote, Zone, article_key, quote_id
from tracker.store.database import open_database
from tracker.store.ingest import ingest


@dataclass(frozen=True)
class Said:
    """A quote as the test writer states it; the rest is worked out from the article."""

    text: str
    speaker: str | None
    title: str | None = None
    org: str | None = None
    type: str = "person"
    cue: str | None = "말하다"
    tone: str = "neutral"
    on: str | None = None
    mention: str | None = None
    relayer: str | None = None
    kind: str = "direct"


def article(
    text: str,
    *quotes: Said,
    outlet: str = "한빛일보",
    published: str = "2025-03-11T09:20:00+09:00",
    url: str | None = None,
    headline: str | None = None,
    byline: str | None = "이가온",
) -> tuple[Article, list[Quote]]:
    """An article and its quotes; the headline is the text's first line unless it is given apart."""
    first, _, _ = text.partition("\n")
    key = article_key(url=url, record_id=None, text=text)
    zones = (Zone(0, len(first), "headline"), Zone(len(first), len(text), "body"))
    read = Article(key, text, zones, headline, headline or first, outlet, published, byline, url, None, url or "test")
    return read, list(_quotes(read, quotes))


def _quotes(read: Article, quotes: Sequence[Said]) -> list[Quote]:
    found: list[Quote] = []
    after = 0
    for said in quotes:
        start = read.text.index(said.text, after)
        after = end = start + len(said.text)
        line_start = read.text.rfind("\n", 0, start) + 1
        line_end = read.text.find("\n", end)
        context = read.text[line_start : line_end if line_end >= 0 else len(read.text)]
        nth = sum(quote.text == said.text for quote in found)
        found.append(
            Quote(
                id=quote_id(read.key, said.text, nth),
                text=said.text,
                start=start,
                end=end,
                zone="headline" if said.kind == "headline" else "body",
                kind=said.kind,  # type: ignore[arg-type]
                speaker=said.speaker,
                speaker_type=said.type,  # type: ignore[arg-type]
                speaker_title=said.title,
                speaker_org=said.org,
                mention=said.mention or said.speaker,
                relayer=said.relayer,
                cue=said.cue,
                tone=said.tone,
                said_on=said.on,
                said_on_text="이날" if said.on else None,
                said_on_precision="day" if said.on else None,
                rule="subject",
                confidence=0.93,
                context=context,
            )
        )
    return found


HARANG = {"speaker": "정하랑", "title": "산업부 장관", "org": "산업부"}
SEOJUN = {"speaker": "문서준", "title": "의원", "org": "푸른당"}

ARTICLES = [
    article(
        "정하랑 장관 “반도체를 지키는 일이 곧 민생”\n"
        "정하랑 산업부 장관은 10일 국회에서 “반도체를 지키는 일이 곧 민생을 지키는 일”이라고 강조했다.\n"
        "정 장관은 이어 “보조금은 하반기에 다시 논의하겠다”고 말했다.\n"
        "이에 대해 문서준 푸른당 의원은 “반도체 지원은 재벌 특혜에 지나지 않는다”고 비판했다.",
        Said("반도체를 지키는 일이 곧 민생", kind="headline", tone="neutral", cue=None, on="2025-03-10", **HARANG),
        Said("반도체를 지키는 일이 곧 민생을 지키는 일", cue="강조하다", tone="assert", on="2025-03-10", **HARANG),
        Said("보조금은 하반기에 다시 논의하겠다", tone="neutral", on="2025-03-10", mention="정 장관", **HARANG),
        Said("반도체 지원은 재벌 특혜에 지나지 않는다", cue="비판하다", tone="criticise", on="2025-03-10", **SEOJUN),
        url="https://hanbit.example/2025/03/11/1001",
    ),
    article(
        "[인터뷰] 온누리 교수 “인도적 지원이 먼저”\n"
        "온누리 한밭대 교수는 “인도적 지원이 먼저이고 조건은 나중”이라고 했다.\n"
        "익명을 요구한 정부 관계자는 “검토 중인 단계”라며 말을 아꼈다.\n"
        "푸른당은 논평에서 “정부가 국민을 속였다”고 주장했다.",
        Said("인도적 지원이 먼저", "온누리", "교수", "한밭대", kind="headline", cue=None),
        Said("인도적 지원이 먼저이고 조건은 나중", "온누리", "교수", "한밭대", cue="하다"),
        Said("검토 중인 단계", "정부 관계자", type="anonymous", cue="말을 아끼다"),
        Said("정부가 국민을 속였다", "푸른당", type="organization", cue="주장하다", tone="assert"),
        outlet="새벽신문",
        published="2025-02-03",
        url="https://saebyeok.example/a/77?b=1&c=2",
        byline="나도담",
    ),
    article(
        "반도체 감세, 여야 이견\n"
        "정하랑 장관은 지난달 20일 “감세만으로 반도체를 살릴 수는 없다”고 밝혔다.\n"
        "문서준 의원은 “약속을 지키라”고 요구했다.",
        Said("감세만으로 반도체를 살릴 수는 없다", cue="밝히다", on="2024-11-20", **HARANG),
        Said("약속을 지키라", cue="요구하다", tone="demand", **SEOJUN),
        outlet="새벽신문",
        published="2024-12-02T18:00:00+09:00",
        url="https://saebyeok.example/a/12",
    ),
    article(
        "한강 다리 위 눈길 사고 잇따라\n"
        "한 주민은 “눈이 오면 다리가 얼어붙어 무섭다”고 걱정했다.\n"
        "하나시는 “제설을 서두르겠다”고 약속했다.",
        Said("눈이 오면 다리가 얼어붙어 무섭다", "한 주민", type="anonymous", cue="걱정하다", tone="worry"),
        Said("제설을 서두르겠다", "하나시", type="organization", cue="약속하다", tone="promise", on="2025-01-05"),
        outlet="하나방송",
        published="2025-01-06",
    ),
    article(
        "차관 시절의 말\n정하랑 산업부 차관은 “반도체 지원은 아직 이르다”고 선을 그었다.",
        Said(
            "반도체 지원은 아직 이르다",
            "정하랑",
            "산업부 차관",
            "산업부",
            cue="선을 긋다",
            tone="deny",
            on="2023-06-01",
        ),
        outlet="한빛일보",
        published="2023-06-02",
        url="https://hanbit.example/2023/06/02/9",
    ),
]

# What a hostile page may put where: it must come out as text, never as markup or as an address that runs.
EVIL = '<img src=x onerror="alert(1)">"\'</script><script>alert(2)</script>'
HOSTILE = article(
    f"제목 {EVIL}\n{EVIL} 위원은 “말 {EVIL} 끝”이라고 말했다.",
    Said(f"말 {EVIL} 끝", f"악의 {EVIL}", f"위원 {EVIL}", f"모임 {EVIL}", on="2025-03-12", relayer=f"전한 이 {EVIL}"),
    outlet=f"매체 {EVIL}",
    url="javascript:alert(document.domain)//",
    byline=f"기자 {EVIL}",
)


def make_archive(path: Path, *articles: tuple[Article, list[Quote]]) -> Path:
    """A database at `path` with the given articles, or with all of `ARTICLES`."""
    with open_database(path) as db:
        for read, quotes in articles or ARTICLES:
            ingest(db, read, quotes)
    return path
