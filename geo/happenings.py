"""Draft the events of a sentence: which triggers report a happening of their own, and where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from geo.event_types import Row, Trigger, choose_row, type_by_weapon
from geo.modality import Status, status_of
from geo.model import Mention
from geo.reading import Sentence
from geo.where import PlacePhrase, could_hold, rank
from geo.words import saying_verbs

NOT_PINNED = frozenset({"casualty_total", "statement"})


SAME_OCCASION = {
    ("protest", "arrest"), ("protest", "riot"), ("protest", "attack_on_civilians"),
    ("ground_operation", "arrest"), ("riot", "arrest"), ("air_strike", "situation"),
}  # fmt: skip
REAL = frozenset({"asserted", "ongoing", "claimed", "reported", "planned"})
_FLIGHT = frozenset({"flee", "leave", "evacuate", "withdraw", "displace", "deport", "expel", "retreat",
                     "pull", "withdrawal", "evacuation", "displacement", "deportation", "exodus", "march", "release", "free", "fled"})  # fmt: skip
_TOWARDS = frozenset({"diplomacy", "aid_delivery", "military_operation", "ground_operation"})
_EXPERIENCE = frozenset({"see", "witness", "experience", "suffer", "come", "wake", "face", "endure",
                         "record", "remain", "receive", "lose", "go", "brace", "lie", "fall", "stay", "run",
                         "stand", "report", "erupt"})  # fmt: skip
_WAR_TYPES = frozenset({"air_strike", "shelling", "explosion", "armed_clash", "ground_operation", "attack",
                        "attack_on_civilians", "riot", "situation", "siege"})  # fmt: skip
_LABOUR = frozenset("""general one-day two-day three-day hunger rail transport labour labor workers'
    teachers' doctors' nurses' national nationwide wildcat pilots' 24-hour 48-hour indefinite student
    bus metro""".split())  # fmt: skip
_LABOUR_VERBS = frozenset(
    {"call", "stage", "begin", "start", "end", "join", "announce", "observe", "suspend", "extend"}
)
_NATURAL = frozenset({"situation"})
_HAZARD_WORDS = frozenset({"hazard"})
_WEAK = frozenset({"casualty", "attack", "statement", "military_operation", "property_destruction"})


@dataclass(slots=True)
class Draft:
    """An event in the making; offsets count from the start of the report's text."""

    sentence: int
    clause: int
    start: int
    end: int
    event_type: str
    rule: str
    status: Status
    word: int
    lemma: str
    phrase: PlacePhrase | None = None
    place_rule: str = ""
    natural: bool = False
    casualty_only: bool = False
    fallback_type: str = ""
    heading: bool = False
    verbal: bool = False
    passive: bool = False
    absorbed: list[Trigger] = field(default_factory=list)
    also: list[PlacePhrase] = field(default_factory=list)

    @property
    def real(self) -> bool:
        """Whether it is told as happened, going on or planned."""
        return self.status.modality in REAL


@dataclass(slots=True)
class _Found:
    trigger: Trigger
    row: Row
    event_type: str
    role: str
    status: Status
    natural: bool
    topic: bool = False


def draft_events(
    sentence: Sentence, mentions: Sequence[Mention], later_dates: set[int]
) -> list[Draft]:
    """Return the drafts of a sentence, in order.

    ``later_dates`` are the clauses whose stated date lies after the report's.
    """
    drafts: list[Draft] = []
    for index, clause in enumerate(sentence.clauses):
        if clause.kind == "attribution":
            continue
        drafts += _draft_clause(sentence, mentions, index, dated_later=index in later_dates)
    return drafts


