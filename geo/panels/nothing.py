"""Advise where nothing is found: why that is, and which filter to leave out."""

from __future__ import annotations

from dataclasses import dataclass

from geo.plural import plural
from geo.store import Store
from geo.store.advice import loosen
from geo.view import View

_NAMES = {
    ("since",): "the first day",
    ("until",): "the last day",
    ("since", "until"): "the dates",
    ("types",): "what happened",
    ("modalities",): "the status",
    ("places",): "the place",
    ("actors",): "the actor",
    ("sources",): "the source",
    ("confidence",): "the confidence",
    ("min_deaths",): "the number killed",
    ("bbox",): "the drawn area",
    ("area",): "the drawn area",
    ("text",): "the search",
}
"""What each filter is called in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """Why the map is empty, and the ways out: fields to leave out, a label, the events then."""

    words: str
    ways: tuple[tuple[tuple[str, ...], str, int], ...] = ()


def advise(store: Store, view: View) -> Advice:
    """Return what to tell a reader whose view keeps no event on the map."""
    ways = tuple(
        (fields, f"Leave out {_NAMES.get(fields, 'all filters')}", count)
        for fields, count in loosen(store, view, on_map=True)
    )
    if ways:
        return Advice(words="Nothing is left on the map.", ways=ways)
    if len(store):
        found = plural(len(store), "event")
        return Advice(words=f"{found} found, none with a place on the map; see Beside the map.")
    return Advice(words=_why_empty(store))


def _why_empty(store: Store) -> str:
    """Return in one sentence why a store has no events at all."""
    read, lost = len(store.reports), len(store.rejected)
    if read:
        return f"{plural(read, 'report').capitalize()} read; none tells of an event."
    if lost:
        return f"None of {plural(lost, 'file')} could be read; Sums says why."
    return "No report was found. Reports are .txt, .md, .jsonl or .csv files; bring your own above."
