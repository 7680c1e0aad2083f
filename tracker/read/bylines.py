"""Lines that say who reported and when: `홍길동 기자 hong@example.com`, `입력 2025.10.01 18:35`."""

from __future__ import annotations

from tracker.patterns import lazy

from . import moments, words

LONGEST = 90  # code points: a line of names and addresses is no longer
_EMAIL = lazy(r"[\w.+-]+@(?:[\w-]+\.?)*|\[email[\s\u00a0]protected\]")
_CUT = lazy(r"[\s·ㆍ,/()\[\]=|:<>〈〉【】+&;「」■▶☞-]+")
_NAME = lazy(r"[가-힣]{2,4}$")
_WORD = lazy(r"[가-힣A-Za-z0-9]{2,12}$")
_NO_NAME_ENDINGS = ("신문", "일보", "뉴스", "방송", "통신", "경제", "전문")
_BRACKETED = lazy(r"[\[(<【]([^\[\]()<>【】]{2,30})[\])>】]")
_COUNT = lazy(r"\d+[명인]$")
_MOST = 12  # words


def byline(line: str) -> str | None:
    """The names in a line that holds nothing but reporters' names, jobs and addresses; "" when it names nobody.

    None when the line is anything else.
    """
    lists = words.bylines()
    if not lists.hint.search(line):
        return None
    signed = "@" in line or "protected" in line
    parts = [part for part in _CUT.split(_EMAIL.sub(" ", line)) if part]
    if len(parts) > _MOST:
        return None
    names: list[str] = []
    job, strangers, after = signed and not parts, 0, 0
    for part in parts:
        if part in lists.crew and (":" in line or "/" in line or len(parts) <= 3):
            job, after = True, -_MOST
        elif part.endswith(lists.jobs):
            job, after = True, min(after, 0)
            names.extend(_name_before(part, lists))
        elif part in lists.ranks or _COUNT.match(part):
            continue
        elif _NAME.match(part):
            names.append(part)
            after += job
        elif _WORD.match(part):
            strangers += 1
            after += job
        else:
            return None
    if not (job or (signed and names)) or strangers > 1 + (len(line) < 30):
        return None
    if after > 1 and not signed:
        return None  # a job stands after its names
    return ", ".join(_people(names))


def _people(names: list[str]) -> list[str]:
    """`names` without outlets, without repeats, and without the places before them (`순천 홍길동 기자`)."""
    known, nobody = words.outlets().names, words.bylines().nobody
    people = [name for name in dict.fromkeys(names) if name.lower() not in known and name not in nobody]
    people = [name for name in people if len(name) < 4 or not name.endswith(_NO_NAME_ENDINGS)]
    if any(len(name) == 3 for name in people):
        people = [name for place, name in enumerate(people) if len(name) > 2 or place == len(people) - 1]
    return people


def _name_before(part: str, lists: words.Bylines) -> list[str]:
    """The name that is glued to its job: `홍길동기자` -> 홍길동."""
    job = next(job for job in lists.jobs if part.endswith(job))
    name = part[: -len(job)]
    return [name] if name not in lists.ranks and _NAME.match(name) else []


def is_dateline(line: str) -> bool:
    """Whether `line` is nothing but `[아무신문]`, `(서울=아무통신)` or `[아무신문 홍길동 기자]`."""
    match = _BRACKETED.fullmatch(line)
    if not match:
        return False
    inside = match.group(1).strip()
    return "".join(inside.lower().split()) in words.outlets().names or "=" in inside or byline(inside) is not None


def is_date_line(line: str) -> bool:
    """Whether `line` holds dates, the words that go with them, names of reporters, and nothing else."""
    if not moments.WRITTEN.search(line):
        return False
    rest = without_dates(line).strip(" |/:·ㆍ-~()[]<>,.")
    room = 4 if len(rest) + 20 > len(line) else 12  # words beside a date that is named as such
    return len("".join(rest.split())) <= room or byline(rest) is not None


def without_dates(line: str) -> str:
    """`line` without its dates and the words that go with them."""
    rest = words.bylines().dated.sub(" ", moments.WRITTEN.sub(" ", line))
    return words.outlets().pattern.sub(" ", rest)


def cut_tail(line: str) -> int:
    """Where a byline that is glued to the end of a paragraph begins; `len(line)` when there is none."""
    begin = max(0, len(line) - LONGEST)
    tail = line[begin:]
    end = max((tail.rfind(mark) for mark in (". ", "” ", '" ', "다.", "] ")), default=-1)
    rest = tail[end + 2 :]
    if end < 0 or not rest.strip() or byline(rest.strip()) is None:
        return len(line)
    return begin + end + 2 + (len(rest) - len(rest.lstrip()))