def _draft_clause(
    sentence: Sentence, mentions: Sequence[Mention], index: int, *, dated_later: bool
) -> list[Draft]:
    clause = sentence.clauses[index]
    inside = set(clause.indices())
    triggers = [
        trigger
        for trigger in sentence.triggers
        if trigger.start in inside and not _is_name(sentence, trigger)
    ]
    if not triggers:
        return []
    found = [
        item
        for trigger in triggers
        if (item := _resolve(sentence, index, trigger, dated_later=dated_later)) is not None
    ]
    if not found:
        return []
    _settle_casualties(sentence, found)
    owners = _owners(sentence, found, inside)
    heads = [item for item in found if item.role == "head"]
    nouns = [item for item in found if item.role == "noun" and not item.topic]
    main = next((item for item in heads if item.event_type != "statement"), None)
    if main is None:
        main = next((item for item in nouns if item.event_type != "statement"), None)
        if main is None:
            main = next(
                (
                    item
                    for item in found
                    if item.role == "participle"
                    and not _modifies_speaker(sentence, index, item.trigger)
                    and item.event_type != "statement"
                    and not item.topic
                ),
                None,
            )
    drafts: list[Draft] = []
    if main is None:
        # "proposed to deploy troops": what is only meant to be done
        main = next(
            (
                item
                for item in found
                if item.role == "purpose"
                and item.status.modality in {"unrealized", "denied", "planned"}
                and item.event_type != "statement"
            ),
            None,
        )
    if main is None:
        statement = next(
            (item for item in found if item.event_type == "statement" and not item.topic), None
        )
        return [_make(sentence, index, statement, None, "")] if statement else []
    phrase, rule = _choose_phrase(sentence, mentions, clause, main, owners, found)
    if phrase is None and main.role != "head":
        phrase, rule = _phrase_of_relative(sentence, index, main)
    draft = _make(sentence, index, main, phrase, rule)
    draft.also = _second_places(sentence, mentions, inside, main, phrase, owners)
    drafts.append(draft)
    for item in found:
        if (
            item is main
            or item.topic
            or item.event_type == "statement"
            or item.role in {"participle", "purpose"}
        ):
            continue
        own = next((p for p in sentence.phrases if owners.get(id(p)) is item), None)
        same_status = (item.status.modality in REAL) == draft.real
        if item.role == "head":
            continue
        if item.event_type == "casualty":
            continue
        if (
            same_status
            and own is None
            and _amid(sentence, item.trigger)
            and item.event_type in _VIOLENT
        ):
            # "the siege of X amid shelling": both are there
            beside = _make(
                sentence, index, item, draft.phrase, "amid: the place of the event beside it"
            )
            drafts.append(beside)
            continue
        if same_status and (own is None or own is draft.phrase):
            draft.absorbed.append(item.trigger)
            continue
        if (
            own is not None
            and same_status
            and draft.phrase is not None
            and not _apart(own, draft.phrase)
        ):
            draft.absorbed.append(item.trigger)
            continue
        if own is None and item.status.modality in REAL:
            draft.absorbed.append(item.trigger)
            continue
        drafts.append(_make(sentence, index, item, own, "place phrase of the noun" if own else ""))
    return drafts


def _phrase_of_relative(
    sentence: Sentence, index: int, main: _Found
) -> tuple[PlacePhrase | None, str]:
    """Look for a noun's place in the relative clause on it: "talks that X wants to hold in Y"."""
    if index + 1 >= len(sentence.clauses):
        return None, ""
    clause = sentence.clauses[index + 1]
    if clause.kind != "relative" or clause.start - main.trigger.end > 2:
        return None, ""
    inside = set(clause.indices())
    if any(
        trigger.start in inside and not trigger.rows[0].phrase.startswith(("hold", "host"))
        for trigger in sentence.triggers
    ):
        return None, ""
    for phrase in sentence.phrases:
        if phrase.start in inside and phrase.kind == "locative":
            return phrase, "place phrase of the relative clause"
    return None, ""


