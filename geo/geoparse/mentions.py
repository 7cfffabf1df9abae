"""Find which words of a report name a place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from gazetteer import Gazetteer
from geo.geoparse.candidates import CLASS_GROUPS
from geo.geoparse.lexicon import words_for
from geo.geoparse.match import LONGEST_NAME_TOKENS, Lookup, Match, lookup_of, match_run
from geo.geoparse.quick import find_quickly, tokens_near_names
from geo.geoparse.roles import Found, RoleWeights, functions_of
from geo.geoparse.tagger.corpora import spans_of
from geo.geoparse.tagger.features import DocumentWords, describe_run
from geo.geoparse.tagger.model import TaggerModel, shipped_model
from geo.geoparse.tokens import Token, find_runs, tokenize
from geo.model import Mention, Report
from geo.sentences import split_sentences

_CLASS_WORDS = words_for("site")
"""Lower-case words that belong to the name in front of them where the gazetteer has both."""

_ALWAYS_PART = words_for("quarter")
"""Those that belong to it in any case; words for divisions only help to choose the place."""

_KINDS_OF_CAMP = frozenset(
    ["refugee", "refugees", "displacement", "displaced", "idp", "idps", "transit"]
)
"""Words that may stand between the name of a camp and the word camp."""

_PLACE_CUES = words_for("place cue")
_SOON = 6
"""Tokens within which a pronoun takes up the name; further on it may be somebody else's."""
_PERSONAL_PRONOUNS = frozenset(("he", "she", "him", "her", "his", "hers"))
_NAMES_OF_PERSONS = frozenset(("given name", "surname"))
_HOLDER_OPENERS = ([",", "in"], [",", "near"], [",", "outside"])
_KNOWN_POPULATION = 5_000
_DIRECTIONS = words_for("direction")


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
        sentences = [tokens_near_names(text, start, end, lookup) for start, end in spans]
    else:
        sentences = [tokenize(text, start, end) for start, end in spans]
    words = None if fast else DocumentWords(sentences)
    mentions: list[Mention] = []
    for number, tokens in enumerate(sentences):
        runs = find_runs(tokens)
        if not runs:
            continue
        if words is None:
            found = find_quickly(text, tokens, runs, lookup)
        else:
            found = _find_by_tagger(text, tokens, runs, lookup, words, model or shipped_model())
        if not found:
            continue
        for name, function in zip(
            found, functions_of(text, tokens, found, lookup, roles), strict=True
        ):
            start, end = tokens[name.first].start, tokens[name.last - 1].end
            mentions.append(
                Mention(
                    report_id=report.id,
                    start=start,
                    end=end,
                    surface=text[start:end],
                    sentence=number,
                    function=function,
                    demonym=name.kind == "DEM",
                    recognition="gazetteer" if fast else "tagger",
                )
            )
    return mentions


def _find_by_tagger(
    text: str,
    tokens: Sequence[Token],
    runs: Sequence[tuple[int, int]],
    lookup: Lookup,
    words: DocumentWords,
    model: TaggerModel,
) -> list[Found]:
    found: list[Found] = []
    for first, last in runs:
        matches = match_run(text, tokens, first, last, lookup)
        if all(tokens[i].kind not in "CU" for i in range(first, last)):
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
    return _widen(text, tokens, found, lookup)


