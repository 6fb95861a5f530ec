"""Checks a language pack: its form, and its own cases.

Form
    Strings are NFC, invisible characters are escaped, lists of words are sorted and without repeats, and every pattern
    says why it is there and has an example.
Case
    A text with the words that must be found in it, in words and slots rather than offsets, and the words that no item
    may touch. ``expect = "known-failure"`` marks a case that fails today; once it is cured it fails the check until it
    is promoted to ``"pass"``.

The features themselves live in stages, above the packs: a `Runner` for each is passed in.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal, NamedTuple

import msgspec

from recoupe.errors import LanguagePackError
from recoupe.languages.pack import LanguagePack

Slot = str | int | float | bool | None

_VISIBLE_SPACES = frozenset(" \n")


class Finding(NamedTuple):
    """One item that a feature found in a text: its span, the rule, and its slots by name."""

    start: int
    end: int
    rule: str
    slots: Mapping[str, Slot]


Runner = Callable[[str, LanguagePack, str | None], list[Finding]]
"""Runs one feature on a text, given the pack and a date of publication."""


class Case(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A case of a pack; see the module's docstring.

    Attributes:
        published: ISO date of publication of the text.
        found: what must be found; ``words`` is the surface, every other key a slot.
        absent: words that no item may overlap.
        only: nothing but `found` is found.
    """

    text: str
    why: str = ""
    published: str | None = None
    expect: Literal["pass", "known-failure"] = "pass"
    found: tuple[dict[str, Slot], ...] = ()
    absent: tuple[str, ...] = ()
    only: bool = False


@dataclass(frozen=True)
class Problem:
    """What is wrong with a pack: the file, the place in it, and the complaint."""

    file: str
    where: str
    complaint: str

    def __str__(self) -> str:
        return f"{self.file}: {self.where}: {self.complaint}"


@dataclass(frozen=True)
class CheckResult:
    """The outcome of checking one pack: how many cases and examples were run, and what is wrong."""

    code: str
    cases: int
    problems: tuple[Problem, ...]


def check_pack(pack: LanguagePack, runners: Mapping[str, Runner]) -> CheckResult:
    """Check the form of a pack and run its cases and the examples of its patterns.

    Args:
        pack: the pack.
        runners: by stem, the features to run. Cases of a stem without a runner are a problem: nothing would test them.
    """
    problems = list(_check_form(pack))
    count = 0
    for stem in sorted(_case_stems(pack) | set(runners)):
        cases = list(_read_cases(pack, stem))
        runner = runners.get(stem)
        if runner is None:
            problems.append(Problem(f"{pack.code}/cases/{stem}.toml", "file", "no feature of this name runs cases"))
            continue
        for number, case in enumerate(cases, start=1):
            count += 1
            problems.extend(_run_case(pack, stem, number, case, runner))
        for complaint in _run_examples(pack, stem, runner):
            problems.append(complaint)
    return CheckResult(pack.code, count, tuple(problems))


