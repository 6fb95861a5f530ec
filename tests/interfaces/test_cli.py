"""Each command, run as a user runs it: what it prints, its exit code, and what it says of bad input."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from recoupe.dossier import Dossier

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "sarzec"
METADATA = ["--metadata", str(EXAMPLE / "metadata.csv")]
REPORTS = [str(p) for p in sorted(EXAMPLE.glob("*.txt"))]


def recoupe(*arguments: str, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "recoupe", *arguments],
        input=stdin,
        capture_output=True,
        check=False,
        cwd=cwd,
        env={**os.environ, "PYTHONWARNINGS": "default"},
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def test_dossier_writes_what_was_asked_for(tmp_path: Path) -> None:
    outputs = [tmp_path / "out.html", tmp_path / "out.json", tmp_path / "out.md"]
    done = recoupe("dossier", *REPORTS, *METADATA, *(a for o in outputs for a in ("-o", str(o))))
    assert done.returncode == 0, done.stderr
    assert outputs[0].read_text(encoding="utf-8").startswith("<!doctype html>")
    assert len(Dossier.from_json(outputs[1].read_bytes()).documents) == 5
    assert outputs[2].read_text(encoding="utf-8").startswith("# ")
    assert all(str(output) in done.stderr for output in outputs)
    assert list(tmp_path.glob("*.tmp")) == []


def test_dossier_without_output_prints_tables() -> None:
    done = recoupe("dossier", *REPORTS, *METADATA, "--lang-ui", "en")
    assert done.returncode == 0
    assert "5 reports = 4 distinct texts" in done.stdout
    assert "To check first" in done.stdout
    assert done.stderr == ""


def test_dossier_prints_json() -> None:
    done = recoupe("dossier", *REPORTS, *METADATA, "--json")
    assert json.loads(done.stdout)["schema"] == 1


def test_fail_on_conflict() -> None:
    assert recoupe("dossier", *REPORTS, *METADATA, "--json", "--fail-on", "conflict").returncode == 1
    assert recoupe("dossier", REPORTS[3], "--json", "--fail-on", "conflict").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "Missing argument"),
        (("no-such-option", "--nonsense"), "nonsense"),
        ((REPORTS[0], "-o", "out.pdf"), "ends in"),
        ((REPORTS[0], "-o", "no/such/folder/out.json"), "no folder"),
        ((REPORTS[0], "--published", "yesterday"), "yesterday"),
        ((REPORTS[0], "--analyser", "stanza:fr"), "write built-in"),
        ((REPORTS[0], "--analyser", "spacy:no_such_pipeline"), "spacy:no_such_pipeline"),
        ((REPORTS[0], "--analyser", "gliner:no/such/folder"), "gliner:no/such/folder"),
    ],
)
def test_wrong_use_is_code_2(arguments: tuple[str, ...], message: str) -> None:
    done = recoupe("dossier", *arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_unread_inputs_are_listed_beside_findings() -> None:
    done = recoupe("dossier", *REPORTS, *METADATA, "missing.txt", "--json", "--fail-on", "conflict")
    assert done.returncode == 1
    assert "missing.txt" in done.stderr


def test_a_reader_that_stops_early_is_no_error() -> None:
    command = f"{sys.executable} -m recoupe quotations {REPORTS[0]} --jsonl | head -n 1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode in {0, 128 + signal.SIGPIPE}
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_output_that_cannot_be_written_is_told() -> None:
    command = f"{sys.executable} -m recoupe dossier {REPORTS[0]} --json > /dev/full"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_readable_is_code_3(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    done = recoupe("dossier", "empty.txt", "picture.png", "missing.txt", "-o", "out.json", cwd=tmp_path)
    assert done.returncode == 3
    for name in ("empty.txt", "picture.png", "missing.txt"):
        assert name in done.stderr
    assert not (tmp_path / "out.json").exists()


def test_what_can_be_read_is_done_and_the_rest_listed(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = recoupe("dossier", *REPORTS, *METADATA, str(tmp_path / "empty.txt"), "--json")
    assert done.returncode == 4
    assert "empty.txt" in done.stderr
    made = json.loads(done.stdout)
    assert len(made["documents"]) == 5
    assert [u["source"].endswith("empty.txt") for u in made["unread"]] == [True]


def test_standard_input() -> None:
    done = recoupe("annotate", "-", "--jsonl", stdin=Path(REPORTS[2]).read_bytes())
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout)
    assert record["id"] == "stdin"
    assert record["language"] == "fr"


def test_annotate_gives_a_record_a_document() -> None:
    done = recoupe("annotate", *REPORTS, *METADATA, "--jsonl")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [r["id"] for r in records] == [Path(p).name for p in REPORTS]
    for record, path in zip(records, REPORTS, strict=True):
        text = Path(path).read_text(encoding="utf-8")
        assert set(record) >= {"sentences", "mentions", "quotations", "timexes", "quantities", "statements"}
        for layer in ("mentions", "timexes", "quantities", "statements"):
            for item in record[layer]:
                assert text[item["start"] : item["end"]].strip()


def test_copies_and_diff() -> None:
    done = recoupe("copies", *REPORTS, "--jsonl")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert {(r["a"]["article"], r["b"]["article"]) for r in records} == {("1-courrier.txt", "2-echo.txt")}
    assert [r["best"] for r in records] == [True] * len(records)
    assert recoupe("copies", *REPORTS, "--all-pairs", "--jsonl").stdout == done.stdout
    done = recoupe("diff", REPORTS[0], REPORTS[1], "--json")
    assert json.loads(done.stdout) == records
    shown = recoupe("diff", REPORTS[0], REPORTS[1], "--lang-ui", "en").stdout
    assert "took from" in shown
    assert "Transccéan" in shown
    missing = recoupe("diff", REPORTS[0], "missing.txt")
    assert missing.returncode == 3
    assert "missing.txt" in missing.stderr


def test_stories_gives_a_record_a_document() -> None:
    done = recoupe("stories", *REPORTS, "--jsonl")
    records = {r["id"]: r for r in map(json.loads, done.stdout.splitlines())}
    assert len(records) == 5
    assert len(records["2-echo.txt"]["segments"]) == 2


@pytest.mark.parametrize(
    "command", ["conflicts", "dates", "figures", "lineage", "names", "quotations", "statements", "annotate", "stories"]
)
def test_every_list_has_a_table_and_json(command: str) -> None:
    table = recoupe(command, REPORTS[0], REPORTS[4])
    assert table.returncode == 0, table.stderr
    assert table.stdout.strip()
    as_json = recoupe(command, REPORTS[0], REPORTS[4], "--json")
    assert json.loads(as_json.stdout) is not None
    as_lines = recoupe(command, REPORTS[0], REPORTS[4], "--jsonl")
    assert all(json.loads(line) for line in as_lines.stdout.splitlines())


def test_near_duplicates_are_pairs_of_reports() -> None:
    done = recoupe("copies", *REPORTS, *METADATA, "--near-duplicates", "0.3", "--jsonl")
    assert done.returncode == 0, done.stderr
    (pair,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert 0.3 <= pair["jaccard"] <= pair["containment"] <= 1
    assert "Quasi-doublons" in recoupe("copies", *REPORTS, "--near-duplicates", "0.3").stdout
    assert recoupe("copies", *REPORTS, "--near-duplicates", "2").returncode == 2


def test_dates_are_written_as_timeml(tmp_path: Path) -> None:
    done = recoupe("dates", *REPORTS, *METADATA, "--json", "--timeml", str(tmp_path))
    assert done.returncode == 0, done.stderr
    written = sorted(tmp_path.iterdir())
    assert [path.name for path in written] == [f"{Path(report).name}.tml" for report in REPORTS]
    tags = sum(path.read_text(encoding="utf-8").count("<TIMEX3") for path in written)
    assert tags == len(json.loads(done.stdout)) + len(REPORTS)


def test_timeml_needs_a_folder(tmp_path: Path) -> None:
    done = recoupe("dates", REPORTS[0], "--timeml", str(tmp_path / "none"))
    assert done.returncode == 2
    assert "none" in done.stderr


def test_quotations_are_filtered() -> None:
    done = recoupe("quotations", *REPORTS, "--jsonl", "--by", "ibarra", "--kind", "direct")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert records
    assert {r["kind"] for r in records} == {"direct"}
    assert all("Ibarra" in r["speaker"]["name"] for r in records)


@pytest.mark.parametrize("name", ["Kerloc'h", "herve kerloc’h", "HERVÉ KERLOCK", "Kerlock"])
def test_quotations_of_a_speaker_are_found_by_any_spelling(name: str) -> None:
    done = recoupe("quotations", *REPORTS, "--jsonl", "--by", name)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert {r["speaker"]["name"] for r in records} == {"Hervé Kerloc'h", "Hervé Kerloc’h", "Hervé Kerlock"}


def test_a_name_that_nobody_has_is_told_with_those_who_speak() -> None:
    for name in ("Zébulon", "«»"):
        done = recoupe("quotations", *REPORTS, "--by", name)
        assert done.returncode == 2
        assert done.stdout == ""
        assert "Traceback" not in done.stderr
    assert "Carmen Ibarra" in recoupe("quotations", *REPORTS, "--by", "Zébulon").stderr
    assert "write a name" in recoupe("quotations", *REPORTS, "--by", " ").stderr
    assert recoupe("quotations", *REPORTS, "--kind", "shouted").returncode == 2


def test_a_speaker_without_quotations_of_a_kind_gives_an_empty_list() -> None:
    done = recoupe("quotations", REPORTS[0], "--json", "--by", "Tanguy", "--kind", "direct")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == []


def test_the_table_of_quotations_shows_how_they_came_and_what_is_unsure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    report = tmp_path / "a.txt"
    report.write_text(
        "Le maire Jean Corbel a loué l’ »endurance » des sauveteurs dans une lettre ouverte.\n"
        "La préfète Anne Rozec a démenti avoir fermé le port. Elle n'a pas dit que la digue céderait.\n"
        "« La digue tiendra tout l'hiver », a dit Jean Corbel à l'agence Reuters.\n",
        encoding="utf-8",
    )
    shown = recoupe("quotations", str(report), "--lang-ui", "en").stdout
    for words in ("Jean Corbel", "lettre ouverte", "Reuters", "misplaced mark", "denied", "negated", "0.95"):
        assert words in shown, shown
    (told,) = map(json.loads, recoupe("quotations", str(report), "--jsonl", "--kind", "mixed").stdout.splitlines())
    assert told["flags"] == ["misplaced-mark"]
    assert [(link["role"], link["name"]) for link in told["chain"]] == [("document", "lettre ouverte")]


def test_rows_of_one_speaker_keep_the_numbers_of_the_board(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "1000")

    def numbered(*arguments: str) -> dict[str, str]:
        rows = recoupe("quotations", *REPORTS, *arguments, "--lang-ui", "en").stdout.splitlines()
        cells = [[c.strip() for c in row.split("│")] for row in rows if row.startswith("│")]
        return {row[1]: row[4] for row in cells if row[1]}

    whole, some = numbered(), numbered("--by", "Ibarra")
    assert some.items() <= whole.items()
    assert 0 < len(some) < len(whole)


def test_why_shows_rule_and_words(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    recoupe("dossier", *REPORTS, *METADATA, "-o", str(out))
    made = json.loads(out.read_text(encoding="utf-8"))
    for name in ("conflicts", "claims", "entities", "quotations", "reuse", "stories", "utterances", "timexes"):
        done = recoupe("why", made[name][0]["id"], "--in", str(out))
        assert done.returncode == 0, done.stderr
        assert "because" in done.stdout, name
    assert json.loads(recoupe("why", made["claims"][0]["id"], "--in", str(out), "--json").stdout) == made["claims"][0]
    unknown = recoupe("why", "q-nothing", "--in", str(out))
    assert unknown.returncode == 2
    assert "q-nothing" in unknown.stderr


def test_why_refuses_what_is_no_dossier() -> None:
    done = recoupe("why", "q-1", "--in", REPORTS[0])
    assert done.returncode == 2
    assert "not a dossier" in done.stderr


def test_language_packs_pass_their_own_cases() -> None:
    done = recoupe("languages", "check")
    assert done.returncode == 0, done.stdout
    assert recoupe("languages", "check", "xx").returncode == 2


def test_help_needs_no_stage() -> None:
    code = (
        "import sys; from recoupe.interfaces.cli import cli; "
        "print(sorted(m for m in sys.modules if m.split('.')[0] in {'numpy', 'scipy', 'trafilatura', 'jinja2'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
