"""Show the sums: everything that went in is accounted for; and what stands beside the map."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geo.draw import text
from geo.model import Rejected
from geo.panels.listing import show_listing
from geo.reports import Note
from geo.store import Store, Sums
from geo.view import View

LINES_MOST = 200
"""How many lines of a kind the page lists; ``python -m geo check`` lists all."""


def show_figures(sums: Sums, places: int) -> None:
    """Show the three numbers that are always in sight."""
    shown = [
        (sums.on_map, "event on the map" if sums.on_map == 1 else "events on the map"),
        (places, "place" if places == 1 else "places"),
        (sums.beside, "beside the map"),
    ]
    items = "".join(f"<li><strong>{n:,}</strong> {text(label)}</li>" for n, label in shown)
    st.html(f'<ul class="figures" aria-label="Counts">{items}</ul>')


def show_beside(store: Store, view: View, sums: Sums) -> None:
    """Show the events without a point: no place, or it did not happen."""
    if not sums.beside:
        st.caption("Nothing stands beside the map in this view.")
        return
    items = "".join(
        f"<li><strong>{n:,}</strong> {text(reason)}</li>"
        for reason, n in store.reasons_beside(view)
    )
    st.html(f'<div class="beside"><p>Listed, never pinned:</p><ul>{items}</ul></div>')
    show_listing(store, view, on_map=False, total=sums.beside)


def show_sums(store: Store, sums: Sums) -> None:
    """Show that nothing is lost, and list what could not be read or was passed over."""
    tables = [
        (
            "Files and records",
            [("read", sums.reports), ("could not be read", sums.rejected)],
            sums.found,
        ),
        (
            "Place names",
            [
                ("resolved to a place", sums.resolved),
                ("ambiguous", sums.ambiguous),
                ("unknown", sums.unknown),
            ],
            sums.mentions,
        ),
        (
            "Events",
            [
                ("on the map", sums.on_map),
                ("beside the map", sums.beside),
                ("hidden by the filters", sums.hidden),
            ],
            sums.events,
        ),
    ]
    rows = ""
    for title, parts, total in tables:
        rows += f'<tr class="total"><th scope="row">{text(title)}</th><td>{total:,}</td></tr>'
        rows += "".join(
            f'<tr><th scope="row">{text(label)}</th><td>{n:,}</td></tr>' for label, n in parts
        )
    st.html(f'<div class="sums"><table aria-label="Sums">{rows}</table></div>')
    _show_losses("Could not be read", store.rejected)
    _show_losses("Passed over, or odd", store.notes)


def _show_losses(title: str, losses: Sequence[Rejected | Note]) -> None:
    """List lines with file, reason and cure under a heading, if there are any."""
    if not losses:
        return
    items = "".join(f"<li>{text(loss)}</li>" for loss in losses[:LINES_MOST])
    more = len(losses) - LINES_MOST
    items += f"<li>{more:,} more</li>" if more > 0 else ""
    st.html(f'<div class="evidence"><h3>{text(title)}</h3><ul>{items}</ul></div>')
