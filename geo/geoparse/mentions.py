"""Find which words of a report name a place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from gazetteer import Gazetteer
from geo.geoparse.class_words import DIVISION_WORDS, class_cues
from geo.geoparse.lexicon import words_for
from geo.geoparse.match import LONGEST_NAME_TOKENS, Lookup, Match, lookup_of, match_run
from geo.geoparse.name_parts import part_of_a_name
from geo.geoparse.passed_over import (
    ALWAYS_PART,
    CLASS_WORDS,
    is_known,
    is_single_site,
    neighbours_passed_over,
    passed_over,
    sites_passed_over,
)
from geo.geoparse.quick import find_quickly, tokens_near_names
from geo.geoparse.roles import Found, RoleWeights, functions_of
from geo.geoparse.set_apart import holds_layout, names_set_apart
from geo.geoparse.tagger.corpora import spans_of
from geo.geoparse.tagger.features import DocumentWords, describe_run
from geo.geoparse.tagger.model import TaggerModel, shipped_model
from geo.geoparse.tokens import Tokens, find_runs, tokenize
from geo.model import Mention, Report
from geo.sentences import Span, split_sentences

_KINDS_OF_CAMP = frozenset(
    ["refugee", "refugees", "displacement", "displaced", "idp", "idps", "transit"]
)
"""Words that may stand between the name of a camp and the word camp."""

_SOON = 6
"""Tokens within which a pronoun takes up the name; further on it may be somebody else's."""
_PERSONAL_PRONOUNS = frozenset(("he", "she", "him", "her", "his", "hers"))
_DIRECTIONS = words_for("direction")
_POSSESSIVE = frozenset(("'s", "’s"))


def find_mentions(
    report: Report,
    places: Gazetteer,
    *,
    fast: bool = False,
    model: TaggerModel | None = None,
    roles: RoleWeights | None = None,
) -> list[Mention]:
    """Return the place names of a report in order, each with its function; none is resolved yet.

    Parameters
    ----------
    report
        The report; what stands before ``body_start`` is not read.
    places
        A gazetteer.
    fast
        Whether to skip the trained tagger and go by the gazetteer alone.
    model
        The tagger; the one that comes with the package by default.
    roles
        Weights of the functions; those that come with the package by default.
    """
    lookup = lookup_of(places)
    text = report.text
    spans = split_sentences(text, report.body_start)
    if fast:
        sentences = tokens_near_names(text, spans, lookup)
    else:
        sentences = [tokenize(text, start, end) for start, end in spans]
    words = None if fast else DocumentWords(sentences, places)
    mentions: list[Mention] = []
    recognition = "gazetteer" if fast else "tagger"
    for number, tokens in enumerate(sentences):
        if not tokens.kinds:
            continue
        if words is None:
            found = find_quickly(text, tokens, lookup)
        else:
            found = _find_by_tagger(text, tokens, lookup, words, model or shipped_model())
        if not found:
            continue
        found = [
            Found(name.first, name.last, "EMB")
            if name.kind == "LOC"
            and (
                part_of_a_name(text, tokens, name, lookup)
                or _is_one_of_many(tokens, name, lookup)
                or _opens_a_compound(text, tokens, name, lookup)
            )
            else name
            for name in found
        ]
        for name, function in zip(
            found, functions_of(text, tokens, found, lookup, roles), strict=True
        ):
            start, end = tokens.starts[name.first], tokens.ends[name.last - 1]
            mentions.append(
                Mention(
                    report.id,
                    start,
                    end,
                    text[start:end],
                    number,
                    function,
                    "topic",
                    name.kind == "DEM",
                    recognition,
                )
            )
    if holds_layout(text):
        blank = Mention(report.id, 0, 0, "", recognition=recognition)
        _add_set_apart(mentions, text, spans, lookup, blank)
    return mentions


def _add_set_apart(
    mentions: list[Mention],
    text: str,
    spans: Sequence[Span],
    lookup: Lookup,
    blank: Mention,
) -> None:
    """Add the names that only their layout shows to be places."""
    found = {(mention.start, mention.end): mention.function for mention in mentions}
    added = names_set_apart(text, spans[0].start if spans else 0, found, lookup)
    if not added:
        return
    low = [span.start for span in spans]
    for start, end in added:
        mentions[:] = [m for m in mentions if m.end <= start or end <= m.start]
        number = bisect_right(low, start) - 1
        mentions.append(blank.but(start=start, end=end, surface=text[start:end], sentence=number))
    mentions.sort(key=lambda mention: mention.start)


