"""Show the timeline: a histogram, a range, and play, on one axis."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import streamlit as st

from geo.draw import FAMILIES, family_of
from geo.panels import selection
from geo.panels.component import component, is_dark
from geo.store import Store
from geo.view import View

_KEY = "timeline"


def show_timeline(store: Store, view: View) -> None:
    """Show events by day, week or month, and take a moved range as a change of the view."""
    component("timeline")(
        key=_KEY,
        data=describe(store, view, dark=is_dark()),
        on_range_change=lambda: answer(store, st.session_state[_KEY].get("range") or {}),
    )


def describe(store: Store, view: View, *, dark: bool = False) -> dict[str, Any]:
    """Return what the timeline draws, in few bytes."""
    first, last = store.span
    histogram = store.histogram(view)
    counts = {family.key: np.zeros(len(histogram.starts), np.int64) for family in FAMILIES}
    for column, event_type in enumerate(histogram.types):
        counts[family_of(event_type).key] += histogram.counts[:, column]
    return {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "since": clamp(view.since, first, last, first).isoformat(),
        "until": clamp(view.until, first, last, last).isoformat(),
        "unit": histogram.unit,
        "starts": [(start - first).days for start in histogram.starts],
        "families": [
            {
                "label": family.label,
                "light": family.light,
                "dark": family.dark,
                "counts": counts[family.key].tolist(),
            }
            for family in FAMILIES
            if counts[family.key].any()
        ],
        "theme": "dark" if dark else "light",
        "beyond": beyond_axis(store, view),
        "locked": view.locked,
        "speed": view.speed,
    }


def beyond_axis(store: Store, view: View) -> int:
    """Return how many events on the map lie on days that the axis doesn't reach.

    The axis leaves out recollections of far days; without a bound in the view the map has them.
    """
    if view.since and view.until:
        return 0
    first, last = store.span
    bounded = replace(view, since=view.since or first, until=view.until or last)
    return store.count(view, on_map=True) - store.count(bounded, on_map=True)


def clamp(day: date | None, first: date, last: date, missing: date) -> date:
    """Return a bound of the view as a day of the axis."""
    return missing if day is None else min(max(day, first), last)


def answer(store: Store, said: dict[str, Any]) -> None:
    """Take a range; one that holds every day is no bound at all, so that new days are in it."""
    first, last = store.span
    since, until = said.get("since"), said.get("until")
    if not isinstance(since, str) or not isinstance(until, str):
        return
    selection.change(
        since=None if since <= first.isoformat() else since,
        until=None if until >= last.isoformat() else until,
        locked=bool(said.get("locked")),
        speed=said.get("speed") if isinstance(said.get("speed"), int) else 1,
    )
