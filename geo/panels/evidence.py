"""Show evidence: the card of what is selected, and what can be asked of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import streamlit as st

from geo.distance import distance_km
from geo.draw import legend, text
from geo.model import Event, Mention
from geo.panels import selection
from geo.panels.card import card, rivals
from geo.panels.component import is_dark
from geo.plural import plural
from geo.store import Store
from geo.store.extent import whole_extent
from geo.view import View

Point = tuple[str, float, float]
"""Name, latitude and longitude of a place."""

OTHERS_MOST = 12
"""How many other reports of the same happening are listed."""


def show_evidence(store: Store, view: View) -> None:
    """Show the evidence of what is selected, or how to select something."""
    rows = store.rows(view, on_map=True, spot=view.place).tolist() if view.place else []
    event = _selected(store, view, rows)
    if event is None:
        if view.place:
            st.caption("The filters hide every event of the chosen place.")
        _show_invitation()
        return
    if _is_hidden(store, view, event):
        st.caption("The filters hide this event; it is in neither map nor list now.")
    if len(rows) > 1:
        _show_pager(store, view, event, rows)
    report = store.report(event.report_id)
    if report is None:
        return
    mentions = store.mentions_of(report.id)
    at = event.place_mention
    mention = mentions[at] if at is not None and at < len(mentions) else None
    others = [
        (other, told)
        for other in store.cluster_of(event)[:OTHERS_MOST]
        if (told := store.report(other.report_id))
    ]
    around = bool(st.session_state.get("around"))
    st.html(
        card(event, report, mention, others=others, search=view.text, around=around, dark=is_dark())
    )
    st.toggle("More of the text", key="around")
    _show_rivals(event, mention)


def _selected(store: Store, view: View, rows: Sequence[int]) -> Event | None:
    if view.event:
        return store.event(view.event)
    return store.event_at(rows[0]) if len(rows) else None


def _is_hidden(store: Store, view: View, event: Event) -> bool:
    rows, row = store.rows(view), store.row_of(event.id)
    return row is not None and not bool((rows == row).any())


def _show_pager(store: Store, view: View, event: Event, rows: list[int]) -> None:
    row = store.row_of(event.id)
    at = rows.index(row) if row in rows else 0

    def turn(label: str, to: int) -> None:
        st.button(
            label,
            key=f"evidence_{label.lower()}",
            disabled=not 0 <= to < len(rows),
            on_click=lambda: selection.change(event=store.event_at(rows[to]).id),
        )

    with st.container(key="pager", horizontal=True, vertical_alignment="center", gap="small"):
        turn("Previous", at - 1)
        st.html(
            f'<div class="pager" role="status">{at + 1} of {plural(len(rows), "event")} at '
            f"{text(store.place_name(view.place))}</div>",
            width="stretch",
        )
        turn("Next", at + 1)


def rival_points(event: Event, mention: Mention | None) -> dict[str, Point]:
    """Return the rivals by what a reader calls them: their name and how far off they are."""
    here = mention.resolution.place if mention else None
    points: dict[str, Point] = {}
    for rival in rivals(event, mention):
        label = rival.name
        if here is not None:
            far_km = float(distance_km(here.lat, here.lon, rival.lat, rival.lon))
            label += f", {far_km:,.0f} km off" if far_km >= 10 else f", {far_km:.1f} km off"
        points.setdefault(label, (rival.name, rival.lat, rival.lon))
    return points


def _show_rivals(event: Event, mention: Mention | None) -> None:
    """Offer each place that the name could mean instead, to be shown on the map as a cross."""
    points = rival_points(event, mention)
    if not points:
        return
    shown = selection.rivals()
    st.session_state["rivals"] = [label for label, point in points.items() if point in shown]

    def take() -> None:
        chosen = tuple(points[label] for label in st.session_state["rivals"])
        selection.show_rivals(chosen)
        if chosen:
            known = [(event.lat, event.lon)] if event.lat is not None else []
            at = np.array([*known, *((lat, lon) for _, lat, lon in chosen)], float)
            selection.order(bounds=whole_extent(at[:, 0], at[:, 1]))

    st.pills(
        "Show on the map what else the name could mean",
        list(points),
        key="rivals",
        selection_mode="multi",
        on_change=take,
    )


def _show_invitation() -> None:
    st.html(
        '<section class="evidence"><h2>Evidence</h2><p>Choose a circle on the map, or a row of the '
        "list: the sentence that it stands on appears here, with why it stands there and then."
        f"</p><h3>How to read the map</h3>{legend(dark=is_dark())}</section>"
    )
