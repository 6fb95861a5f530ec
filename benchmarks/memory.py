"""How much memory a piece of work takes, for the benchmarks that report it."""

from __future__ import annotations

import resource
from pathlib import Path
from threading import Event, Thread
from types import TracebackType


class PeakMemory:
    """Watches how far the process's resident set rises above where it stood, sampled every few milliseconds.

    Attributes:
        kilobytes: the rise, known when the work is done.
    """

    def __init__(self) -> None:
        self._before = self._peak = resident()
        self._done = Event()
        self._watcher = Thread(target=self._watch)
        self.kilobytes = 0

    def _watch(self) -> None:
        while not self._done.wait(0.003):
            self._peak = max(self._peak, resident())

    def __enter__(self) -> PeakMemory:
        self._watcher.start()
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self._done.set()
        self._watcher.join()
        self.kilobytes = max(self._peak, resident()) - self._before


def resident() -> int:
    """Kilobytes of the process's resident set."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() // 1024
