"""Write KML in which text stays text."""

from __future__ import annotations

import html
import re
from xml.sax.saxutils import escape

from geo.atomic import Writer
from geo.flat import Flat, values_of

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
_TAIL = "</Document>\n</kml>\n"


def write(flat: Flat, writer: Writer) -> None:
    """Write a placemark an event, with its time span and all its values as extended data."""
    about = "\n".join(f"{name}: {text}" for name, text in flat.about.items())
    writer.write(_HEAD.format(about=_shown(about)).encode())
    names = flat.table.column_names
    for begin in range(0, len(flat), CHUNK):
        table = flat.table.slice(begin, CHUNK)
        columns = [values_of(table[name]) for name in names]
        part = slice(begin, begin + CHUNK)
        points = zip(
            flat.drawn[part].tolist(), flat.lon[part].tolist(), flat.lat[part].tolist(), strict=True
        )
        rows = zip(*columns, strict=True)
        writer.write(
            "".join(
                _placemark(dict(zip(names, row, strict=True)), point)
                for row, point in zip(rows, points, strict=True)
            ).encode()
        )
    writer.write(_TAIL.encode())


def _placemark(values: dict[str, object], point: tuple[bool, float, float]) -> str:
    drawn, lon, lat = point
    kind = str(values["event_type"]).replace("_", " ")
    place = values.get("place_name") or "place not known"
    style = "planned" if values["modality"] == "planned" else "event"
    lines = [
        f'<Placemark id="e{_text(values["id"])}">',
        f"<name>{_text(f'{kind}, {place}')}</name>",
    ]
    words = f"{values['sentence']}\n\n{values.get('title', '')} {values['source']}".strip()
    lines.append(f"<description>{_shown(words)}</description>")
    if values["start"]:
        lines.append(
            f"<TimeSpan><begin>{values['start']}</begin><end>{values['end']}</end></TimeSpan>"
        )
    lines.append(f"<styleUrl>#{style}</styleUrl><ExtendedData>")
    lines += [
        f'<Data name="{_attribute(name)}"><value>{_text(value)}</value></Data>'
        for name, value in values.items()
        if value not in (None, "") and name != "sentence"
    ]
    lines.append("</ExtendedData>")
    if drawn:
        lines.append(f"<Point><coordinates>{lon!r},{lat!r}</coordinates></Point>")
    lines.append("</Placemark>\n")
    return "".join(lines)


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
