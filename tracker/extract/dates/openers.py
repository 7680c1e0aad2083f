"""How sentences begin that go on with a speech, come back to the main event, or tell of something earlier."""

from __future__ import annotations

import re
from functools import cache

from tracker.extract.dates.clauses import Clauses
from tracker.extract.dates.expressions import DateExpression
from tracker.extract.dates.govern import names_day
from tracker.extract.dates.words import any_of

# A time within so many characters opens its sentence.
OPENING = 14
_DATES = re.compile(r"(?:[것건게]은?|적은|때는)\s$")


@cache
def openers() -> dict[str, re.Pattern[str]]:
    """How sentences begin that go on with a speech (`이어`: then), go back to the main event (`하지만`: but) or tell of
    something earlier; and what people say afterwards about the event, nobody can tell when."""
    return {
        "chain": re.compile(rf"(?:{any_of('chain')})(?=[\s,□\"“])"),
        # `서 의원은 그러면서 …`: with the subject in front.
        "goes_on": re.compile(r"(?:[^\s□]+ ){0,2}[^\s□]+[은는] (?:그러면서|이어|또|또한|아울러)(?=[\s,□\"“])"),
        "return": re.compile(rf"(?:{any_of('return')})(?=[\s,□\"“])"),
        "earlier": re.compile(r"(?:이에 )?(?:앞서|당초|애초|그에 앞서)(?=[\s,])"),
        "reaction": re.compile(any_of("reaction")),
    }


def may_set_scene(time: DateExpression, start: int) -> bool:
    """Whether the time names a day, or stands where a sentence names the setting of what follows."""
    return names_day(time) or time.kind in ("court", "inquiry") or time.start - start <= OPENING


def opens_background(time: DateExpression, clauses: Clauses) -> bool:
    """Whether a month or year opens the sentence as the setting of what follows (`지난해 10월 국정감사에서 …`)."""
    start, end = next((start, end) for start, end, other in clauses.times if other is time)
    before, after = clauses.text[:start], clauses.text[end : end + 25]
    dates = _DATES.search(before) is None  # `두 사람이 만난 건 지난 6월 이후 두 번째다`: tells only when
    return start <= OPENING and time.base == "calendar" and "에서" in after and dates
