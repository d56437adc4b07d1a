"""What is installed: the command, the SQL, the seeds and the pages, and nothing that only tests need."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests import ROOT

PACKAGES = ("flows", "extractors", "warehouse", "sources", "dashboard", "seeds")

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [built] = folder.glob("*.whl")
    return built


def names_in(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def tracked(*folders: str) -> set[str]:
    listed = subprocess.run(
        ["git", "ls-files", *folders], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return set(listed.stdout.splitlines())


def test_the_wheel_holds_every_file_of_the_packages(wheel: Path) -> None:
    assert {f"datelines/{name}" for name in tracked(*PACKAGES)} - names_in(wheel) == set()


@pytest.mark.parametrize(
    "pattern", ["warehouse/views/*.sql", "warehouse/tables/*.sql", "seeds/documents/*.md"]
)
def test_the_wheel_holds_data_of_each_kind(wheel: Path, pattern: str) -> None:
    assert [name for name in names_in(wheel) if Path(name).match(pattern)]


def test_the_wheel_says_that_it_is_typed(wheel: Path) -> None:
    assert {"datelines/__init__.py", "datelines/py.typed"} <= names_in(wheel)


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in names_in(wheel)}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"datelines"}
    rooms = {
        name.split("/")[1] for name in names_in(wheel) if name.count("/") > 1 and ".dist-info" not in name
    }
    assert rooms == set(PACKAGES)


def test_the_wheel_holds_files_and_no_links(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert not [info.filename for info in archive.infolist() if stat.S_ISLNK(info.external_attr >> 16)]


@pytest.fixture(scope="module")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel where a project has packages of its own that are called `flows` and `sources`."""
    site = tmp_path_factory.mktemp("site")
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        str(site),
    ]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    for name in ("flows", "sources"):
        (site / name).mkdir()
        (site / name / "__init__.py").write_text("OF = 'another project'\n", encoding="utf-8")
    return site


def test_the_installed_command_reads_its_own_seeds(site: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(site), "DATELINES_HOME": str(tmp_path / "home")}
    command = [
        str(site / "bin" / "datelines"),
        "who",
        "president of Kazakhstan",
        "--on",
        "2020-01-01",
        "--json",
    ]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert "Tokayev" in done.stdout, done.stderr
    where = [sys.executable, "-c", "from datelines import seeds; print(seeds.ROOT)"]
    asked = subprocess.run(where, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True)
    assert asked.stdout.strip() == str(site / "datelines" / "seeds")


def test_it_lives_beside_packages_of_the_same_name(site: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(site), "DATELINES_HOME": str(tmp_path / "home")}
    program = (
        "import flows, sources, datelines.flows.cli, datelines.sources.read; print(flows.OF, sources.OF)"
    )
    asked = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    assert asked.stdout.strip() == "another project another project"
