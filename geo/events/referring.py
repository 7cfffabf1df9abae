"""Tell what a clause without a place of its own only refers to.

It names the storm that was told before, numbers an attack within a series, or says with what
somebody did the act that the sentence tells.
"""

from __future__ import annotations

from collections.abc import Sequence

from geo.events.cases import Case
from geo.events.inflections import word_list
from geo.events.reading import Sentence
from geo.events.sentence_place import OPENING

_KINDS = (
    word_list("storms"),
    word_list("quakes"),
    word_list("floods"),
    word_list("fires"),
)
"""Words for one hazard: a typhoon is "the storm" when it is named again."""
_KNOWN = frozenset({"the", "this", "that"})
_RANKED = word_list("ranked")
_MEANS = frozenset({"use", "fire", "deploy", "throw", "hurl", "wear", "carry"})


def only_refers(case: Case, sentence: Sentence, sentences: Sequence[Sentence]) -> bool:
    """Whether a case that takes over its place tells nothing that happened there."""
    draft = case.draft
    if not case.located or not draft.real or draft.status.modality == "planned":
        return False
    if not (case.located[0].inherited or case.located[0].rule == OPENING):
        return False
    return (
        _names_hazard_again(case, sentence, sentences)
        or _ranks(case, sentence)
        or _tells_means(case, sentence)
    )


def _names_hazard_again(case: Case, sentence: Sentence, sentences: Sequence[Sentence]) -> bool:
    """Whether a hazard told before is named again: "were evacuated before the storm came"."""
    draft = case.draft
    if not draft.natural or case.located[0].rule.startswith("points back"):
        return False
    words = sentence.words
    clause = sentence.clauses[draft.clause]
    at = [draft.word] if not draft.verbal else clause.subject()
    for i in at:
        kinds = [kind for kind in _KINDS if words[i].lower in kind]
        if not kinds or i == 0 or words[i - 1].lower not in _KNOWN:
            continue
        if any(
            not kinds[0].isdisjoint(sentences[number].present)
            for number in range(max(0, draft.sentence - RETOLD_SENTENCES), draft.sentence)
        ):
            return True
    return False


def _ranks(case: Case, sentence: Sentence) -> bool:
    """Whether it numbers or ranks what was told: "It was the third attack in the state".

    So does "The crash was the worst in the state".
    """
    draft = case.draft
    group = sentence.clauses[draft.clause].group
    if draft.verbal or group is None or not group.copular:
        return False
    words = sentence.words
    if draft.word < group.start:
        known = draft.word and words[draft.word - 1].lower in _KNOWN
        behind = words[group.end : group.end + 2]
        return bool(known) and any(word.lower in _RANKED for word in behind)
    return any(words[k].lower in _RANKED for k in range(group.end, draft.word + 1)) and all(
        words[k].tag in {"det", "adj", "N", "num", "adv", "poss", "P", "G"}
        for k in range(group.end, draft.word)
    )


def _tells_means(case: Case, sentence: Sentence) -> bool:
    """Whether it only says with what an act was done: "police, who used tear gas, held 16"."""
    draft = case.draft
    clause = sentence.clauses[draft.clause]
    if clause.kind != "relative" or clause.marker not in {"who", "which"} or case.counts:
        return False
    words = sentence.words
    return draft.lemma in _MEANS or (
        clause.group is not None
        and bool(clause.group.verbs)
        and words[clause.group.verbs[-1]].lemma() in _MEANS
    )


RETOLD_SENTENCES = 6
"""How far back what "the storm" means may have been told."""
