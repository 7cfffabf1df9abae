"""A View is a value: any link gives one, and it goes back into a link unchanged."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geo.limits import EARLIEST_DATE, LATEST_DATE
from geo.view import CONFIDENCES, LAYERS, MODALITIES, SORTS, View

DAYS = st.dates(EARLIEST_DATE - timedelta(days=9_000), LATEST_DATE + timedelta(days=9_000))
NAMES = st.text(min_size=1, max_size=60).filter(
    lambda s: s == " ".join(s.split()) and s.isprintable()
)
NUMBERS = st.floats(-1e6, 1e6, allow_nan=False)


@st.composite
def views(draw: st.DrawFn) -> View:
    def some(choices):  # type: ignore[no-untyped-def]
        return st.lists(choices, max_size=5)

    stands = draw(st.booleans())
    return View(
        since=draw(st.none() | DAYS),
        until=draw(st.none() | DAYS),
        types=draw(some(st.sampled_from(["siege", "air_strike", "armed_clash"]))),
        modalities=draw(some(st.sampled_from(MODALITIES))),
        places=draw(some(NAMES)),
        actors=draw(some(NAMES)),
        sources=draw(some(NAMES)),
        confidence=draw(some(st.sampled_from(CONFIDENCES))),
        min_deaths=draw(st.integers(-5, 10_000_000)),
        bbox=draw(st.none() | st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS)),
        area=draw(st.just([]) | st.lists(st.tuples(NUMBERS, NUMBERS), min_size=3, max_size=8)),
        text=draw(st.text(max_size=300)),
        event=draw(st.just("") | NAMES),
        place=draw(st.just("") | NAMES),
        layers=draw(some(st.sampled_from(LAYERS))),
        lat=draw(NUMBERS) if stands else None,
        lon=draw(NUMBERS) if stands else None,
        zoom=draw(st.integers(-3, 40)) if stands else None,
        locked=draw(st.booleans()),
        speed=draw(st.integers(1, 60)),
        sort=draw(st.sampled_from(SORTS)),
        data=draw(st.just("") | st.from_regex(r"[0-9a-f]{12}", fullmatch=True)),
    )


@given(views())
@example(View(actors=["Army, the", "~1 of ~0"]))
@example(View(bbox=(179.9, -1, -179.9, 1)))
def test_a_link_is_a_view(view: View) -> None:
    again, notices = View.from_query(view.to_query())
    assert again == view
    assert notices == ()


KEYS = "from to type how in who source sure deaths box area q event at layer map lock speed sort"


@given(
    st.dictionaries(
        st.sampled_from([*KEYS.split(), "data", "evil"]),
        st.text() | st.lists(st.text()) | st.none() | st.integers() | st.binary(),
    )
)
def test_any_query_gives_a_valid_view(query: dict[str, object]) -> None:
    view, _ = View.from_query(query)
    assert View.from_query(view.to_query())[0] == view


@pytest.mark.parametrize(
    "query",
    [
        {"from": "2024-02-30"},
        {"from": "<script>alert(1)</script>"},
        {"from": "x" * 5_000},
        {"to": "\x00"},
        {"box": "1,2,3"},
        {"box": "nan,1,inf,2"},
        {"area": "1,2,3"},
        {"map": "1,2"},
        {"type": "<script>alert(1)</script>"},
        {"deaths": "many"},
        {"sort": "evil"},
        {"play": "yes"},
        {"evil": "<script>"},
    ],
)
def test_fault_54_garbage_is_dropped_with_a_notice_that_never_repeats_it(
    query: dict[str, str],
) -> None:
    view, notices = View.from_query(query)
    assert view == View()
    assert len(notices) == 1
    assert not any(value in notices[0] for value in query.values())


def test_fault_54_a_reversed_range_is_sorted() -> None:
    view, notices = View.from_query({"from": "2024-04-01", "to": "2024-03-01"})
    assert (view.since, view.until) == (date(2024, 3, 1), date(2024, 4, 1))
    assert notices == ()


def test_years_out_of_range_are_clamped_and_said() -> None:
    view, notices = View.from_query({"from": "1066-01-01", "to": "2999-01-01"})
    assert (view.since, view.until) == (EARLIEST_DATE, LATEST_DATE)
    assert len(notices) == 2


def test_repeated_keys_join_lists_and_take_the_last_of_others() -> None:
    view, _ = View.from_query({"type": ["siege", "riot"], "from": ["2024-01-01", "2024-02-01"]})
    assert view.types == ("riot", "siege")
    assert view.since == date(2024, 2, 1)


def test_one_bad_value_of_a_list_costs_only_itself() -> None:
    view, notices = View.from_query({"how": "planned,EVIL"})
    assert view.modalities == ("planned",)
    assert notices == ("A part of the link's modalities is left out.",)


def test_what_streamlit_itself_puts_into_a_link_is_no_surprise() -> None:
    assert View.from_query({"embed": "true"}) == (View(), ())


@pytest.mark.parametrize(
    "wrong", [{"since": "yesterday"}, {"types": ["Air Strike"]}, {"sort": "x"}]
)
def test_fault_56_the_constructor_refuses_what_a_link_would_drop(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        View(**wrong)  # type: ignore[arg-type]


def test_a_link_is_short() -> None:
    view = View(since="2024-03-01", until="2024-03-31", types=["siege"], lat=31.5, lon=34.4, zoom=9)
    query = "&".join(f"{key}={value}" for key, value in view.to_query().items())
    assert query == "from=2024-03-01&to=2024-03-31&type=siege&map=31.5,34.4,9"


@pytest.mark.parametrize(
    "wrong",
    [
        {"since": 5},
        {"types": [5]},
        {"actors": [""]},
        {"actors": ["a\nb"]},
        {"actors": [f"a{n}" for n in range(41)]},
        {"min_deaths": float("nan")},
        {"min_deaths": "many"},
        {"bbox": (1, 2, 3)},
        {"bbox": (1, 2, 3, float("inf"))},
        {"area": [(1, 2), (3, 4)]},
        {"text": 5},
    ],
)
def test_values_of_a_wrong_kind_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        View(**wrong)  # type: ignore[arg-type]


def test_one_text_is_one_value_and_a_time_is_its_day() -> None:
    from datetime import datetime

    assert View(types="siege").types == ("siege",)  # type: ignore[arg-type]
    assert View(since=datetime(2024, 3, 1, 5)).since == date(2024, 3, 1)
    assert View(lat=1, lon=2).lat is None


def test_a_view_says_in_words_what_it_keeps() -> None:
    assert View().describe() == "all events"
    view = View(until="2024-03-01", bbox=(1, 2, 3, 4), area=[(0, 0), (0, 1), (1, 0)])
    assert view.describe() == (
        "from the first day to 2024-03-01; west, south, east, north: 1, 2, 3, 4; "
        "inside a drawn area of 3 corners"
    )


def test_a_map_position_off_the_earth_is_dropped() -> None:
    view, notices = View.from_query({"map": "999,999,9"})
    assert view.zoom is None and len(notices) == 1