def _second_places(
    sentence: Sentence,
    mentions: Sequence[Mention],
    inside: set[int],
    main: _Found,
    phrase: PlacePhrase | None,
    owners: dict[int, _Found],
) -> list[PlacePhrase]:
    """Return further places of one verb: "bombed a market in A and a depot near B"."""
    if (
        phrase is None
        or main.role != "head"
        or phrase.start < main.trigger.end
        or phrase.kind not in {"locative", "object"}
    ):
        return []
    found: list[PlacePhrase] = []
    last = phrase
    for other in sentence.phrases:
        if (
            other.start < last.end
            or other.start not in inside
            or other.kind != "locative"
            or id(other) in owners
        ):
            continue
        between = sentence.words[last.end : other.start]
        if not between or between[0].lower not in {"and", ","} or len(between) > 8:
            break
        if between[0].tag == "," and not any(word.lower == "and" for word in between):
            break
        if any(
            word.tag in {"V", "D", "B", "Z", "be", "have", "sub", "rel", "that", ";"}
            for word in between
        ):
            break
        one, two = _phrase_place(mentions, last), _phrase_place(mentions, other)
        if one is None or two is None or could_hold(one, two) or could_hold(two, one):
            break
        found.append(other)
        last = other
    return found


def _modifies_speaker(sentence: Sentence, index: int, trigger: Trigger) -> bool:
    """Whether a participle only tells who speaks: "women displaced from X said"."""
    group = sentence.clauses[index].group
    if group is None or not group.verbs or trigger.start >= group.start:
        return False
    return any(form.lemma in saying_verbs() for form in sentence.words[group.verbs[-1]].forms)


_VIOLENT = frozenset({"air_strike", "shelling", "armed_clash", "explosion"})


def _amid(sentence: Sentence, trigger: Trigger) -> bool:
    words = sentence.words
    k = trigger.start - 1
    while k >= 0 and words[k].tag in {"adj", "det", "N"} and trigger.start - k < 4:
        k -= 1
    return k >= 0 and words[k].lower in {"amid", "amidst"}


