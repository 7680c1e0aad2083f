"""The same article gives the same quotes in every process: the order of Python's sets differs from run to run."""

from __future__ import annotations

import os
from pathlib import Path

from command import run_in

from tracker.extract.retold import Body, Sentence, bigrams

# 통상장관 and 산업장관 are equally long, so nothing but their order tells which is the fuller one.
TEXT = """새 통상 정책이 나왔다. 2025년 10월 1일 도윤재 통상장관이 취임했다. 도윤재 산업장관 시절의 정책이 이어진다.
도윤재 총리가 될 것이라는 말도 있다. 도 장관은 서두르지 않는다.

도윤재는 "협상은 서두르지 않겠다"고 말했다. 이어 그는 "결과로 말하겠다"고 덧붙였다.
"""


def test_every_process_reads_an_article_alike(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(TEXT, encoding="utf-8")
    tracker = run_in(tmp_path)
    read = {
        tracker("extract", "article.txt", "--format", "jsonl", env={**os.environ, "PYTHONHASHSEED": seed}).stdout
        for seed in "12345678"
    }
    assert len(read) == 1
    assert '"speaker": "도윤재"' in read.pop()


def test_the_order_of_a_headlines_syllables_does_not_tip_the_scales() -> None:
    words = ["둑을 높이고 물길을 연다", "물길을 열고 둑을 살핀다", "물길을 다시 살핀다", "둑을 높이고 다시 살핀다"]
    sentences = [Sentence(text, 10 * nth, [], nth) for nth, text in enumerate(words)]
    body = Body([], lambda: sentences, lambda: "", lambda nth, pairs: None)
    pairs = sorted(bigrams("둑을 높이고 물길을 다시 열고 살핀다"))
    turned = [pairs[n:] + pairs[:n] for n in range(len(pairs))]
    assert len({tuple(told.likeness for told in body.retold(order)) for order in turned}) == 1
