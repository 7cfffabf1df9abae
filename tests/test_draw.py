"""Whatever a report holds, it is shown and does nothing."""

from __future__ import annotations

import html
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import draw
from geo.draw import Highlight
from geo.draw.signs import SIGNS

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "${window.top.document.title=7*7}",
    "`${1}`",
    "C:\\path\\2019",
    "$5 million",
    "{{ 7 * 7 }} {{'x'}}",
    '"><svg onload=alert(1)>',
    "javascript:alert(1)",
    "a\u202eb",
    "\u2066x\u2069\x00",
)
TAG = re.compile(r"<[^>]*>")


def shown(markup: str) -> str:
    """Return what a reader sees of HTML."""
    return html.unescape(TAG.sub("", markup))


@given(st.text())
def test_text_shows_what_it_was_given(raw: str) -> None:
    visible = "".join(
        f"U+{ord(sign):04X}" if draw.text(sign).startswith("<i") else sign for sign in raw
    )
    assert shown(draw.text(raw)) == visible


@given(st.text())
def test_text_leaves_no_sign_that_html_or_a_template_literal_reads(raw: str) -> None:
    made = draw.text(raw).replace("<i class=control>", "").replace("</i>", "")
    assert not set(made) & set("<>\"'$`\\")


@pytest.mark.parametrize("raw", HOSTILE)
def test_hostile_text_makes_no_tag(raw: str) -> None:
    assert set(TAG.findall(draw.text(raw))) <= {"<i class=control>", "</i>"}


def test_an_override_of_the_writing_direction_is_made_visible() -> None:
    assert "U+202E" in draw.text("a\u202eb")


def test_joiners_that_persian_needs_are_kept() -> None:
    assert draw.text("می\u200cخواهم") == "می\u200cخواهم"


@given(st.recursive(st.text() | st.integers(), lambda inner: st.lists(inner, max_size=3)))
def test_script_json_is_json_and_holds_no_sign_that_ends_a_script(value: object) -> None:
    made = draw.script_json(value)
    assert json.loads(made) == value
    assert not set(made) & set("<>&'`$")
    assert made.isascii()


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//x", "http://", "file://x", "[", ""]
)
def test_a_link_that_is_no_web_address_is_only_its_label(address: str) -> None:
    assert draw.link(address, "label") == "label"


def test_a_link_opens_apart_and_tells_nothing_of_the_page() -> None:
    made = draw.link('https://example.org/?a=1&b="2"', "<b>")
    assert 'rel="noopener noreferrer"' in made
    assert "&quot;2&quot;" in made
    assert "&lt;b&gt;" in made


@given(
    st.text(max_size=40), st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=6)
)
def test_a_passage_shows_its_text_whatever_is_marked(
    raw: str, spans: list[tuple[int, int]]
) -> None:
    kinds = ("trigger", "place", "date", "count", "hit", "unknown")
    marks = [
        Highlight(kind=kinds[number % len(kinds)], start=min(span), end=max(span))
        for number, span in enumerate(spans)
    ]
    assert shown(draw.passage(raw, 0, len(raw), marks)) == shown(draw.text(raw))


def test_a_passage_marks_exactly_the_spans() -> None:
    made = draw.passage(
        "Shelling hit Rafah.",
        0,
        19,
        [
            Highlight(kind="place", start=13, end=18),
            Highlight(kind="trigger", start=0, end=8),
        ],
    )
    assert made == '<mark class="trigger">Shelling</mark> hit <mark class="place">Rafah</mark>.'


def test_two_scenes_that_differ_only_behind_an_underscore_have_two_stamps() -> None:
    scenes = [draw.Scene({"places": name}).scene for name in ("evt_001", "evt_002")]
    stamps = [re.search(r'"stamp":"([0-9a-f]{16})"', scene) for scene in scenes]
    assert stamps[0] and stamps[1]
    assert stamps[0].group(1) != stamps[1].group(1)


@pytest.mark.parametrize("name", ["{{ 7 * 7 }}", "{% bad", "{# open", "{{{{", "{%{%"])
def test_a_name_is_never_read_as_a_template(name: str) -> None:
    made = draw.script_json({"name": name})
    assert json.loads(made) == {"name": name}
    assert not re.search(r"\{[{%#]", made)


def test_every_event_type_has_one_family_and_families_differ_in_shape_and_colour() -> None:
    types = [name for family in draw.FAMILIES for name in family.types]
    assert len(types) == len(set(types))
    for part in ("key", "light", "dark", "label"):
        assert len({getattr(family, part) for family in draw.FAMILIES}) == len(draw.FAMILIES)
    assert draw.family_of("a_type_of_next_year") == draw.FAMILIES[-1]


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("family", draw.FAMILIES, ids=lambda family: family.label)
def test_signs_stand_out_from_the_land(family: draw.Family) -> None:
    for colour, land in ((family.light, "#faf8f3"), (family.dark, "#20272c")):
        low, high = sorted((_luminance(colour), _luminance(land)))
        assert (high + 0.05) / (low + 0.05) >= 4.5


def test_the_legend_explains_every_sign_but_those_of_layers() -> None:
    made = draw.legend()
    labels = [family.label for family in draw.FAMILIES] + [label for _, label in SIGNS]
    assert made.count("<li>") == len(labels)
    for label in labels:
        assert f"<span>{draw.text(label)}</span>" in made


def test_the_stamp_of_a_script_changes_with_any_of_its_parts(
    tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geo.draw.map.STATIC", tmp_path)
    (tmp_path / "timeline.js").write_text("a")
    alone = draw.stamped("timeline.js")
    (tmp_path / "timeline-axis.js").write_text("b")
    assert draw.stamped("timeline.js") != alone


def test_the_door_asks_for_every_part_of_the_drawing() -> None:
    door = (draw.STATIC / "dateline.js").read_text("utf-8")
    parts = {path.name for path in draw.STATIC.glob("dateline-*.js")} | {"leaflet.js"}
    assert parts == set(re.findall(r'"([a-z-]+\.js)"', door))


def test_a_part_that_changes_changes_what_the_door_asks_for(
    tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geo.draw.map.STATIC", tmp_path)
    (tmp_path / "leaflet.js").write_text("a")
    (tmp_path / "world.bin").write_bytes(b"a")
    before = draw.stamp("leaflet.js", "*.bin")
    (tmp_path / "world.bin").write_bytes(b"b")
    assert draw.stamp("leaflet.js", "*.bin") != before
    (door, _), (last, _) = (address.split("?v=") for _, address in draw.LocalMap.default_js)
    assert (door, last) == tuple(
        draw.FILES_URL + name for name in ("dateline.js", "dateline-map.js")
    )


def test_the_map_asks_no_other_machine() -> None:
    made = draw.LocalMap()
    addresses = [url for _, url in (*made.default_js, *made.default_css)]
    assert all(url.startswith(draw.FILES_URL) for url in addresses)


@given(st.lists(st.integers(-10_000_000, 10_000_000)))
def test_steps_add_up_to_the_column(values: list[int]) -> None:
    total, back = 0, []
    for step in draw.steps(values):
        total += step
        back.append(total)
    assert back == values
