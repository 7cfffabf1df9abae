"""Write KML in which text stays text."""

from __future__ import annotations

import html
import re
from functools import partial
from xml.sax.saxutils import escape

from geo.atomic import Writer
from geo.export.flat import Flat, joined_rows, pieces_of, values_of

CHUNK = 10_000
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2">
<Document>
<name>Dateline: reported events</name>
<description>{about}</description>
<Style id="event"><BalloonStyle><text>$[description]</text></BalloonStyle></Style>
<Style id="planned"><IconStyle><color>ff999999</color></IconStyle>\
<BalloonStyle><text>$[description]</text></BalloonStyle></Style>
"""
_SHOWN = (
    "id",
    "event_type",
    "modality",
    "place_name",
    "start",
    "end",
    "title",
    "source",
    "sentence",
)
_TAIL = "</Document>\n</kml>\n"


def write(flat: Flat, writer: Writer) -> None:
    """Write a placemark an event, with its time span and all its values as extended data."""
    about = "\n".join(f"{name}: {text}" for name, text in flat.about.items())
    writer.write(_HEAD.format(about=_shown(about)).encode())
    for begin in range(0, len(flat), CHUNK):
        writer.write(_placemarks(flat, begin).encode())
    writer.write(_TAIL.encode())


def _placemarks(flat: Flat, begin: int) -> str:
    table = flat.table.slice(begin, CHUNK)
    part = slice(begin, begin + CHUNK)
    data = [
        pieces_of(table[name], partial(_datum, _attribute(name)))
        for name in table.column_names
        if name != "sentence"
    ]
    columns = {name: values_of(table[name]) for name in _SHOWN if name in table.column_names}
    rows = (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))
    points = zip(
        flat.drawn[part].tolist(), flat.lon[part].tolist(), flat.lat[part].tolist(), strict=True
    )
    return "".join(
        _placemark(row, extended, point)
        for row, extended, point in zip(
            rows, joined_rows(data, len(table), ""), points, strict=True
        )
    )


def _placemark(values: dict[str, object], extended: str, point: tuple[bool, float, float]) -> str:
    drawn, lon, lat = point
    kind = str(values["event_type"]).replace("_", " ")
    place = values.get("place_name") or "place not known"
    style = "planned" if values["modality"] == "planned" else "event"
    words = f"{values['sentence']}\n\n{values.get('title') or ''} {values['source']}".strip()
    span = ""
    if values["start"]:
        span = f"<TimeSpan><begin>{values['start']}</begin><end>{values['end']}</end></TimeSpan>"
    at = f"<Point><coordinates>{lon!r},{lat!r}</coordinates></Point>" if drawn else ""
    return (
        f'<Placemark id="e{_attribute(str(values["id"]))}"><name>{_text(f"{kind}, {place}")}</name>'
        f"<description>{_shown(words)}</description>{span}<styleUrl>#{style}</styleUrl>"
        f"<ExtendedData>{extended}</ExtendedData>{at}</Placemark>\n"
    )


def _datum(attribute: str, value: object) -> str:
    if value is None or value == "":
        return ""
    return f'<Data name="{attribute}"><value>{_text(value)}</value></Data>'


def _text(value: object) -> str:
    return escape(_NOT_XML.sub("\ufffd", _plain(value)))


def _attribute(name: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", name), {'"': "&quot;"})


def _shown(text: str) -> str:
    # A description is read as HTML once the XML is read, so that it is escaped for both.
    return escape(html.escape(_NOT_XML.sub("\ufffd", text)).replace("$[", "&#36;["))


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
