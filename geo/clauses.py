"""Split a sentence into clauses: its verb groups, and the words that belong to each.

A shallow reading, not a parse: finite verb groups are found by auxiliaries and inflection, the
boundary between two of them is the nearest word that can open a clause, and a clause knows who
governs it ("officials said that ...").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from geo.words import Word, saying_verbs

_SKIPPED = frozenset({"adv", "not", '"', "“", "”"})
_PHRASE_START = frozenset({"det", "num", "P", "pro", "N", "adj", "poss", "G"})
_PHRASE = frozenset({"det", "num", "P", "N", "adj", "poss", "prep", "cc", "pro"})
_HEAD_STOP = frozenset({"prep", "cc", ",", ";", ":", ".", "sub", "rel", "that", "to", "!", "?"})
_NAMING = frozenset({"name", "call", "dub", "know", "base", "date", "age", "bas", "nam"})
_LINKING = frozenset({"stay", "remain", "keep", "get"})
_INTRANSITIVE = frozenset(
    """arrive clash collapse crash die erupt explode fall gather go happen land march occur protest
    rally remain stay collide""".split()
)
_OPENERS = frozenset({"sub", "rel", "that"})
_HARD = frozenset({";", ":", "—", "–", "(", ")"})
_CLAUSE_PREPOSITIONS = frozenset({"after", "before", "since", "as", "until"})
_WITHOUT_OBJECT = frozenset(
    """abduct arrest attack besiege bomb bury burn capture close damage demolish destroy detain
    displace encircle evacuate execute flood free hit injure jail kidnap kill loot murder raid
    rescue seize shell shoot strand strike suspend target topple torch trap wound""".split()
)
"""Verbs that read as passive where nothing follows them: "Girl killed as shells land"."""


@dataclass(slots=True)
class VerbGroup:
    """A finite verb group on ``words[start:end]``; ``verbs`` are its lexical verbs, head last."""

    start: int
    end: int
    verbs: list[int] = field(default_factory=list)
    passive: bool = False
    perfect: bool = False
    progressive: bool = False
    present: bool = False
    modal: str = ""
    negated: bool = False
    copular: bool = False
    infinitive: bool = False


@dataclass(slots=True)
class Clause:
    """The words around one verb group.

    ``spans`` are its word ranges (two where a relative clause cuts it in two); ``kind`` is
    ``main``, ``coordinate``, ``subordinate``, ``relative``, ``complement`` or ``attribution``;
    ``marker`` is the word that opens it; ``governor`` is the index of the clause that says,
    denies or fears it, ``host`` that of the clause it hangs on.
    """

    spans: list[tuple[int, int]]
    group: VerbGroup | None
    kind: str = "main"
    marker: str = ""
    governor: int = -1
    host: int = -1
    shared_subject: int = -1

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]

    def indices(self) -> list[int]:
        """Return the indices of its words."""
        return [i for a, b in self.spans for i in range(a, b)]

    def subject(self) -> list[int]:
        """Return the words before its verb group."""
        if self.group is None:
            return []
        return [i for i in self.indices() if i < self.group.start]

    def complement(self) -> list[int]:
        """Return the words behind its verb group."""
        if self.group is None:
            return self.indices()
        return [i for i in self.indices() if i >= self.group.end]


def find_verb_groups(words: Sequence[Word]) -> list[VerbGroup]:
    """Return the finite verb groups of a sentence, in order."""
    groups: list[VerbGroup] = []
    i = 0
    n = len(words)
    while i < n:
        tag = words[i].tag
        if (
            tag in {"modal", "be", "have", "do", "V", "Z"}
            or (tag == "B" and (i == 0 or words[i - 1].tag != "to"))
            or (tag == "D" and _is_finite(words, i))
        ):
            if (
                tag in {"be", "have"}
                and words[i].lower in {"being", "been", "having", "be"}
                and (not i or words[i - 1].tag != "modal")
            ):
                i += 1
                continue
            group = _chain(words, i)
            groups.append(group)
            i = max(group.end, i + 1)
        else:
            i += 1
    return groups


def _chain(words: Sequence[Word], first: int) -> VerbGroup:
    group = VerbGroup(start=first, end=first + 1)
    auxiliary = ""
    i = first
    n = len(words)
    while i < n:
        word = words[i]
        tag = word.tag
        if tag in {"adv", "not"}:
            group.negated |= tag == "not"
            i += 1
            continue
        if tag == "modal":
            group.modal = word.lower
            group.negated |= word.lower.endswith("n't") or word.lower == "cannot"
            auxiliary = "modal"
        elif tag == "do":
            group.negated |= word.lower.endswith("n't")
            auxiliary = "do"
        elif tag == "be":
            if word.lower == "being":
                group.progressive = True
            group.present |= word.lower in {"is", "are", "am", "'s"}
            auxiliary = "be"
        elif tag == "have":
            if auxiliary in {"modal", "to"} or word.lower in {"have", "has", "had"}:
                group.perfect = True
            auxiliary = "have"
        elif tag == "to":
            following = words[i + 1] if i + 1 < n else None
            if following is None or following.tag not in {"B", "be", "have"}:
                break
            if auxiliary == "be" and not group.verbs and words[i - 1].tag in {"be", "not", "adv"}:
                group.modal = "is to"
            group.passive = False
            auxiliary = "to"
            group.infinitive = True
        elif tag in {"V", "D", "T", "Z", "B", "G"}:
            if (
                tag == "G"
                and auxiliary != "be"
                and not (group.verbs and words[group.verbs[-1]].lemma() in _LINKING)
            ):
                break
            if tag == "D" and auxiliary in {"modal", "do", "to"}:
                break
            if tag in {"V", "Z"} and group.verbs:
                break
            if tag in {"D", "T"} and group.verbs and auxiliary not in {"be", "have"}:
                if words[group.verbs[-1]].lemma() not in _LINKING:
                    break
                auxiliary = "be"  # "stayed closed"
            if tag == "G" and group.verbs and words[group.verbs[-1]].lemma() in _LINKING:
                auxiliary = "be"  # "keep rising"
            group.verbs.append(i)
            group.present |= tag in {"Z", "B"} and not auxiliary
            if auxiliary == "be":
                group.passive = tag in {"D", "T"}
                group.progressive |= tag == "G"
            auxiliary = "verb"
            group.end = i + 1
            if not (
                i + 1 < n
                and (
                    words[i + 1].tag in {"to", "adv"}
                    or (words[i].lemma() in _LINKING and words[i + 1].tag in {"D", "T", "G"})
                )
            ):
                break
            i += 1
            continue
        elif tag in {"adj", "?"} and auxiliary == "be" and i + 1 < n and words[i + 1].tag == "to":
            pass  # "is due to resume"
        else:
            break
        group.end = i + 1
        i += 1
    while group.end > group.start + 1 and words[group.end - 1].tag == "to":
        group.end -= 1
    head = words[group.end - 1]
    if not group.verbs:
        group.copular = True
        if head.tag == "have":
            group.perfect = False
    elif group.verbs == [first] and words[first].tag == "D":
        group.passive = _reads_passive(words, first)
    return group


def _reads_passive(words: Sequence[Word], i: int) -> bool:
    if words[i].lemma() not in _WITHOUT_OBJECT:
        return False
    after = _next(words, i)
    return after is None or after.tag not in _PHRASE_START


def _next(words: Sequence[Word], i: int) -> Word | None:
    i += 1
    while i < len(words) and words[i].tag in _SKIPPED:
        i += 1
    return words[i] if i < len(words) else None


def _is_finite(words: Sequence[Word], i: int) -> bool:
    """Tell a past tense from a participle: what stands before it, behind it, and further on."""
    k = i - 1
    while k >= 0 and words[k].tag in _SKIPPED:
        k -= 1
    before = words[k].tag if k >= 0 else ""
    if before in {"be", "have"}:
        return False
    if before in {"rel", "pro"} or (before == "that" and words[k].lower == "that"):
        return True
    if before in {"prep", "det", "poss", "sub", "to", "modal", "", "adj", "(", "—", "–", "-"}:
        return before in {"adj", ""} and _object_follows(words, i) and k >= 0
    if words[i].lemma() in _NAMING:
        return False
    object_follows = _object_follows(words, i)
    if before == "cc":
        return object_follows or not _finite_ahead(words, i)
    if before == ",":
        return object_follows and not _comma_participle(words, i)
    if object_follows:
        return True
    after = _next(words, i)
    if after is not None and after.lower == "by":
        return not _finite_ahead(words, i) and words[i].lemma() in _WITHOUT_OBJECT and i < 12
    return not _finite_ahead(words, i)


def _comma_participle(words: Sequence[Word], i: int) -> bool:
    after = _next(words, i)
    return after is not None and after.tag == "prep"


def _object_follows(words: Sequence[Word], i: int) -> bool:
    after = _next(words, i)
    return after is not None and after.tag in _PHRASE_START


def _finite_ahead(words: Sequence[Word], i: int) -> bool:
    """Whether a finite verb follows before a new clause can have begun."""
    may_be_participle = words[i].lemma() not in _INTRANSITIVE
    for k in range(i + 1, len(words)):
        word = words[k]
        if word.tag in {"be", "have", "modal", "do", "V", "Z"}:
            return True
        if word.tag == "D" and words[k - 1].tag in {"N", "P"}:
            if _object_follows(words, k):
                return True
            after = _next(words, k)
            if may_be_participle and (after is None or after.lower != "by"):
                return True
        if word.tag in {"sub", "rel", "that", ";", ":", ","} or word.lower in {"and", "but"}:
            return False
        if word.lower in _CLAUSE_PREPOSITIONS:
            return False
    return False


def split_clauses(words: Sequence[Word]) -> list[Clause]:
    """Return the clauses of a sentence in order; one without a verb where there is none."""
    groups = find_verb_groups(words)
    n = len(words)
    if not groups:
        return [Clause(spans=[(0, n)], group=None)]
    clauses: list[Clause] = []
    begin = 0
    kind, marker = "main", ""
    shared = -1
    opener = _opening_marker(words, groups[0].start)
    relative = -1
    if opener >= 0:
        kind, marker = "subordinate", words[opener].lower
    elif len(groups) > 1:
        relative = _relative_in_subject(words, groups[0].start)
        if relative > 0:
            begin, kind, marker = relative, "relative", words[relative].lower
    for index, group in enumerate(groups):
        if index:
            begin, kind, marker, shared = _boundary(words, groups[index - 1], group, clauses)
            if clauses[-1].kind == "relative" and kind == "main" and marker in {"", ","}:
                # "a summit that was to be held in X has been postponed": no subject in between
                if marker == "" or begin == group.start:
                    begin = group.start
            last = clauses[-1]
            a, _ = last.spans[-1]
            last.spans[-1] = (a, begin)
        clauses.append(
            Clause(spans=[(begin, n)], group=group, kind=kind, marker=marker, shared_subject=shared)
        )
    if relative > 0:
        follower = next((c for c in clauses[1:] if c.kind == "main"), None)
        if follower is None or _has_subject(words, follower):
            clauses[0].spans[0] = (0, clauses[0].spans[0][1])
        else:
            follower.spans.insert(0, (0, relative))
    _rejoin(words, clauses)
    _govern(words, clauses)
    return clauses


def _has_subject(words: Sequence[Word], clause: Clause) -> bool:
    return any(words[i].tag in {"N", "P", "pro", "num"} for i in clause.subject())


def _relative_in_subject(words: Sequence[Word], stop: int) -> int:
    """Return where a relative clause opens before the first verb, or -1."""
    for k in range(1, stop):
        word = words[k]
        before = words[k - 1].tag
        if word.tag == "rel" and before in {"N", "P", ",", "num", "adj"}:
            return k
        if word.tag == "that" and before in {"N", "P", "num"}:
            return k
    return -1


def _opening_marker(words: Sequence[Word], stop: int) -> int:
    for k in range(min(stop, 4)):
        if words[k].tag == "sub" or (
            words[k].lower in _CLAUSE_PREPOSITIONS and words[k].tag == "prep" and k == 0
        ):
            return k
        if words[k].tag not in {"adv", ",", '"', "“", "cc"}:
            break
    return -1


def _boundary(
    words: Sequence[Word], left: VerbGroup, right: VerbGroup, clauses: list[Clause]
) -> tuple[int, str, str, int]:
    """Return where the right group's clause begins, its kind, its marker, whose subject it shares."""
    low, high = left.end, right.start
    comma = -1
    for k in range(high - 1, low - 1, -1):
        word = words[k]
        tag = word.tag
        if tag == ";" or word.lower in {":", "—", "–"}:
            return k + 1, "main", "", -1
        if (
            tag == "that"
            and k == high - 1
            and k - 1 >= low
            and words[k - 1].tag in {"N", "P", ",", "num"}
        ):
            return k, "relative", "that", -1
        if tag == "that" and (k < high - 1 or k == low):
            kind = "complement" if k - low <= 8 else "relative"
            if k > low and words[k - 1].tag in {"N", "P"} and not _says(words, left):
                kind = "relative"
            return k, kind, "that", -1
        if tag == "rel":
            start = k - 1 if k - 1 >= low and words[k - 1].tag == "prep" else k
            return start, "relative", word.lower, -1
        if tag == "sub" or (word.lower in {"after", "before", "since", "as"} and k > low):
            if word.lower in {"as", "since", "before", "after"} and _is_measure(words, k):
                continue
            if word.lower in {"when", "where"} and k - 1 >= low and words[k - 1].tag == ",":
                return k, "relative" if word.lower == "where" else "subordinate", word.lower, -1
            return k, "subordinate", word.lower, -1
        if word.lower in {"and", "but", "or", "yet"} and tag == "cc":
            if k == high - 1:
                return k, "coordinate", word.lower, len(clauses) - 1
            if all(w.tag in {"adv", ","} for w in words[k + 1 : high]):
                return k, "coordinate", word.lower, len(clauses) - 1
            if k > low and (words[k - 1].tag == "," or comma < 0):
                if _joins_subject(words, k, low, high):
                    continue
                return k, "coordinate", word.lower, -1
        if tag == "," and comma < 0:
            comma = k
            if k < high - 1 and not _joins_subject(words, k, low, high) and k + 1 < high:
                following = words[k + 1].tag
                if following in {"cc", "G"}:
                    continue
                if _says(words, right) and _ends_there(words, right):
                    return k + 1, "main", ",", -1
                earlier_and = any(w.lower in {"and", "but"} for w in words[low:k])
                appositive = _closes_apposition(words, k, low)
                if not (appositive and earlier_and):
                    return k + 1, "main", ",", -1
    if _says(words, left):
        opener = words[low].tag
        if opener in _PHRASE - {"cc"} and words[low - 1].lemma() not in {"tell", "inform"}:
            return low, "complement", "", -1
        start = high
        while (
            start > low and words[start - 1].tag in _PHRASE and words[start - 1].tag not in {"prep"}
        ):
            start -= 1
        return max(low, start), "complement", "", -1
    start = high
    while start > low and words[start - 1].tag in {"N", "P", "adj", "num", "det", "poss"}:
        start -= 1
    return max(low, start), "main", "", -1


