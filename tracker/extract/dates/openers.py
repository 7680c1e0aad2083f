"""How sentences begin that go on with a speech, come back to the main event, or tell of something earlier."""

from __future__ import annotations

import re
from functools import cache

from tracker.extract.dates.words import any_of


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
