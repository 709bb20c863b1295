import os
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import load
from corpus.errors import OutputError, SearchError
from corpus.records import Article, Passage
from corpus.search.filters import Filters
from corpus.search.index import build_index, open_index, open_large_index, write_index
from corpus.search.seal import digest_folder
from corpus.search.searching import search


def hits(folder: Path, cache: Path, words: str = "zones") -> int:
    index = open_index(folder, cache)
    try:
        return search(index, words).total
    finally:
        index.close()


def test_a_cache_finds_what_memory_finds(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "index.sqlite"
    in_memory = build_index(load(folder))
    for index in (open_index(folder, cache), open_large_index(load(folder), tmp_path / "large")):
        for words in ("zones", "rains", "homs", "Zoness", '"it rains"'):
            assert search(index, words) == search(in_memory, words)
            filters = Filters(zone="idlib")
            assert search(index, words, filters) == search(in_memory, words, filters)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index.sqlite", "large", "small"]


def test_a_cache_is_kept_while_nothing_changes(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "index.sqlite"
    assert hits(folder, cache) == 2
    before = cache.stat().st_ino
    assert hits(folder, cache) == 2
    assert cache.stat().st_ino == before


@pytest.mark.parametrize("file", ["passages.yaml", "articles/beta-2017-05-13.md"])
def test_a_cache_is_made_anew_when_a_file_changes(file: str, folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "index.sqlite"
    digest = digest_folder(folder, "1")
    assert hits(folder, cache) == 2
    (folder / file).unlink()
    assert digest_folder(folder, "1") != digest
    index = open_index(folder, cache)
    assert index.faults == load(folder).faults != ()
    assert search(index, "zones").total == (2 if file == "passages.yaml" else 1)


def test_the_articles_of_a_large_index_are_kept_when_passages_change(
    folder: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "index.sqlite"
    assert search(open_large_index(load(folder), cache), "rains", Filters(zone="idlib")).total == 1
    before = cache.stat().st_ino
    (folder / "passages.yaml").write_text("")
    index = open_large_index(load(folder), cache)
    assert search(index, "rains", Filters(zone="idlib")).total == 0
    assert search(index, "rains").total == 1
    assert cache.stat().st_ino == before
    (folder / "articles" / "beta-2017-05-13.md").unlink()
    open_large_index(load(folder), cache)
    assert cache.stat().st_ino != before


@pytest.mark.parametrize("length", [0, 10, 50, 200, 5000, -1, -40])
def test_a_truncated_cache_is_made_anew(length: int, folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "index.sqlite"
    assert hits(folder, cache) == 2
    whole = cache.read_bytes()
    cache.write_bytes(whole[:length])
    assert hits(folder, cache) == 2
    assert cache.read_bytes() == whole


def test_a_cache_with_a_damaged_bit_is_made_anew(folder: Path, tmp_path: Path) -> None:
    """Wherever the bit is: in SQLite's header, in a table, in a text, in the seal."""
    cache = tmp_path / "index.sqlite"
    index = open_index(folder, cache)
    sound = search(index, "zones")
    index.close()
    whole = cache.read_bytes()
    chance = random.Random(3)
    places = [*range(0, 100, 3), *chance.sample(range(len(whole)), 60), *range(-43, 0, 3)]
    places.append(whole.index(b"The zones are four"))
    for place in places:
        damaged = bytearray(whole)
        damaged[place] ^= 1 << chance.randrange(8)
        cache.write_bytes(damaged)
        index = open_index(folder, cache)
        assert search(index, "zones") == sound
        index.close()
        assert cache.read_bytes() == whole, place


@pytest.mark.parametrize("ending", ["-journal", "-wal", "-shm"])
@pytest.mark.parametrize("is_folder", [False, True])
def test_what_lies_beside_a_cache_is_not_read(
    ending: str, is_folder: bool, folder: Path, tmp_path: Path
) -> None:
    cache, beside = tmp_path / "index.sqlite", tmp_path / f"index.sqlite{ending}"
    assert hits(folder, cache) == 2
    if is_folder:
        beside.mkdir()
    else:
        beside.write_bytes(b"x")
    assert hits(folder, cache) == 2
    assert is_folder or beside.read_bytes() == b"x"


def test_a_linked_cache_is_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    real, link = tmp_path / "elsewhere" / "index.sqlite", tmp_path / "link.sqlite"
    link.symlink_to(real)
    assert hits(folder, link) == 2
    real.write_bytes(real.read_bytes()[:-1])
    real.chmod(0o600)
    assert hits(folder, link) == 2
    assert link.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o600
    assert [*real.parent.iterdir()] == [real]


def test_an_article_that_cannot_be_read_is_a_fault_of_the_index_too(
    folder: Path, tmp_path: Path
) -> None:
    (folder / "articles" / "folder.md").mkdir()
    (folder / "articles" / "loop.md").symlink_to("loop.md")
    (folder / "articles" / "caf\udce9.md").write_bytes(b"---\nid: a\n---\nText.")
    index = open_index(folder, tmp_path / "index.sqlite")
    assert search(index, "zones").total == 2
    assert index.faults == load(folder).faults
    assert len({fault.file for fault in index.faults}) == 3
    index.close()


def test_a_file_of_another_kind_is_left_alone(folder: Path, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("mine", encoding="utf-8")
    database = tmp_path / "mine.sqlite"
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()
    for path in (notes, database):
        before = path.read_bytes()
        with pytest.raises(SearchError, match="it is a file of another kind"):
            open_index(folder, path)
        assert path.read_bytes() == before
    with pytest.raises(OutputError, match="it is a folder"):
        open_index(folder, tmp_path)
    with pytest.raises(OutputError, match=r"Cannot write .*nowhere"):
        open_index(folder, tmp_path / "nowhere" / "index")
    assert not list(tmp_path.glob(".*.part"))


def test_a_pipe_is_left_alone(folder: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OutputError, match="not an ordinary file"):
        open_index(folder, tmp_path / "pipe")


def test_an_index_is_written_whole_or_not_at_all(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "index.sqlite"
    assert hits(folder, cache) == 2
    before = cache.read_bytes()

    def interrupted() -> Iterator[tuple[Article, tuple[Passage, ...]]]:
        yield load(folder).articles[0], ()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_index(cache, interrupted())
    assert cache.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index.sqlite", "small"]
