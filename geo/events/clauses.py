"""Split a sentence into clauses: its verb groups, and the words that belong to each.

A shallow reading, not a parse: finite verb groups are found by auxiliaries and inflection, the
boundary between two of them is the nearest word that can open a clause, and a clause knows who
governs it ("officials said that ...").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from geo.events.inflections import saying_verbs
from geo.events.verb_groups import CLAUSE_PREPOSITIONS, VerbGroup, find_verb_groups
from geo.events.words import Word

_SUBJECTS = frozenset({"N", "P", "pro", "num"})
_DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday"}
)
_HOURS = frozenset({"dawn", "dusk", "midday", "midnight", "nightfall", "noon", "sunrise", "sunset"})
_BEHIND_HOURS = frozenset({"a.m", "a.m.", "am", "p.m", "p.m.", "pm", "gmt", "o'clock", ":"})
_PHRASE = frozenset({"det", "num", "P", "N", "adj", "poss", "prep", "cc", "pro"})


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
    _words: list[int] | None = field(default=None, init=False, repr=False)
    _inside: frozenset[int] | None = field(default=None, init=False, repr=False)
    _parts: tuple[list[int], list[int]] | None = field(default=None, init=False, repr=False)

    @property
    def start(self) -> int:
        """Return its first word."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Return one past its last word."""
        return self.spans[-1][1]

    def indices(self) -> list[int]:
        """Return the indices of its words; ask only when all clauses are split."""
        words = self._words
        if words is None:
            words = self._words = [i for a, b in self.spans for i in range(a, b)]
        return words

    def inside(self) -> frozenset[int]:
        """Return the indices of its words as a set."""
        inside = self._inside
        if inside is None:
            inside = self._inside = frozenset(self.indices())
        return inside

    def subject(self) -> list[int]:
        """Return the words before its verb group."""
        return (self._parts or self._divide())[0]

    def complement(self) -> list[int]:
        """Return the words behind its verb group."""
        return (self._parts or self._divide())[1]

    def _divide(self) -> tuple[list[int], list[int]]:
        indices, group = self.indices(), self.group
        parts: tuple[list[int], list[int]] = [], indices
        if group is not None:
            parts = [i for i in indices if i < group.start], [i for i in indices if i >= group.end]
        self._parts = parts
        return parts


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
    divided = ";" in [word.tag for word in words]
    apart = _verbless_end(words, 0, groups[0].start) if divided else -1
    if apart > 0:
        # "Fighting around X; hundreds fled"
        clauses.append(Clause(spans=[(0, apart)], group=None))
        begin = apart
    elif opener >= 0:
        kind, marker = "subordinate", words[opener].lower
    elif len(groups) > 1:
        relative = _relative_in_subject(words, groups[0].start)
        if relative > 0:
            begin, kind, marker = relative, "relative", words[relative].lower
    for index, group in enumerate(groups):
        if index:
            begin, kind, marker, shared = _boundary(words, groups[index - 1], group, clauses)
            if clauses[-1].kind == "relative" and kind == "main" and marker == "":
                # "a summit that was to be held in X has been postponed": no subject in between
                begin = group.start
            last = clauses[-1]
            a, _ = last.spans[-1]
            last.spans[-1] = (a, begin)
        clauses.append(
            Clause(spans=[(begin, n)], group=group, kind=kind, marker=marker, shared_subject=shared)
        )
    tail = n
    if divided:
        tail = next((k for k in range(groups[-1].end, n) if words[k].tag == ";"), n) + 1
    if tail < n - 1:
        clauses[-1].spans = [(clauses[-1].start, tail)]
        clauses.append(Clause(spans=[(tail, n)], group=None))
    if relative > 0:
        follower = next((c for c in clauses[1:] if c.kind == "main"), None)
        if follower is None or _has_subject(words, follower):
            clauses[0].spans[0] = (0, clauses[0].spans[0][1])
        else:
            follower.spans.insert(0, (0, relative))
    _rejoin(words, clauses)
    _govern(words, clauses)
    return clauses


def _verbless_end(words: Sequence[Word], low: int, high: int) -> int:
    """Return where a part without a verb ends before the first verb, at a semicolon, or -1."""
    return next((k + 1 for k in range(high - 1, low, -1) if words[k].tag == ";"), -1)


def _has_subject(words: Sequence[Word], clause: Clause) -> bool:
    stop = clause.group.start if clause.group is not None else clause.start
    return any(word.tag in _SUBJECTS for word in words[clause.start : stop])


def _relative_in_subject(words: Sequence[Word], stop: int) -> int:
    """Return where a relative clause opens before the first verb, or -1."""
    for k in range(1, stop):
        word = words[k]
        before = words[k - 1].tag
        if word.tag == "rel" and before in {"N", "P", ",", "num", "adj"}:
            return k
        if word.tag == "that" and before in {"N", "P", "num"}:
            return k
        if word.lower == "where" and before == "," and words[k - 2].tag == "P":
            return k  # "the town of X, where shells killed four, is empty"
    return -1


def _opening_marker(words: Sequence[Word], stop: int) -> int:
    for k in range(min(stop, 4)):
        if words[k].tag == "sub" or (
            words[k].lower in CLAUSE_PREPOSITIONS and words[k].tag == "prep" and k == 0
        ):
            return k
        if words[k].tag not in {"adv", ",", '"', "“", "cc"}:
            break
    return -1


