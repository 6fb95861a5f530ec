import hashlib
import io
import json
import os
import random
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NoReturn
from urllib.error import HTTPError, URLError

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.errors import UsageError
from recoupe.ingest.draft import Reading
from recoupe.ingest.files import documents_from_records, read_inputs
from recoupe.model.document import DateEvidence, Document
from recoupe.options import IngestOptions

OPTIONS = IngestOptions()
TEXT = "Le pont de Marvelle a rouvert dimanche, après deux ans de travaux."


def read(*inputs: object, options: IngestOptions = OPTIONS, stdin: bytes = b"") -> Reading:
    return read_inputs([str(i) for i in inputs], options, stdin=io.BytesIO(stdin))


def only(reading: Reading) -> Document:
    assert reading.unread == ()
    (document,) = reading.documents
    return document


def reason(reading: Reading) -> str:
    assert reading.documents == ()
    (unread,) = reading.unread
    return unread.reason


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.txt", "x/a.txt", "x/b.md", "y/z/b.md"):
        path = tmp_path / "reports" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{TEXT} ({name})", encoding="utf-8")
    return tmp_path / "reports"


class TestText:
    def test_a_file_is_read_as_it_is(self, tmp_path: Path) -> None:
        raw = f"  {TEXT}\r\n\r\n« Enfin »\n\u2028".encode()
        (tmp_path / "a.txt").write_bytes(raw)
        document = only(read(tmp_path / "a.txt"))
        assert document.text == raw.decode()
        assert document.sha256 == hashlib.sha256(raw).hexdigest()
        assert (document.id, document.source) == ("a.txt", str(tmp_path / "a.txt"))
        assert (document.language, document.published, document.publisher, document.header) == ("fr", None, None, None)
        assert document.warnings == ()

    def test_an_odd_charset_is_a_warning(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes(TEXT.encode("cp1252"))
        document = only(read(tmp_path / "a.txt"))
        assert document.text == TEXT
        assert document.warnings == ("read as windows-1252: not valid UTF-8",)

    def test_a_header_is_evidence_of_the_date(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(f" date 2031-05 « Enfin ! » {TEXT}", encoding="utf-8")
        document = only(read(tmp_path / "a.txt"))
        assert document.published == "2031-05"
        assert document.published_evidence == DateEvidence(rule="header", start=6, end=13)
        assert document.header is not None
        assert document.text[document.header.start : document.header.end] == "date 2031-05"

    def test_a_file_of_any_name_is_read_when_it_is_named_itself(self, tmp_path: Path) -> None:
        (tmp_path / "note").write_text(TEXT, encoding="utf-8")
        assert only(read(tmp_path / "note")).id == "note"

    def test_standard_input_is_text_or_records(self) -> None:
        assert only(read("-", stdin=TEXT.encode())).id == "stdin"
        lines = "\n".join(json.dumps({"id": name, "text": TEXT}) for name in "ab")
        assert [d.id for d in read("-", stdin=lines.encode()).documents] == ["a", "b"]
        assert reason(read("-")) == "is empty"


class TestPages:
    PAGE = (
        "<!DOCTYPE html><html lang='fr'><head><meta property='og:site_name' content='Vosges Matin'>"
        "<meta property='article:published_time' content='2031-05-04T08:00:00Z'></head>"
        f"<body><article><h1>Le pont rouvre</h1><p>{TEXT}</p></article></body></html>"
    )

    def test_a_page_gives_text_date_and_outlet(self, tmp_path: Path) -> None:
        (tmp_path / "a.html").write_text(self.PAGE, encoding="utf-8")
        document = only(read(tmp_path / "a.html"))
        assert TEXT in document.text
        assert (document.title, document.published, document.outlet) == ("Le pont rouvre", "2031-05-04", "Vosges Matin")
        assert document.published_evidence == DateEvidence(rule="markup", start=None, end=None)
        assert document.publisher == "Vosges Matin"

    def test_a_page_is_known_whatever_its_name(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(self.PAGE, encoding="utf-8")
        assert only(read(tmp_path / "a.txt")).outlet == "Vosges Matin"

    def test_the_users_outlet_table_wins_over_the_mark_up(self, tmp_path: Path) -> None:
        (tmp_path / "a.html").write_text(self.PAGE, encoding="utf-8")
        (tmp_path / "own.toml").write_text('"Vosges Matin" = "Presse du Val"', encoding="utf-8")
        document = only(read(tmp_path / "a.html", options=replace(OPTIONS, outlets=tmp_path / "own.toml")))
        assert document.publisher == "Presse du Val"

    def test_a_page_without_an_article_says_so(self, tmp_path: Path) -> None:
        (tmp_path / "a.html").write_text("<html><body></body></html>", encoding="utf-8")
        assert "no article was found" in reason(read(tmp_path / "a.html"))


class TestRecords:
    def test_a_bad_line_costs_itself(self, tmp_path: Path) -> None:
        lines = [json.dumps({"id": "a", "text": TEXT}), "{", json.dumps({"text": TEXT, "title": "x"})]
        (tmp_path / "r.jsonl").write_text("\n".join(lines), encoding="utf-8")
        reading = read(tmp_path / "r.jsonl")
        assert [d.id for d in reading.documents] == ["a", "r.jsonl:3"]
        assert [(u.source, u.reason[:7]) for u in reading.unread] == [(f"{tmp_path}/r.jsonl, line 2", "no JSON")]

    def test_the_publisher_of_an_outlet(self) -> None:
        document = only(documents_from_records([{"text": TEXT, "outlet": "Le Bien public"}], OPTIONS))
        assert document.publisher == "Groupe EBRA"
        own = only(documents_from_records([{"text": TEXT, "outlet": "Le Bien public", "publisher": "P"}], OPTIONS))
        assert own.publisher == "P"

    def test_the_date_of_an_address_counts_when_nothing_else_gives_one(self) -> None:
        url = "https://gazette.example/2031/05/04/pont"
        document = only(documents_from_records([{"text": TEXT, "url": url}], replace(OPTIONS, published="2030")))
        assert (document.published, document.published_evidence) == (
            "2031-05-04",
            DateEvidence(rule="url", start=None, end=None),
        )

    def test_the_option_gives_the_date_last(self) -> None:
        records = [{"id": "a", "text": TEXT}, {"id": "b", "text": TEXT, "published": "2031-05"}]
        reading = documents_from_records(records, replace(OPTIONS, published="2031-06-01"))
        assert [(d.published, d.published_evidence and d.published_evidence.rule) for d in reading.documents] == [
            ("2031-06-01", "option"),
            ("2031-05", "record"),
        ]

    def test_records_without_text_are_named_by_their_id_or_place(self) -> None:
        reading = documents_from_records([{"text": TEXT}, {}, {"id": "n2"}], OPTIONS)
        assert [u.source for u in reading.unread] == ["records, 2", "records, n2"]
        assert reading.documents[0].id.startswith("records:")

    def test_the_language_given_is_taken(self) -> None:
        assert only(documents_from_records([{"text": TEXT, "language": "de-AT"}], OPTIONS)).language == "de"

    def test_what_a_language_lacks_is_a_warning(self) -> None:
        records = [{"id": code, "text": TEXT, "language": code} for code in ("fr", "de", "pt")]
        assert [d.warnings for d in documents_from_records(records, OPTIONS).documents] == [
            ("the language pack for 'de' is a small one: it finds no names, figures, statements, dates",),
            (),
            ("there is no language pack for 'pt': only marks, digits and copied words are read in it",),
        ]

    def test_a_short_text_is_told_by_its_title(self) -> None:
        record = {"text": "12-0", "title": "La mairie de Marvelle rouvre enfin le pont"}
        assert only(documents_from_records([record], OPTIONS)).language == "fr"


class TestIds:
    def test_the_shortest_path_that_no_other_file_shares(self, folder: Path) -> None:
        ids = [d.id for d in read(folder).documents]
        assert ids == ["reports/a.txt", "x/a.txt", "x/b.md", "z/b.md"]

    def test_a_repeated_id_is_numbered_by_content(self) -> None:
        records = [{"id": "a", "text": f"{TEXT} {n}"} for n in range(4)] + [{"id": "a#2", "text": TEXT}]
        expected = documents_from_records(records, OPTIONS)
        assert [d.id for d in expected.documents] == ["a", "a#2", "a#3", "a#4", "a#5"]
        assert "used more than once" in expected.documents[0].warnings[0]
        assert expected.documents[1].warnings == ()
        for seed in range(5):
            random.Random(seed).shuffle(records)
            assert documents_from_records(records, OPTIONS) == expected

    def test_the_order_of_inputs_does_not_count(self, folder: Path) -> None:
        inputs = [str(p) for p in sorted(folder.rglob("*.*"))] + [str(folder), "nowhere.txt", "-", "ftp://x.example"]
        expected = read(*inputs, stdin=TEXT.encode())
        assert len(expected.documents) == 5
        for seed in range(5):
            random.Random(seed).shuffle(inputs)
            assert read(*inputs, stdin=TEXT.encode()) == expected

    def test_a_file_given_twice_counts_once(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (folder / "link.txt").symlink_to(folder / "a.txt")
        monkeypatch.chdir(folder)
        reading = read("a.txt", "./a.txt", folder / "a.txt", folder / "link.txt")
        assert only(reading).id == "a.txt"
        assert all("counted once" in warning for warning in reading.warnings)


class TestFolders:
    def test_other_files_and_hidden_ones_are_passed_over(self, folder: Path) -> None:
        for name in ("p.png", "table.csv", ".hidden.txt", ".git/c.txt"):
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(TEXT, encoding="utf-8")
        reading = read(folder)
        assert len(reading.documents) == 4
        assert reading.unread == ()

    def test_a_folder_without_reports_says_what_it_looks_for(self, tmp_path: Path) -> None:
        (tmp_path / "p.png").write_bytes(b"x")
        assert "the folder holds no report; read are .htm" in reason(read(tmp_path))

    def test_a_pattern_is_expanded(self, folder: Path) -> None:
        assert [d.id for d in read(folder / "**" / "*.md").documents] == ["x/b.md", "z/b.md"]
        assert reason(read(folder / "*.jsonl")) == "no file matches this pattern"

    def test_a_file_whose_name_looks_like_a_pattern_is_itself(self, tmp_path: Path) -> None:
        (tmp_path / "a[1].txt").write_text(TEXT, encoding="utf-8")
        assert only(read(tmp_path / "a[1].txt")).id == "a[1].txt"

    def test_a_broken_link_in_a_folder_is_named(self, folder: Path) -> None:
        (folder / "gone.txt").symlink_to(folder / "none.txt")
        reading = read(folder)
        assert len(reading.documents) == 4
        assert "symbolic link" in reading.unread[0].reason


class TestRefusals:
    @pytest.mark.parametrize(
        ("raw", "words"),
        [
            (b"", "is empty"),
            (b" \n\t\n", "nothing but spaces"),
            (b"\xef\xbb\xbf", "nothing but spaces"),
            (b"%PDF-1.7\n" + bytes(range(256)), "is a PDF"),
            (b"\x89PNG\r\n\x1a\n\0\0", "is a PNG picture"),
            (b"PK\x03\x04\x14\0", "is a zip archive or an office file"),
            (bytes(range(256)) * 10, "is no text"),
        ],
    )
    def test_what_is_no_text_is_named(self, tmp_path: Path, raw: bytes, words: str) -> None:
        (tmp_path / "a.txt").write_bytes(raw)
        assert words in reason(read(tmp_path / "a.txt"))

    def test_a_large_file_is_not_read(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "a.txt").write_bytes(b"x" * 2000)

        def refuse(*args: object, **kwargs: object) -> NoReturn:
            raise AssertionError("the file was opened")

        monkeypatch.setattr("builtins.open", refuse)
        assert "larger than" in reason(read(tmp_path / "a.txt", options=replace(OPTIONS, max_bytes=1000)))

    def test_a_large_stream_is_cut_short(self) -> None:
        assert "larger than" in reason(read("-", stdin=b"x" * 2000, options=replace(OPTIONS, max_bytes=1000)))

    def test_no_permission(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")

        def refuse(*args: object, **kwargs: object) -> NoReturn:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr("builtins.open", refuse)
        assert reason(read(tmp_path / "a.txt")) == "permission denied; make the file readable"

    def test_an_unreadable_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(path: str) -> NoReturn:
            raise PermissionError(13, "Permission denied", path)

        monkeypatch.setattr("os.scandir", refuse)
        assert "Permission denied" in reason(read(tmp_path))

    def test_a_pipe_never_blocks(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        assert "write - to read standard input" in reason(read(tmp_path / "pipe"))
        assert "is a pipe or device" in reason(read("/dev/zero"))

    @pytest.mark.parametrize(
        ("name", "words"),
        [
            ("nowhere.txt", "no such file"),
            ("", "an empty name"),
            ("a\0b", "NUL"),
            ("x" * 5000, "cannot be opened"),
            ("ftp://x.example/a", "only http"),
            ("\udce9.txt", "no such file"),
        ],
    )
    def test_names_that_lead_nowhere(self, name: str, words: str) -> None:
        assert words in reason(read(name))

    def test_a_broken_link(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").symlink_to(tmp_path / "none.txt")
        assert "symbolic link" in reason(read(tmp_path / "a.txt"))

    def test_json_that_is_no_lines(self, tmp_path: Path) -> None:
        (tmp_path / "a.json").write_text('{\n"text": "a"\n}', encoding="utf-8")
        assert "one record a line" in reason(read(tmp_path / "a.json"))

    def test_a_name_that_is_no_utf8_can_be_shown(self, tmp_path: Path) -> None:
        path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
        Path(os.fsdecode(path)).write_text(TEXT, encoding="utf-8")
        document = only(read(os.fsdecode(path)))
        assert document.id == "caf\ufffd.txt"
        document.source.encode("utf-8")

    def test_wrong_options_are_errors_of_use(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="hier"):
            read(options=replace(OPTIONS, published="hier"))
        with pytest.raises(UsageError, match="cannot be read"):
            read(options=replace(OPTIONS, metadata=tmp_path / "none.csv"))


class TestMetadata:
    def test_the_table_wins_over_all_else(self, tmp_path: Path) -> None:
        (tmp_path / "a.html").write_text(TestPages.PAGE, encoding="utf-8")
        table = "file;publisher;published;url;outlet\na.html;P;2031-01;https://p.example/a;O\nnone.txt;;;;\n"
        (tmp_path / "meta.csv").write_text(table, encoding="utf-8")
        reading = read(tmp_path / "a.html", options=replace(OPTIONS, metadata=tmp_path / "meta.csv"))
        document = only(reading)
        assert (document.publisher, document.outlet, document.published, document.url) == (
            "P",
            "O",
            "2031-01",
            "https://p.example/a",
        )
        assert document.published_evidence == DateEvidence(rule="metadata", start=None, end=None)
        assert "line 3: 'none.txt' is no input" in reading.warnings[0]


class _Response(io.BytesIO):
    def __init__(self, raw: bytes, kind: str) -> None:
        super().__init__(raw)
        self.headers = Message()
        self.headers["Content-Type"] = kind


class TestAddresses:
    URL = "https://gazette.example/pont"

    def answer(self, monkeypatch: pytest.MonkeyPatch, result: Any) -> list[Any]:
        asked: list[Any] = []

        def urlopen(request: Any, timeout: float) -> Any:
            asked.append((request.full_url, timeout))
            if isinstance(result, Exception):
                raise result
            return result

        monkeypatch.setattr("urllib.request.urlopen", urlopen)
        return asked

    def test_a_page_is_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        page = TestPages.PAGE.encode("iso8859-15")
        asked = self.answer(monkeypatch, _Response(page, "text/html; charset=ISO-8859-15"))
        document = only(read(self.URL))
        assert (document.id, document.source, document.url) == (self.URL, self.URL, self.URL)
        assert TEXT in document.text
        assert asked == [(self.URL, 20.0)]

    def test_a_plain_text_is_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answer(monkeypatch, _Response(TEXT.encode("cp1252"), "text/plain; charset=windows-1252"))
        document = only(read("http://gazette.example/é à.txt"))
        assert document.text == TEXT
        assert document.warnings == ()

    def test_an_address_is_sent_in_ascii(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked = self.answer(monkeypatch, _Response(TEXT.encode(), "text/plain"))
        read("http://café.example/é à?q=ü%20#x")
        assert asked[0][0] == "http://xn--caf-dma.example/%C3%A9%20%C3%A0?q=%C3%BC%20"

    @pytest.mark.parametrize(
        ("error", "words"),
        [
            (HTTPError(URL, 404, "Not Found", Message(), io.BytesIO()), "answers 404 Not Found"),
            (URLError("Name or service not known"), "no connection"),
            (TimeoutError("timed out"), "timed out"),
            (ValueError("bad"), "bad"),
        ],
    )
    def test_what_the_network_refuses_is_unread(
        self, monkeypatch: pytest.MonkeyPatch, error: Exception, words: str
    ) -> None:
        self.answer(monkeypatch, error)
        assert words in reason(read(self.URL))

    def test_a_large_page_is_cut_short(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answer(monkeypatch, _Response(b"x" * 500_000, "text/plain"))
        assert "larger than" in reason(read(self.URL, options=replace(OPTIONS, max_bytes=100_000)))

    @pytest.mark.parametrize(
        "url", ["http://", "http://[", "https://exa mple/x", "http://\udce9/", "http://" + "é" * 70]
    )
    def test_what_is_no_address_is_unread(self, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answer(monkeypatch, URLError("no host"))
        assert len(read(url).unread) == 1


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        yield Path(name)


@settings(deadline=None, max_examples=80)
@given(
    raw=st.one_of(
        st.binary(max_size=300),
        st.text().map(lambda t: t.encode("utf-8", "surrogatepass")),
        st.text().map(lambda t: b"<html><body>" + t.encode("utf-16")),
    ),
    suffix=st.sampled_from([".txt", ".html", ".jsonl", ".json", ""]),
)
def test_no_bytes_raise_and_spans_lie_in_the_text(raw: bytes, suffix: str, place: Path) -> None:
    path = place / f"a{suffix}"
    path.write_bytes(raw)
    reading = read(path)
    assert len(reading.documents) + len(reading.unread) >= 1
    for document in reading.documents:
        document.text.encode("utf-8")
        assert document.header is None or document.header.end <= len(document.text)
    assert read(path) == reading


@settings(deadline=None, max_examples=40)
@given(
    records=st.lists(
        st.fixed_dictionaries(
            {"text": st.text(min_size=1)}, optional={"id": st.sampled_from(["a", "a#2", "b", ""]), "title": st.text()}
        ),
        max_size=6,
    ),
    seed=st.randoms(use_true_random=False),
)
def test_ids_are_unique_and_do_not_depend_on_the_order(records: list[dict[str, object]], seed: random.Random) -> None:
    expected = documents_from_records(records, OPTIONS).documents
    shuffled = list(records)
    seed.shuffle(shuffled)
    assert documents_from_records(shuffled, OPTIONS).documents == expected
    assert len({d.id for d in expected}) == len(expected)


def test_a_thousand_files_are_read(tmp_path: Path) -> None:
    for number in range(1000):
        (tmp_path / f"{number}.txt").write_text(f"{TEXT} ({number})", encoding="utf-8")
    assert len(read(tmp_path).documents) == 1000
