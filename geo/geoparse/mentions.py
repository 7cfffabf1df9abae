"""Find which words of a report name a place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from gazetteer import Gazetteer
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
from geo.geoparse.tagger.corpora import spans_of
from geo.geoparse.tagger.features import DocumentWords, describe_run
from geo.geoparse.tagger.model import TaggerModel, shipped_model
from geo.geoparse.tokens import Token, find_runs, tokenize
from geo.model import Mention, Report
from geo.sentences import split_sentences

_KINDS_OF_CAMP = frozenset(
    ["refugee", "refugees", "displacement", "displaced", "idp", "idps", "transit"]
)
"""Words that may stand between the name of a camp and the word camp."""

_SOON = 6
"""Tokens within which a pronoun takes up the name; further on it may be somebody else's."""
_PERSONAL_PRONOUNS = frozenset(("he", "she", "him", "her", "his", "hers"))
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
        sentences = tokens_near_names(text, spans, lookup)
    else:
        sentences = [tokenize(text, start, end) for start, end in spans]
    words = None if fast else DocumentWords(sentences, places)
    mentions: list[Mention] = []
    blank = Mention(
        report_id=report.id,
        start=0,
        end=0,
        surface="",
        recognition="gazetteer" if fast else "tagger",
    )
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
        found = [
            Found(name.first, name.last, "EMB")
            if name.kind == "LOC" and part_of_a_name(text, tokens, name, lookup)
            else name
            for name in found
        ]
        for name, function in zip(
            found, functions_of(text, tokens, found, lookup, roles), strict=True
        ):
            start, end = tokens[name.first].start, tokens[name.last - 1].end
            mentions.append(
                blank.but(
                    start=start,
                    end=end,
                    surface=text[start:end],
                    sentence=number,
                    function=function,
                    demonym=name.kind == "DEM",
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
    known: list[Match] = []
    for first, last in runs:
        matches = match_run(text, tokens, first, last, lookup)
        known += matches
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
    wide = _widen(text, tokens, found, lookup)
    wide = sorted(wide + sites_passed_over(text, tokens, wide, lookup))
    return sorted(wide + neighbours_passed_over(text, tokens, wide, known, lookup))


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
            # the gazetteer has "Old City of Nablus"; the tagger saw two names. Of "Sistan and
            # Baluchestan" it knows only the whole
            if (
                holder is not None
                and holder.entry.rows
                and holder.last - holder.first > last - first
                and (
                    is_single_site(holder.entry.rows, lookup)
                    or _is_one_word(text, tokens, holder)
                    or not lookup(text[tokens[first].start : tokens[last - 1].end]).rows
                )
            ):
                first, last = holder.first, holder.last
        if kept and first < kept[-1].last:
            kept[-1] = Found(kept[-1].first, max(last, kept[-1].last), kept[-1].kind)
        else:
            kept.extend(_apart(text, tokens, Found(first, last, kind), lookup))
    return sorted(kept + passed_over(text, tokens, kept, sure, lookup))


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
    known = [m for m in inside if m.last - m.first > 1 or is_known(m, lookup)]
    return [Found(m.first, m.last, "LOC") for m in known or inside]


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
        if name.kind == "DEM" and _opens_a_site(text, tokens, name, lookup):
            wide.append(Found(name.first, name.last + 1, "LOC"))
            continue
        if name.kind != "LOC":
            wide.append(name)
            continue
        first, last, kind = name
        last += _class_words_behind(text, tokens, name, lookup)
        left = wide[-1].last if wide else 0
        if first > left and tokens[first - 1].word in _DIRECTIONS:
            wider = lookup(text[tokens[first - 1].start : tokens[last - 1].end])
            if any(lookup.places.class_of(row) == "region" for row in wider.rows):
                first -= 1
        wide.append(Found(first, last, kind))
    return wide


def _opens_a_site(text: str, tokens: Sequence[Token], name: Found, lookup: Lookup) -> bool:
    """Whether an adjective begins the name of a known building: "the Indonesian hospital"."""
    if name.last >= len(tokens) or tokens[name.last].word not in CLASS_WORDS:
        return False
    return is_single_site(
        lookup(text[tokens[name.first].start : tokens[name.last].end]).rows, lookup
    )


def _class_words_behind(text: str, tokens: Sequence[Token], name: Found, lookup: Lookup) -> int:
    """Return how many of the words behind a name belong to it.

    A class word does where the gazetteer has both ("Nevatim air base"), any word where it has the
    name with it alone ("Khyber district") or as that of a site ("Beirut's southern suburbs"), and
    that of a quarter or a camp always.
    """
    behind = [token.word for token in tokens[name.last : name.last + 2]]
    if len(behind) == 2 and behind[0] in _KINDS_OF_CAMP and behind[1] == "camp":
        return 2
    start, stop = tokens[name.first].start, tokens[name.last - 1].end
    alone = lookup(text[start:stop])
    best = 1 if behind and behind[0] in ALWAYS_PART else 0
    count, longer = 0, alone.longer
    while longer and name.last + count < len(tokens):
        token = tokens[name.last + count]
        count += 1
        whole = lookup(text[start : token.end])
        longer = whole.longer
        if token.kind != "l" or not whole.rows:
            continue
        if token.word in CLASS_WORDS or not alone.rows or is_single_site(whole.rows, lookup):
            best = count
    return best
