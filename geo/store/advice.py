"""Advise: what a view that finds nothing could leave out, and what of a link is not in a store."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from geo.view import View

if TYPE_CHECKING:
    from geo.store.store import Store


def loosen(
    store: Store, view: View, *, on_map: bool | None = None
) -> list[tuple[tuple[str, ...], int]]:
    """Return which filters to leave out, and how many events that would keep, the best first.

    For a view that keeps nothing. Each filter alone, where that helps; else both dates; else all
    filters together.

    Parameters
    ----------
    store, view
        The events, and the view that keeps none of them.
    on_map
        True where only events on the map help, None for any.
    """
    active = tuple(view.filters())
    for ways in ([(name,) for name in active], [("since", "until")], [active]):
        found = [(names, store.count(view.without(*names), on_map=on_map)) for names in ways]
        helpful = sorted((-count, names) for names, count in found if count)
        if helpful:
            return [(names, -count) for count, names in helpful]
    return []


def fit(store: Store, view: View) -> tuple[View, tuple[str, ...]]:
    """Return the view with what this store doesn't have left out, and a notice for each.

    For a link that was made on other data.
    """
    columns = store.columns
    notices = []
    fitted = view
    for name, known, label in (
        ("types", columns.types, "event types"),
        ("places", columns.places, "places"),
        ("actors", columns.actors, "actors"),
        ("sources", columns.sources, "sources"),
    ):
        values = getattr(view, name)
        kept = tuple(value for value in values if value in set(known))
        if len(kept) < len(values):
            change: dict[str, Any] = {name: kept}
            fitted = replace(fitted, **change)
            notices.append(f"Some {label} of the link are not in these data; left out.")
    first, last = store.span
    since, until = view.since, view.until
    if (since and since > last) or (until and until < first):
        fitted = replace(fitted, since=None, until=None)
        notices.append("The link's dates lie outside these data; all days are shown.")
    if view.event and store.row_of(view.event) is None:
        fitted = replace(fitted, event="")
        notices.append("The link's selected event is not in these data.")
    if view.place and not store.sieve.at(view.place).any():
        fitted = replace(fitted, place="")
        notices.append("The link's selected place is not in these data.")
    if view.data and view.data != store.fingerprint:
        notices.append(
            "The link was made on other data, or on an older version of these. Own reports are not"
            " kept after a visit, and no link carries them."
        )
    return fitted, tuple(notices)
