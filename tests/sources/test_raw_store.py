"""Raw bytes are kept once, whole, under their hash."""

from __future__ import annotations

from pathlib import Path

import pytest

from datelines.sources.identity import raw_hash
from datelines.sources.raw_store import RawStore


def test_what_is_put_is_got_back_and_kept_once(tmp_path: Path) -> None:
    store = RawStore(tmp_path / "raw")
    data = "Қазақстан\0".encode() * 1000
    digest = store.put(data)
    assert digest == raw_hash(data)
    assert store.get(digest) == data
    (file,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert file.stat().st_size < len(data) // 10
    before = file.stat().st_mtime_ns
    assert store.put(data) == digest
    assert file.stat().st_mtime_ns == before


def test_equal_bytes_make_equal_files(tmp_path: Path) -> None:
    for name in ("a", "b"):
        RawStore(tmp_path / name).put(b"text")
    one, other = (path.read_bytes() for path in sorted(tmp_path.rglob("*.gz")))
    assert one == other


@pytest.mark.parametrize("digest", ["0" * 64, "", "../../etc/passwd", "0" * 63 + "\n"])
def test_what_is_not_there_is_a_key_error(tmp_path: Path, digest: str) -> None:
    store = RawStore(tmp_path)
    assert digest not in store
    with pytest.raises(KeyError):
        store.get(digest)


@pytest.mark.parametrize("damage", [b"", b"no gzip", b"\x1f\x8b\x08"])
def test_a_damaged_file_is_not_taken_for_its_bytes(tmp_path: Path, damage: bytes) -> None:
    store = RawStore(tmp_path)
    digest = store.put(b"text")
    (file,) = tmp_path.rglob("*.gz")
    file.write_bytes(damage)
    with pytest.raises(ValueError, match=r"damaged|other bytes"):
        store.get(digest)


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = RawStore(tmp_path)

    def full(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="no space"):
        store.put(b"text")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
