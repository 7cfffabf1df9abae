"""Make a store of synthetic events over real gazetteer points, for benchmarks and tests only.

Nothing in it happened: every report says so. The same arguments give the same store.
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pyarrow as pa

import gazetteer
from gazetteer.place import Place
from geo.model import Event, Evidence, Mention, Parsed, Report, Resolution
from geo.store import Store
from geo.store.tables import Tables, encode, lay_out

TYPES = (
    "air_strike",
    "shelling",
    "armed_clash",
    "ground_operation",
    "explosion",
    "attack",
    "attack_on_civilians",
    "arrest",
    "protest",
    "riot",
    "siege",
    "aid_delivery",
    "aid_restriction",
    "displacement_order",
    "diplomacy",
    "agreement",
    "property_destruction",
)
ACTORS = ("", "Northern Army", "Southern Army", "River Brigade", "Hill Militia", "Port Police")
SOURCES = tuple(f"Synthetic Wire {n:02d}" for n in range(24))
SPAN_DAYS = 730
FIRST = date(2022, 10, 1)
EVENTS_PER_REPORT = 40
SPECIMENS = 4_000


def make_store(
    count: int, *, seed: int = 7, places_used: int = 5_000, places: object = None
) -> Store:
    """Return a store of ``count`` synthetic events.

    A few thousand specimens are laid out like parsed reports; their rows are then repeated with
    other places, days and types, so that a million take seconds.
    """
    places = places or gazetteer.load()
    rng = np.random.default_rng(seed)
    chosen = _choose_places(places, rng, places_used)
    specimens = min(count, SPECIMENS)
    parsed = [
        _specimen(number, min(EVENTS_PER_REPORT, specimens - number * EVENTS_PER_REPORT), rng)
        for number in range(-(-specimens // EVENTS_PER_REPORT))
    ]
    base = lay_out(parsed)
    filler = lay_out(
        [
            Parsed(
                report=Report(id="places", text="x"),
                mentions=tuple(
                    Mention(
                        report_id="places",
                        start=0,
                        end=1,
                        surface="x",
                        resolution=Resolution(place=place, status="resolved"),
                    )
                    for place in chosen
                ),
            )
        ],
        places,
    )
    events = _repeat(base.events, count, chosen, places, rng)
    return Store(
        Tables(
            events=events,
            mentions=base.mentions,
            reports=base.reports,
            places=filler.places,
            losses=base.losses,
        )
    )


def _choose_places(places: object, rng: np.random.Generator, used: int) -> list[Place]:
    weight = np.asarray(places.population, float) + 1  # type: ignore[attr-defined]
    named = np.flatnonzero(weight > 1)
    picked = rng.choice(
        named, size=min(used, len(named)), replace=False, p=weight[named] / weight[named].sum()
    )
    return [places.place(int(row)) for row in sorted(picked)]  # type: ignore[attr-defined]


def _specimen(number: int, count: int, rng: np.random.Generator) -> Parsed:
    sentences = [
        f"Synthetic sentence {number}-{n}: {rng.integers(1, 90)} people felt "
        f"{rng.choice(TYPES).replace('_', ' ')} near the {rng.choice(['old', 'new', 'upper'])} "
        f"{rng.choice(['market', 'bridge', 'harbour', 'school'])}, which never happened."
        for n in range(count)
    ]
    text = " ".join(sentences)
    report_id = f"synthetic-{number:05d}"
    events, start = [], 0
    for n, sentence in enumerate(sentences):
        end = start + len(sentence)
        events.append(
            Event(
                id=f"{number:06x}{n:06x}",
                report_id=report_id,
                sentence_start=start,
                sentence_end=end,
                trigger_start=start + 10,
                trigger_end=start + 18,
                trigger="sentence",
                event_type="attack",
                evidence=(
                    Evidence(
                        field="event_type", start=start + 10, end=start + 18, rule="synthetic"
                    ),
                ),
            )
        )
        start = end + 1
    report = Report(
        id=report_id,
        text=text,
        title=f"Synthetic report {number}",
        published=FIRST + timedelta(days=SPAN_DAYS // 2),
        published_precision="day",
        published_from="metadata",
        source=SOURCES[number % len(SOURCES)],
    )
    return Parsed(report=report, events=tuple(events))


def _repeat(
    base: pa.Table, count: int, chosen: list[Place], places: object, rng: np.random.Generator
) -> pa.Table:
    copies = pa.array(np.sort(np.arange(count) % len(base)))
    table = base.take(copies)
    day = np.sort(rng.integers(0, SPAN_DAYS, count)) + (FIRST - date(1970, 1, 1)).days
    # News comes in places where news came before: the share of a place falls with its rank.
    rank = np.minimum(rng.zipf(1.35, count), 10 * len(chosen)) - 1
    at = rng.permutation(len(chosen))[rank % len(chosen)]
    dated = rng.random(count) < 0.8
    modality = rng.choice(
        ["asserted", "reported", "claimed", "ongoing", "planned", "denied"],
        count,
        p=[0.5, 0.25, 0.1, 0.05, 0.05, 0.05],
    )
    killed = np.where(rng.random(count) < 0.3, rng.integers(0, 40, count), -1)
    on_map = modality != "denied"
    paths = []
    for place in chosen:
        row = places.row(place.id)  # type: ignore[attr-defined]
        ids = [places.place(a).id for a in places.ancestors(row)]  # type: ignore[attr-defined]
        paths.append(" ".join([place.id, *ids]))

    def pick(values: list[str]) -> pa.Array:
        return pa.DictionaryArray.from_arrays(pa.array(at.astype(np.int32)), pa.array(values))

    days = pa.array(day.astype(np.int32)).cast(pa.date32())
    put = {
        "id": pa.array([f"{n:012x}" for n in range(count)]),
        "event_type": pa.array(rng.choice(TYPES, count)),
        "modality": pa.array(modality),
        "confidence": pa.array(rng.choice(["firm", "fair", "weak"], count)),
        "actor1": pa.array(rng.choice(ACTORS, count)),
        "actor2": pa.array(rng.choice(ACTORS, count)),
        "source": pa.array(rng.choice(SOURCES, count)),
        "killed_low": pa.array(killed.astype(np.int32), mask=killed < 0),
        "killed_high": pa.array(killed.astype(np.int32), mask=killed < 0),
        "start": pa.array(day.astype(np.int32), mask=~dated).cast(pa.date32()),
        "end": pa.array(day.astype(np.int32), mask=~dated).cast(pa.date32()),
        "shown_start": days,
        "shown_end": days,
        "date_source": pa.array(np.where(dated, "text", "dateline")),
        "date_precision": pa.array(np.where(dated, "day", "none")),
        "place_id": pick([place.id for place in chosen]),
        "place_name": pick([place.name for place in chosen]),
        "place_path": pick(paths),
        "place_relation": pa.array(np.full(count, "in")),
        "country": pick([place.country for place in chosen]),
        "lat": pa.array(np.array([place.lat for place in chosen])[at]),
        "lon": pa.array(np.array([place.lon for place in chosen])[at]),
        "precision_km": pa.array(np.array([place.precision_km for place in chosen])[at]),
        "geo_precision": pa.array(np.ones(count, np.int8)),
        "on_map": pa.array(on_map),
    }
    for name, column in put.items():
        table = table.set_column(table.column_names.index(name), name, column)
    return encode(table)
