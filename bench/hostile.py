"""hostile.py [CHARACTERS]: how the time of extraction grows on texts made to be slow, each doubled up to CHARACTERS
(80,000 unless given), in a process of its own that is ended after a minute. Prints; judges nothing.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from itertools import cycle, product

LIMIT = 60
PIECES = {
    "straight marks": '"',
    "all marks": "\"'“”‘’「」",
    "never opened": "가나다” ",
    "a mark a line": '"\n',
    "nested marks": "““””",
    "names and titles": "도윤재 하람시장은 맹서린 대표와 설무진 의원, ",
    "topics": "맹서린 대표는 설무진 의원은 ",
    "one line": '맹서린 대표는 "가겠다"고 말했다. ',
    "one sentence": '그는 "가겠다"고 말했고 ',
    "one chain": '"가겠다"며 ',
    "in a row": '"가겠다고 말했다." ',
    "stand-alone": '"가겠다."\n\n',
    "relayed": '맹서린 대표는 도윤재 시장이 "가겠다"고 말했다고 전했다. ',
    "sound bites": "[맹서린/한결당 대표 : 가겠습니다.]\n",
    "turns": "▷ 맹서린> 가겠습니다.\n▷ 진행자> 그렇군요.\n",
    "days": '지난 3일 그는 "가겠다"고 말했다. ',
    "brackets": "([<",
    "decomposed": "\u1100\u1161 ",
    "single marks": "'가나다' ",
}


def text_of(name: str, length: int) -> str:
    """The text called `name`, of `length` characters."""
    if name in PIECES:
        return (PIECES[name] * (length // len(PIECES[name]) + 1))[:length]
    made, size = [], 0
    for syllables in cycle(product("김이박최정강조윤장임", "가나다라마바사아자차", "준서윤민하린진호연우")):
        made.append("".join(syllables) + ' 대표는 "가겠다"고 말했다. ')
        size += len(made[-1])
        if size > length:
            return "".join(made)[:length]
    raise AssertionError


def measure(name: str, most: int) -> None:
    """Print the seconds at an eighth, a quarter, a half and all of `most` characters."""
    from tracker.extract import extract_quotes
    from tracker.models import Article, Zone

    took: list[float] = []
    for length in (most // 8, most // 4, most // 2, most):
        article = Article("text:hostile", text_of(name, length), (Zone(0, length, "body"),), published="2025-10-01")
        extract_quotes(article, True)
        began = time.perf_counter()
        quotes = extract_quotes(article, True)
        took.append(time.perf_counter() - began)
    seconds = " ".join(f"{each:.3f}" for each in took)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    print(
        f"{name:18} {seconds} s, last doubling {took[-1] / took[-2]:.1f} times, {len(quotes):,} quotes, {peak:.0f} MB"
    )


def main() -> None:
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 80_000
    for name in [*PIECES, "many people"]:
        try:
            subprocess.run([sys.executable, __file__, str(most), name], check=True, timeout=LIMIT)
        except subprocess.TimeoutExpired:
            print(f"{name:18} not done after {LIMIT} s")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        measure(sys.argv[2], int(sys.argv[1]))
    else:
        main()
