"""Tell clauses that report nothing new: lives, shares, habits, hearings in court, opinions."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from geo.events.clauses import Clause
from geo.events.inflections import word_list
from geo.events.reading import Sentence
from geo.events.words import Word

_AGES = frozenset({"month", "months", "year", "years", "decade", "decades"})
_COURTS = word_list("courts")
_GROWING = frozenset({"rise", "increase", "climb", "grow", "jump", "double", "fall", "drop"})
_HEARD = frozenset({"hear", "rule", "find"})
_LABELS = word_list("opinion_labels")
_FLIGHT = word_list("flight")
_LIFE = re.compile(
    r"\bin (?:recent|past|previous|earlier) (?:years|decades)\b"
    r"|\bin the past(?= [.,;]| and | but |$)|\bover the (?:years|decades)\b"
    r"|\bas a (?:young )?(?:boy|girl|child|teenager|youth)\b"
    r"|\bin the (?:19|20)?[1-9]0s\b|\bas a (?:young )?(?:reporter|conscript|student) (?:he|she)\b"
    r"|\bas a young (?:man|woman)\b|\bin (?:his|her) (?:youth|childhood|teens)\b"
)
_WAKING = frozenset({"years", "decades", "past", "boy", "girl", "child", "teenager", "youth",
                     "young", "childhood", "teens", "aged", "average", "one", "two", "three",
                     "nine", "1", "reporter", "conscript", "student"})  # fmt: skip
_OLD, _OLDEST = 60, 125
_ORIGINS = frozenset({"born", "raised", "educated"})
_CAREERS = frozenset({"career", "studies", "travels"})
_DYING = frozenset({"died", "dies"})
_COMPARING = frozenset({"compare", "compared", "compares", "contrast", "contrasted", "liken",
                        "likened", "comparison"})  # fmt: skip
_YEARS = frozenset(str(year) for year in range(1000, 1900))
_DECADES = frozenset(f"{century}{ten}0s" for century in ("", "18", "19", "20") for ten in range(10))
_IN_A_YEAR = frozenset(
    {"in", "of", "since", "until", "by", "from", "before", "after", "late", "early"}
)
_SELDOM = frozenset(
    {"often", "usually", "rarely", "seldom", "typically", "frequently", "commonly", "periodically"}
)
_OFTEN = _SELDOM | {"every", "each"}
_MANY = frozenset({"several", "many", "numerous", "multiple", "countless"})
_YEARLY = word_list("months") | {"year", "month", "week", "day", "summer", "winter", "spring"}


HOW_MANY_REACH_WORDS = 5
"""How far before its verb the question for a toll may stand: "how many people were killed"."""


def asks_how_many(words: Sequence[Word], start: int) -> bool:
    """Whether a toll is only asked for: "nobody knows how many died in X"."""
    return any(
        words[k].lower == "how" and words[k + 1].lower == "many"
        for k in range(max(0, start - HOW_MANY_REACH_WORDS), start - 1)
    )


def tells_no_news(sentence: Sentence, index: int) -> bool:
    """Whether a clause tells a life, a share, or a past far off: "was shot down as a young man"."""
    words = sentence.words
    present = sentence.present
    clause = sentence.clauses[index]
    if "born" in present and any(
        words[i].lower == "born" and words[i - 1].tag == "be" for i in clause.inside()
    ):
        return True  # "was born in X during the siege"
    if _is_of_a_life(sentence, index):
        return True
    if _before_a_court(sentence, index) or _is_long_before(sentence, index):
        return True
    if clause.kind == "relative" and (
        _fled_before(sentence, index)
        or _tells_who_it_is(sentence, index)
        or _tells_of_a_kind(sentence, index)
        or _is_compared(sentence, index)
    ):
        return True
    if "number" in present and _is_running_count(sentence):
        return True
    if not present.isdisjoint(_OFTEN) and _is_habit(sentence, index):
        return True
    if ("times" in present or "repeatedly" in present) and _is_repeated(words, clause):
        return True
    if not present.isdisjoint(_YEARS) and _is_centuries_ago(sentence, index):
        return True
    if present.isdisjoint(_WAKING) and present.isdisjoint(_DECADES):
        return False
    if _died_old(sentence, index) or _is_share(words, clause):
        return True
    return clause.marker != "as" and bool(
        _LIFE.search(" ".join([words[i].lower for i in clause.indices()]))
    )


def _is_of_a_life(sentence: Sentence, index: int) -> bool:
    """Whether it tells a life: "Born in X, he fought in Y", "who besieged X, died at 81".

    A deed with a day of its own is news.
    """
    words = sentence.words
    clause = sentence.clauses[index]
    if len(words) > 1 and words[0].tag == "det" and words[1].lower in _CAREERS:
        return not sentence.dates  # "Her career took her to X, where she was arrested"
    opens = bool(words) and words[0].lower in _ORIGINS
    if opens and not any(word.tag == "pro" for word in words[:8]):
        return False  # "Born in X, the teacher was shot dead": who is named anew makes news
    if not opens and (sentence.present.isdisjoint(_DYING) or not _tells_an_age(words)):
        return False
    if clause.kind == "subordinate" and clause.marker not in {"before", "until"}:
        return False  # "died at 81 when a shell hit her house"
    days = [span for span in sentence.dates if span.precision in {"day", "days"}]
    return not any(sentence.clause_of_offset(span.start) == index for span in days)


def _tells_an_age(words: Sequence[Word]) -> bool:
    """Whether somebody is said to have died old: "who has died aged 88", "died at 81"."""
    for k, word in enumerate(words[:-2]):
        if word.lower not in _DYING:
            continue
        one, two = words[k + 1].lower, words[k + 2].lower
        if one in {"aged", "at"} and two.isdecimal() and _OLD <= int(two) < _OLDEST:
            return k + 3 >= len(words) or words[k + 3].tag not in {"N", "P"}
    return False


def _is_compared(sentence: Sentence, index: int) -> bool:
    """Whether it tells of a place that something is compared with: "compare X with Y, where"."""
    if sentence.present.isdisjoint(_COMPARING) or sentence.clauses[index].marker != "where":
        return False
    words = sentence.words
    k = sentence.clauses[index].start - 1
    while k > 0 and words[k].tag in {",", "P"}:
        k -= 1
    days = [span for span in sentence.dates if sentence.clause_of_offset(span.start) == index]
    return not days and words[k].lower in {"with", "to", "from"}


def _died_old(sentence: Sentence, index: int) -> bool:
    """Whether somebody died of age: "died in X on Monday aged 91"."""
    inside = sentence.clauses[index].inside()
    triggers = [trigger for trigger in sentence.triggers if trigger.start in inside]
    words = sentence.words
    if len(triggers) != 1 or words[triggers[0].start].lemma() != "die":
        return False
    behind = words[triggers[0].end : sentence.clauses[index].end]
    return any(
        one.lower == "aged" and two.lower.isdecimal() and int(two.lower) >= _OLD
        for one, two in itertools.pairwise(behind)
    )


def _is_share(words: Sequence[Word], clause: Clause) -> bool:
    """Whether it tells a share or a mean: "one in four flats", "on average two a day"."""
    k = clause.start
    opening = words[k : k + 3]
    if len(opening) > 2 and opening[1].lower == "in" and opening[0].tag == opening[2].tag == "num":
        return True
    return any(
        words[i].lower == "average" and i > 0 and words[i - 1].lower == "on"
        for i in clause.indices()
    )


def _is_long_before(sentence: Sentence, index: int) -> bool:
    """Whether a clause lies months off without a day: "months after the mayor was elected"."""
    clause = sentence.clauses[index]
    words = sentence.words
    k = clause.start - 1
    if k < 0 or clause.marker != "after":
        return False
    main = sentence.clauses[clause.host].group if clause.host >= 0 else None
    came = main is not None and bool(main.verbs) and words[main.verbs[-1]].lemma() == "come"
    # "it came two weeks after a man was shot"
    if words[k].lower not in _AGES and not (came and words[k].lower in {"week", "weeks"}):
        return False
    low = words[k].start
    return not any(span.start <= low < span.end or span.start >= low for span in sentence.dates)


def _is_centuries_ago(sentence: Sentence, index: int) -> bool:
    """Whether a year before 1900 dates it: "was destroyed by a quake in 1755"."""
    words = sentence.words
    return any(
        words[i].lower in _YEARS
        and i > 0
        and words[i - 1].lower in _IN_A_YEAR
        and (i + 1 == len(words) or words[i + 1].tag != "N")
        for i in sentence.clauses[index].indices()
    )


def _before_a_court(sentence: Sentence, index: int) -> bool:
    """Whether it is what a court was told, without a date: "the jury heard that he shot her"."""
    if sentence.present.isdisjoint(_COURTS) or sentence.dates:
        return False
    clause = sentence.clauses[index]
    for told in (clause, sentence.clauses[clause.governor] if clause.governor >= 0 else clause):
        group = told.group
        if group is None or not group.verbs or group.passive:
            continue
        if sentence.words[group.verbs[-1]].lemma() in _HEARD and any(
            sentence.words[i].lower in _COURTS for i in told.subject()
        ):
            return True
    return False


def _is_running_count(sentence: Sentence) -> bool:
    """Whether a number only grows: "the number of people infected in X has risen to 47"."""
    if any(not trigger.verbal for trigger in sentence.triggers):
        return False  # "the number of dead in the blast in X rose"
    words = sentence.words
    return any(
        group is not None
        and bool(group.verbs)
        and words[group.verbs[-1]].lemma() in _GROWING
        and any(words[i].lower == "number" and words[i + 1].lower == "of" for i in clause.subject())
        for clause in sentence.clauses
        for group in [clause.group]
    )


def _is_habit(sentence: Sentence, index: int) -> bool:
    """Whether it only tells what happens often: "burglars strike most often in X"."""
    words = sentence.words
    indices = sentence.clauses[index].indices()
    for i in indices:
        lower = words[i].lower
        if lower in _SELDOM:
            return True
        if lower in {"every", "each"} and i + 1 < len(words):
            # "every three hours", "every third house", "every February", not "every house"
            counted = lower == "every" and words[i + 1].tag in {"num", "adj"}
            return counted or words[i + 1].lower in _YEARLY
    return False


def _is_repeated(words: Sequence[Word], clause: Clause) -> bool:
    """Whether it tells what came again and again: "has come under attack several times"."""
    group = clause.group
    if group is None or not group.perfect:
        return False
    return any(
        words[i].lower == "repeatedly"
        or (words[i].lower == "times" and i > 0 and words[i - 1].lower in _MANY)
        for i in clause.indices()
    )


def _tells_who_it_is(sentence: Sentence, index: int) -> bool:
    """Whether a deed without a date only tells who is spoken of: "the man who bombed X"."""
    clause = sentence.clauses[index]
    if clause.marker != "who" or sentence.dates or sentence.counts or clause.start < 2:
        return False
    words = sentence.words
    inside = clause.inside()
    if any(trigger.start not in inside for trigger in sentence.triggers):
        return False
    k = clause.start - 1
    while k > 0 and words[k].tag in {"N", "adj"}:
        k -= 1
    return words[k].lower in {"the", "this", "that"} and k < clause.start - 1


def _tells_of_a_kind(sentence: Sentence, index: int) -> bool:
    """Whether it tells what some do at any time: "migrants who land at X"."""
    clause = sentence.clauses[index]
    group = clause.group
    if group is None or len(group.verbs) != 1 or not group.present or group.progressive:
        return False
    if clause.marker not in {"who", "which"} or sentence.dates:
        return False
    return {form.form for form in sentence.words[group.verbs[0]].forms} <= {"base", "s"}


def _fled_before(sentence: Sentence, index: int) -> bool:
    """Whether it only tells where persons come from: "a teacher who had fled that city"."""
    clause = sentence.clauses[index]
    group = clause.group
    if group is None or not group.verbs or not group.perfect or clause.marker != "who":
        return False
    if (
        sentence.words[group.start].lower != "had"
        or sentence.words[group.verbs[-1]].lemma() not in _FLIGHT
    ):
        return False
    told = [span.start for span in sentence.dates] + [span.start for span in sentence.counts]
    return not any(sentence.clause_of_offset(start) == index for start in told)


def is_opinion(words: Sequence[Word]) -> bool:
    """Whether a label opens what reports nothing: "Opinion: what the siege of X teaches"."""
    return len(words) > 2 and (
        (words[1].lower == ":" and words[0].lower in _LABELS)
        or (words[2].lower == ":" and f"{words[0].lower} {words[1].lower}" in _LABELS)
    )
