"""Words per second of the built-in analyser, beside a spaCy pipeline of the same steps on the same texts in one run.

    python benchmarks/taggers.py [N]

The peer is spaCy's tokenizer, tok2vec and entity recogniser with untrained weights, which are as fast as trained ones;
it gives no parts of speech, ours does. One thread each. Words are what stands between spaces. ``pip install
recoupe[spacy]`` brings the peer; without it our own figures are printed alone.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec

from stages import made_up_reports

from recoupe.languages.crf import load_analyser
from recoupe.languages.pack import pack_for

ROUNDS = 5
LOAD = (
    "import time; t = time.perf_counter(); "
    "from recoupe.languages.crf import load_analyser; from recoupe.languages.pack import pack_for; "
    "i = time.perf_counter() - t; t = time.perf_counter(); load_analyser(pack_for('{code}')).analyse('{text}'); "
    "print(i, time.perf_counter() - t)"
)
FIRST = {"fr": "Nora Belin habite Lille.", "en": "Nora Belin lives in Leeds."}


def words_per_second(read: Callable[[str], object], texts: list[str]) -> float:
    """The median of several rounds, after one that warms up."""
    words = sum(len(text.split()) for text in texts)
    speeds = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        for text in texts:
            read(text)
        speeds.append(words / (time.perf_counter() - start))
    return statistics.median(speeds[1:])


def spacy_pipeline(code: str) -> Callable[[str], object]:
    import spacy  # noqa: PLC0415 - the peer is no dependency

    pipeline = spacy.blank(code)
    pipeline.add_pipe("tok2vec")
    recogniser = pipeline.add_pipe(
        "ner", config={"model": {"@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner",
                                 "extra_state_tokens": False, "hidden_width": 64, "maxout_pieces": 2, "use_upper": True,
                                 "nO": None, "tok2vec": {"@architectures": "spacy.Tok2VecListener.v1", "width": 96}}}
    )  # fmt: skip
    for label in ("PER", "ORG", "LOC", "MISC"):
        recogniser.add_label(label)
    pipeline.initialize()
    return pipeline


def loading(code: str) -> tuple[float, float]:
    """Seconds of the imports, and from there to the first text read, in a new process."""
    code_text = LOAD.format(code=code, text=FIRST[code])
    done = subprocess.run([sys.executable, "-c", code_text], capture_output=True, text=True, check=True)
    imports, first = map(float, done.stdout.split())
    return imports, first


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    texts = [str(report["text"]) for report in made_up_reports(count)]
    for code in FIRST:
        ours = words_per_second(load_analyser(pack_for(code)).analyse, texts)
        imports, first = loading(code)
        print(f"{code}: built-in {ours:,.0f} words/s; imports {imports:.2f} s, models and first text {first:.3f} s")
        if find_spec("spacy"):
            peer = words_per_second(spacy_pipeline(code), texts)
            print(f"{code}: spaCy tok2vec + ner {peer:,.0f} words/s; built-in is {ours / peer:.2f} times as fast")


if __name__ == "__main__":
    main()