def _is_name(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a capital inside a sentence makes the noun a name: "in March", "Operation X"."""
    word = sentence.words[trigger.start]
    return (
        not trigger.verbal
        and word.capital
        and trigger.start > 0
        and not sentence.heading
        and sentence.words[trigger.start - 1].tag not in {'"', "“", ":", "—", "–"}
    ) or (word.lower == "march" and word.capital and trigger.start > 0)


def _apart(one: PlacePhrase, two: PlacePhrase) -> bool:
    return one.start != two.start


def _make(
    sentence: Sentence, index: int, item: _Found, phrase: PlacePhrase | None, rule: str
) -> Draft:
    words = sentence.words
    first, last = words[item.trigger.start], words[item.trigger.end - 1]
    lemma = first.lemma() if item.trigger.verbal else last.lower
    casualty = item.event_type == "casualty"
    return Draft(
        sentence=sentence.number,
        clause=index,
        start=first.start,
        end=last.end,
        event_type="attack" if casualty else item.event_type,
        rule=f"event_types.csv:{item.row.number} ({item.row.phrase})",
        status=item.status,
        word=item.trigger.start,
        lemma=lemma,
        phrase=phrase,
        place_rule=rule,
        natural=item.natural,
        casualty_only=casualty
        or item.row.event_type == "weapon:casualty"
        or item.row.phrase in {"lose"},
        heading=sentence.heading,
        verbal=item.trigger.verbal,
        passive=(group := sentence.clauses[index].group) is not None and group.passive,
    )


def _resolve(
    sentence: Sentence, index: int, trigger: Trigger, *, dated_later: bool
) -> _Found | None:
    words, clause = sentence.words, sentence.clauses[index]
    group = clause.group
    role = _role(sentence, index, trigger)
    subject, complement = _regions(sentence, index, trigger, role)
    everywhere = list(clause.indices())
    if clause.shared_subject >= 0:
        everywhere += sentence.clauses[clause.shared_subject].subject()
    subject_set = _bag(sentence, subject)
    object_set = _bag(sentence, complement[:14])
    anywhere = _bag(sentence, [i for i in everywhere if not trigger.start <= i < trigger.end])
    row = choose_row(
        trigger,
        subject_set,
        object_set - {"place"} | _owned_place(sentence, trigger),
        anywhere,
        frozenset(word.lower for word in words),
    )
    if row is None or row.event_type == "-":
        return None
    if (
        row.phrase == "strike"
        and row.part == "noun"
        and row.event_type == "protest"
        and not _is_labour(sentence, index, trigger, subject_set)
    ):
        row = trigger.rows[1] if len(trigger.rows) > 1 else row
    event_type = row.event_type
    if event_type.startswith("weapon:"):
        fallback = event_type[7:]
        near: list[frozenset[str]] = []
        if not trigger.verbal:
            near += [
                sentence.classes[i]
                for i in range(trigger.start - 1, max(-1, trigger.start - 4), -1)
            ]
        near += [sentence.classes[i] for i in reversed(subject)]
        near += [sentence.classes[i] for i in complement]
        near = [classes for classes in near if "person" not in classes or "gun" in classes]
        event_type = type_by_weapon(near, fallback)
        if fallback == "casualty" and event_type == "attack_on_civilians" and "both" in anywhere:
            event_type = "armed_clash"
    natural = event_type == "situation" and bool(
        (subject_set | object_set | _bag(sentence, range(trigger.start, trigger.end)))
        & _HAZARD_WORDS
    )
    status = status_of(
        words, sentence.clauses, index, (trigger.start, trigger.end), sentence.cues,
        hazard=natural or (event_type in _WAR_TYPES - {"military_operation"} and "hazard" in subject_set),
        dated_later=dated_later,
    )  # fmt: skip
    topic = role == "noun" and _is_topic(sentence, index, trigger)
    del group
    return _Found(trigger, row, event_type, role, status, natural, topic)


def _owned_place(sentence: Sentence, trigger: Trigger) -> frozenset[str]:
    if any(p.kind == "object" and trigger.start <= p.owner < trigger.end for p in sentence.phrases):
        return frozenset({"place"})
    return frozenset()


def _bag(sentence: Sentence, indices: Iterable[int]) -> frozenset[str]:
    """Return the classes, words and lemmas of some words together."""
    found: set[str] = set()
    for i in indices:
        word = sentence.words[i]
        found.add(word.lower)
        for form in word.forms:
            found.add(form.lemma)
        found |= sentence.classes[i]
        if word.tag == "N" and word.lower.endswith("s"):
            found.add(word.lower[:-1])
        if i and sentence.words[i - 1].tag not in {",", "."}:
            found.add(f"{sentence.words[i - 1].lower} {word.lower}")
    return frozenset(found)


def _role(sentence: Sentence, index: int, trigger: Trigger) -> str:
    """Return what a trigger is in its clause: head, noun, participle or purpose."""
    if not trigger.verbal:
        return "noun" if sentence.words[trigger.start].tag != "V" else "head"
    group = sentence.clauses[index].group
    if group is not None and group.start <= trigger.start < group.end:
        return "head"
    word = sentence.words[trigger.start]
    before = sentence.words[trigger.start - 1] if trigger.start else None
    if word.tag == "B" and before is not None and before.tag == "to":
        return "purpose"
    if group is None:
        return "head"
    return "participle"


def _regions(
    sentence: Sentence, index: int, trigger: Trigger, role: str
) -> tuple[list[int], list[int]]:
    """Return the words of the doer and those of what it is done to, nearest first for the latter."""
    clause = sentence.clauses[index]
    words = sentence.words
    group = clause.group
    indices = clause.indices()
    if role == "head" and group is not None:
        subject = clause.subject()
        if clause.shared_subject >= 0 and not any(
            words[i].tag in {"N", "P", "pro"} for i in subject
        ):
            subject = sentence.clauses[clause.shared_subject].subject() + subject
        elif (
            clause.kind == "relative"
            and clause.host >= 0
            and clause.marker in {"who", "which", "that"}
        ):
            host = sentence.clauses[clause.host]
            tail = [i for i in host.indices() if i < clause.start][-6:]
            subject = tail + subject
        after = [i for i in indices if i >= trigger.end]
        if group.passive:
            agent = _agent(words, after)
            return agent, subject + [i for i in after if i not in set(agent)]
        return subject, after
    before = [i for i in indices if i < trigger.start]
    after = [i for i in indices if i >= trigger.end]
    if role == "participle" and words[trigger.start].tag in {"D", "T"}:
        agent = _agent(words, after)
        return agent, before[-5:] + [i for i in after if i not in set(agent)]
    if role == "noun":
        return before, after
    return before, after


def _agent(words: Sequence[object], after: list[int]) -> list[int]:
    for position, i in enumerate(after):
        word = words[i]
        if word.lower == "by":  # type: ignore[attr-defined]
            return after[position : position + 7]
        if word.tag in {",", ";"}:  # type: ignore[attr-defined]
            break
    return []


def _is_labour(sentence: Sentence, index: int, trigger: Trigger, subject: frozenset[str]) -> bool:
    words = sentence.words
    before = {words[i].lower for i in range(max(0, trigger.start - 3), trigger.start)}
    if before & _LABOUR:
        return True
    if words[trigger.start - 1].lower == "on" if trigger.start else False:
        after = words[trigger.end].lower if trigger.end < len(words) else ""
        return after not in {"on", "against"}
    group = sentence.clauses[index].group
    verb = words[group.verbs[-1]].lemma() if group is not None and group.verbs else ""
    return verb in _LABOUR_VERBS and bool({"crowd", "union", "unions"} & subject)


_TOPIC_BEFORE = frozenset(
    {
        "against",
        "over",
        "about",
        "on",
        "following",
        "regarding",
        "concerning",
        "despite",
        "mark",
        "marking",
        "condemning",
        "condemned",
    }
)


def _is_topic(sentence: Sentence, index: int, trigger: Trigger) -> bool:
    """Whether a noun only names what is talked about, marched against or remembered."""
    clause = sentence.clauses[index]
    inside = set(clause.indices())
    for cue in sentence.cues:
        if cue.effect == "topic" and cue.start in inside and cue.end <= trigger.start:
            if trigger.start - cue.end <= 6:
                return True
    k = trigger.start - 1
    words = sentence.words
    while k >= 0 and words[k].tag in {"adj", "det", "N", "num", "poss"} and trigger.start - k < 5:
        k -= 1
    return (
        k >= 1
        and words[k].lower in {"against", "over", "about", "on", "regarding", "concerning"}
        and any(
            t.end - 1 == k - 1
            for t in sentence.triggers
            if t.start != trigger.start
            and not t.verbal
            and t.rows[0].event_type in {"protest", "diplomacy", "statement", "agreement"}
        )
    )


def _settle_casualties(sentence: Sentence, found: list[_Found]) -> None:
    """Give "killed" the type of what did it: "killed in clashes", "a strike killed"."""
    others = [
        item for item in found
        if item.row.event_type != "weapon:casualty" and item.event_type in _WAR_TYPES and not item.topic
    ]  # fmt: skip
    for item in found:
        if (
            item.event_type in {"casualty", "attack", "property_destruction"}
            and item.row.event_type.startswith("weapon:")
            and others
        ):
            nearest = min(
                others,
                key=lambda other: (
                    other.event_type == "attack",
                    abs(other.trigger.start - item.trigger.start),
                ),
            )
            if nearest is not item and (nearest.status.modality in REAL) == (
                item.status.modality in REAL
            ):
                item.event_type = nearest.event_type
                item.natural = item.natural or nearest.natural


def _owners(sentence: Sentence, found: Sequence[_Found], inside: set[int]) -> dict[int, _Found]:
    """Return, by phrase, the noun that it hangs on: "operations around X", "the siege of X"."""
    owners: dict[int, _Found] = {}
    words = sentence.words
    nouns = [item for item in found if item.role == "noun"]
    for phrase in sentence.phrases:
        if phrase.start not in inside or phrase.owner < 0:
            continue
        k = phrase.owner
        while (
            k > 0 and k in inside and (words[k].tag in {"adv", "num"} or words[k].lower in _TIMES)
        ):
            k -= 1
            if (
                words[k].lower in {"on", "at", "in", "late", "early"}
                and words[k + 1].lower in _TIMES
            ):
                k -= 1
        for item in nouns:
            if (
                item.trigger.start <= k < item.trigger.end
                or item.trigger.start <= phrase.owner < item.trigger.end
            ):
                owners[id(phrase)] = item
    return owners


_TIMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday morning afternoon evening night dawn
    noon midnight today yesterday overnight january february march april may june july august
    september october november december week month late early""".split()
)


