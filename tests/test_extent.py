"""The first picture holds most of the events, and never the whole world for a single point."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geo.store.extent import SMALLEST_DEGREES, WORLD, extent, whole_extent

POINTS = st.lists(
    st.tuples(st.floats(-90, 90), st.floats(-180, 180), st.integers(1, 1000)),
    min_size=1,
    max_size=30,
)


def arrays(points: list[tuple[float, float, int]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    lat, lon, n = zip(*points, strict=True)
    return np.array(lat), np.array(lon), np.array(n, np.int32)


@given(POINTS)
def test_an_extent_is_ordered_and_finite(points: list[tuple[float, float, int]]) -> None:
    west, south, east, north = extent(*arrays(points))
    assert np.isfinite([west, south, east, north]).all()
    assert west <= east and south <= north
    assert east - west <= 360 and south >= -90 and north <= 90


@given(POINTS)
def test_the_whole_extent_holds_every_point(points: list[tuple[float, float, int]]) -> None:
    lat, lon, _ = arrays(points)
    west, south, east, north = whole_extent(lat, lon)
    assert ((lat >= south) & (lat <= north)).all()
    assert all(any(west <= x + turn <= east for turn in (-360.0, 0.0, 360.0)) for x in lon.tolist())


def test_no_points_show_the_inhabited_world() -> None:
    nothing = np.array([])
    assert extent(nothing, nothing, nothing.astype(np.int32)) == WORLD


def test_one_point_is_shown_with_a_few_kilometres_around_it() -> None:
    west, south, east, north = extent(*arrays([(31.3, 34.25, 5)]))
    assert round(east - west, 6) == round(north - south, 6) == SMALLEST_DEGREES


def test_a_pair_across_the_antimeridian_lies_side_by_side() -> None:
    west, _, east, _ = extent(*arrays([(0.0, 179.9, 1), (0.0, -179.9, 1)]))
    assert east - west < 1


def test_a_few_far_points_do_not_shrink_the_rest() -> None:
    near = [(31.3 + n / 10, 34.3, 10) for n in range(9)]
    west, _, east, _ = extent(*arrays([*near, (38.9, -77.0, 2)]))
    assert west - 34.3 > -1 and east - 34.3 < 1


def test_a_far_point_that_weighs_much_is_shown() -> None:
    west, *_ = extent(*arrays([(31.3, 34.3, 10), (38.9, -77.0, 9)]))
    assert west == -77.0