def _with_names(
    text: str,
    tokens: Sequence[Token],
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
        if holder is not None and holder.entry.not_place:
            kind = "EMB"
        elif kind == "LOC":
            if last - first == 1 and lookup(tokens[first].word).demonym >= 0:
                kind = "DEM"
            elif last - first == 1 and _is_person(tokens, first, lookup):
                kind = "EMB"
            else:
                inside = sure[bisect_left(sure_starts, first) : bisect_left(sure_starts, last)]
                if shouted := _in_capitals(tokens, name, inside, lookup, text):
                    kept.extend(shouted)
                    continue
            # the gazetteer has "Old City of Nablus"; the tagger saw two names
            if (
                holder is not None
                and holder.entry.rows
                and holder.last - holder.first > last - first
                and (_is_single_site(holder, lookup) or _is_one_word(text, tokens, holder))
            ):
                first, last = holder.first, holder.last
        if kept and first < kept[-1].last:
            kept[-1] = Found(kept[-1].first, max(last, kept[-1].last), kept[-1].kind)
        else:
            kept.extend(_apart(text, tokens, Found(first, last, kind), lookup))
    return sorted(kept + _passed_over(tokens, kept, sure, lookup))


def _passed_over(
    tokens: Sequence[Token], kept: Sequence[Found], sure: Sequence[Match], lookup: Lookup
) -> list[Found]:
    """Return the names that the tagger didn't see and that can only be places."""
    taken = sorted(kept)
    added: list[Found] = []
    index = 0
    for match in sure:
        while index < len(taken) and taken[index].last <= match.first:
            index += 1
        free = index == len(taken) or taken[index].first >= match.last
        if free and _surely_meant(tokens, match, lookup):
            added.append(Found(match.first, match.last, "LOC"))
    return added


def _is_person(tokens: Sequence[Token], index: int, lookup: Lookup) -> bool:
    """Whether a given name acts in its sentence and is taken up by "he" or "she"."""
    word = tokens[index].word
    if word not in lookup.places.given_names:
        return False
    if any(lookup.places.class_of(row) == "country" for row in lookup(word).rows):
        return False
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after is None or after.kind != "l" or (before is not None and before.kind in "lCU"):
        return False
    soon = tokens[index + 1 : index + 1 + _SOON]
    return any(token.word in _PERSONAL_PRONOUNS for token in soon)


def _is_one_word(text: str, tokens: Sequence[Token], match: Match) -> bool:
    """Whether a name is written without a space, as "Port-au-Prince" is."""
    surface = text[tokens[match.first].start : tokens[match.last - 1].end]
    return not any(character.isspace() for character in surface)


def _in_capitals(
    tokens: Sequence[Token], name: Found, inside: Sequence[Match], lookup: Lookup, text: str
) -> list[Found]:
    """Return the known names in a stretch of capitals that is no name as a whole.

    In "RESIDENTS FLEE RAFAH" every word looks like part of a name.
    """
    first, last, _ = name
    if last - first < 2 or any(token.kind != "U" for token in tokens[first:last]):
        return []
    if lookup(text[tokens[first].start : tokens[last - 1].end]).rows:
        return []
    inside = [m for m in inside if m.last <= last and not m.entry.common]
    known = [m for m in inside if m.last - m.first > 1 or _is_known(m, lookup)]
    return [Found(m.first, m.last, "LOC") for m in known or inside]


def _is_single_site(match: Match, lookup: Lookup) -> bool:
    """Whether a name is that of one building, camp, road or quarter, not of a town."""
    classes = {CLASS_GROUPS.get(lookup.places.class_of(row), "") for row in match.entry.rows}
    return bool(classes & {"facility", "neighbourhood"})


def _surely_meant(tokens: Sequence[Token], match: Match, lookup: Lookup) -> bool:
    """Whether a name that the tagger passed over stands as a place all the same."""
    if match.entry.demonym >= 0:
        return False
    if match.entry.common:
        return _is_placed_by_its_holder(tokens, match, lookup)
    after = tokens[match.last] if match.last < len(tokens) else None
    if after is not None and after.kind in "CU":
        return False
    before = tokens[match.first - 1] if match.first else None
    long = match.last - match.first > 1
    if before is None or before.kind in "CU":
        return long and before is None
    if long and _is_single_site(match, lookup):
        return True
    return long and before.word in _PLACE_CUES and _is_known(match, lookup)


def _is_placed_by_its_holder(tokens: Sequence[Token], match: Match, lookup: Lookup) -> bool:
    """Whether a person's name stands where only a place can: "in Eli, in the West Bank"."""
    folded = match.entry.folded
    if lookup.places.common_words[folded] not in _NAMES_OF_PERSONS or not match.first:
        return False
    behind = [token.word for token in tokens[match.last : match.last + 2]]
    return tokens[match.first - 1].word in _PLACE_CUES and behind in _HOLDER_OPENERS


def _is_known(match: Match, lookup: Lookup) -> bool:
    population = lookup.places.population
    return any(int(population[row]) >= _KNOWN_POPULATION for row in match.entry.rows)


def _apart(text: str, tokens: Sequence[Token], name: Found, lookup: Lookup) -> list[Found]:
    """Take "Nairobi-Mombasa" apart where the gazetteer knows both, but not the whole."""
    first, last, kind = name
    if last - first != 3 or tokens[first + 1].word not in "-–/":
        return [name]
    whole = lookup(text[tokens[first].start : tokens[last - 1].end])
    if whole.rows or not (lookup(tokens[first].word).rows and lookup(tokens[last - 1].word).rows):
        return [name]
    return [Found(first, first + 1, kind), Found(last - 1, last, kind)]


def _widen(text: str, tokens: Sequence[Token], found: list[Found], lookup: Lookup) -> list[Found]:
    """Take in class words and directions that belong to a name."""
    wide: list[Found] = []
    for name in found:
        if name.kind != "LOC":
            wide.append(name)
            continue
        first, last, kind = name
        start = tokens[first].start
        if last + 1 < len(tokens) and (
            tokens[last].word in _KINDS_OF_CAMP and tokens[last + 1].word == "camp"
        ):
            last += 2
        elif last < len(tokens) and (
            tokens[last].word in _ALWAYS_PART
            or (tokens[last].word in _CLASS_WORDS and lookup(text[start : tokens[last].end]).rows)
        ):
            last += 1
        left = wide[-1].last if wide else 0
        if first > left and tokens[first - 1].word in _DIRECTIONS:
            wider = lookup(text[tokens[first - 1].start : tokens[last - 1].end])
            if any(lookup.places.class_of(row) == "region" for row in wider.rows):
                first -= 1
        wide.append(Found(first, last, kind))
    return wide