def _choose_phrase(
    sentence: Sentence,
    mentions: Sequence[Mention],
    clause: object,
    main: _Found,
    owners: dict[int, _Found],
    found: Sequence[_Found],
) -> tuple[PlacePhrase | None, str]:
    """Choose the place phrase of a clause's main event; see ``docs/events.md``."""
    inside = set(clause.indices())  # type: ignore[attr-defined]
    group = clause.group  # type: ignore[attr-defined]
    words = sentence.words
    trigger = main.trigger
    lemma = words[trigger.start].lemma() if trigger.verbal else words[trigger.end - 1].lower
    ranked: list[tuple[int, int, PlacePhrase, str]] = []
    for phrase in sentence.phrases:
        if phrase.start not in inside:
            continue
        owner = owners.get(id(phrase))
        if owner is not None and owner is not main:
            if owner.topic or (owner.status.modality in REAL) != (main.status.modality in REAL):
                continue
            if (
                owner.event_type not in _WAR_TYPES
                and owner.event_type != main.event_type
                and main.role == "head"
                and trigger.start < owner.trigger.start
                and owner.event_type not in {"protest", "diplomacy"}
            ):
                continue
        weight, rule = _weigh(sentence, phrase, main, lemma, group, owner is main)
        if weight is None:
            continue
        if owner is not None and owner is not main and owner.event_type != main.event_type:
            weight += 3
        gap = (
            phrase.start - trigger.end
            if phrase.start >= trigger.end
            else 100 + trigger.start - phrase.end
        )
        ranked.append((weight, gap, phrase, rule))
    del found
    if not ranked:
        return None, ""
    ranked.sort(key=lambda item: (item[0], item[1]))
    best = ranked[0]
    place = _phrase_place(mentions, best[2])
    for other in ranked[1:]:
        inner = _phrase_place(mentions, other[2])
        if other[0] <= 4 and could_hold(place, inner) and rank(inner) < rank(place):
            best = other
            place = inner
    _add_end_of_march(sentence, best[2])
    return best[2], best[3]


