"""Compose the map and what it is told: the same map at every run, and one piece of JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import folium
from folium.template import Template

from geo.draw.families import FAMILIES
from geo.draw.signs import LAYER_SIGNS, SIGNS

STATIC = Path(__file__).parents[2] / "static"
"""Files that Streamlit serves with the app, at ``app/static``."""

FILES_URL = "../../app/static/"
"""``STATIC`` as seen from the map's frame, whatever path the app is served under."""

CREDIT = (
    'Places: <a href="https://www.geonames.org/">GeoNames</a> CC BY, '
    '<a href="https://whosonfirst.org/">Who\'s On First</a>, '
    '<a href="https://data.humdata.org/">OCHA</a>, '
    '<a href="https://www.wikipedia.org/">Wikipedia</a> CC BY-SA, '
    '<a href="https://www.openstreetmap.org/copyright">&copy;&nbsp;OpenStreetMap contributors</a>, '
    '<a href="https://ourairports.com/">OurAirports</a> '
    '| Outlines: <a href="https://www.naturalearthdata.com/">Natural Earth</a>'
)
"""Whose points the curated places have; two lines on a phone. Exports name each licence in full."""

TILES = {
    "url": "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
    "credit": '&copy; <a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a>',
}
"""The optional tile layer; it is the only thing on the page that asks another machine."""

HOLLOW, PLANNED, COARSE, NEAR, CLAIMED = 1, 2, 4, 8, 16
"""How a mark is drawn: date inferred, planned, a hatched area, a ring, a party's claim."""


def script_json(value: object) -> str:
    """Return a value as JSON that is also a safe piece of JavaScript and of HTML."""
    plain = json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    # None of these is part of JSON's own grammar. Folium compiles what it is given as a template
    # of Jinja's, whose tags open with a brace and one of {%#; JSON has no such pair outside texts.
    for sign in "{%#":
        plain = plain.replace("{" + sign, f"\\u007b\\u{ord(sign):04x}")
    for sign in "<>&'`$":
        plain = plain.replace(sign, f"\\u{ord(sign):04x}")
    return plain


def stamped(name: str) -> str:
    """Return a static file's name with a stamp of its content: no browser keeps an old one.

    The stamp covers the file's further parts, which are named after it: ``timeline-axis.js``.
    """
    path = Path(name)
    return name + stamp(name, f"{path.stem}-*{path.suffix}")


def stamp(*patterns: str) -> str:
    """Return the end of an address that changes with the content of any static file so named."""
    files = sorted({path for pattern in patterns for path in STATIC.glob(pattern)})
    content = b"".join(path.read_bytes() for path in files)
    return f"?v={hashlib.sha256(content).hexdigest()[:10]}"


def _render_nothing(_self: object, **_kwargs: Any) -> str:
    """Leave out what folium writes for a page of its own.

    ``st_folium`` takes only the script that ``_template`` makes; the page that folium composes and
    compiles beside it would cost more than everything else in a rerun.
    """
    return ""


class _Start(folium.MacroElement):
    """Start the drawing on the map; the same at every run, so that the map stays mounted."""

    render = _render_nothing
    _template = Template(
        "{% macro script(this, kwargs) %}"
        "Dateline.start({{ this._parent.get_name() }}, {{ this.settings }});"
        "{% endmacro %}"
    )

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Start"
        self.settings = script_json(
            {
                "credit": CREDIT,
                "files": {
                    name: f"{FILES_URL}{name}{_STAMP}"
                    for name in ("world.bin", "levant.bin", "labels.json")
                },
                "legend": [
                    *(("mark", family.key, family.label) for family in FAMILIES),
                    *((kind, FAMILIES[0].key, label) for kind, label in (*SIGNS, *LAYER_SIGNS)),
                ],
                "names": {family.key: family.label.lower() for family in FAMILIES},
                "colours": {
                    "light": {family.key: family.light for family in FAMILIES},
                    "dark": {family.key: family.dark for family in FAMILIES},
                },
            }
        )


_STAMP = stamp("dateline*.js", "leaflet.js", "*.bin", "labels.json")
"""One stamp for all that ``dateline.js`` asks for: it knows no other than its own."""

START = (31.5, 34.8, 7)
"""Latitude, longitude and zoom at which the map is made, before its first order moves it."""


class LocalMap(folium.Map):
    """A folium map that needs no other machine: Leaflet and the outlines come with the app.

    It is made anew at every run and must then be the same to the last sign: ``st_folium`` keeps
    the map in the browser as long as its script doesn't change. What changes goes into a ``Scene``.
    """

    render = _render_nothing
    default_js = [  # noqa: RUF012 - folium reads and copies a list
        ("dateline", f"{FILES_URL}dateline.js{_STAMP}"),
        ("dateline_map", f"{FILES_URL}dateline-map.js{_STAMP}"),
    ]
    default_css = [  # noqa: RUF012
        ("leaflet_css", FILES_URL + stamped("leaflet.css")),
        ("dateline_css", FILES_URL + stamped("dateline-map.css")),
    ]

    def __init__(self) -> None:
        super().__init__(
            location=START[:2],
            zoom_start=START[2],
            min_zoom=2,
            max_zoom=18,
            tiles=None,
            prefer_canvas=True,
            control_scale=False,
            max_bounds=True,
        )
        self.add_child(_Start())


class Scene(folium.MacroElement):
    """What the map shows now, as one piece of JSON inside a feature group."""

    render = _render_nothing
    _template = Template(
        "{% macro script(this, kwargs) %}"
        "Dateline.draw(map_div, {{ this._parent.get_name() }}, {{ this.scene }});"
        "{% endmacro %}"
    )

    def __init__(self, scene: Mapping[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Scene"
        # st_folium compares scenes by their text, less everything behind an underscore; the
        # stamp has none, so two scenes that differ at all are never taken for one.
        plain = script_json(dict(scene))
        stamp = hashlib.sha256(plain.encode()).hexdigest()[:16]
        self.scene = f'{plain[:-1]},"stamp":"{stamp}"}}'


class _Group(folium.FeatureGroup):
    """A feature group that holds a scene and nothing else."""

    render = _render_nothing


def scene_group(scene: Mapping[str, Any]) -> folium.FeatureGroup:
    """Return the feature group that carries a scene to the map."""
    group = _Group(name="scene")
    group.add_child(Scene(scene))
    return group


def steps(values: Sequence[int]) -> list[int]:
    """Return a column as its first value and the steps after it, which are short to write."""
    return [value - before for value, before in zip(values, [0, *values][:-1], strict=True)]
