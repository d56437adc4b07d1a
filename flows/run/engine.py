"""Prefect's server for one run: started with it, gone with it, whatever ends the run.

Prefect can start such a server itself, but that one outlives a run that is killed. This one holds the
end of a pipe from its starter: once the starter is gone, for whatever reason, the pipe closes and the
server leaves. ``python -m datelines.flows.run.engine PORT`` is the server.
"""

from __future__ import annotations

import gc
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from datelines.flows.settings import prepare_prefect
from datelines.flows.terminal import Problem
from datelines.warehouse.lock import alone

LOCAL = "127.0.0.1"
STARTUP_SECONDS = 180
_POLL_SECONDS = 0.05
# Blocks are what Prefect keeps credentials and storage in. Registering them loads each of its collections,
# Dask's with all of Dask.
_ALWAYS = {
    "PREFECT_UI_ENABLED": "0",
    "PREFECT__SERVER_FINAL": "1",
    "PREFECT_SERVER_REGISTER_BLOCKS_ON_START": "false",
    "PREFECT_SERVER_MEMOIZE_BLOCK_AUTO_REGISTRATION": "false",
}
# A server for one run starts no runs, and keeps no events, which nobody could look at: nor deletes old ones.
_ONE_RUN = {
    "PREFECT__SERVER_EPHEMERAL": "1",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
}
# One that goes on for months forgets what it knew of runs of three months ago.
_FOR_MONTHS = {"PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs"}


@contextmanager
def server(state: Path, *, scheduler: bool = False) -> Iterator[None]:
    """Have `PREFECT_API_URL` name a server while the block runs; one that it names already is used.

    `scheduler` asks for one that starts runs when they are due, and takes longer to start itself.
    Raises `Problem` where the server does not start: ``prefect/server.log`` in `state` says why.
    """
    # A run says in one line what went wrong; Prefect's own log would say it again with a traceback.
    prepare_prefect(state, "WARNING" if scheduler else "CRITICAL")
    if os.environ.get("PREFECT_API_URL"):
        yield
        return
    os.environ.setdefault("PREFECT_LOGGING_TO_API_ENABLED", "false")  # nobody can look at them there
    port = _free_port()
    log = state / "prefect" / "server.log"
    # Two servers that make their database in one folder at once fail: the second waits for the first.
    with alone(state / "prefect" / "start.lock", wait=STARTUP_SECONDS):
        process = _start(port, log, _ALWAYS | (_FOR_MONTHS if scheduler else _ONE_RUN))
        os.environ["PREFECT_API_URL"] = f"http://{LOCAL}:{port}/api"  # Prefect reads it when it is imported
        try:
            import prefect  # noqa: F401  takes a second, in which the server starts too

            _wait(process, os.environ["PREFECT_API_URL"], log)
        except BaseException:
            _leave(process)
            raise
    try:
        yield
    finally:
        _leave(process)


def _leave(process: subprocess.Popen[bytes]) -> None:
    os.environ.pop("PREFECT_API_URL", None)
    process.communicate()  # closes the pipe and waits


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOCAL, 0))
        port: int = probe.getsockname()[1]
        return port


def _start(port: int, log: Path, settings: dict[str, str]) -> subprocess.Popen[bytes]:
    with log.open("wb") as out:
        return subprocess.Popen(
            [sys.executable, "-m", "datelines.flows.run.engine", str(port)],
            env={**os.environ, **settings},
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=out,
            start_new_session=True,  # Ctrl-C is meant for the run, which still has to tell its server
        )


def _wait(process: subprocess.Popen[bytes], api: str, log: Path) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # never through a proxy
    deadline = time.monotonic() + STARTUP_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with opener.open(f"{api}/health", timeout=10):
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(_POLL_SECONDS)
    raise Problem(f"Prefect's server does not start; {log} says why")


def main() -> None:
    """Serve Prefect's API until standard input closes."""
    gc.disable()  # a third of the time that these imports take is a search for garbage that they do not make
    import uvicorn
    from prefect.server.api.server import create_app

    app = create_app()
    gc.freeze()
    gc.enable()
    config = uvicorn.Config(
        app,
        host=LOCAL,
        port=int(sys.argv[1]),
        log_level="error",
        timeout_graceful_shutdown=3,
    )
    serving = uvicorn.Server(config)

    def leave_with_starter() -> None:
        sys.stdin.buffer.read()
        serving.should_exit = True

    threading.Thread(target=leave_with_starter, daemon=True).start()
    serving.run()


if __name__ == "__main__":
    main()
