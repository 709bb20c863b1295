import os
import sqlite3
from pathlib import Path

import pytest

from corpus import load
from corpus.errors import SearchError
from corpus.index import build_index, digest_folder, open_index, write_index
from corpus.search import search


def hits(folder: Path, cache: Path, words: str = "zones") -> int:
    index = open_index(folder, cache)
    try:
        return search(index, words).total
    finally:
        index.close()


def test_a_cache_finds_what_memory_finds(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "index.sqlite"
    index = open_index(folder, cache)
    for words in ("zones", "rains", "homs", "Zoness", '"it rains"'):
        assert search(index, words) == search(build_index(load(folder)), words)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index.sqlite", "small"]


def test_a_cache_is_kept_while_nothing_changes(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "index.sqlite"
    assert hits(folder, cache) == 2
    before = cache.stat().st_ino
    assert hits(folder, cache) == 2
    assert cache.stat().st_ino == before


@pytest.mark.parametrize("file", ["passages.yaml", "articles/beta-2017-05-13.md"])
def test_a_cache_is_made_anew_when_a_file_changes(file: str, folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "index.sqlite"
    digest = digest_folder(folder)
    assert hits(folder, cache) == 2
    (folder / file).unlink()
    assert digest_folder(folder) != digest
    index = open_index(folder, cache)
    assert index.faults == load(folder).faults != ()
    assert search(index, "zones").total == (2 if file == "passages.yaml" else 1)


@pytest.mark.parametrize("length", [0, 50, 200, 5000])
def test_a_damaged_cache_is_made_anew(length: int, folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "index.sqlite"
    assert hits(folder, cache) == 2
    whole = cache.read_bytes()
    cache.write_bytes(whole[:length])
    if length == 50:  # too little is left to tell whose file it is
        with pytest.raises(SearchError, match="it is a file of another kind"):
            hits(folder, cache)
    else:
        assert hits(folder, cache) == 2


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
    with pytest.raises(SearchError, match="it is a folder"):
        open_index(folder, tmp_path)
    with pytest.raises(SearchError, match=r"Cannot write .*nowhere"):
        open_index(folder, tmp_path / "nowhere" / "index")
    assert not list(tmp_path.glob(".*.part"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_left_alone(folder: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(SearchError, match="not an ordinary file"):
        open_index(folder, tmp_path / "pipe")


def test_an_index_is_written_whole_or_not_at_all(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "index.sqlite"
    assert hits(folder, cache) == 2
    before = cache.read_bytes()

    def interrupted():  # type: ignore[no-untyped-def]
        yield load(folder).articles[0], ()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_index(cache, interrupted())
    assert cache.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index.sqlite", "small"]