def _add_end_of_march(sentence: Sentence, phrase: PlacePhrase) -> None:
    """Let "a march from A to B" hold both ends: the place is A's, B's name does the same."""
    if phrase.kind != "origin":
        return
    for other in sentence.phrases:
        if other.kind == "destination" and 0 < other.start - phrase.end <= 2:
            phrase.containers += other.members


def _phrase_place(mentions: Sequence[Mention], phrase: PlacePhrase):  # type: ignore[no-untyped-def]
    return mentions[phrase.members[0]].resolution.place


def _weigh(
    sentence: Sentence, phrase: PlacePhrase, main: _Found, lemma: str, group: object, owned: bool
) -> tuple[int | None, str]:
    words = sentence.words
    trigger = main.trigger
    behind = phrase.start >= trigger.end
    kind = phrase.kind
    if owned and kind in {"of", "locative"}:
        if phrase.preposition in _TALKED and main.event_type in _TALKS:
            return None, ""
        return 0, "place phrase of the trigger"
    if kind == "naming":
        return (
            (2, "place that names the event")
            if phrase.owner == trigger.start or behind is False
            else (None, "")
        )
    if kind == "of":
        return 1, "place of the event named"
    if kind == "object":
        verb = words[phrase.owner] if phrase.owner >= 0 else None
        if phrase.owner == trigger.start or (trigger.start <= phrase.owner < trigger.end):
            return 0, "direct object of the trigger"
        if (
            verb is not None
            and verb.tag in {"G", "D", "T", "B", "V"}
            and (behind or main.role == "noun")
        ):
            return (
                (3, "object of a verb in the clause")
                if verb.lemma() in _OBJECT_VERBS
                else (None, "")
            )
        return None, ""
    if kind == "locative":
        if _source_phrase(sentence, phrase) or not _locates(sentence, phrase, trigger):
            return None, ""
        if behind and main.role == "noun" and _other_noun_between(sentence, trigger, phrase):
            return None, ""
        return (
            (2, "nearest place phrase behind the trigger")
            if behind
            else (3, "place phrase before the trigger")
        )
    if kind == "subject":
        if group is None:
            return (4, "place named without a verb") if not behind else (None, "")
        if phrase.start >= group.start:  # type: ignore[attr-defined]
            return None, ""
        verbs = group.verbs  # type: ignore[attr-defined]
        head = words[verbs[-1]].lemma() if verbs else ""
        if group.passive or head in _EXPERIENCE or not verbs:  # type: ignore[attr-defined]
            return 2, "place as the subject"
        return None, ""
    if kind == "road_to":
        return 5, "the road to a place"
    if kind == "source" and (main.event_type == "displacement_order" or lemma in _FLIGHT):
        return 3, "whose people it is about"
    if kind == "origin" and (lemma in _FLIGHT or main.row.phrase.split()[0] in _FLIGHT):
        return 2, "origin of a flight or withdrawal"
    if kind == "destination" and behind and main.event_type in _TOWARDS:
        return 3, "destination of a visit, a delivery or a deployment"
    if (
        kind == "destination"
        and behind
        and main.row.phrase in {"march", "rally", "cross", "cross into", "fall to"}
    ):
        return 3, "destination of a march"
    return None, ""


