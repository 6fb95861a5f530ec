import random

from hypothesis import given
from hypothesis import strategies as st

from recoupe.ingest.draft import Draft
from recoupe.ingest.identities import assign_ids


def draft(path: str = "", **fields: object) -> Draft:
    parts = tuple(part or "/" for part in path.split("/")) if path else ()
    given_fields = {"source": path or "records", "text": path, "sha256": path, "path": parts, **fields}
    return Draft(**given_fields)  # type: ignore[arg-type]


def ids(*drafts: Draft) -> list[str]:
    return [name for name, _ in assign_ids(drafts)]


def test_the_shortest_end_of_a_path_that_is_unique() -> None:
    assert ids(draft("/r/a.txt"), draft("/r/b.txt")) == ["a.txt", "b.txt"]
    assert ids(draft("/r/x/a.txt"), draft("/r/y/a.txt"), draft("/r/b.txt")) == ["b.txt", "x/a.txt", "y/a.txt"]
    assert ids(draft("/x/z/a.txt"), draft("/y/z/a.txt")) == ["x/z/a.txt", "y/z/a.txt"]
    assert ids(draft("/a.txt"), draft("/x/a.txt")) == ["/a.txt", "x/a.txt"]


def test_records_of_a_file_are_told_by_their_lines() -> None:
    assert ids(draft("/r/f.jsonl", line=1), draft("/r/f.jsonl", line=12, id="own")) == ["f.jsonl:1", "own"]


def test_streams_and_addresses() -> None:
    stream, address = draft(source="-"), draft(source="https://harwick.example/x")
    assert ids(stream, address) == ["https://harwick.example/x", "stdin"]


def test_a_numbered_id_never_takes_one_that_is_given() -> None:
    drafts = [draft(id="a", sha256=digest) for digest in "321"] + [draft(id="a#2")]
    assigned = assign_ids(drafts)
    assert [(name, d.sha256) for name, d in assigned] == [("a", "1"), ("a#2", ""), ("a#3", "2"), ("a#4", "3")]
    assert [bool(d.warnings) for _, d in assigned] == [True, False, True, True]


_paths = st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=4).map(lambda parts: "/" + "/".join(parts))


@given(st.lists(_paths, unique=True, max_size=12), st.randoms(use_true_random=False))
def test_ids_are_unique_ends_of_paths_in_any_order(paths: list[str], seed: random.Random) -> None:
    drafts = [draft(path) for path in paths]
    expected = assign_ids(drafts)
    seed.shuffle(drafts)
    assert assign_ids(drafts) == expected
    assert len({name for name, _ in expected}) == len(paths)
    assert all(d.source.endswith(name) for name, d in expected)