def _find_by_tagger(
    text: str,
    tokens: Tokens,
    lookup: Lookup,
    words: DocumentWords,
    model: TaggerModel,
) -> list[Found]:
    found: list[Found] = []
    known: list[Match] = []
    for first, last in find_runs(tokens):
        matches = match_run(text, tokens, first, last, lookup)
        known += matches
        if not any(map(tokens.is_capital, range(first, last))):
            found += [Found(m.first, m.last, "LOC") for m in matches if m.entry.rows]
            continue
        labels = model.label(describe_run(tokens, first, last, matches, lookup, words))
        tagged = []
        for a, b, kind in spans_of(labels):
            if b - a <= LONGEST_NAME_TOKENS:
                tagged.append(Found(first + a, first + b, kind))
            else:  # a table or noise: the gazetteer's names in it will do
                tagged += [
                    Found(m.first, m.last, "LOC")
                    for m in matches
                    if m.entry.rows and first + a <= m.first and m.last <= first + b
                ]
        found += _with_names(text, tokens, tagged, matches, lookup)
    wide = _widen(text, tokens, found, lookup)
    wide = sorted(wide + sites_passed_over(text, tokens, wide, lookup))
    return sorted(wide + neighbours_passed_over(text, tokens, wide, known, lookup))


def _with_names(
    text: str,
    tokens: Tokens,
    tagged: list[Found],
    matches: Sequence[Match],
    lookup: Lookup,
) -> list[Found]:
    """Correct what the tagger found by what the gazetteer is sure of."""
    sure = [m for m in matches if m.entry.rows and not m.entry.not_place]
    starts, sure_starts = [m.first for m in matches], [m.first for m in sure]
    kept: list[Found] = []
    for name in tagged:
        first, last, kind = name
        # matches never overlap, so at most one holds the name
        before = bisect_right(starts, first) - 1
        holder = matches[before] if before >= 0 and last <= matches[before].last else None
        if kind == "DEM" and last - first == 1 and _names_a_division(text, tokens, first, lookup):
            kind = "LOC"
        if holder is not None and holder.entry.not_place:
            kind = "EMB"
        elif kind == "LOC":
            if (
                last - first == 1
                and lookup(tokens.words[first]).demonym >= 0
                and not _names_a_division(text, tokens, first, lookup)
            ):
                kind = "DEM"
            elif last - first == 1 and _is_person(tokens, first, lookup):
                kind = "EMB"
            else:
                inside = sure[bisect_left(sure_starts, first) : bisect_left(sure_starts, last)]
                if shouted := _in_capitals(tokens, name, inside, lookup, text):
                    kept.extend(shouted)
                    continue
            # the gazetteer has "Old City of Nablus"; the tagger saw two names. Of "Sistan and
            # Baluchestan" it knows only the whole
            if (
                holder is not None
                and holder.entry.rows
                and holder.last - holder.first > last - first
                and (
                    is_single_site(holder.entry.rows, lookup)
                    or _is_one_word(text, tokens, holder)
                    or not lookup(tokens.surface(text, first, last)).rows
                )
            ):
                first, last = holder.first, holder.last
        if kept and first < kept[-1].last:
            kept[-1] = Found(kept[-1].first, max(last, kept[-1].last), kept[-1].kind)
        else:
            kept.extend(_apart(text, tokens, Found(first, last, kind), lookup))
    return sorted(kept + passed_over(text, tokens, kept, sure, lookup))


def _opens_a_compound(text: str, tokens: Tokens, name: Found, lookup: Lookup) -> bool:
    """Whether a hyphen ties a town's name to a word that is no place: "the Naso-Hablod hotel"."""
    last = name.last
    if last + 1 >= len(tokens) or text[tokens.ends[last - 1] : tokens.starts[last + 1]] != "-":
        return False
    if not tokens.is_capital(last + 1) or tokens.kinds[last + 1] == "U":
        return False
    other = lookup(tokens.words[last + 1])
    if other.rows or other.demonym >= 0 or other.common:
        return False
    rows = lookup(tokens.surface(text, name.first, last)).rows
    return bool(rows) and lookup.places.class_of(rows[0]) == "populated_place"


def _is_one_of_many(tokens: Tokens, name: Found, lookup: Lookup) -> bool:
    """Whether "a" stands before a word of every day: "near a Bank" is no place called Bank."""
    first, last = name.first, name.last
    if last - first > 1 or not first or tokens.words[first - 1].lower() not in {"a", "an"}:
        return False
    noun_ahead = last < len(tokens) and tokens.is_capital(last)
    return not noun_ahead and lookup(tokens.words[first]).common


def _names_a_division(text: str, tokens: Tokens, index: int, lookup: Lookup) -> bool:
    """Whether an adjective is the name of a known division: "the Amhara region"."""
    if index + 1 >= len(tokens) or tokens.words[index + 1] not in DIVISION_WORDS:
        return False
    return bool(lookup(tokens.surface(text, index, index + 2)).rows)


