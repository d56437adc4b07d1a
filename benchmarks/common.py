"""The corpora that evaluation reads, and the predictions of the real command over them.

The corpora lie outside the repository, in the folder that DATELINES_SHARED names (default:
``shared`` beside the checkout), with their scorers, which are imported from there by path.
Predictions are kept under DATELINES_HOME, keyed by everything that they depend on.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

from datelines.extractors.fingerprint import code_digest
from datelines.extractors.version import fingerprint as fingerprint_of_reading
from datelines.seeds import digest

ROOT = Path(__file__).parents[1]
AROUND = ("sources", "flows")  # code between the command line and the extractors
KEPT_RUNS = 5
BLIND = "gold-blind"  # for totals alone: see benchmarks/blind.py

Record = dict[str, Any]


class EvaluationError(Exception):
    """Evaluation cannot be trusted or cannot run: says why in one line."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """One evaluation corpus: where it lies under the shared folder, and how it is read.

    `files` are glob patterns of what its score depends on, the scorer included: the fingerprint.
    `lang` is given to the extractor; None where each record says it itself.
    """

    name: str
    folder: str
    files: tuple[str, ...]
    lang: str | None = "en"
    only: str | None = None

    def paths(self, shared: Path) -> list[Path]:
        return sorted(path for pattern in self.files for path in (shared / self.folder).glob(pattern))


def _timex(stem: str, lang: str) -> Corpus:
    return Corpus(f"timex/{stem}", "data/timex", (f"{stem}.jsonl", "score.py"), lang, "timexes")


def _plover(stem: str) -> Corpus:
    return Corpus(f"plover/{stem}", "data/plover", (f"{stem}.jsonl", "score.py"))


CORPORA = (
    Corpus("gold", "gold", ("*.json", "alternatives.tsv", "score.py"), lang=None),
    _timex("timebank", "en"),
    _timex("aquaint", "en"),
    _timex("wikiwars-dev", "en"),
    _timex("tweets-train", "en"),
    _timex("tempeval2-zh-train", "zh"),
    _timex("ntx-zh", "zh"),
    _timex("ntx-ja", "ja"),
    _plover("plv_train"),
    _plover("cameo_coders"),
)


def shared_folder(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Return the folder of the evaluation data, or None where there is none.

    Raises `EvaluationError` where DATELINES_REQUIRE_SHARED says that it must be there.
    """
    folder = Path(environment.get("DATELINES_SHARED") or ROOT.parent / "shared")
    if folder.is_dir():
        return folder
    if environment.get("DATELINES_REQUIRE_SHARED") == "1":
        raise EvaluationError(f"no evaluation data in {folder}, and DATELINES_REQUIRE_SHARED=1")
    return None


def load_scorer(path: Path) -> ModuleType:
    """Import a scorer from its file, under a name of its own."""
    spec = importlib.util.spec_from_file_location(f"scorer_{path.parent.name}", path)
    if spec is None or spec.loader is None:
        raise EvaluationError(f"not a Python file: {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fingerprint(paths: Iterable[Path]) -> str:
    """Return a SHA-256 over names and contents, so that no edited answer passes for progress."""
    total = hashlib.sha256()
    for path in paths:
        total.update(path.name.encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def read_lines(path: Path) -> Iterator[Record]:
    """Yield the records of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def gold_documents(corpus: Corpus, shared: Path) -> list[Record]:
    """Return the documents of a corpus with their answers, as its files hold them."""
    documents: list[Record] = []
    for path in corpus.paths(shared):
        if path.suffix == ".jsonl":
            documents.extend(read_lines(path))
        elif path.suffix == ".json":
            document = json.loads(path.read_text(encoding="utf-8"))
            if isinstance(document, dict) and "text" in document:
                documents.append(document)
    if not documents:
        raise EvaluationError(f"no documents for {corpus.name} in {shared / corpus.folder}")
    return documents


def question(document: Record, lang: str | None) -> Record:
    """Return the input record of a gold document: what a reader is given, and no answer.

    The record's keys are those of the contract; a key that the document lacks is left out.
    """
    record = {
        "id": document["id"],
        "text": document["text"],
        "published": document.get("dct"),
        "url": document.get("url"),
        "title": document.get("title"),
        "lang": lang or document.get("lang"),
    }
    return {key: value for key, value in record.items() if value is not None}


def extractor_key() -> str:
    """Return a hash of all that predictions depend on: what reads, seeds, the command around it, Python."""
    files = (path for folder in AROUND for path in (ROOT / folder).rglob("*.py"))
    command = code_digest({path.relative_to(ROOT).as_posix(): path for path in files})
    figures = f"numpy {version('numpy')}, Python {platform.python_version()}"
    return hashlib.sha256(f"{fingerprint_of_reading()} {digest()} {command} {figures}".encode()).hexdigest()[
        :16
    ]


def command() -> str:
    """Return the installed `datelines` command: beside this Python, else on the path."""
    beside = Path(sys.executable).with_name("datelines")
    found = str(beside) if beside.exists() else shutil.which("datelines")
    if not found:
        raise EvaluationError("the command `datelines` is not installed: run `make run` first")
    return found


def run_extract(source: Path, only: str | None) -> bytes:
    """Run the real command over a JSON Lines file and return what it printed."""
    arguments = [command(), "extract", "--jsonl", str(source), *(["--only", only] if only else [])]
    done = subprocess.run(arguments, capture_output=True, check=False, cwd=ROOT)
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines() or ["no message"]
        raise EvaluationError(f"`datelines extract` ended with {done.returncode}: {lines[-1]}")
    return done.stdout


def predictions(
    corpus: Corpus,
    documents: list[Record],
    cache: Path,
    extract: Callable[[Path, str | None], bytes] = run_extract,
) -> dict[str, Record]:
    """Return the extraction records of a corpus by document id, from the cache if they are there."""
    stem = corpus.name.replace("/", "-")
    answers = cache / f"{stem}.out.jsonl"
    if not answers.exists():
        cache.mkdir(parents=True, exist_ok=True)
        questions = cache / f"{stem}.in.jsonl"
        lines = (json.dumps(question(document, corpus.lang), ensure_ascii=False) for document in documents)
        questions.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        unfinished = answers.with_suffix(".part")
        unfinished.write_bytes(extract(questions, corpus.only))
        unfinished.replace(answers)
    found = {record["id"]: record for record in read_lines(answers)}
    missing = [document["id"] for document in documents if document["id"] not in found]
    if missing:
        raise EvaluationError(f"{corpus.name}: {len(missing)} documents without a record, {missing[0]} first")
    return found


def cache_folder(key: str) -> Path:
    """Return where the predictions of this extractor are kept; older ones are cleared away."""
    base = Path(os.environ.get("DATELINES_HOME") or ROOT / ".datelines") / "eval"
    base.mkdir(parents=True, exist_ok=True)
    others = [path for path in base.iterdir() if path.is_dir() and path.name != key]
    for old in sorted(others, key=lambda path: path.stat().st_mtime, reverse=True)[KEPT_RUNS - 1 :]:
        shutil.rmtree(old)
    return base / key