_LINKS = frozenset(
    """flights flight trains train ferries ferry talks relations ties trade war deal agreement match
    game border dispute tension tensions rivalry service services""".split()
)
_TALKED = frozenset({"on", "over", "about", "for", "against", "regarding"})
_TALKS = frozenset({"diplomacy", "agreement", "statement", "protest"})
_BOUND = frozenset({"over", "on", "against", "upon", "into", "onto", "through"})
_BOUND_CLASSES = frozenset(
    {"gun", "shell_weapon", "air_weapon", "explosive", "hazard", "order", "force", "aid", "vehicle"}
)


def _locates(sentence: Sentence, phrase: PlacePhrase, trigger: Trigger) -> bool:
    """Whether a preposition locates here: "shot down over X" does, "concerns over X" doesn't."""
    owner = phrase.owner
    if owner < 0:
        return phrase.preposition not in {"against"}
    word = sentence.words[owner]
    if phrase.preposition == "between" and word.lower in _LINKS:
        return False  # "flights between A and B"
    if word.tag == "N" and "abstract" in sentence.classes[owner]:
        return False
    if phrase.preposition not in _BOUND:
        return True
    if trigger.start <= owner < trigger.end or word.tag in {
        "V",
        "D",
        "T",
        "G",
        "B",
        "Z",
        "adv",
        "num",
        ",",
    }:
        return True
    if sentence.classes[owner] & (_BOUND_CLASSES | {"person", "crowd", "building"}):
        return True
    if any(t.start <= owner < t.end for t in sentence.triggers):
        return True
    if phrase.preposition == "on":
        return word.tag != "N" or bool(
            sentence.classes[owner] & {"settlement", "armed", "facility"}
        )
    return False


def _other_noun_between(sentence: Sentence, trigger: Trigger, phrase: PlacePhrase) -> bool:
    """Whether the place hangs on another noun of a list: "a truce and relief in X"."""
    owner = phrase.owner
    if owner < trigger.end or sentence.words[owner].tag != "N":
        return False
    group = sentence.clauses[sentence.clause_at(trigger.start)].group
    if group is not None and trigger.end <= group.start <= phrase.start:
        return False
    return any(sentence.words[k].lower in {"and", "or"} for k in range(trigger.end, owner))


_OBJECT_VERBS = frozenset(
    "hit strike target reach enter shake rock affect include near leave cover surround grip".split()
)


def _source_phrase(sentence: Sentence, phrase: PlacePhrase) -> bool:
    """Whether the phrase says where a speaker sits ("doctors at X said", "told reporters in Y")."""
    owner = phrase.owner
    if owner < 0:
        return False
    word = sentence.words[owner]
    if "seat" in sentence.classes[owner]:
        return True
    if word.lower in {"reporters", "journalists", "headquarters", "based", "office"}:
        return True
    return word.lemma() in {"base", "headquarter"} and word.tag in {"D", "N"}
