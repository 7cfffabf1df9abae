"""Draw: the only door through which text and data become HTML or JavaScript."""

from __future__ import annotations

import hashlib
import html
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import folium
from folium.template import Template

STATIC = Path(__file__).parents[1] / "static"
"""Files that Streamlit serves with the app, at ``app/static``."""

FILES_URL = "../../app/static/"
"""``STATIC`` as seen from the map's frame, whatever path the app is served under."""

CREDIT = (
    'Places: <a href="https://www.geonames.org/">GeoNames</a> CC BY 4.0, '
    '<a href="https://whosonfirst.org/">Who\'s On First</a> '
    '| Outlines: <a href="https://www.naturalearthdata.com/">Natural Earth</a>'
)

TILES = {
    "url": "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
    "credit": '&copy; <a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a>',
}
"""The optional tile layer; it is the only thing on the page that asks another machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Event types that share a colour and a shape, so that colour never speaks alone."""

    key: str
    label: str
    types: tuple[str, ...]
    light: str
    dark: str


FAMILIES = (
    Family(
        key="a",
        label="Strikes and explosions",
        types=("air_strike", "shelling", "explosion"),
        light="#b23a24",
        dark="#ee8468",
    ),
    Family(
        key="g",
        label="Fighting and attacks",
        types=("armed_clash", "ground_operation", "siege", "attack", "military_operation"),
        light="#94660a",
        dark="#e3b357",
    ),
    Family(
        key="c",
        label="Harm to civilians",
        types=(
            "attack_on_civilians",
            "abduction",
            "sexual_violence",
            "arrest",
            "property_destruction",
        ),
        light="#86307a",
        dark="#dc9bd0",
    ),
    Family(
        key="h",
        label="Aid and displacement",
        types=("displacement_order", "aid_restriction", "aid_delivery"),
        light="#14766f",
        dark="#5cc4b8",
    ),
    Family(
        key="d",
        label="Diplomacy and statements",
        types=("agreement", "diplomacy", "statement"),
        light="#2a5aa5",
        dark="#8db4f0",
    ),
    Family(
        key="p",
        label="Protests and riots",
        types=("protest", "riot"),
        light="#55701a",
        dark="#b4cb66",
    ),
    Family(
        key="s",
        label="Other situations",
        types=("situation", "casualty_total"),
        light="#5b6168",
        dark="#b0b7be",
    ),
)

_FAMILY_OF = {name: family for family in FAMILIES for name in family.types}


def family_of(event_type: str) -> Family:
    """Return the family of an event type; a type of a newer release falls to the last one."""
    return _FAMILY_OF.get(event_type, FAMILIES[-1])


def words(name: str) -> str:
    """Return a field's value as a reader says it: ``air_strike`` -> ``air strike``."""
    return name.replace("_", " ")


# ---- text ----------------------------------------------------------------------------------------

_ENTITIES = {"$": "&#36;", "`": "&#96;", "\\": "&#92;"}
_JOINERS = frozenset("\u200c\u200d\u200e\u200f\u00ad\n\t")
"""Invisible signs that Persian, Arabic or a line break need; the others are made visible."""


def text(value: object) -> str:
    """Return a text as HTML that shows it and can do nothing else.

    Beside HTML's own signs it escapes ``$``, backtick and backslash, which JavaScript template
    literals would read, and makes control characters visible: an override of the writing direction
    could make a sentence read other than it is stored.
    """
    return "".join(_character(character) for character in str(value))


def _character(character: str) -> str:
    if character in _ENTITIES:
        return _ENTITIES[character]
    if character not in _JOINERS and unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co"}:
        return f"<i class=control>U+{ord(character):04X}</i>"
    return html.escape(character)


def link(url: str, label: str) -> str:
    """Return a link to another site, or the bare label where the address isn't http(s)."""
    try:
        safe = urlsplit(url).scheme in {"http", "https"} and bool(urlsplit(url).netloc)
    except ValueError:
        safe = False
    if not safe:
        return text(label)
    address = html.escape(url, quote=True)
    return f'<a href="{address}" target="_blank" rel="noopener noreferrer">{text(label)}</a>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """A span of a report to be marked; ``kind`` is trigger, place, date, count, actor or hit."""

    kind: str
    start: int
    end: int


_KINDS = ("trigger", "place", "count", "date", "actor", "hit")
"""Kinds that may be marked; where spans overlap the first of these wins."""


