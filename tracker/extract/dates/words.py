"""The words that dates are told with, from `lexicon/dates.tsv`: a word, its kind, and a value that some kinds have.

Words of time
    published, event, last   reckoned from the day of publication, of the event, or named last; the value counts days
    past, recent, then       no day of any calendar: `과거` (in the past), `최근` (lately), `당시` (then)
    record, inquiry          words said earlier and only passed on: a recording, an interrogation
    court                    a lower court, in a story about a higher one (appeal, higher_court: words that show that)
What makes a number of days no day
    duration_before, duration_after   `최대 3일` (at most three days), `3일간` (for three days)
    bound_after                       `3일부터` (from the 3rd), `30일 기준` (as of the 30th)
What stands between a time and the words said
    topic, venue, forum      what they are about; where they are said; a venue where people speak
    happening, saying        verbs that make a clause modify a noun: `열린` (held), `밝힌` (stated)
    coming, announced            something to come: `열릴` (to be held); or perhaps: `열리는` (being held)
    break, source, made_public   another clause; `에 따르면` (according to); `발표한` (published)
    analysis                     somebody looked into it: `분석해보니` (as an analysis showed)
What a sentence tells
    spoken, occasion         that people speak at it; an occasion that may be named again (value: its usual word)
    known, passed_on, media  that something became known; that a medium passed it on
    called                       what a body is called by for short, by part of its name: `경찰서`, `경찰` (the police)
    heard                        where somebody speaks or writes: `글을` (a post), `인터뷰` (an interview)
    reaction, credit         what people say afterwards; whose photograph it is
    taken_up                 that people saw or heard of it: `이를 접한` (who heard of this)
    airs                     how a sentence ends that announces a broadcast: `방송된다` (is aired)
    held                         how one ends that tells what is to be done: `개최한다` (holds)
    stirred                  that a view led to something: `나오자` (as it came up)
    recalled                 behind a quotation in a headline, that it was said earlier: `"…"던`
    archive                  that a photograph is an old one: `자료사진` (file photo)
How a sentence begins
    chain, return            goes on with the same speech; goes back to the article's own day
    turns_away               leaves what was told of an earlier day, in a report too: `다만` (however)
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Final

# Kinds of words that tell a time which no calendar could tell, or that words were only passed on.
VAGUE: Final = ("past", "recent", "record", "then", "court", "inquiry")


@cache
def lexicon() -> dict[str, dict[str, str]]:
    """The lexicon as {kind: {word: value}}; the value is empty where the word has none."""
    kinds: dict[str, dict[str, str]] = {}
    table = files("tracker.extract").joinpath("lexicon/dates.tsv").read_text(encoding="utf-8")
    for line in table.splitlines()[1:]:
        word, kind, value = [*line.split("\t"), "", ""][:3]
        kinds.setdefault(kind, {})[word] = value
    return kinds


@cache
def words_of(*kinds: str) -> frozenset[str]:
    """All words of these kinds."""
    return frozenset(word for kind in kinds for word in lexicon()[kind])


def any_of(*kinds: str) -> str:
    """A regular expression for any word of these kinds, the longest first; words with one first letter share a branch,
    since a scan tries as many branches as there are at every letter that may begin one."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words_of(*kinds), key=lambda word: (-len(word), word)):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(
        f"{re.escape(letter)}(?:{'|'.join(rests)})" if any(rests) else re.escape(letter)
        for letter, rests in sorted(by_letter.items())
    )
