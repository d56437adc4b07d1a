"""What changes the extractor's version: what changes what is read, and nothing else."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from datelines.extractors import version
from datelines.extractors.fingerprint import canonical, code_digest, imported, names_imported
from datelines.extractors.language import parser, which_model
from datelines.seeds.models.languages import languages
from tests import ROOT

PACKAGE = ROOT / "datelines"
# What the reading imports and what changes nothing in it: how seeds are loaded and checked, what is kept, how
# letters are searched for, and a reckoning of Easter that has been the same since 1583.
UNCOUNTED = {"ahocorasick_rs", "dateutil", "orjson", "platformdirs", "pydantic", "yaml"}
# By language, libraries for one that tests alone read; once it is read elsewhere they count.
UNREAD = {"ru": {"pymorphy3"}}
WRITTEN = "def f(a, *, b=1):\n    return f'{a!r:>{b}} is' ' so'\n"


@pytest.mark.parametrize(
    "same",
    [
        '"""Says more."""\n' + WRITTEN,
        WRITTEN.replace("\n    return", '\n    """Return it."""\n    return'),
        WRITTEN.replace("\n    return", "  # as one does\n\n    return"),
        'def f(\n    a,\n    *,\n    b=1,\n):\n  return (f"{a!r:>{b}} is so")\n',
        WRITTEN.replace("1", "0x1"),
        WRITTEN.replace("\n", "\r\n"),
        "\ufeff" + WRITTEN,
    ],
)
def test_how_code_is_worded_and_set_out_changes_nothing(same: str) -> None:
    assert canonical(same.encode()) == canonical(WRITTEN.encode())


@pytest.mark.parametrize(
    ("old", "new"),
    [("b=1", "b=2"), ("b=1", "b=True"), ("b=1", "b='1'"), ("*, ", ""), ("!r", ""), (" so", "")],
)
def test_what_code_says_changes_it(old: str, new: str) -> None:
    assert canonical(WRITTEN.replace(old, new).encode()) != canonical(WRITTEN.encode())


def test_a_text_that_is_more_than_a_docstring_counts() -> None:
    assert canonical(b"x = 'a'") != canonical(b"x = 'b'")
    assert canonical(b"def f():\n    'a'\n    return 'a'") != canonical(b"def f():\n    'a'\n    return 'b'")


def test_a_docstring_alone_says_no_more_than_pass() -> None:
    assert canonical(b"class Missing(Exception):\n    'None.'") == canonical(
        b"class Missing(Exception):\n    pass"
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of all code that may take part in reading."""
    for name in version.READING:
        shutil.copytree(
            PACKAGE / name, tmp_path / name, ignore=shutil.ignore_patterns("*.yml", "__pycache__")
        )
    shutil.copy(PACKAGE / "__init__.py", tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("DATELINES_HOME", str(home))
    return home


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("extractors/time/calendar.py", '"SU": 6', '"SU": 7'),
        ("seeds/aliases.py", "import re\n", "import re\n\nMORE = 1\n"),
        ("sources/records.py", "    raw_hash: str | None = None\n", '    raw_hash: str | None = ""\n'),
    ],
)
def test_a_change_of_what_reads_is_seen(copy: Path, file: str, old: str, new: str) -> None:
    before = version.reading_code(copy)
    assert before == version.reading_code(PACKAGE)
    text = (copy / file).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (copy / file).write_text(text.replace(old, new), encoding="utf-8")
    assert version.reading_code(copy) != before


@pytest.mark.parametrize("file", ["seeds/models/sources.py", "sources/readers/feed.py"])
def test_what_takes_no_part_in_reading_is_not(copy: Path, file: str) -> None:
    before = version.reading_code(copy)
    (copy / file).write_text("MORE = 1\n", encoding="utf-8")
    assert version.reading_code(copy) == before


def test_a_new_module_is_found_by_being_there(copy: Path) -> None:
    before = version.reading_code(copy)
    (copy / "extractors" / "clauses" / "new.py").write_text("MORE = 1\n", encoding="utf-8")
    assert version.reading_code(copy) != before


