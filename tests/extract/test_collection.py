"""While an article is read no garbage is collected: nothing may be lost by it, and nothing pile up."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from tracker.extract import extract_quotes
from tracker.extract.collection import CollectionPaused
from tracker.models import Article, Zone

_PARAGRAPH = (
    "{name} 하람시 의원은 {day}일 하람시청에서 \"예산을 {day}% 줄이겠다\"고 말했다. 이어 '절약'을 강조했다.\n"
    '한결당 관계자는 "그 말은 믿기 어렵다"며 "자료를 내라"고 했다.\n'
)
_NAMES = [f"홍{first}{second}" for first in "서지민준예도현우" for second in "연우진호아윤혁린"]


@pytest.fixture(autouse=True)
def _collection_on_again() -> Iterator[None]:
    yield
    gc.enable()


def _article(paragraphs: int) -> Article:
    lines = [_PARAGRAPH.format(name=_NAMES[n % len(_NAMES)], day=n % 28 + 1) for n in range(paragraphs)]
    text = "".join(lines)
    return Article(key="k", text=text, zones=(Zone(0, len(text), "body"),), title='홍서연 "줄이겠다"')


def _left_behind(paragraphs: int) -> int:
    article = _article(paragraphs)
    gc.collect()
    gc.disable()
    assert extract_quotes(article)
    return gc.collect()


@pytest.mark.parametrize("collecting", [True, False])
def test_collection_is_afterwards_as_it_was(collecting: bool) -> None:
    (gc.enable if collecting else gc.disable)()
    with CollectionPaused():
        assert not gc.isenabled()
    assert gc.isenabled() is collecting
    with pytest.raises(ZeroDivisionError), CollectionPaused():
        _ = 1 / 0
    assert gc.isenabled() is collecting


def test_what_reading_leaves_behind_does_not_grow_with_the_article() -> None:
    _left_behind(4)  # word lists and patterns are loaded on first use
    short, long = _left_behind(4), _left_behind(64)
    # Compiled, an inner function holds the one that made it: some objects an article. As it is, there is none.
    assert long <= short + 100, (short, long)
