"""The dashboard in a real browser, driven over Chromium's own protocol: nothing to install but Chromium."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from websockets.sync.client import ClientConnection, connect

from datelines.dashboard.app import create_app
from datelines.sources.records import Attribution, ReviewItem
from datelines.warehouse import Extracted, Writer
from tests.factories import FETCHED, NO_KNOWLEDGE, extracted, person, report

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PATIENCE = 30.0  # seconds until a state that should come is given up
KEYS = {"Enter": 13, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40}
HOSTILE = (
    "<img src=//outside.example/x onerror=window.owned=1>",
    "</script><script>window.owned=1</script>",
    "\u202egnp.exe\u202c",
    "'\" onmouseover=window.owned=1 x=",
)


class Page:
    """A tab of a headless browser; it notes every request, dialog and message of the console."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._number = 0
        self.requests: list[str] = []
        self.complaints: list[str] = []
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.do(f"{domain}.enable")

    def do(self, method: str, **params: Any) -> dict[str, Any]:
        self._number += 1
        self._connection.send(json.dumps({"id": self._number, "method": method, "params": params}))
        while True:
            message = json.loads(self._connection.recv(timeout=PATIENCE))
            if message.get("id") == self._number:
                assert "error" not in message, message
                return message["result"]
            self._note(message["method"], message["params"])

    def _note(self, event: str, params: dict[str, Any]) -> None:
        if event == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif event == "Log.entryAdded":
            self.complaints.append(params["entry"]["text"])
        elif event in {"Runtime.exceptionThrown", "Page.javascriptDialogOpening"}:
            self.complaints.append(json.dumps(params))

    def run(self, script: str) -> Any:
        """Return the value of an expression, promises awaited."""
        answer = self.do("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def until(self, script: str) -> Any:
        """Wait until an expression is true; return its value."""
        end = time.monotonic() + PATIENCE
        while not (value := self.run(script)):
            assert time.monotonic() < end, f"never came true: {script}"
            time.sleep(0.05)
        return value

    def open(self, address: str, width: int = 1280, height: int = 900, dark: bool = False) -> None:
        self.requests.clear()
        self.complaints.clear()
        self.do(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        features = [
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]
        self.do("Emulation.setEmulatedMedia", features=features)
        self.do("Page.navigate", url=address)
        self.until(f"document.readyState === 'complete' && location.href === {json.dumps(address)}")
        self.until("!document.getElementById('drawing') || document.querySelectorAll('a.item').length > 0")

    def press(self, key: str) -> None:
        text = {"text": "\r"} if key == "Enter" else {}
        for kind in ("keyDown", "keyUp"):
            self.do("Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=KEYS[key], **text)

    def click(self, selector: str) -> None:
        """Click the middle of the first element that matches, with the mouse."""
        at = self.run(
            f"(() => {{ const it = document.querySelector({json.dumps(selector)});"
            " it.scrollIntoView({block: 'center'}); const box = it.getClientRects()[0];"
            " return {x: box.x + box.width / 2, y: box.y + box.height / 2}; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.do("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **at)


@contextmanager
def served(published: Path) -> Iterator[str]:
    """Serve a published file on a free port of this machine; yields the address."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()  # from here on the browser waits instead of being refused
        server = uvicorn.Server(uvicorn.Config(create_app(published), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    if CHROMIUM is None:
        pytest.skip("no browser: install Chromium to test the dashboard's scripts")
    profile = tmp_path_factory.mktemp("browser")
    command = [CHROMIUM, "--headless", "--disable-gpu", "--no-first-run", "--remote-debugging-port=0"]
    command += ["--disable-background-networking", f"--user-data-dir={profile}"]
    if os.geteuid() == 0:
        command.append("--no-sandbox")  # Chromium refuses to run as root with it
    with (profile / "log").open("wb") as log:
        browser = subprocess.Popen([*command, "about:blank"], stdout=log, stderr=log)
    try:
        address = wait_for_page(profile / "DevToolsActivePort")
        with connect(address, max_size=None) as connection:
            yield Page(connection)
    finally:
        browser.terminate()
        browser.wait()


def wait_for_page(ports: Path) -> str:
    """Return the address at which the browser's first tab takes commands."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if ports.exists() and (lines := ports.read_text().splitlines()):
            with urllib.request.urlopen(f"http://127.0.0.1:{lines[0]}/json/list") as answer:
                tabs = [tab for tab in json.load(answer) if tab["type"] == "page"]
            if tabs:
                return str(tabs[0]["webSocketDebuggerUrl"])
        time.sleep(0.05)
    raise AssertionError("the browser did not start")


def publish(home: Path, items: list[Extracted]) -> Path:
    with Writer(home) as writer:
        writer.write(items, "run", FETCHED)
        return writer.publish(NO_KNOWLEDGE)


def document(number: int, words: str, **more: Any) -> Extracted:
    told = report(words, participants=[person(f"Guest {number} of {words}")], **more)
    return extracted(f"doc{number}", told, url="https://example.org/")


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Events of one country: five of a day with each factuality, a month, and an undated one."""
    kinds = ("asserted", "planned", "possible", "negated", "underspecified")
    items = [
        document(number, f"Talk {number}", date=f"202{number}-05-17", factuality=kind)
        for number, kind in enumerate(kinds)
    ]
    items.append(document(5, "Talk of a month", date="2025-06-01", until="2025-06-30", precision="month"))
    items.append(document(6, "Talk without a date", date=None))
    with served(publish(tmp_path_factory.mktemp("few"), items)) as address:
        yield address


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Sixty events in two months, and one far from them."""
    items = [
        document(number, f"Talk {number}", date=f"2025-0{1 + number // 28}-{1 + number % 28:02}")
        for number in range(56)
    ]
    items.append(document(99, "An early talk", date="1995-03-03"))
    with served(publish(tmp_path_factory.mktemp("crowd"), items)) as address:
        yield address


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    items = []
    for number, words in enumerate(HOSTILE):
        told = report(
            words,
            date=f"202{number}-12-19",
            participants=[person(words)],
            mechanism=words,
            place=(words, "KAZ"),
            steps=(words,),
        )
        items.append(
            extracted(
                f"doc{number}",
                replace(told, attribution=Attribution(words, None, None, words)),
                url=f"javascript:window.owned=1//{words}",
                publisher=words,
                review=[ReviewItem("unknown-actor", words, words, ((0, 4),))],
            )
        )
    with served(publish(tmp_path_factory.mktemp("hostile"), items)) as address:
        yield address


MARKS = "[...document.querySelectorAll('a.item')]"
LABELS = f"{MARKS}.map(mark => mark.getAttribute('aria-label'))"
PANEL = "document.querySelector('#event h2')?.textContent"


def test_every_dated_event_is_drawn_with_its_own_shape(page: Page, few: str) -> None:
    page.open(few + "/")
    assert page.run(LABELS) == [
        "Talk 0. 17 May 2020. asserted.",
        "Talk 1. 17 May 2021. planned.",
        "Talk 2. 17 May 2022. possible.",
        "Talk 3. 17 May 2023. negated.",
        "Talk 4. 17 May 2024. underspecified.",
        "Talk of a month. Jun 2025. asserted.",
    ]
    shapes = page.run(f"{MARKS}.map(mark => mark.querySelector('.shape').getAttribute('d'))")
    assert len(set(shapes)) == 6
    assert page.run("document.querySelectorAll('a.item.span').length") == 1
    assert not page.complaints


def test_a_click_shows_the_event_and_back_and_forward_work(page: Page, few: str) -> None:
    page.open(few + "/?lanes=type")
    page.click("a.item.planned")
    page.until(f"{PANEL} === 'Talk 1'")
    assert page.run("new URLSearchParams(location.search).get('lanes')") == "type"
    assert page.run("document.querySelector('tr.chosen a.event').textContent") == "Talk 1"
    page.click("tr:last-child a.event")
    page.until(f"{PANEL} === 'Talk without a date'")
    page.run("history.back()")
    page.until(f"{PANEL} === 'Talk 1'")
    page.run("history.back()")
    page.until("document.getElementById('event')?.hidden === true && !location.search.includes('event')")
    page.run("history.forward()")
    page.until(f"{PANEL} === 'Talk 1'")
    assert not page.complaints


def test_the_timeline_is_one_stop_of_the_keyboard_with_arrows_inside(page: Page, few: str) -> None:
    page.open(few + "/")
    assert page.run("document.querySelectorAll('a.item[tabindex=\"0\"]').length") == 1
    page.run("document.querySelector('a.item[tabindex=\"0\"]').focus()")
    for key, expected in (("ArrowRight", "Talk 1"), ("ArrowRight", "Talk 2"), ("ArrowLeft", "Talk 1")):
        page.press(key)
        assert page.run("document.activeElement.getAttribute('aria-label')").startswith(expected)
    assert page.run("document.querySelector('.hint').textContent") == "Talk 117 May 2021 · planned"
    page.press("Enter")
    page.until(f"{PANEL} === 'Talk 1'")


def test_a_bubble_opens_by_zooming_in(page: Page, crowd: str) -> None:
    page.open(crowd + "/")
    drawn = page.run("document.querySelectorAll('a.item.many').length")
    assert drawn > 0
    assert page.run("document.getElementById('only-period').hidden") is True
    counts = page.run(f"{MARKS}.map(mark => Number(mark.querySelector('.count')?.textContent || 1))")
    assert sum(counts) == 57
    page.click("a.item.many")
    page.until("document.getElementById('only-period').hidden === false")
    for _ in range(8):
        if not page.run("document.querySelectorAll('a.item.many').length"):
            break
        page.click("a.item.many")
    assert page.run(f"{LABELS}.filter(label => /^Talk \\d+\\. \\d+ (Jan|Feb) 2025/.test(label)).length") > 3
    since = page.run("new URLSearchParams(document.getElementById('only-period').search).get('since')")
    assert since > "2024-06"
    assert not page.complaints


def test_hostile_text_runs_nothing_and_asks_nobody(page: Page, hostile: str) -> None:
    for address in ("/", "/?lanes=mechanism"):
        page.open(hostile + address)
        assert len(page.run(LABELS)) == len(HOSTILE)
        for number in range(len(HOSTILE)):
            page.run(f"document.querySelectorAll('tbody a.event')[{number}].click()")
            title = page.run(f"document.querySelectorAll('tbody a.event')[{number}].textContent")
            page.until(f"{PANEL} === {json.dumps(title)}")
            page.run(f"document.querySelectorAll('a.item')[{number}].dispatchEvent(new Event('mouseenter'))")
        assert page.run("typeof window.owned") == "undefined"
        assert page.run("document.querySelectorAll('img, main script').length") == 0
        assert [request for request in page.requests if not request.startswith(hostile)] == []
        assert not page.complaints


def test_the_policy_stops_what_a_template_would_let_through(page: Page, hostile: str) -> None:
    page.open(hostile + "/")
    page.run("document.body.insertAdjacentHTML('beforeend', '<img src=x:y onerror=window.owned=1>')")
    page.run("new Promise(done => setTimeout(done, 200))")
    assert page.run("typeof window.owned") == "undefined"
    assert any("Content Security Policy" in complaint for complaint in page.complaints)


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_nothing_reaches_over_the_edge_of_the_window(page: Page, few: str, hostile: str, width: int) -> None:
    for address in (few, hostile):
        page.open(address + "/", width)
        chosen = page.run("document.querySelector('a.event').dataset.event")
        page.open(f"{address}/?event={chosen}", width)
        assert page.run("document.querySelector('#event blockquote mark').textContent")
        assert page.run("document.documentElement.scrollWidth") <= width


# Contrast of every visible text with the nearest opaque ground behind it: WCAG 2.2, relative luminance.
CONTRAST = """(() => {
  const channel = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const colour = (text) => text.match(/[\\d.]+/g).map(Number);
  const ground = (node) => {
    for (; node; node = node.parentElement) {
      const its = colour(getComputedStyle(node).backgroundColor);
      if (its.length < 4 || its[3] === 1) return its;
    }
    return [255, 255, 255];
  };
  const found = [];
  for (const node of document.querySelectorAll('body *')) {
    const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
    if (!own || !node.getClientRects().length || node.closest('.unseen, .skip, noscript, option')) continue;
    const style = getComputedStyle(node);
    const shape = node.closest('a.item.many')?.querySelector('.shape');
    const behind = shape ? colour(getComputedStyle(shape).fill) : ground(node);
    const [a, b] = [light(colour(node.closest('svg') ? style.fill : style.color)), light(behind)];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) found.push([node.tagName, node.getAttribute('class'), ratio, node.textContent]);
  }
  return found;
})()"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_text_stands_out_from_its_ground(page: Page, few: str, crowd: str, dark: bool) -> None:
    for address in (few, crowd):
        page.open(address + "/?q=talk", dark=dark)
        page.click("tbody a.event")
        page.until("document.getElementById('event').hidden === false")
        assert page.run(CONTRAST) == []
    page.open(few + "/?page=x", dark=dark)
    assert page.run(CONTRAST) == []


def test_blank_filters_do_not_fill_the_address(page: Page, few: str) -> None:
    page.open(few + "/")
    page.run("document.querySelector('select[name=factuality]').value = 'planned'")
    page.click("button.main-action")
    page.until(
        "location.search === '?factuality=planned' && document.querySelectorAll('tbody tr').length === 1"
    )


def test_the_wheel_zooms_about_the_pointer_only_with_control(page: Page, crowd: str) -> None:
    page.open(crowd + "/")
    centre = (
        "(() => { const box = document.querySelector('a.item[aria-label^=\"An early talk\"] .shape')"
        ".getBoundingClientRect(); return {x: box.x + box.width / 2, y: box.y + box.height / 2}; })()"
    )
    at = page.run(centre)
    zoomed = "document.getElementById('only-period').hidden === false"
    for modifiers in (0, 2):  # 2 is the Control key
        page.do(
            "Input.dispatchMouseEvent", type="mouseWheel", deltaX=0, deltaY=-120, modifiers=modifiers, **at
        )
        if modifiers:
            page.until(zoomed)
        else:
            assert not page.run(zoomed)
    assert abs(page.run(centre)["x"] - at["x"]) < 2
