"""Which place a name means, and what is said about it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pytest

import gazetteer
from geo.geoparse import rank
from geo.geoparse.board import FEATURES, Board
from geo.geoparse.candidates import CandidateMemory
from geo.geoparse.confidence import shares_of_spots
from geo.geoparse.context import Name
from geo.geoparse.mentions import find_mentions
from geo.geoparse.rank import SET_BY_HAND, shipped_weights
from geo.geoparse.resolve import memory_of, resolve_mentions
from geo.geoparse.together import name_reports
from geo.model import Mention, Report


@cache
def places() -> gazetteer.Gazetteer:
    return gazetteer.load()


def resolve(text: str, *, home: str = "") -> list[Mention]:
    report = Report(id="r", text=text)
    return resolve_mentions(find_mentions(report, places()), report, places(), home=home)


def place_of(text: str, surface: str, *, home: str = "") -> gazetteer.Place:
    mention = next(m for m in resolve(text, home=home) if m.surface == surface)
    assert mention.resolution.place is not None, mention.resolution.reason
    return mention.resolution.place


def marked(text: str) -> tuple[str, list[Mention]]:
    """Return a text without its [brackets], which mark mentions."""
    mentions: list[Mention] = []
    plain = ""
    for index, part in enumerate(text.replace("]", "[").split("[")):
        if index % 2:
            mentions.append(
                Mention(report_id="r", start=len(plain), end=len(plain) + len(part), surface=part)
            )
        plain += part
    return plain, mentions


def resolve_marked(text: str, *, home: str = "") -> list[Mention]:
    plain, mentions = marked(text)
    return resolve_mentions(mentions, Report(id="r", text=plain), places(), home=home)


@pytest.mark.parametrize(
    ("text", "surface", "country", "division"),
    [
        ("A storm hit [Springfield], [Illinois], on Monday.", "Springfield", "US", "Illinois"),
        ("A fire broke out in [Paris], [Texas].", "Paris", "US", "Texas"),
        ("Talks were held in [Tripoli], [Lebanon].", "Tripoli", "LB", ""),
        ("He was born in [London], [Ont.], and moved.", "London", "CA", "Ontario"),
        ("A plant in [Portland] ([Ore.]) was closed.", "Portland", "US", "Oregon"),
    ],
)
def test_a_holder_right_behind_decides(
    text: str, surface: str, country: str, division: str
) -> None:
    mention = next(m for m in resolve_marked(text) if m.surface == surface)
    place = mention.resolution.place
    assert place is not None
    assert place.country == country
    if division:
        row = places().row(place.id)
        assert places().name_of(places().admin1_of(row)) == division


def test_a_qualified_name_leaves_the_plain_one_alone() -> None:
    text = (
        "Militias clashed in [Tripoli], east of [Misrata] and [Zawiya]. "
        "A boat from [Tripoli], [Lebanon], sank."
    )
    first, _, _, second, _ = resolve_marked(text)
    assert first.resolution.place is not None
    assert second.resolution.place is not None
    assert (first.resolution.place.country, second.resolution.place.country) == ("LY", "LB")


def test_same_name_means_same_place() -> None:
    text = "Shells hit [Rafah]. People left [Rafah] for [Khan Younis]. [Rafah] was quiet by noon."
    ids = {
        m.resolution.place.id
        for m in resolve_marked(text)
        if m.surface == "Rafah" and m.resolution.place
    }
    assert len(ids) == 1


def test_company_decides_between_namesakes() -> None:
    near_gaza = resolve_marked("Strikes hit [Rafah], [Khan Younis] and [Deir al-Balah].")[0]
    assert near_gaza.resolution.place is not None
    assert near_gaza.resolution.place.country == "PS"


def test_home_is_a_prior_and_no_wall() -> None:
    moved = resolve_marked("A fair was held in [Newcastle].", home="AU")[0].resolution
    assert moved.place is not None
    assert moved.place.country == "AU"
    elsewhere = resolve_marked("A fair was held in [Paris], [France].", home="US")[0].resolution
    assert elsewhere.place is not None
    assert elsewhere.place.country == "FR"


def test_capital_as_actor_is_its_state() -> None:
    plain, mentions = marked("[Moscow] rejected the offer.")
    actor = [mentions[0].but(function="actor")]
    place = resolve_mentions(actor, Report(id="r", text=plain), places())[0].resolution.place
    assert place is not None
    assert (place.feature_class, place.country) == ("country", "RU")
    literal = resolve_mentions(mentions, Report(id="r", text=plain), places())[0].resolution.place
    assert literal is not None
    assert literal.feature_class != "country"


def test_nothing_is_dropped_and_the_order_stays() -> None:
    text = "[Qwertyville] and [Rafah] and [Zzyzzx Gate] and [Haifa]."
    resolved = resolve_marked(text)
    assert [m.surface for m in resolved] == ["Qwertyville", "Rafah", "Zzyzzx Gate", "Haifa"]
    unknown = resolved[0].resolution
    assert unknown.place is None
    assert unknown.status == "unknown"
    assert unknown.reason


def test_every_answer_has_a_reason_rivals_and_a_probability() -> None:
    for mention in resolve("Shelling hit Jabalia and Paris, Texas, on Monday. Moscow objected."):
        resolution = mention.resolution
        assert resolution.reason
        assert 0.0 <= resolution.confidence <= 1.0
        assert len(resolution.candidates) <= 5
        assert sum(c.score for c in resolution.candidates) <= 1.001
        scores = [c.score for c in resolution.candidates]
        assert scores == sorted(scores, reverse=True)


def test_places_are_rows_of_the_gazetteer() -> None:
    for mention in resolve("Ships left Haifa for Limassol and Port Said."):
        place = mention.resolution.place
        if place is not None:
            assert places().place(place.id).lat == place.lat


def test_order_of_rivals_is_decided() -> None:
    text = "A man from [Springfield] and one from [Franklin] met in [Clinton]."
    assert resolve_marked(text) == resolve_marked(text)


def test_weights_name_features_that_exist() -> None:
    weights = shipped_weights()
    assert len(weights.first) == len(weights.second) == len(FEATURES)
    assert set(SET_BY_HAND) <= set(FEATURES)


def test_no_mentions_give_no_mentions() -> None:
    assert resolve_mentions([], Report(id="r", text=""), places()) == []


def test_a_bare_name_is_the_land_where_the_town_is_called_city() -> None:
    bare = resolve_marked("Aid trucks entered [Gaza] on Sunday.")[0].resolution.place
    town = resolve_marked("Aid trucks entered [Gaza City] on Sunday.")[0].resolution.place
    assert bare is not None
    assert town is not None
    assert (bare.feature_class, town.feature_class) == ("admin1", "populated_place")


@pytest.mark.parametrize(
    ("text", "feature_class"),
    [
        ("Jets bombed Idlib on Friday.", "populated_place"),
        ("Jets bombed Idlib province on Friday.", "admin1"),
        ("A flood reached Kassala.", "populated_place"),
        ("A flood reached Kassala state.", "admin1"),
    ],
)
def test_a_bare_name_is_the_town_and_a_class_word_makes_it_the_division(
    text: str, feature_class: str
) -> None:
    first = resolve(text)[0]
    assert first.resolution.place is not None
    assert first.resolution.place.feature_class == feature_class


QUAKE = (
    "An earthquake struck Palu, in Central Sulawesi, on Sunday. Rescuers from Makassar and Jakarta "
    "reached the coast. The road to {name} is cut by landslides."
)


@pytest.mark.parametrize(
    ("name", "placed"),
    [
        ("Toboly", False),  # the only one known is a village in Ukraine
        ("Parigi", True),  # a town of the same province
        ("Kyiv", True),  # a city that every reader knows
    ],
)
def test_a_village_far_from_all_else_is_not_meant(name: str, placed: bool) -> None:
    mention = resolve(QUAKE.format(name=name))[-1]
    assert mention.surface == name
    assert (mention.resolution.place is not None) is placed
    assert placed or "from all else" in mention.resolution.reason
    assert mention.resolution.candidates


def test_a_village_whose_country_is_named_is_meant() -> None:
    text = QUAKE.format(name="Palu") + " Aid came from Toboly, in Ukraine."
    assert place_of(text, "Toboly").country == "UA"


@pytest.mark.parametrize(
    ("text", "surface", "country"),
    [
        # a town of Iran is called Iraq, one of Pennsylvania Oklahoma
        ("Refugees came from [Iraq], [Iran] and [Turkey].", "Iraq", "IQ"),
        ("Storms hit [Mexico], the [US] and [Canada].", "Mexico", "MX"),
        # what stands behind the comma holds the state, and is no peer of it
        ("The company is in [Georgia], [U.S.], and sells nothing abroad.", "Georgia", "US"),
        ("The band was from [Mexico], [Missouri].", "Mexico", "US"),
    ],
)
def test_countries_in_a_list_do_not_hold_each_other(text: str, surface: str, country: str) -> None:
    mention = next(m for m in resolve_marked(text) if m.surface == surface)
    assert mention.resolution.place is not None
    assert mention.resolution.place.country == country


def test_states_in_a_list_are_states() -> None:
    listed = resolve_marked("Floods hit [Washington], [Oregon] and [Idaho] on Tuesday.")
    assert {m.resolution.place.feature_class for m in listed if m.resolution.place} == {"admin1"}


def test_a_sea_is_known_by_its_size() -> None:
    sea = resolve_marked("The storm crossed the [Atlantic] on Friday.")[0].resolution.place
    assert sea is not None
    assert sea.feature_class == "water"


def test_of_many_namesakes_those_of_the_country_named_are_weighed() -> None:
    text = "In [Peru], oil was spilled at [Choropampa], [San Juan] and [Magdalena], in [Cajamarca]."
    place = next(m for m in resolve_marked(text) if m.surface == "San Juan").resolution.place
    assert place is not None
    assert place.country == "PE"


def test_rivals_on_the_same_spot_lower_no_confidence() -> None:
    def shares(*ids: str) -> tuple[float, float]:
        rows = [places().row(place_id) for place_id in ids]
        return shares_of_spots(rows, [1 / len(ids)] * len(ids), memory_of(places()))

    gaza, jabalia, paris = "geonames:281133", "geonames:281129", "geonames:2988507"
    assert shares(gaza, jabalia) == (1.0, 0.0)
    assert shares(gaza, paris) == (0.5, 0.5)


def test_a_division_abroad_is_no_peer_of_the_one_behind_a_town() -> None:
    text = "Tornadoes tore through Cairo, Illinois, and Paris, Tennessee, on Wednesday."
    assert place_of(text, "Cairo").country == "US"


@pytest.mark.parametrize(
    ("text", "surface", "placed"),
    [
        ("Shells hit the Shevchenkivskyi district of Zaporizhzhia.", "Shevchenkivskyi", False),
        ("Shells hit the Shevchenkivskyi district on Sunday.", "Shevchenkivskyi", True),
        ("Bombs hit the Rimal neighbourhood of Gaza City on Sunday.", "Rimal", True),
    ],
)
def test_a_quarter_lies_in_its_town(text: str, surface: str, placed: bool) -> None:
    mention = next(m for m in resolve(text) if m.surface.startswith(surface))
    assert (mention.resolution.place is not None) is placed
    assert placed or "said to hold it" in mention.resolution.reason


def test_a_page_of_names_is_ranked_part_by_part(monkeypatch: pytest.MonkeyPatch) -> None:
    laid: list[int] = []
    whole = rank.lay_out

    def lay_out(
        reports: Sequence[Sequence[Name]], memory: CandidateMemory, *, home: str = ""
    ) -> Board | None:
        laid.append(sum(map(len, reports)))
        return whole(reports, memory, home=home)

    rows = tuple(places().rows("hebron"))
    names = [Name(surface="Hebron", folded="hebron", rows=rows, count=1) for _ in range(700)]
    monkeypatch.setattr(rank, "lay_out", lay_out)
    ranked = rank.rank_names([names], memory_of(places()))
    assert next(ranked) is not None
    assert laid == [300]
    assert len(list(ranked)) == len(names) - 1
    assert laid == [300, 300, 100]


def test_reports_that_are_read_together_keep_to_themselves() -> None:
    texts = [
        "Shells hit Tripoli, Zawiya and Misrata in Libya.",
        "Nothing is named here.",
        "Shells hit Tripoli, Sidon and Tyre in Lebanon.",
        "A convoy left Tripoli on Sunday.",
        "Paris and Hebron are named beside Xyzzyville.",
    ] * 5
    reports = [Report(id=str(number), text=text) for number, text in enumerate(texts)]
    named = list(name_reports(reports, places()))
    assert [report.id for report, _ in named] == [report.id for report in reports]
    for report, mentions in named:
        assert mentions == resolve_mentions(find_mentions(report, places()), report, places())
    homes = {m.resolution.place.country for _, ms in named for m in ms if m.resolution.place}
    assert {"LY", "LB", "FR"} <= homes