def passage(full_text: str, start: int, end: int, marks: Iterable[Highlight]) -> str:
    """Return ``full_text[start:end]`` as HTML with its marks, each in its own element."""
    wanted = [
        mark for mark in marks if mark.kind in _KINDS and mark.start < end and mark.end > start
    ]
    edges = sorted(
        {start, end}
        | {min(max(edge, start), end) for mark in wanted for edge in (mark.start, mark.end)}
    )
    pieces: list[tuple[str, str]] = []
    for left, right in pairwise(edges):
        kinds = {mark.kind for mark in wanted if mark.start <= left and mark.end >= right}
        kind = next((name for name in _KINDS if name in kinds), "")
        piece = text(full_text[left:right])
        if pieces and pieces[-1][0] == kind:
            pieces[-1] = (kind, pieces[-1][1] + piece)
        else:
            pieces.append((kind, piece))
    return "".join(
        f'<mark class="{kind}">{piece}</mark>' if kind else piece for kind, piece in pieces
    )


SIGNS = (
    ("hollow", "Own date not stated"),
    ("planned", "Planned, not (yet) happened"),
    ("ring", "It lies somewhere inside"),
    ("area", "Only the area is known"),
    ("count", "Number of events there"),
    ("several", "Several places: zoom in"),
)
"""What the map's signs mean beside shape and colour."""

# ---- the map -------------------------------------------------------------------------------------

HOLLOW, PLANNED, COARSE, NEAR = 1, 2, 4, 8
"""How a mark is drawn: date inferred, planned, a hatched area, a ring."""


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
    """Return a static file's name with a stamp of its content: no browser keeps an old one."""
    stamp = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"{name}?v={stamp}"


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
                "files": FILES_URL,
                "legend": [
                    *(("mark", family.key, family.label) for family in FAMILIES),
                    *((kind, FAMILIES[0].key, label) for kind, label in SIGNS),
                ],
                "names": {family.key: family.label.lower() for family in FAMILIES},
                "colours": {
                    "light": {family.key: family.light for family in FAMILIES},
                    "dark": {family.key: family.dark for family in FAMILIES},
                },
            }
        )


SCRIPTS = ("base", "signs", "marks", "map")
"""The parts of the drawing, in the order in which each needs those before it."""


class LocalMap(folium.Map):
    """A folium map that needs no other machine: Leaflet and the outlines come with the app.

    It is made anew at every run and must then be the same to the last sign: ``st_folium`` keeps
    the map in the browser as long as its script doesn't change. What changes goes into a ``Scene``.
    """

    render = _render_nothing
    default_js = [  # noqa: RUF012 - folium reads and copies a list
        ("leaflet", FILES_URL + stamped("leaflet.js")),
        *((name, FILES_URL + stamped(f"dateline-{name}.js")) for name in SCRIPTS),
    ]
    default_css = [  # noqa: RUF012
        ("leaflet_css", FILES_URL + stamped("leaflet.css")),
        ("dateline_css", FILES_URL + stamped("dateline-map.css")),
    ]

    def __init__(self) -> None:
        super().__init__(
            location=(31.5, 34.8),
            zoom_start=7,
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


# ---- signs ---------------------------------------------------------------------------------------

_PAPERS = {False: "#fffdf9", True: "#171d21"}
_INKS = {False: "#24292e", True: "#e9ecee"}


def swatch(family: Family, *, dark: bool = False, style: str = "solid") -> str:
    """Return a family's sign; ``style`` is solid, hollow (inferred date) or planned.

    It is an element that page.css gives its shape: Streamlit takes images and inline SVG out.
    """
    return _sign(f"{family.key} {style}", family.dark if dark else family.light, dark=dark)


def _sign(names: str, colour: str, *, dark: bool, inside: str = "") -> str:
    style = f"--colour:{colour};--paper:{_PAPERS[dark]}"
    return f'<span class="sign {names}" style="{style}" aria-hidden="true">{inside}</span>'


def legend(*, dark: bool = False) -> str:
    """Return what the map's signs mean, as an HTML list."""
    ink, first = _INKS[dark], FAMILIES[0]
    rows = [(swatch(family, dark=dark), family.label) for family in FAMILIES]
    drawn = {
        "hollow": swatch(first, dark=dark, style="hollow"),
        "planned": swatch(first, dark=dark, style="planned"),
        "ring": _sign("ring", ink, dark=dark),
        "area": _sign("ring hatched", ink, dark=dark),
        "count": _sign("a count", ink, dark=dark, inside="9"),
        "several": _sign("a several", ink, dark=dark),
    }
    rows += [(drawn[kind], label) for kind, label in SIGNS]
    items = "".join(f"<li>{sign}<span>{text(label)}</span></li>" for sign, label in rows)
    return f'<ul class="legend">{items}</ul>'