def _boundary(
    words: Sequence[Word], left: VerbGroup, right: VerbGroup, clauses: list[Clause]
) -> tuple[int, str, str, int]:
    """Return where the right group's clause begins, its kind, its marker, its shared subject."""
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
            and words[k - 1].tag in {"N", "P", ",", "num", ")"}
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
                if any(w.tag == "that" for w in words[low:k]) and _says(words, left):
                    continue  # "said that a leak or a blast in the shop could be the cause"
                if word.lower == "and" and _ends_of_both(words, k):
                    continue  # "fighting between A and B ended"
                if _joins_subject(words, k, low, high):
                    continue
                return k, "coordinate", word.lower, -1
        if tag == "," and comma < 0:
            comma = k
            if _is_fronted(words, k, low):
                continue  # "...; in X, families were told"
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
        noun = opener == "G" and words[low + 1].tag not in _PHRASE  # "said fighting went on"
        if (opener in _PHRASE - {"cc"} or noun) and words[low - 1].lemma() not in {
            "tell",
            "inform",
        }:
            return low, "complement", "", -1
        start = high
        while start > low and words[start - 1].tag in _PHRASE and words[start - 1].tag != "prep":
            start -= 1
        return max(low, start), "complement", "", -1
    start = high
    while start > low and words[start - 1].tag in {"N", "P", "adj", "num", "det", "poss"}:
        start -= 1
    return max(low, start), "main", "", -1


def _is_fronted(words: Sequence[Word], k: int, low: int) -> bool:
    """Whether only a phrase stands between a semicolon and the comma at ``k``."""
    j = k - 1
    while j >= low and (words[j].tag in _PHRASE or words[j].tag == "G"):
        j -= 1
    return j >= low and words[j].tag == ";" and words[j + 1].tag == "prep"


def _joins_subject(words: Sequence[Word], k: int, low: int, high: int) -> bool:
    """Whether the comma or "and" at ``k`` lies inside a verb's subject: "A and B were"."""
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


def _ends_of_both(words: Sequence[Word], k: int) -> bool:
    """Whether the "and" at ``k`` joins the two that "between" or "both" names."""
    j = k - 1
    while j > 0 and words[j].tag in {"N", "P", "adj", "det", "poss"} and words[j].lower != "both":
        j -= 1
    return words[j].lower in {"between", "both"}


def _closes_apposition(words: Sequence[Word], k: int, low: int) -> bool:
    return any(words[j].tag == "," for j in range(low, k))


def _is_measure(words: Sequence[Word], k: int) -> bool:
    """Whether "since", "after", "before" or "as" at ``k`` opens a phrase: "since Monday"."""
    after = words[k + 1] if k + 1 < len(words) else None
    if after is None or (words[k].lower != "as" and _is_time(words, k + 1)):
        return True
    if words[k].lower == "as" and (
        after.tag in {"prep", "adj"} or after.lower in {"many", "well", "saying", "part"}
    ):
        return True
    for word in words[k + 1 : k + 17]:
        if word.tag in {"be", "have", "modal", "do", "V", "D", "Z"}:
            return False
        if word.tag in {",", ";", "cc"}:
            return True
    return True


def _is_time(words: Sequence[Word], k: int) -> bool:
    """Whether a day or an hour stands at ``k``: "Monday", "dawn", "11 p.m."."""
    if words[k].tag == "num":
        return k + 1 < len(words) and words[k + 1].lower in _BEHIND_HOURS
    return words[k].lower in _DAYS or words[k].lower in _HOURS


def _ends_there(words: Sequence[Word], group: VerbGroup) -> bool:
    """Whether nothing that could be said follows: "..., officials said on Monday."."""
    if group.end >= len(words):
        return True
    return words[group.end].tag in {".", ",", "adv", "cc", "prep", ";", "N", '"', "”"}


def _says(words: Sequence[Word], group: VerbGroup) -> bool:
    if not group.verbs:
        return False
    saying = saying_verbs()
    for form in words[group.verbs[-1]].forms:  # noqa: SIM110 - asked of every verb group
        if form.lemma in saying:
            return True
    return False


def _rejoin(words: Sequence[Word], clauses: list[Clause]) -> None:
    """Give a main verb behind an embedded relative clause the subject before it."""
    for index in range(2, len(clauses)):
        clause = clauses[index]
        group = clause.group
        if group is None or clause.kind != "main":
            continue
        if any(words[i].tag in {"N", "P", "pro", "num"} for i in range(clause.start, group.start)):
            continue
        clause.shared_subject = index - 2 if clauses[index - 1].kind == "relative" else index - 1


def _is_seen(words: Sequence[Word], clause: Clause) -> bool:
    """Whether a clause is what somebody is to see: "want to see the troops leave"."""
    group, k = clause.group, clause.start
    bare = group is not None and words[group.start].tag == "B"
    return bare and words[k - 1].lower == "see" and words[k - 2].tag == "to"


def _govern(words: Sequence[Word], clauses: list[Clause]) -> None:
    for index, clause in enumerate(clauses):
        group = clause.group
        if index:
            if _is_seen(words, clause):
                clause.kind = "complement"
            if clause.kind == "complement":
                clause.governor = index - 1
            elif clause.kind == "coordinate":
                clause.governor = clauses[index - 1].governor
            clause.host = index - 1
        if group is None or not _says(words, group) or not index:
            continue
        if clause.marker != "," or (
            index + 1 < len(clauses) and clauses[index + 1].kind == "complement"
        ):
            continue
        rest = [i for i in range(group.end, clause.end) if words[i].tag not in {"adv", "."}]
        if len(rest) <= 6 or words[rest[0]].tag in {"prep", ",", ".", "cc"}:
            clause.kind = "attribution"
            for earlier in clauses[:index]:
                if earlier.governor < 0:
                    earlier.governor = index
