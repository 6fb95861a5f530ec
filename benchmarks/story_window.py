"""Made-up short reports that come one by one into a window of thousands: milliseconds each, memory, files.

    python benchmarks/story_window.py [--held N] [--come N]

The reports are those of ``stories.py``, in random order. The window is filled with all but the last at once, as when it
is made anew; the last come one by one. Times are those of the processor.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from pathlib import Path

from memory import PeakMemory

from recoupe.stories.window import StoryWindow
from recoupe.stories.window_files import load_window, save_window
from stories import made_up_reports


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held", type=int, default=12_000)
    parser.add_argument("--come", type=int, default=500)
    options = parser.parse_args()
    articles = list(made_up_reports(options.held + options.come))
    random.Random(1).shuffle(articles)
    window = StoryWindow()
    with PeakMemory() as memory:
        begin = time.process_time()
        window.add(articles[: options.held])
        filled = time.process_time() - begin
        times = []
        redirects = 0
        for article in articles[options.held :]:
            begin = time.process_time()
            redirects += len(window.add([article]).redirects)
            times.append(1_000 * (time.process_time() - begin))
    times.sort()
    mean, median, most = sum(times) / len(times), times[len(times) // 2], times[int(0.95 * len(times))]
    print(f"{options.held:,} reports at once: {filled:.1f} s, {memory.kilobytes / 1024:.0f} MB")
    print(
        f"{options.come:,} more, one by one: {mean:.1f} ms each, median {median:.1f}, 95 of 100 in {most:.1f}, "
        f"slowest {times[-1]:.1f}; "
        f"{len(window.stories):,} stories, {redirects} merges"
    )
    with tempfile.TemporaryDirectory() as folder:
        begin = time.process_time()
        save_window(window, Path(folder))
        saved = time.process_time()
        size = sum(path.stat().st_size for path in Path(folder).iterdir())
        load_window(Path(folder))
        print(f"saved in {saved - begin:.1f} s ({size / 1e6:.0f} MB), loaded in {time.process_time() - saved:.1f} s")


if __name__ == "__main__":
    main()
