"""Draw the map's signs as HTML, for the page around the map."""

from __future__ import annotations

from geo.draw.families import FAMILIES, Family
from geo.draw.markup import text

SIGNS = (
    ("hollow", "Own date not stated"),
    ("planned", "Planned, not (yet) happened"),
    ("claimed", "Claimed by a party"),
    ("ring", "It lies somewhere inside"),
    ("area", "Only the area is known"),
    ("count", "Number of events there"),
    ("several", "Several places: zoom in"),
)
"""What the map's signs mean beside shape and colour."""

LAYER_SIGNS = (
    ("heat", "Heat: many events close together"),
    ("mention", "A place named, no event there"),
    ("rivals", "What else the name could mean"),
    ("hidden", "Hidden by the filters"),
)
"""Signs that the map explains only while it draws them."""

_PAPERS = {False: "#fffdf9", True: "#171d21"}
_INKS = {False: "#24292e", True: "#e9ecee"}


def swatch(family: Family, *, dark: bool = False, style: str = "solid") -> str:
    """Return a family's sign; ``style`` is solid, or any of hollow, planned and claimed.

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
        "claimed": swatch(first, dark=dark, style="claimed"),
        "ring": _sign("ring", ink, dark=dark),
        "area": _sign("ring hatched", ink, dark=dark),
        "count": _sign("a count", ink, dark=dark, inside="9"),
        "several": _sign("a several", ink, dark=dark),
    }
    rows += [(drawn[kind], label) for kind, label in SIGNS]
    items = "".join(f"<li>{sign}<span>{text(label)}</span></li>" for sign, label in rows)
    return f'<ul class="legend">{items}</ul>'