def test_what_is_kept_is_read_and_what_is_damaged_is_not(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    right = version.reading_code()
    [file] = home.glob("cache/code-*.json")
    for damaged in ("", "[]", '"3f9a"', "7"):
        file.write_text(damaged, encoding="utf-8")
        assert version.reading_code() == right
    monkeypatch.setattr(version, "code_digest", lambda modules: pytest.fail("parsed again"))
    assert version.reading_code() == right


LOADED = """
import sys
from pathlib import Path
from datelines.extractors.pipeline import extract
from datelines.sources.records import Document
assert extract(Document("one", Path(sys.argv[1]).read_text(encoding="utf-8"), published="2025-12-20")).events
print(*sorted(name for name in sys.modules if name.split(".")[0] in {"datelines", "pymorphy3"}))
"""


def test_every_module_that_reading_loads_is_counted() -> None:
    """Also those imported within functions, and whatever a later way of importing might hide.

    Russian's dictionary of forms is no part of reading English.
    """
    document = min((ROOT / "seeds" / "documents").iterdir())
    done = subprocess.run(
        [sys.executable, "-c", LOADED, str(document)],
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    assert set(done.stdout.split()) - set(modules()) == {
        "datelines"
    }  # the door, behind which nothing is read


def modules() -> dict[str, Path]:
    return imported(PACKAGE, "datelines", (PACKAGE / "extractors").rglob("*.py"))


def test_every_library_that_reading_uses_is_counted_or_known_to_change_nothing() -> None:
    own = {"datelines", "__future__"} | sys.stdlib_module_names
    used = {name.split(".")[0] for path in modules().values() for name in names_imported(path)} - own
    assert used == set(version.LIBRARIES) | UNCOUNTED | set().union(*UNREAD.values())
    assert not {language.tag for language in languages().languages if language.read} & UNREAD.keys()


@pytest.fixture
def forgotten() -> Iterator[None]:
    which_model.description.cache_clear()
    yield
    which_model.description.cache_clear()


@pytest.mark.usefixtures("forgotten")
def test_another_model_is_another_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = version.fingerprint()
    meta = json.loads(which_model.description())
    for name, change in (("a", {"version": "3.9.0"}), ("b", {"performance": {"dep_uas": 0.5}})):
        (tmp_path / name).mkdir()
        (tmp_path / name / "meta.json").write_text(json.dumps(meta | change), encoding="utf-8")
        monkeypatch.setenv("DATELINES_MODEL", str(tmp_path / name))
        which_model.description.cache_clear()
        assert version.fingerprint() != before


@pytest.mark.usefixtures("forgotten")
def test_a_model_that_is_not_there_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINES_MODEL", "no_such_model")
    with pytest.raises(which_model.ModelMissing, match="no_such_model"):
        version.fingerprint()


def test_the_model_is_described_as_it_describes_itself_once_loaded() -> None:
    meta = parser.model().meta
    assert which_model.model_name() == f"{meta['lang']}_{meta['name']} {meta['version']}"


def test_another_library_is_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    before = version.fingerprint()
    monkeypatch.setattr(version, "version", lambda name: "0" if name == "spacy" else "1")
    assert version.fingerprint() != before


def test_a_version_is_a_release_and_a_hash() -> None:
    assert re.fullmatch(r"\d+(\.\d+)+\+[0-9a-f]{8}", version.extractor_version())


DIGEST = """
import sys
from pathlib import Path
from datelines.extractors.fingerprint import canonical, code_digest, imported
root = Path(sys.argv[1])
print(code_digest(imported(root, "datelines", (root / "extractors").rglob("*.py"))))
print(canonical(sys.stdin.buffer.read()))
"""
# What Pythons parse, or print, each in its way.
AWKWARD = """
def f(a: int, /, b=u'\\u0870\\U00031350', *, c, d=None, **e) -> None: ...
class C(A, metaclass=M): x: int = 1
print(f'{a}' 'b' f'{c:}{d:{e}.{f}}' '' f'{g=}' f'{{' rb'\\xff' 1e400 1j ...)
async def g():
    async with a as b, c: yield {**d, 'e': f}
try: pass
except* E: pass
match x:
    case {'a': 1, **rest} | [_, *others]: pass
lambda *, a, b=1: (a := b)
""".replace("rb'", ", rb'").replace(" 1e400 1j ...", ", 1e400, 1j, ...")


def pythons(minor: int) -> list[Path]:
    """Return the installed Pythons of a version, those of pyenv included."""
    on_path = shutil.which(f"python3.{minor}", path=os.environ.get("PATH"))
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    return [*sorted(pyenv.glob(f"versions/3.{minor}.*/bin/python")), *([Path(on_path)] if on_path else [])]


@pytest.mark.parametrize("minor", [11, 12, 13])
def test_the_hash_of_code_is_the_same_in_every_python(minor: int) -> None:
    found = pythons(minor)
    if not found:
        pytest.skip(f"Python 3.{minor} is not installed here")
    done = subprocess.run(
        [found[0], "-I", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{DIGEST}", str(PACKAGE)],
        input=AWKWARD.encode(),
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode().splitlines() == [code_digest(modules()), canonical(AWKWARD.encode())]
