"""Containers are cut, and the pieces hold together what the whole holds, each in the same place."""

from __future__ import annotations

import gzip
import io
import os
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from datelines.flows.run.portions import plan, read, singly
from datelines.sources.pieces import pieces, read_piece
from datelines.sources.read import Unreadable, read_path
from datelines.warehouse import Reader, published_path
from tests.flows.run.test_faults import run, statuses
from tests.flows.run.test_runs import published_rows

LONG_NAME = "folder/" * 30


def sentences(count: int) -> list[str]:
    return [
        f"On {day} May 2024 the ministers of Kazakhstan and Japan met in Astana."
        for day in range(1, count + 1)
    ]


def warc(texts: list[str], packed: bool = False) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for number, text in enumerate(texts):
        url = f"https://a.example/{number}.txt"
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/plain")], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(url, "response", io.BytesIO(text.encode()), http_headers=headers)
        )
    return out.getvalue()


def zipped(texts: list[str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, text in enumerate(texts):
            archive.writestr(f"{number}.txt", text)
    return out.getvalue()


def tarred(texts: list[str]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for number, text in enumerate(texts):
            info = tarfile.TarInfo(f"{LONG_NAME}{number}.txt")
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))
    return out.getvalue()


MADE: dict[str, Callable[[list[str]], bytes]] = {
    "news.warc": warc,
    "news.warc.gz": lambda texts: warc(texts, packed=True),
    "news.zip": zipped,
    "news.tar": tarred,
}
WHOLE: dict[str, Callable[[list[str]], bytes]] = {
    "news.tar.gz": lambda texts: gzip.compress(tarred(texts)),
    "one-member.warc.gz": lambda texts: gzip.compress(warc(texts)),
    "no.zip": lambda _: b"PK\x03\x04 and no more",
    "no.warc": lambda _: b"none",
    "no.warc.gz": lambda _: gzip.compress(b"none"),
    "no.tar": lambda _: b"none" * 500,
}


@pytest.mark.parametrize("size", [1, 2, 3, 7, 500])
@pytest.mark.parametrize("name", MADE)
def test_the_pieces_of_a_container_hold_what_it_holds(name: str, size: int, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(MADE[name](["", *sentences(6)]))
    cut = list(pieces(path, size))
    assert [piece.entries for piece in cut[:-1]] == [size] * (len(cut) - 1)
    assert sum(piece.entries for piece in cut) == 7
    assert [item for piece in cut for item in read_piece(path, piece)] == list(read_path(path))
    assert [smaller for piece in cut for smaller in pieces(path, 1, piece)] == list(pieces(path, 1))


@pytest.mark.parametrize("name", ["news.warc", "news.warc.gz", "news.tar"])
@pytest.mark.parametrize("lost", [1, 200, 700])
def test_what_is_cut_off_is_in_the_last_piece(name: str, lost: int, tmp_path: Path) -> None:
    path = tmp_path / name
    whole = MADE[name](sentences(9))
    path.write_bytes(whole[: len(whole.rstrip(b"\0")) - lost])
    found = [item for piece in pieces(path, 2) for item in read_piece(path, piece)]
    whole_file = list(read_path(path))
    assert found[-1] == whole_file[-1]
    if name == "news.warc.gz":  # it is unpacked far ahead: read as a whole, it gives nothing
        assert isinstance(found[-1], Unreadable)
        assert len(found) > len(whole_file)
    else:
        assert found == whole_file


@pytest.mark.parametrize("name", WHOLE)
def test_what_cannot_be_cut_is_one_portion(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(WHOLE[name](sentences(5)))
    portions = list(plan([path], size=2))
    assert [(portion.paths, portion.piece) for portion in portions] == [((str(path),), None)]
    assert [item for _, item in read(portions[0])]


def test_a_member_that_unpacks_for_ever_is_left_to_its_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("datelines.sources.pieces.MAX_UNPACKED", 50_000)
    path = tmp_path / "a.warc.gz"
    path.write_bytes(warc([*sentences(3), "long " * 50_000, *sentences(2)], packed=True))
    cut = list(pieces(path, 1))
    assert [piece.entries for piece in cut] == [1, 1, 1]
    assert cut[-1].stop == path.stat().st_size


@pytest.mark.parametrize("name", MADE)
def test_small_containers_go_together_and_are_taken_apart_where_one_kills(name: str, tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}-{name}").write_bytes(MADE[name](sentences(2)))
    [portion] = plan([tmp_path])
    assert len(portion.paths) == 3
    entries = [entry for file in singly(portion) for entry in singly(file)]
    assert [entry.size for entry in entries] == [1] * 6
    assert [list(singly(entry)) for entry in entries] == [[entry] for entry in entries]
    assert [item for entry in entries for _, item in read(entry)] == [item for _, item in read(portion)]


@pytest.mark.slow
@pytest.mark.xdist_group("run faults")
@pytest.mark.usefixtures("shared_server")
@pytest.mark.parametrize("name", ["news.warc.gz", "news.zip"])
def test_a_container_that_is_killed_in_the_middle_is_resumed_and_a_killer_in_it_singled_out(
    name: str, tmp_path: Path
) -> None:
    texts = sentences(18)
    path = tmp_path / name
    path.write_bytes(MADE[name]([*texts[:11], "This is a zzkiller of processes.", *texts[11:]]))
    alone = tmp_path / "alone"
    assert run(alone, str(path))[0] == 0
    home = tmp_path / "home"
    assert run(home, str(path), FAULT="store")[0] < 0
    status, errors = run(home, str(path), WORKERS="2")
    assert status == 0, errors
    assert published_rows(home) == published_rows(alone)
    assert statuses(home) == ["interrupted", "ok"]
    found = Reader(published_path(home))
    assert found.status()["documents"] == len(texts)
    assert found.query("SELECT kind FROM facts.quarantine").rows == [("worker-died",)]


def test_a_piece_is_read_without_what_lies_around_it(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(warc(sentences(6)))
    cut = list(pieces(path, 2))
    expected = list(read_piece(path, cut[1]))
    with path.open("r+b") as stream:
        stream.write(os.urandom(cut[1].start))
        stream.seek(cut[1].stop)
        stream.write(os.urandom(100))
    assert list(read_piece(path, cut[1])) == expected
