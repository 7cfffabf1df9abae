"""Make one event of one happening: headline and body, the same trigger, place and date."""

from __future__ import annotations

from collections.abc import Sequence

from geo.counts import CountSpan
from geo.events.cases import Case, Located
from geo.events.days import interval_of
from geo.events.drafts import NOT_PINNED, VIOLENT_ACTS
from geo.events.points import could_hold, distance_between_km, rank
from geo.events.reading import Sentence
from geo.events.retelling import is_area, told_before
from geo.events.triggers import REAL
from geo.model import Mention

_OPEN = frozenset({"ongoing", "planned"})
_FAMILIES = (
    frozenset({"protest", "riot", "arrest"}),
    frozenset(
        {
            "air_strike", "shelling", "explosion", "armed_clash", "attack_on_civilians",
            "ground_operation", "property_destruction",
        }
    ),
)  # fmt: skip
"""Types that a headline may give for what the body tells more exactly."""
_BY_WEAPON = frozenset({"air_strike", "shelling", "explosion", "attack_on_civilians"})
HEADLINE_KM, HEADLINE_NEAR_KM = 20.0, 60.0
"""How far the body's place may lie from the headline's ("near X" reaches further)."""


def merge_twins(
    cases: list[Case], sentences: Sequence[Sentence], mentions: Sequence[Mention]
) -> list[Case]:
    """Make one event of one happening: headline and body, the same trigger, place and date."""
    kept: list[Case] = []
    for case in cases:
        event_type = case.draft.event_type
        alike = [o for o in kept if o.draft.event_type == event_type or o.draft.heading]
        twins = [other for other in alike if _same(other, case, mentions)]
        twins = twins or [other for other in kept[-1:] if _is_toll_of(other, case, mentions)]
        if not twins:
            again = told_before(case, sentences, kept, mentions)
            if again is None:
                kept.append(case)
            else:
                kept[kept.index(again)] = _merge_retold(again, case, sentences, mentions)
            continue
        twin = twins[0]
        for other in twins[1:]:
            kept.remove(other)
            twin.merged = [*twin.merged, other.draft, *other.merged]
        better, worse = (
            (case, twin) if twin.draft.heading and not case.draft.heading else (twin, case)
        )
        if better is case:
            kept[kept.index(twin)] = case
        better.merged = [*better.merged, worse.draft, *worse.merged]
        if better is twin and len(twin.located) > 1 and len(case.located) == 1:
            _share(twin, case, mentions)
            continue
        better.counts = (
            [*better.counts, *worse.counts]
            if not better.counts or not worse.draft.heading
            else better.counts
        )
        if better.when.span is None and worse.when.span is not None:
            better.when = worse.when
    return kept


def _share(one: Case, two: Case, mentions: Sequence[Mention]) -> None:
    """Give a toll to the one place it is told for: "hit A and B. The attack on B killed two"."""
    place = _place_id(two.located[0], mentions)
    for number, located in enumerate(one.located):
        if _place_id(located, mentions) == place:
            one.own.setdefault(number, []).extend(two.counts)


def _merge_retold(
    one: Case, two: Case, sentences: Sequence[Sentence], mentions: Sequence[Mention]
) -> Case:
    """Put together what was told twice: the finer place, the own date, the named weapon."""
    better, worse = (two, one) if _finer(one, two, sentences, mentions) else (one, two)
    better.counts = _counts_of_both(one, two)
    better.merged = [*better.merged, worse.draft, *worse.merged]
    exact = worse.when.span is not None and worse.when.span.precision == "day"
    if (better.when.span is None and exact) or (better.when.source != "text" and exact):
        better.when = worse.when  # no "third this month"
    armed = worse.draft.event_type in {"air_strike", "shelling"}
    if better.draft.event_type in {"ground_operation", "attack_on_civilians"} and armed:
        better.draft.event_type = worse.draft.event_type  # "the raid", by the drone told before
        better.draft.rule = worse.draft.rule
    if better.draft.event_type == "attack" and worse.draft.event_type in _BY_WEAPON:
        better.draft.event_type = worse.draft.event_type
        better.draft.rule = worse.draft.rule
    if better.source is None:
        better.source = worse.source
    return better


def _counts_of_both(one: Case, two: Case) -> list[CountSpan]:
    """Return the counts of two tellings: a figure told again is none, another makes a range."""
    known = {(count.kind, count.low, count.high) for count in one.counts}
    kinds = {count.kind for count in one.counts} if one.merged else set()
    new = [
        count
        for count in two.counts
        if (count.kind, count.low, count.high) not in known and count.kind not in kinds
    ]
    return [*one.counts, *new]


