"""Each command, run as a user runs it: what it prints, its exit code, and what it says of bad input."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

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


def test_a_folder_gets_every_form(tmp_path: Path) -> None:
    folder, again = tmp_path / "out", tmp_path / "again"
    again.mkdir()
    done = recoupe("dossier", *REPORTS, *METADATA, "-o", f"{folder}/", "-o", str(again), "--lang-ui", "en")
    assert done.returncode == 0, done.stderr
    names = [
        "claims.csv",
        "conflicts.csv",
        "dossier.html",
        "dossier.json",
        "dossier.md",
        "dossier.xlsx",
        "quotations.csv",
    ]
    assert sorted(path.name for path in folder.iterdir()) == names
    made = Dossier.from_json((folder / "dossier.json").read_bytes())
    assert (folder / "dossier.xlsx").read_bytes() == made.to_xlsx("en")
    assert (folder / "claims.csv").read_bytes() == made.to_csv("claims").encode()
    for name in names:
        assert (folder / name).read_bytes() == (again / name).read_bytes()
        assert str(folder / name) in done.stderr


def test_one_sheet_alone_is_written(tmp_path: Path) -> None:
    outputs = [tmp_path / "sarzec.xlsx", tmp_path / "sarzec-conflicts.csv"]
    done = recoupe("dossier", *REPORTS, *METADATA, *(a for o in outputs for a in ("-o", str(o))))
    assert done.returncode == 0, done.stderr
    assert outputs[0].read_bytes().startswith(b"PK")
    assert outputs[1].read_bytes().startswith(b"\xef\xbb\xbfkind,")


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
        ((REPORTS[0], "-o", "out.csv"), "claims.csv"),
        ((REPORTS[0], "-o", "no/such/folder/out.json"), "no folder"),
        ((REPORTS[0], "-o", "no/such/folder/"), "no folder"),
        ((REPORTS[0], "-o", f"{REPORTS[0]}/"), "is a file"),
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
    assert recoupe("copies", *REPORTS, "--winnow", "8", "--jsonl").stdout == done.stdout
    assert recoupe("copies", *REPORTS, "--winnow", "80", "--jsonl").stdout not in ("", done.stdout)
    assert recoupe("copies", *REPORTS, "--winnow", "3").returncode == 2
    done = recoupe("diff", REPORTS[0], REPORTS[1], "--json")
    assert json.loads(done.stdout) == records
    shown = recoupe("diff", REPORTS[0], REPORTS[1], "--lang-ui", "en").stdout
    assert "took from" in shown
    assert "Transccéan" in shown
    missing = recoupe("diff", REPORTS[0], "missing.txt")
    assert missing.returncode == 3
    assert "missing.txt" in missing.stderr


def test_copies_shows_a_form_once(tmp_path: Path) -> None:
    form = (
        "Au port de Malvent, la mer montera à {} heures et {} minutes, puis à {} heures et {} minutes, avec un "
        "coefficient de {} ; le vent soufflera à {} nœuds."
    )
    reports = [{"id": f"r{n}", "text": form.format(*range(10 * n, 10 * n + 6))} for n in range(4)]
    path = tmp_path / "tides.jsonl"
    path.write_text("\n".join(map(json.dumps, reports)), encoding="utf-8")
    links = [json.loads(line) for line in recoupe("copies", str(path), "--jsonl").stdout.splitlines()]
    assert [r["form"] in {other["id"] for other in links} for r in links] == [True] * 3
    assert len(recoupe("copies", str(path), "--jsonl", "--all-pairs").stdout.splitlines()) == 6
    shown = recoupe("copies", str(path), "--lang-ui", "en").stdout
    assert shown.count("shared form") == 1
    assert "r0, r1, r2, r3" in shown


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


def test_why_shows_what_ties_a_report_to_its_story(tmp_path: Path) -> None:
    output = tmp_path / "out.json"
    recoupe("dossier", *REPORTS, *METADATA, "-o", str(output))
    made = Dossier.from_json(output.read_bytes())
    story = next(story for story in made.stories if len(story.articles) > 1)
    article = next(article for article in made.articles if article.id == story.articles[0])
    for name in (article.id, article.document):
        shown = recoupe("why", name, "--in", str(output)).stdout
        assert f"because story {story.id}" in shown
        assert "because shared-names" in shown


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
        "heavy = {'numpy', 'scipy', 'trafilatura', 'jinja2', 'pyarrow', 'xlsxwriter'}; "
        "print(sorted(m for m in sys.modules if m.split('.')[0] in heavy))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.fixture
def week(tmp_path: Path) -> Path:
    """A folder with two reports of one event and one of another."""
    texts = {
        "a": "Le viaduc de Morlange a été fermé lundi après la découverte de fissures, a annoncé Irène Maupas.",
        "b": "Des fissures ont été découvertes : le viaduc de Morlange est fermé, dit la maire Irène Maupas.",
        "c": "L'orchestre de Halden a annulé sa tournée en Patagonie : trois violoncellistes ont la rougeole.",
    }
    lines = [json.dumps({"id": name, "text": text, "language": "fr"}) for name, text in texts.items()]
    (tmp_path / "week.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "day.jsonl").write_text("\n".join(lines[1:]), encoding="utf-8")
    return tmp_path


def test_stories_keep_the_ids_of_an_earlier_list_or_dossier(week: Path) -> None:
    day = recoupe("stories", "day.jsonl", "--jsonl", cwd=week)
    (week / "old.jsonl").write_text(day.stdout, encoding="utf-8")
    recoupe("dossier", "day.jsonl", "-o", "old.json", cwd=week)
    story = json.loads(day.stdout.splitlines()[0])["story"]
    for old in ("old.jsonl", "old.json"):
        done = recoupe("stories", "week.jsonl", "--jsonl", "--previous", old, cwd=week)
        assert [json.loads(line)["story"] for line in done.stdout.splitlines()][:2] == [story, story], done.stderr
    made = json.loads(recoupe("dossier", "week.jsonl", "--json", "--previous", "old.json", cwd=week).stdout)
    assert story in {s["id"] for s in made["stories"]}
    assert made["redirects"] == []


def test_judgements_are_kept_won_by_and_undone(week: Path) -> None:
    judged = ["--judgements", "people.jsonl"]
    said = recoupe("judge", "same", "c", "a", *judged, "--author", "Ada", cwd=week)
    assert (said.returncode, said.stdout) == (0, ""), said.stderr
    before = recoupe("stories", "week.jsonl", "--jsonl", cwd=week)
    (week / "old.jsonl").write_text(before.stdout, encoding="utf-8")
    done = recoupe("stories", "week.jsonl", "--jsonl", *judged, "--previous", "old.jsonl", cwd=week)
    assert len({json.loads(line)["story"] for line in done.stdout.splitlines()}) == 1
    ended, kept = done.stderr.splitlines()[0].removeprefix("merged: ").split(" is now part of ")
    assert {ended, kept} == {json.loads(line)["story"] for line in before.stdout.splitlines()}
    recoupe("dossier", "week.jsonl", *judged, "--previous", "old.jsonl", "-o", "old.json", cwd=week)
    for name in (ended, kept):
        assert "judged-same" in recoupe("why", name, "--in", "old.json", cwd=week).stdout
    against = recoupe("judge", "different", "a", "c", *judged, cwd=week)
    assert against.returncode == 2
    assert "(different story: a, c) against (same story: a, c; by Ada); undo one of them" in against.stderr
    assert recoupe("judge", "undo", "a", "b", *judged, cwd=week).returncode == 2
    assert recoupe("judge", "undo", "a", "c", *judged, cwd=week).returncode == 0
    assert (week / "people.jsonl").read_text(encoding="utf-8") == ""


def test_stories_stream_into_a_window(week: Path) -> None:
    lines = (week / "week.jsonl").read_text(encoding="utf-8").splitlines()
    stories = {}
    for line in lines:
        (week / "one.jsonl").write_text(line, encoding="utf-8")
        done = recoupe("stories", "one.jsonl", "--window", "window", "--days", "9", "--jsonl", cwd=week)
        (record,) = [json.loads(out) for out in done.stdout.splitlines()]
        stories[record["id"]] = record["story"]
    assert stories["a"] == stories["b"] != stories["c"]
    again = recoupe("stories", "week.jsonl", "--window", "window", "--regroup", "--jsonl", cwd=week)
    assert {r["id"]: r["story"] for r in map(json.loads, again.stdout.splitlines())} == stories
    recoupe("judge", "same", "a", "c", "--judgements", "people.jsonl", cwd=week)
    joined = recoupe("stories", "one.jsonl", "--window", "window", "--judgements", "people.jsonl", "--json", cwd=week)
    assert "merged: " in joined.stderr
    assert json.loads(joined.stdout)[0]["story"] in stories.values()
    table = recoupe("stories", "one.jsonl", "--window", "window", cwd=week)
    assert table.returncode == 0, table.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("stories", "week.jsonl", "--window", "."), "no whole window"),
        (("stories", "week.jsonl", "--days", "3"), "--window FOLDER"),
        (("stories", "week.jsonl", "--window", "w", "--previous", "week.jsonl"), "its own ids"),
        (("stories", "week.jsonl", "--previous", "week.jsonl"), "line 1: Object missing required field `segments`"),
        (("dossier", "week.jsonl", "--previous", "gone.json"), "does not exist"),
        (("dossier", "week.jsonl", "--judgements", "week.jsonl"), "line 1: no judgement"),
        (("judge", "same", "a", "--judgements", "people.jsonl"), "two ids"),
    ],
)
def test_earlier_runs_and_judgements_that_cannot_be_read(week: Path, arguments: tuple[str, ...], message: str) -> None:
    done = recoupe(*arguments, cwd=week)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_thresholds_are_tuned_written_and_used(week: Path) -> None:
    records = [json.loads(line) for line in (week / "week.jsonl").read_text(encoding="utf-8").splitlines()]
    labelled = [{**r, "story": "x" if r["id"] in "ab" else "y", "topic": "t"} for r in records]
    (week / "dev.jsonl").write_text("\n".join(json.dumps(r) for r in labelled), encoding="utf-8")
    done = recoupe("tune", "dev.jsonl", "-o", "words.toml", cwd=week)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "written: words.toml\n")
    written = (week / "words.toml").read_text(encoding="utf-8")
    assert recoupe("tune", "dev.jsonl", cwd=week).stdout == written
    assert 'representation = "words"' in written
    assert "\nstories = 1.0000\n" in written
    used = recoupe("stories", "week.jsonl", "--thresholds", "words.toml", "--jsonl", cwd=week)
    a, b, c = (json.loads(line)["story"] for line in used.stdout.splitlines())
    assert a == b != c
    (week / "low.toml").write_text(re.sub("same_story = .*", "same_story = 0.0001", written), encoding="utf-8")
    low = recoupe("stories", "week.jsonl", "--thresholds", "low.toml", "--jsonl", cwd=week)
    assert len({json.loads(line)["story"] for line in low.stdout.splitlines()}) == 1
    (week / "other.toml").write_text(written.replace('"words"', '"tiny"'), encoding="utf-8")
    (week / "none.toml").write_text(written.replace("same_story =", "same_stories ="), encoding="utf-8")
    for name, message in (
        ("other", "made for tiny 1, but"),
        ("none", "same_story must be"),
        ("week", "cannot be read"),
    ):
        path = f"{name}.toml" if name != "week" else "week.jsonl"
        wrong = recoupe("stories", "week.jsonl", "--thresholds", path, cwd=week)
        assert (wrong.returncode, message in wrong.stderr) == (2, True), wrong.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("tune", "week.jsonl"), "two stories at least"),
        (("tune", "week.jsonl", "--embedder", "no/such"), "there is no folder no/such"),
        (("stories", "week.jsonl", "--embedder", "."), "--embedder needs thresholds"),
        (("stories", "week.jsonl", "--embedder", ".", "--window", "w"), "compares reports by words"),
    ],
)
def test_what_cannot_be_tuned_is_told(week: Path, arguments: tuple[str, ...], message: str) -> None:
    done = recoupe(*arguments, cwd=week)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_compare_shows_what_changed_and_keeps_to_ids(week: Path) -> None:
    recoupe("dossier", "day.jsonl", "-o", "old.json", cwd=week)
    recoupe("dossier", "week.jsonl", "--previous", "old.json", "-o", "new.json", cwd=week)
    done = recoupe("compare", "old.json", "new.json", "--lang-ui", "en", cwd=week)
    assert (done.returncode, done.stderr) == (0, "")
    assert "2 reports" in done.stdout
    assert "3 reports" in done.stdout

    def compared(*files: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in recoupe("compare", *files, "--jsonl", cwd=week).stdout.splitlines()]

    records, back = compared("old.json", "new.json"), compared("new.json", "old.json")
    assert [r["new"]["ids"] for r in records if (r["subject"], r["kind"]) == ("report", "added")] == [["a"]]
    assert not [r for r in records if r["subject"] == "story" and r["kind"] in {"added", "removed"}]
    texts = [json.loads(line)["text"] for line in (week / "week.jsonl").read_text(encoding="utf-8").splitlines()]
    for record in records:
        state = record["new"] or record["old"]
        assert state["words"]
        assert all(any(words["text"] in text for text in texts) for words in state["words"])
    turned = {"added": "removed", "removed": "added"}
    assert sorted((r["subject"], turned.get(r["kind"], r["kind"])) for r in back) == sorted(
        (r["subject"], r["kind"]) for r in records
    )


def test_compare_of_a_dossier_with_itself() -> None:
    golden = str(ROOT / "tests" / "golden" / "sarzec.json")
    assert json.loads(recoupe("compare", golden, golden, "--json").stdout) == []
    assert "Nothing changed." in recoupe("compare", golden, golden, "--lang-ui", "en").stdout


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"no JSON", "bad.json: not a dossier of schema 1: JSON is malformed"),
        (b'{"schema": 2}', "bad.json: not a dossier of schema 1: Invalid enum value 2 - at `$.schema`"),
        (b"[]", "bad.json: not a dossier of schema 1: Expected `object`, got `array`"),
        (b"\xff", "bad.json: not a dossier of schema 1"),
        (None, "'bad.json' does not exist"),
    ],
)
def test_compare_names_the_file_that_is_no_dossier(tmp_path: Path, text: bytes | None, message: str) -> None:
    if text is not None:
        (tmp_path / "bad.json").write_bytes(text)
    golden = str(ROOT / "tests" / "golden" / "sarzec.json")
    for files in ((golden, "bad.json"), ("bad.json", golden)):
        done = recoupe("compare", *files, cwd=tmp_path)
        assert done.returncode == 2
        assert done.stdout == ""
        assert message in " ".join(done.stderr.split())
        assert "Traceback" not in done.stderr


def test_a_dossier_that_was_cut_by_hand_is_refused(tmp_path: Path) -> None:
    made = json.loads((ROOT / "tests" / "golden" / "sarzec.json").read_text(encoding="utf-8"))
    missing = made["statements"].pop()["id"]
    (tmp_path / "cut.json").write_text(json.dumps(made), encoding="utf-8")
    for command in (("compare", "cut.json", "cut.json"), ("why", made["claims"][0]["id"], "--in", "cut.json")):
        done = recoupe(*command, cwd=tmp_path)
        assert done.returncode == 2
        assert f"cut.json: not a whole dossier: nothing in it has the id '{missing}'" in done.stderr
