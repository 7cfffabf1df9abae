"""The usual ways to put events on a folium map in Streamlit, to be measured beside Dateline.

    streamlit run peer_page.py -- WAY STORE

WAY is ``empty`` (a map and nothing else), ``geojson`` (one GeoJson, the map rebuilt at every move)
or ``group`` (the same GeoJson through ``feature_group_to_add``).
"""

from __future__ import annotations

import sys
from datetime import timedelta
from typing import Any

import folium
import pandas as pd
import streamlit as st
from folium.template import Template
from streamlit_folium import st_folium

from geo.draw import FILES_URL, stamped
from geo.store import Store
from geo.view import View


class OfflineMap(folium.Map):
    """A folium map whose Leaflet comes from this server, as Dateline's does."""

    default_js = [("leaflet", FILES_URL + stamped("leaflet.js"))]  # noqa: RUF012
    default_css = [("leaflet_css", FILES_URL + stamped("leaflet.css"))]  # noqa: RUF012


class Stamp(folium.MacroElement):
    """Says in the page which move the map shows, once everything before it is drawn."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        'document.documentElement.dataset.stamp = "move-{{ this.move }}";'
        "{% endmacro %}"
    )

    def __init__(self, move: int) -> None:
        super().__init__()
        self._name = "Stamp"
        self.move = move


@st.cache_resource
def open_events(folder: str) -> tuple[Any, Any]:
    store = Store.open(folder)
    return store, store.frame(View(), on_map=True)[["event_type", "shown_start", "geometry"]]


def main(way: str, folder: str) -> None:
    """Show a slider over the days and the map of what lies after its day."""
    st.set_page_config(layout="wide")
    chart = OfflineMap(location=(20, 0), zoom_start=2, tiles=None, prefer_canvas=True)
    if way == "empty":
        chart.add_child(Stamp(0))
        st_folium(chart, key="map", returned_objects=[])
        return
    store, events = open_events(folder)
    first, last = store.span
    asked = int(st.query_params.get("move", 0))
    move = st.slider("First day", 0, (last - first).days, asked)
    kept = events[events["shown_start"] >= pd.Timestamp(first + timedelta(days=move))]
    layer = folium.GeoJson(
        kept[["event_type", "geometry"]], marker=folium.CircleMarker(radius=4, weight=1)
    )
    if way == "geojson":
        chart.add_child(layer)
        chart.add_child(Stamp(move))
        st_folium(chart, key=f"map{move}", returned_objects=[])
        return
    group = folium.FeatureGroup(name="events")
    group.add_child(layer)
    group.add_child(Stamp(move))
    st_folium(chart, key="map", feature_group_to_add=group, returned_objects=[])


main(*sys.argv[1:3])
