"""How fast the workbench answers on a case of 1,000 invented reports, asked by eight at once.

    python -m bench.speed.workbench                      makes the case first, which takes some minutes
    python -m bench.speed.workbench --case large.sayso   uses that file, and makes it if it is not there

The server runs in a process of its own, started as people start it. Times are those of whoever asks, over connections that are kept:
from sending the request to having read all of the answer. *Kept* is a page that was asked for before, *anew* one that nobody has asked
for since the pile changed. First paints are those of a browser, where there is one.
"""

from __future__ import annotations

import argparse
import http.client
import json
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bench.speed.invent import invent_reports

N_REPORTS = 1000
N_CLIENTS = 8
N_ASKED = 50  # by each client
PATIENCE_S = 600
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PAGES = ("/claims", "/claims/p1", "/retellings", "/reports", "/voices", "/figures", "/names", "/left-out", "/search?q=bridge")
FIRST_PAINT = """() => new Promise((tell) => new PerformanceObserver((seen) => {
  for (const each of seen.getEntriesByName("first-contentful-paint")) tell(each.startTime);
}).observe({ type: "paint", buffered: true }))"""


@dataclass(frozen=True, slots=True)
class Row:
    """What one kind of question took, in milliseconds."""

    name: str
    n_clients: int
    n_asked: int
    p50_ms: float
    p95_ms: float
    most_ms: float

    @classmethod
    def of(cls, name: str, times_ms: Sequence[float], n_clients: int = 1) -> Row:
        """Return the row of so many times."""
        ordered = sorted(times_ms)
        p50, p95 = (ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.5, 0.95))
        return cls(name, n_clients, len(ordered), round(p50, 1), round(p95, 1), round(ordered[-1], 1))


class Asker:
    """A reader with a connection that is kept. Waits with the pages that say they wait."""

    def __init__(self, address: str) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE_S)

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def read(self, path: str) -> bytes:
        """Return the answer."""
        while True:
            try:
                self._connection.request("GET", path, headers={"accept": "text/html"})
                answer = self._connection.getresponse()
            except http.client.RemoteDisconnected:  # after some seconds of silence a server hangs up
                self._connection.close()
                continue
            body = answer.read()
            if answer.status == 200:
                return body
            if answer.status != 202:
                raise SystemExit(f"{path} was answered with {answer.status}")
            time.sleep(0.2)

    def time(self, path: str) -> float:
        """Return how many milliseconds the answer takes."""
        started = time.perf_counter()
        self.read(path)
        return (time.perf_counter() - started) * 1000


def measure(case: Path) -> Iterator[Row]:
    """Yield each measurement as soon as it is done."""
    if not case.exists():
        make_case(case)
    with serve(case) as address, closing(Asker(address)) as asker:
        asker.read("/")
        yield time_clients(address, "board, kept", lambda client, n: "/")
        yield time_clients(address, "board, anew", lambda client, n: f"/?anew={client}-{n}", 5)
        for path in PAGES:
            mark = "&" if "?" in path else "?"
            yield Row.of(f"{path}, anew", [asker.time(f"{path}{mark}anew={n}") for n in range(5)])
        yield from time_paints(address)
        yield from time_days(asker)


def time_clients(address: str, name: str, choose: Callable[[int, int], str], n_asked: int = N_ASKED) -> Row:
    """Return what so many clients wait who ask at once, one question after the other."""
    times: list[float] = []

    def ask(client: int) -> None:
        with closing(Asker(address)) as asker:
            times.extend(asker.time(choose(client, n)) for n in range(n_asked))

    clients = [threading.Thread(target=ask, args=(client,)) for client in range(N_CLIENTS)]
    for each in clients:
        each.start()
    for each in clients:
        each.join()
    return Row.of(name, times, N_CLIENTS)


def time_days(asker: Asker) -> Iterator[Row]:
    """Yield what the board of past days takes: looked at for the first time, and stepping through them again."""
    reports = json.loads(asker.read("/reports.json"))["reports"]
    days = sorted({each["published"][:10] for each in reports})
    chosen = days[len(days) // 2 :: 4][:3]
    yield Row.of("board of a past day, first", [asker.time(f"/?as_of={day}") for day in chosen])
    yield Row.of("board of a past day, anew", [asker.time(f"/?as_of={day}&anew={n}") for day in chosen for n in range(3)])
    yield Row.of("board of a past day, kept", [asker.time(f"/?as_of={day}") for day in chosen for _ in range(20)])


def time_paints(address: str) -> Iterator[Row]:
    """Yield the first paint of the board in a browser that has seen it before or not, where there is a browser."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return
    if browser is None:
        return
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as profile:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=browser, headless=True, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        page = context.new_page()
        page.goto("about:blank")
        times = []
        for n in range(7):
            page.goto(f"{address}?paint={n}")
            times.append(page.evaluate(FIRST_PAINT))
        context.close()
    yield Row.of("first paint, nothing kept", times[:1])
    yield Row.of("first paint", times[1:])


@contextmanager
def serve(case: Path) -> Iterator[str]:
    """Yield the address of the workbench, served in a process of its own."""
    command = [str(Path(sys.executable).with_name("sayso")), "serve", "--case", str(case), "--port", "0"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr is not None
        yield next(word for word in server.stderr.readline().split() if word.startswith("http://"))
    finally:
        server.terminate()
        server.communicate()


def make_case(case: Path) -> None:
    """Read the invented reports into a case. The rules do: how a report was read makes no difference to how a page is shown."""
    reports = case.with_suffix(".jsonl")
    reports.write_text("".join(json.dumps(each) + "\n" for each in invent_reports(N_REPORTS)), encoding="utf-8")
    command = [str(Path(sys.executable).with_name("sayso")), "read", str(reports), "--case", str(case), "--model", "rules"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print each row once it is known."""
    parser = argparse.ArgumentParser(prog="workbench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--case", type=Path, help="the case file; made if it is not there")
    parser.add_argument("--json", action="store_true", help="print one JSON array instead of a table")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        rows = []
        for row in measure(options.case or Path(folder) / "large.sayso"):
            rows.append(row)
            if not options.json:
                print(f"{row.name:<34}{row.n_clients:>3} asking{row.n_asked:>5} times", end="")
                print(f"{row.p50_ms:>9,.1f}{row.p95_ms:>9,.1f}{row.most_ms:>9,.1f} ms", flush=True)
    if options.json:
        print(json.dumps([asdict(row) for row in rows], indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
