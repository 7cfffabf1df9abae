"""Find which words of a report name a place."""

from __future__ import annotations

from geo.match import Lookup, Places, lookup_of, match_run
from geo.model import Mention, Report
from geo.roles import function_of
from geo.sentences import split_sentences
from geo.tokens import Token, find_runs, tokenize

_PLACE_CUES = frozenset(
    "in at from near to of into around outside across towards toward between inside throughout "
    "via off leaving entering reached visit visited".split()
)
_TITLES = frozenset(
    "mr mrs ms dr prof president minister premier secretary general gen colonel col captain "
    "senator sen governor mayor king queen prince princess sheikh sheik pope judge justice "
    "detective officer sergeant sir lord lady chancellor ambassador".split()
)


def find_mentions(report: Report, places: Places, *, fast: bool = False) -> list[Mention]:
    """Return the place names of a report in order, each with its function; none is resolved yet.

    Parameters
    ----------
    report
        The report; what stands before ``body_start`` is not read.
    places
        A gazetteer.
    fast
        Whether to skip the trained tagger and go by the gazetteer alone.
    """
    lookup = lookup_of(places)
    mentions: list[Mention] = []
    for number, (start, end) in enumerate(split_sentences(report.text, report.body_start)):
        tokens = tokenize(report.text, start, end)
        for first, last, demonym in _by_gazetteer(report.text, tokens, lookup):
            begin, stop = tokens[first].start, tokens[last - 1].end
            mentions.append(
                Mention(
                    report_id=report.id,
                    start=begin,
                    end=stop,
                    surface=report.text[begin:stop],
                    sentence=number,
                    function=function_of(report.text, tokens, first, last, demonym=demonym),
                    demonym=demonym,
                    recognition="gazetteer",
                )
            )
    return mentions


def _by_gazetteer(
    text: str, tokens: list[Token], lookup: Lookup
) -> list[tuple[int, int, bool]]:
    found: list[tuple[int, int, bool]] = []
    for begin, end in find_runs(tokens):
        for match in match_run(text, tokens, begin, end, lookup):
            entry = match.entry
            if entry.not_place:
                continue
            if entry.demonym >= 0 and not entry.rows:
                found.append((match.first, match.last, True))
            elif entry.rows and _stands_alone(tokens, match.first, match.last, entry.common):
                found.append((match.first, match.last, False))
    return found


def _stands_alone(tokens: list[Token], first: int, last: int, common: bool) -> bool:
    before = tokens[first - 1] if first else None
    after = tokens[last] if last < len(tokens) else None
    if before is not None and before.word.lower() in _TITLES:
        return False
    cue = before is not None and before.word.lower() in _PLACE_CUES
    if last - first > 1 or cue:
        return True
    if before is not None and before.kind in "C":
        return False
    if after is not None and after.kind == "C":
        return False
    return not common
