"""Show the map: the same map at every run, so that it stays mounted, and a scene that changes."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from geo.draw import LocalMap, scene_group
from geo.panels import selection
from geo.panels.component import is_dark
from geo.scene import Window, bounds_of, compose
from geo.store import SpotCounts, Store
from geo.view import View

_KEY = "map"
_WINDOW, _LAST_CLICK = "_window", "_last_click"
_HEIGHT_PX = 520
"""Only a first guess: page.css gives the map its height by that of the visitor's window."""


def show_map(store: Store, view: View, spots: SpotCounts) -> None:
    """Show what the view keeps, and take clicks, moves and drawn areas as changes of the view."""
    scene = compose(
        store,
        view,
        spots,
        window=window(),
        rivals=selection.rivals(),
        go=_order(spots if len(spots) else store.counts_by_place(View())),
        dark=is_dark(),
    )
    with st.container(key="map"):
        st_folium(
            LocalMap(),
            key=_KEY,
            height=_HEIGHT_PX,
            use_container_width=True,
            feature_group_to_add=scene_group(scene),
            returned_objects=["last_active_drawing", "zoom", "center", "bounds"],
            on_change=lambda: answer(store, st.session_state.get(_KEY) or {}),
        )


def window() -> Window | None:
    """Return what part of the world this visitor's map shows, None before it has said so."""
    known: Window | None = st.session_state.get(_WINDOW)
    return known


def answer(store: Store, said: dict[str, Any]) -> None:
    """Take what the map said: where it stands, and what was clicked or drawn on it."""
    fields: dict[str, Any] = {}
    try:
        center, bounds = said["center"], said["bounds"]
        south_west, north_east = bounds["_southWest"], bounds["_northEast"]
        st.session_state[_WINDOW] = Window(
            zoom=int(said["zoom"]),
            bbox=(
                float(south_west["lng"]),
                float(south_west["lat"]),
                float(north_east["lng"]),
                float(north_east["lat"]),
            ),
        )
        fields |= {
            "lat": float(center["lat"]),
            "lon": (float(center["lng"]) + 180) % 360 - 180,
            "zoom": int(said["zoom"]),
        }
    except (KeyError, TypeError, ValueError):
        pass  # before its first move the map has not said where it stands
    clicked = (said.get("last_active_drawing") or {}).get("properties") or {}
    if clicked.get("at") and clicked["at"] != st.session_state.get(_LAST_CLICK):
        st.session_state[_LAST_CLICK] = clicked["at"]
        fields |= _clicked(store, clicked)
    selection.change(**fields)


def _clicked(store: Store, clicked: dict[str, Any]) -> dict[str, Any]:
    kind, row = clicked.get("kind"), clicked.get("row", clicked.get("id"))
    if kind == "none":
        return {"place": "", "event": ""}
    if kind == "area" and isinstance(clicked.get("area"), list) and len(clicked["area"]) == 4:
        return {"bbox": tuple(clicked["area"]), "area": ()}
    ids = store.columns.spots.ids
    if kind == "place" and isinstance(row, int) and 0 <= row < len(ids):
        return {"place": ids[row], "event": ""}
    if kind == "event" and isinstance(row, int) and 0 <= row < len(store):
        event = store.event_at(row)
        return {"place": ids[store.columns.spot[row]], "event": event.id}
    return {}


def _order(spots: SpotCounts) -> dict[str, Any]:
    order = selection.camera()
    if order.lat is not None:
        return {"stamp": order.stamp, "lat": order.lat, "lon": order.lon, "zoom": order.zoom}
    return {"stamp": order.stamp, "bounds": list(order.bounds or bounds_of(spots))}