def _joins_subject(words: Sequence[Word], k: int, low: int, high: int) -> bool:
    """Whether the comma or "and" at ``k`` lies inside the noun phrase before a verb: "A and B were"."""
    if k >= high - 1:
        return True
    if words[k].tag == ",":
        return False
    before, after = words[k - 1].tag, words[k + 1].tag
    if before == ",":
        return False
    # A bare list of the same kind of word: "Rustavi and Poti were", "doctors and nurses said"
    if before == after == "P":
        return True
    bare = all(words[j].tag in {"N", "P"} for j in range(k + 1, high))
    return (
        bare and before == "N" and k - 1 > low and words[k - 2].tag in {"det", "sub", "that", ","}
    )


def _closes_apposition(words: Sequence[Word], k: int, low: int) -> bool:
    return any(words[j].tag == "," for j in range(low, k))


def _is_measure(words: Sequence[Word], k: int) -> bool:
    """Whether "since", "after", "before", "as" at ``k`` opens a phrase ("since Monday"), no clause."""
    after = words[k + 1] if k + 1 < len(words) else None
    if after is None:
        return True
    if words[k].lower == "as" and (
        after.tag in {"prep", "adj"} or after.lower in {"many", "well", "saying", "part"}
    ):
        return True
    for word in words[k + 1 : k + 9]:
        if word.tag in {"be", "have", "modal", "do", "V", "D", "Z"}:
            return word.tag in {"D"} and False
        if word.tag in {",", ";", "cc"}:
            return True
    return True


