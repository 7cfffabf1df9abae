"""Show the map: the same map at every run, so that it stays mounted, and a scene that changes."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from geo.draw import START, LocalMap, scene_group
from geo.panels import selection
from geo.panels.component import is_dark
from geo.panels.nothing import Advice, advise
from geo.plural import plural
from geo.scene import Window, bounds_of, compose
from geo.store import SpotCounts, Store
from geo.view import View

EVIDENCE = "Evidence"
"""The tab that shows what is selected."""

_KEY = "map"
_WINDOW, _LAST_CLICK = "_window", "_last_click"
_HEIGHT_PX = 520
"""Only a first guess: page.css gives the map its height by that of the visitor's window."""


def show_map(
    store: Store, view: View, spots: SpotCounts, advice: Advice | None, *, alone: bool = False
) -> None:
    """Show what the view keeps, and take clicks, moves and drawn areas as changes of the view.

    Parameters
    ----------
    store, view, spots
        The events, what is selected of them, and ``store.counts_by_place(view)``.
    advice
        What to say where the view keeps nothing on the map.
    alone
        Whether nothing but the timeline stands beside it.
    """
    notice, hidden = _notice(store, view, advice)
    drawn = spots if len(spots) else hidden or store.counts_by_place(View())
    scene = compose(
        store,
        view,
        spots,
        window=window(),
        rivals=selection.rivals(),
        notice=notice,
        hidden=hidden,
        readable=not alone,
        go=_order(view, drawn),
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


def _notice(
    store: Store, view: View, advice: Advice | None
) -> tuple[dict[str, str] | None, SpotCounts | None]:
    """Return what the map says where it is empty, and what the best way out would show."""
    if advice is None:
        return None, None
    if not advice.ways:
        return {"words": advice.words}, None
    fields, label, count = advice.ways[0]
    act = f"{label}: {plural(count, 'event')}"
    return {"words": advice.words, "act": act}, store.counts_by_place(view.without(*fields))


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
        stands = (float(center["lat"]), float(center["lng"]), int(said["zoom"]))
        if window() is None and stands == START and _stands(selection.current()) != START:
            return  # it has not obeyed its first order yet
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
        if fields.get("event") or fields.get("place"):
            st.session_state["tab"] = EVIDENCE
    selection.change(**fields)


def _stands(view: View) -> tuple[float | None, float | None, int | None]:
    return (view.lat, view.lon, view.zoom)


def _clicked(store: Store, clicked: dict[str, Any]) -> dict[str, Any]:
    kind, row = clicked.get("kind"), clicked.get("row", clicked.get("id"))
    if kind == "none":
        return {"place": "", "event": ""}
    if kind in ("area", "polygon", "no area"):
        return _drawn(kind, clicked.get("area"))
    if kind == "loosen":
        ways = advise(store, selection.current()).ways
        return {name: getattr(View(), name) for name in ways[0][0]} if ways else {}
    ids = store.columns.spots.ids
    if kind == "place" and isinstance(row, int) and 0 <= row < len(ids):
        return {"place": ids[row], "event": ""}
    if kind == "event" and isinstance(row, int) and 0 <= row < len(store):
        event = store.event_at(row)
        return {"place": ids[store.columns.spot[row]], "event": event.id}
    return {}


def _drawn(kind: str, area: object) -> dict[str, Any]:
    """Return a drawn area as fields of the view; the view itself refuses what is none."""
    if kind == "no area":
        return {"bbox": None, "area": ()}
    if not isinstance(area, list):
        return {}
    if kind == "polygon":
        return {"bbox": None, "area": tuple(area)}
    return {"bbox": tuple(area), "area": ()}


def _order(view: View, spots: SpotCounts) -> dict[str, Any]:
    order = selection.camera()
    if order.lat is not None:
        return {"stamp": order.stamp, "lat": order.lat, "lon": order.lon, "zoom": order.zoom}
    return {"stamp": order.stamp, "bounds": list(order.bounds or bounds_of(view, spots))}