def _is_person(tokens: Tokens, index: int, lookup: Lookup) -> bool:
    """Whether a given name acts in its sentence and is taken up by "he" or "she"."""
    word = tokens.words[index]
    if word not in lookup.places.given_names:
        return False
    if any(lookup.places.class_of(row) == "country" for row in lookup(word).rows):
        return False
    if tokens.kinds[index + 1 : index + 2] != "l" or (index and tokens.kinds[index - 1] in "lCU"):
        return False
    return not _PERSONAL_PRONOUNS.isdisjoint(tokens.words[index + 1 : index + 1 + _SOON])


def _is_one_word(text: str, tokens: Tokens, match: Match) -> bool:
    """Whether a name is written without a space, as "Port-au-Prince" is."""
    surface = tokens.surface(text, match.first, match.last)
    return not any(character.isspace() for character in surface)


def _in_capitals(
    tokens: Tokens, name: Found, inside: Sequence[Match], lookup: Lookup, text: str
) -> list[Found]:
    """Return the known names in a stretch of capitals that is no name as a whole.

    In "RESIDENTS FLEE RAFAH" every word looks like part of a name.
    """
    first, last, _ = name
    if last - first < 2 or tokens.kinds[first:last].strip("U"):
        return []
    if lookup(tokens.surface(text, first, last)).rows:
        return []
    inside = [m for m in inside if m.last <= last and not m.entry.common]
    known = [m for m in inside if m.last - m.first > 1 or is_known(m, lookup)]
    return [Found(m.first, m.last, "LOC") for m in known or inside]


def _apart(text: str, tokens: Tokens, name: Found, lookup: Lookup) -> list[Found]:
    """Take "Nairobi-Mombasa" apart where the gazetteer knows both, but not the whole."""
    first, last, kind = name
    owner = next((k for k in range(first + 1, last - 1) if tokens.words[k] in _POSSESSIVE), 0)
    if owner and not lookup(tokens.surface(text, first, last)).rows:
        # "South Kashmir's Pulwama" is two names, "St. Peter's Square" is one
        held = lookup(tokens.surface(text, owner + 1, last))
        known = bool(held.rows) and not held.common
        if known and tokens.words[last - 1].lower() not in class_cues():
            return [Found(first, owner, kind), Found(owner + 1, last, kind)]
        return [name]
    if last - first != 3 or tokens.words[first + 1] not in "-–/":
        return [name]
    whole = lookup(tokens.surface(text, first, last))
    if whole.rows or not (lookup(tokens.words[first]).rows and lookup(tokens.words[last - 1]).rows):
        return [name]
    return [Found(first, first + 1, kind), Found(last - 1, last, kind)]


def _widen(text: str, tokens: Tokens, found: list[Found], lookup: Lookup) -> list[Found]:
    """Take in class words and directions that belong to a name."""
    wide: list[Found] = []
    for name in found:
        if name.kind == "DEM" and _opens_a_site(text, tokens, name, lookup):
            wide.append(Found(name.first, name.last + 1, "LOC"))
            continue
        if name.kind != "LOC":
            wide.append(name)
            continue
        first, last, kind = name
        last += _class_words_behind(text, tokens, name, lookup)
        left = wide[-1].last if wide else 0
        if first > left and tokens.words[first - 1] in _DIRECTIONS:
            wider = lookup(tokens.surface(text, first - 1, last))
            if any(lookup.places.class_of(row) == "region" for row in wider.rows):
                first -= 1
        wide.append(Found(first, last, kind))
    return wide


def _opens_a_site(text: str, tokens: Tokens, name: Found, lookup: Lookup) -> bool:
    """Whether an adjective begins the name of a known building: "the Indonesian hospital"."""
    if name.last >= len(tokens) or tokens.words[name.last] not in CLASS_WORDS:
        return False
    return is_single_site(lookup(tokens.surface(text, name.first, name.last + 1)).rows, lookup)


def _class_words_behind(text: str, tokens: Tokens, name: Found, lookup: Lookup) -> int:
    """Return how many of the words behind a name belong to it.

    A class word does where the gazetteer has both ("Nevatim air base"), any word where it has the
    name with it alone ("Khyber district") or as that of a site ("Beirut's southern suburbs"), and
    that of a quarter or a camp always.
    """
    behind = tokens.words[name.last : name.last + 2]
    if len(behind) == 2 and behind[0] in _KINDS_OF_CAMP and behind[1] == "camp":
        return 2
    start, stop = tokens.starts[name.first], tokens.ends[name.last - 1]
    alone = lookup(text[start:stop])
    best = 1 if behind and behind[0] in ALWAYS_PART else 0
    count, longer = 0, alone.longer
    while longer and name.last + count < len(tokens):
        index = name.last + count
        count += 1
        whole = lookup(text[start : tokens.ends[index]])
        longer = whole.longer
        if tokens.kinds[index] != "l" or not whole.rows:
            continue
        if (
            tokens.words[index] in CLASS_WORDS
            or not alone.rows
            or is_single_site(whole.rows, lookup)
        ):
            best = count
    return best
