"""Which version has read what, and what it has yet to read: of the private file and of the published one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from datelines.warehouse import Extracted, Quarantined, Reader, Writer, published_path
from tests.factories import FETCHED, NO_KNOWLEDGE, extracted, report

OLD, NEW, NEWER_RELEASE = "0.1.0", "0.1.0+3f9a1c2e", "0.2.0+3f9a1c2e"
SEEDS = "s1"


def read_by(version: str, id: str, url: str | None = None, raw: str | None = None) -> Extracted:
    """Return what a version read in a document."""
    item = extracted(id, report("Aida met Ken in Tokyo."), version=version)
    return replace(item, document=replace(item.document, url=url, raw_hash=raw))


def behind(home: Path, version: str, *items: Extracted, seeds: str = SEEDS, failed: str = "") -> int:
    """Store and publish; return how many documents a version has yet to read, where it failed at one."""
    with Writer(home) as writer:
        writer.write(items, "r0", FETCHED)
        writer.start_run("r1", FETCHED, {}, version, seeds)
        if failed:
            writer.quarantine([Quarantined(failed, "a.txt", "extract", "too-slow", "gave up", b"{}")], "r1")
        writer.finish_run("r1", FETCHED, "ok", {})
        count = writer.behind(version, seeds)
        writer.publish(NO_KNOWLEDGE)
    reader = Reader(published_path(home))
    assert reader.behind(version, seeds) == count
    assert reader.read_by(version, seeds) == {i.document.id for i in items if i.extractor_version == version}
    return count


def test_what_another_version_read_is_behind(tmp_path: Path) -> None:
    assert behind(tmp_path, NEW, read_by(OLD, "d1"), read_by(OLD, "d2"), read_by(NEW, "d2")) == 1


def test_what_was_read_with_other_seeds_is_behind(tmp_path: Path) -> None:
    with Writer(tmp_path) as writer:
        writer.write([read_by(NEW, "d1")], "r0", FETCHED)
        assert (writer.behind(NEW, SEEDS), writer.behind(NEW, "s2")) == (0, 1)


def test_a_release_that_reads_alike_is_not_another_version(tmp_path: Path) -> None:
    with Writer(tmp_path) as writer:
        writer.write([read_by(NEW, "d1")], "r0", FETCHED)
        assert writer.known(NEWER_RELEASE, SEEDS) == {"d1"}
        assert writer.behind(NEWER_RELEASE, SEEDS) == 0


def test_what_a_version_failed_to_read_is_not_behind_it(tmp_path: Path) -> None:
    assert behind(tmp_path, NEW, read_by(OLD, "d1"), failed="d1") == 0


@pytest.mark.parametrize(("url", "raw", "count"), [("u", "bytes", 0), ("u", "other", 1), ("v", "bytes", 1)])
def test_a_text_is_not_behind_where_readers_now_find_another_in_its_bytes(
    tmp_path: Path, url: str, raw: str, count: int
) -> None:
    assert behind(tmp_path, NEW, read_by(OLD, "d1", url, raw), read_by(NEW, "d2", "u", "bytes")) == count


def test_each_version_has_a_name_to_ask_for_it_by(tmp_path: Path) -> None:
    behind(tmp_path, NEW, read_by(OLD, "d1"), read_by(NEW, "d1"))
    names = Reader(published_path(tmp_path)).query("SELECT version FROM versions ORDER BY version").rows
    assert names == [(f"{NEW}.{SEEDS}",), (f"{OLD}+{SEEDS}",)]