def _case_stems(pack: LanguagePack) -> set[str]:
    folder = files(__package__).joinpath(pack.code, "cases")
    if not folder.is_dir():
        return set()
    return {entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")}


def _read_cases(pack: LanguagePack, stem: str) -> Iterator[Case]:
    for number, raw in enumerate(pack.cases(stem), start=1):
        try:
            yield msgspec.convert(raw, Case)
        except msgspec.ValidationError as error:
            raise LanguagePackError(f"{pack.code}/cases/{stem}.toml", f"case {number}: {error}") from error


def _run_case(pack: LanguagePack, stem: str, number: int, case: Case, runner: Runner) -> Iterator[Problem]:
    file, where = f"{pack.code}/cases/{stem}.toml", f"case {number} ({case.text[:50]!r})"
    failures = list(_failures(case, runner(case.text, pack, case.published)))
    if case.expect == "known-failure":
        if not failures:
            yield Problem(file, where, 'a known failure is cured: write expect = "pass"')
        return
    for failure in failures:
        yield Problem(file, where, failure)


def _failures(case: Case, findings: list[Finding]) -> Iterator[str]:
    matched: set[int] = set()
    for wanted in case.found:
        words = str(wanted["words"])
        slots = {key: value for key, value in wanted.items() if key != "words"}
        same = [i for i, f in enumerate(findings) if case.text[f.start : f.end] == words and i not in matched]
        good = [i for i in same if all(findings[i].slots.get(key) == value for key, value in slots.items())]
        if good:
            matched.add(good[0])
        elif same:
            got = {key: findings[same[0]].slots.get(key) for key in slots}
            yield f"{words!r} has {got}, not {slots}"
        else:
            yield f"{words!r} is not found; found are {[case.text[f.start : f.end] for f in findings]}"
    for words in case.absent:
        at = case.text.find(words)
        if at < 0:
            yield f"the text does not hold the words {words!r}"
            continue
        for finding in findings:
            if finding.start < at + len(words) and at < finding.end:
                yield f"{case.text[finding.start : finding.end]!r} overlaps {words!r}"
    if case.only and len(findings) > len(matched):
        extra = [case.text[f.start : f.end] for i, f in enumerate(findings) if i not in matched]
        yield f"found besides: {extra}"


def _run_examples(pack: LanguagePack, stem: str, runner: Runner) -> Iterator[Problem]:
    for pattern in _patterns(pack.raw(stem)):
        name, file = pattern.get("name", "?"), f"{pack.code}/{stem}.toml"
        if not pattern.get("why"):
            yield Problem(file, f"pattern {name}", "says nothing of why it is there")
        if not pattern.get("examples"):
            yield Problem(file, f"pattern {name}", "has no example")
        for example in pattern.get("examples", ()):
            findings = runner(example["text"], pack, example.get("published"))
            # A date of publication is given to every feature; one that reads it must also find it.
            read = any("published" in finding.slots for finding in findings)
            given = {"text"} if read else {"text", "published"}
            slots = {key: value for key, value in example.items() if key not in given}
            case = Case(text=example["text"], found=(slots,) if "words" in slots else ())
            for failure in _failures(case, findings):
                yield Problem(file, f"pattern {name}, example {case.text!r}", failure)
            if not any(f.rule == name for f in findings):
                yield Problem(file, f"pattern {name}, example {case.text!r}", "the pattern does not find it")
        for text in pattern.get("counterexamples", ()):
            for finding in runner(text, pack, None):
                if finding.rule == name:
                    words = text[finding.start : finding.end]
                    yield Problem(file, f"pattern {name}, counterexample {text!r}", f"finds {words!r}")


def _patterns(section: Any) -> Iterator[Mapping[str, Any]]:
    """Every table of a section that is a pattern: it has a name and examples."""
    if isinstance(section, Mapping):
        if "name" in section and "examples" in section:
            yield section
        for key in sorted(section):
            yield from _patterns(section[key])
    elif isinstance(section, list):
        for item in section:
            yield from _patterns(item)


def _check_form(pack: LanguagePack) -> Iterator[Problem]:
    folder = files(__package__).joinpath(pack.code)
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if not entry.name.endswith(".toml"):
            continue
        file = f"{pack.code}/{entry.name}"
        for number, line in enumerate(entry.read_text(encoding="utf-8").split("\n"), start=1):
            yield from _check_line(file, number, line)
        stem = entry.name.removesuffix(".toml")
        if stem != "language":
            yield from _check_lists(file, pack.raw(stem), stem)


def _check_line(file: str, number: int, line: str) -> Iterator[Problem]:
    if unicodedata.normalize("NFC", line) != line:
        yield Problem(file, f"line {number}", "is not in NFC")
    for character in line:
        invisible = unicodedata.category(character) in {"Cf", "Zs", "Zl", "Zp", "Cc"}
        if invisible and character not in _VISIBLE_SPACES:
            yield Problem(file, f"line {number}", f"write U+{ord(character):04X} as \\u{ord(character):04X}")


def _check_lists(file: str, value: Any, where: str) -> Iterator[Problem]:
    """Lists of words are sorted sets; lists whose order means something are named ``ordered_...``."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in {"examples", "counterexamples"} and not str(key).startswith("ordered"):
                yield from _check_lists(file, inner, f"{where}.{key}")
    elif isinstance(value, list) and all(isinstance(item, str) for item in value):
        if value != sorted(value):
            yield Problem(file, where, "is not sorted")
        if len(value) != len(set(value)):
            yield Problem(file, where, f"repeats {sorted({v for v in value if value.count(v) > 1})}")
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _check_lists(file, item, f"{where}[{number}]")
