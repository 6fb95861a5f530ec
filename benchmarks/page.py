"""Size of the page and the time to write and to open it, for N made-up reports or the reports of a file.

    python benchmarks/page.py [N | REPORTS.jsonl]

The page is opened in headless Chromium, from the file: the time is that until its load event, and that until a first
frame after it. Figures are of one run.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright
from stages import made_up_reports

import recoupe

WORDS = 600

FRAME = "() => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))"


def main() -> None:
    argument = sys.argv[1] if len(sys.argv) > 1 else "300"
    inputs: list[Any] = [argument] if argument.endswith(".jsonl") else made_up_reports(int(argument), length=WORDS)
    dossier = recoupe.make_dossier(inputs)
    words = sum(len(document.text.split()) for document in dossier.documents)
    start = time.perf_counter()
    page = dossier.to_html("fr")
    print(f"{len(dossier.documents)} reports, {words} words")
    print(f"page: {len(page.encode()) / 1e6:.2f} MB, written in {time.perf_counter() - start:.2f} s")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        path = Path(folder) / "page.html"
        path.write_text(page, encoding="utf-8")
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        opened = browser.new_page()
        opened.goto(path.as_uri())
        loaded = opened.evaluate("() => performance.timing.loadEventEnd - performance.timing.navigationStart")
        print(f"opened: loaded after {loaded} ms, shown after {opened.evaluate(FRAME):.0f} ms")
        browser.close()


if __name__ == "__main__":
    main()