def _finer(
    one: Case, two: Case, sentences: Sequence[Sentence], mentions: Sequence[Mention]
) -> bool:
    """Whether the second telling names a place where the first names a wider one, or none."""
    if not two.located or two.located[0].inherited:
        return False
    if not one.located or one.located[0].inherited:
        return True
    first = mentions[one.located[0].mention].resolution.place
    second = mentions[two.located[0].mention].resolution.place
    return rank(second) < rank(first) or (first != second and is_area(one, sentences))


def _is_toll_of(one: Case, two: Case, mentions: Sequence[Mention]) -> bool:
    """Whether a case only tells who was hurt at a place of the one before: "two died in A"."""
    if one.total or two.total or not (one.draft.real and two.draft.real):
        return False
    if not two.draft.casualty_only or one.draft.event_type not in VIOLENT_ACTS:
        return False
    if two.draft.event_type not in {one.draft.event_type, "attack", "situation"}:
        return False
    if not 0 <= two.draft.sentence - one.draft.sentence <= 1 or one.draft.heading:
        return False
    if "planned" in {one.draft.status.modality, two.draft.status.modality}:
        return False
    first, second = interval_of(one), interval_of(two)
    if first and second and not (first[0] <= second[1] and second[0] <= first[1]):
        return False
    places = {_place_id(located, mentions) for located in one.located}
    return bool(two.located) and all(
        not located.spot and _place_id(located, mentions) in places for located in two.located
    )


def _same(one: Case, two: Case, mentions: Sequence[Mention]) -> bool:
    if one.total or two.total or one.draft.event_type in NOT_PINNED:
        return False
    alike = one.draft.event_type == two.draft.event_type
    heading = one.draft.heading
    if heading and not alike:
        alike = bool(
            {one.draft.event_type, two.draft.event_type}
            & {"attack", "situation", "military_operation"}
        ) or (one.draft.casualty_only or two.draft.casualty_only)
        alike = alike or any(
            {one.draft.event_type, two.draft.event_type} <= family for family in _FAMILIES
        )
    if not alike or (one.draft.status.modality in REAL) != (two.draft.status.modality in REAL):
        return False
    first, second = interval_of(one), interval_of(two)
    apart = one.draft.sentence != two.draft.sentence or bool(two.counts)
    if apart and not heading and one.draft.event_type == "situation":
        # a flood and the flights it stops are two; a flood told twice is one
        alike = one.draft.lemma == two.draft.lemma or (one.draft.natural and two.draft.natural)
        if not alike:
            return False
    planned = one.draft.status.modality == "planned"
    if planned != (two.draft.status.modality == "planned") and not (
        # "is to visit X ... the X visit": the same plan, named again
        planned and (second is None or two.when.source == "inferred") and not two.draft.verbal
    ):
        return False
    stated = two.when.source == "text"
    if first and second and stated and not (first[0] <= second[1] and second[0] <= first[1]):
        return False
    if heading:
        if two.draft.sentence - one.draft.sentence > 3 or two.draft.heading:
            return False
        if not one.located or not two.located:
            return True
        return _close(one, two, mentions)
    if not one.located or not two.located or len(one.located) != len(two.located):
        return False
    if (first is None) != (second is None) and one.draft.status.modality not in _OPEN:
        return False
    return all(_on_one_spot(a, b, mentions)
               for a, b in zip(one.located, two.located, strict=True))  # fmt: skip


def _on_one_spot(a: Located, b: Located, mentions: Sequence[Mention]) -> bool:
    """Whether two places are one: "in A" and "on the road between A and B" are two."""
    if (a.spot is None) != (b.spot is None):
        return False
    if a.spot is not None and b.spot is not None and a.spot.name != b.spot.name:
        return False
    return a.mention == b.mention or _place_id(a, mentions) == _place_id(b, mentions)


def _close(one: Case, two: Case, mentions: Sequence[Mention]) -> bool:
    a = mentions[one.located[0].mention].resolution.place
    b = mentions[two.located[0].mention].resolution.place
    if a is None or b is None:
        return False
    far_km = HEADLINE_NEAR_KM if one.located[0].relation in {"near", "around"} else HEADLINE_KM
    return (
        a.id == b.id or could_hold(a, b) or could_hold(b, a) or distance_between_km(a, b) < far_km
    )


def _place_id(located: Located, mentions: Sequence[Mention]) -> str:
    place = mentions[located.mention].resolution.place
    return place.id if place else ""
