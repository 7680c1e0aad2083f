"""Whose voice an article is, for headlines that name nobody: transcripts, which are no cases of ordinary news."""

from __future__ import annotations

import pytest

from tracker.extract import extract_quotes
from tracker.models import Article
from tracker.read.text import read_text

TALK = """맹서린> 물길은 언제 여나요?

도윤재> 내년 봄에 꼭 엽니다. 땅이 녹으면 바로 공사를 시작합니다.

맹서린> 확실한가요?

도윤재> 그렇습니다. 돈도 사람도 다 마련해 두었습니다.

맹서린> 또 뭐가 있나요?

도윤재> 둑도 높입니다. 논에 물이 넘치지 않게 하려는 것입니다.
"""


def _headline_speaker(article: Article) -> str | None:
    return next(quote.speaker for quote in extract_quotes(article) if quote.kind == "headline")


def test_of_two_who_talk_the_headline_is_of_the_one_who_answers_at_length() -> None:
    assert _headline_speaker(read_text(TALK, title='[대담] "봄물 넉넉히 대겠다"')) == "도윤재"


@pytest.mark.parametrize(
    "text",
    [
        TALK.replace("도윤재>", "진행자>").replace("맹서린>", "도윤재>"),  # the host has no name
        TALK + "\n맹서린> " + "물길을 오래 지켜본 사람으로서 여러 가지를 더 묻고 싶습니다. " * 3 + "\n",
    ],
)
def test_nobody_is_the_guest_where_the_one_who_says_more_has_no_name_or_both_say_as_much(text: str) -> None:
    assert _headline_speaker(read_text(text, title='[대담] "봄물 넉넉히 대겠다"')) is None