def _ends_there(words: Sequence[Word], group: VerbGroup) -> bool:
    """Whether nothing that could be said follows: "..., officials said on Monday."."""
    if group.end >= len(words):
        return True
    return words[group.end].tag in {".", ",", "adv", "cc", "prep", ";", "N", '"', "”"}


def _says(words: Sequence[Word], group: VerbGroup) -> bool:
    return bool(group.verbs) and any(
        form.lemma in saying_verbs() for form in words[group.verbs[-1]].forms
    )


def _rejoin(words: Sequence[Word], clauses: list[Clause]) -> None:
    """Give a main verb behind an embedded relative clause the subject before it."""
    for index in range(2, len(clauses) + 1):
        if index == len(clauses):
            break
        clause = clauses[index]
        group = clause.group
        if group is None or clause.kind not in {"main"}:
            continue
        if any(words[i].tag in {"N", "P", "pro", "num"} for i in range(clause.start, group.start)):
            continue
        clause.shared_subject = index - 2 if clauses[index - 1].kind == "relative" else index - 1


def _govern(words: Sequence[Word], clauses: list[Clause]) -> None:
    for index, clause in enumerate(clauses):
        group = clause.group
        if index:
            if clause.kind == "complement":
                clause.governor = index - 1
            elif clause.kind == "coordinate":
                clause.governor = clauses[index - 1].governor
            clause.host = index - 1
        if group is None or not _says(words, group) or not index:
            continue
        rest = [i for i in range(group.end, clause.end) if words[i].tag not in {"adv", "."}]
        trails = clause.marker == "," and (
            index + 1 == len(clauses) or clauses[index + 1].kind not in {"complement"}
        )
        if trails and (len(rest) <= 6 or words[rest[0]].tag in {"prep", ",", ".", "cc"}):
            clause.kind = "attribution"
            k = index - 1
            while k >= 0:
                if clauses[k].governor < 0:
                    clauses[k].governor = index
                if _cut_by_semicolon(words, clauses[k]) and False:
                    break
                k -= 1


def _cut_by_semicolon(words: Sequence[Word], clause: Clause) -> bool:
    return clause.start > 0 and words[clause.start - 1].tag == ";"
