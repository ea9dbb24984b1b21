"""Another embedder: all is embedded anew behind the search, which finds by the old vectors until the new ones serve."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from fastembed import TextEmbedding
from numpy.typing import NDArray
from sqlmodel import Session

from models import search_index, takeover
from models.memory_file import MemoryFile
from models.search_index import KINDS
from models.sides import Shelf, both, serving
from models.tables import Agent, Archive, Conversation, Message, Passage
from runtime.embed.embedders import Embedders
from runtime.embed.embedding import Embedding
from runtime.embed.local import LocalEmbedder
from runtime.embed.steps import Reembedding, Steps
from runtime.errors import EmbedderFailed
from runtime.home import asset
from runtime.memory.search import Search

KEY = bytes(range(32))
MANY = 130
PATIENCE = 60.0


class Counted(LocalEmbedder):
    """Counts what it embeds."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.texts = 0

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.texts += len(texts)
        return super().embed(texts)


class Wide(Counted):
    """Vectors of 770 numbers, as other networks have other lengths."""

    def _run(self, network: TextEmbedding, texts: Sequence[str], prompt: str) -> NDArray[np.float32]:
        return np.pad(super()._run(network, texts, prompt), ((0, 0), (386, 0)))


class File:
    """A memory file with an embedder chosen for it, and what its worker does, one step after another."""

    def __init__(self, memory: MemoryFile, folder: Path | None = None) -> None:
        self.memory = memory
        self.problems: list[str] = []
        self.busy = False
        self.embedders = Embedders(LocalEmbedder(asset("embedder")), folder)
        self.steps = Steps(
            self.embedders, memory.reading, memory.transaction, lambda: self.busy, lambda: False, self.problems.append
        )
        self.search = Search(self.embedders.built_in, asking=self.embedders.asking)

    def say(self, texts: Sequence[str]) -> list[int]:
        with self.memory.transaction() as session:
            return say(session, texts)

    def until_done(self) -> None:
        while self.steps.step() == "more":
            pass

    def found(self, query: str) -> list[str]:
        """The best three, with "meaning" where vectors had a say."""
        with self.memory.reading() as session:
            hits = self.search.messages(session, query, agent_id=1, limit=3)
            return [session.get_one(Message, each.id).text for each in hits]

    def counts(self) -> dict[str, int]:
        """How many messages have vectors, by side; how many wait."""
        with self.memory.reading() as session:
            db = session.connection()
            rows = {
                each.side: db.exec_driver_sql(f"SELECT count(*) FROM {each.vectors}").scalar_one()  # noqa: S608
                for each in both("message")
            }
            return rows | {"waiting": len(search_index.pending(session, 100_000))}

    def serves(self) -> tuple[str, str]:
        with self.memory.reading() as session:
            maker = takeover.serving(session)
            return maker.side, maker.folder


def say(session: Session, texts: Sequence[str]) -> list[int]:
    """Store messages of the file's only conversation; their ids."""
    if session.get(Conversation, 1) is None:
        for row in (Archive(name="a"), Agent(name="a", archive_id=1), Conversation(agent_id=1)):
            session.add(row)
            session.flush()
    messages = [Message(agent_id=1, conversation_id=1, role="user", text=text) for text in texts]
    for message in messages:
        session.add(message)
        session.flush()
    search_index.index_messages(session, messages)
    return [each.id or 0 for each in messages]


def numbered(first: int, count: int) -> list[str]:
    return [f"The {number}th thing that was said" for number in range(first, first + count)]


@pytest.fixture(scope="session")
def another(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built-in network, used as many others are: its first token's vector stands for the text."""
    folder = tmp_path_factory.mktemp("other") / "another"
    shutil.copytree(asset("embedder"), folder)
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text(json.dumps({"pooling_mode_cls_token": True}))
    return folder


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[MemoryFile]:
    with MemoryFile.open(tmp_path / "memory.loci", KEY) as opened:
        yield opened


def test_a_new_file_is_the_built_in_embedder_s_and_nothing_is_made_anew(memory: MemoryFile) -> None:
    file = File(memory)
    file.say(["My dog is called Biscuit"])
    assert file.steps.progress() is None
    file.until_done()
    assert file.serves() == ("a", "")
    assert file.counts() == {"a": 1, "b": 0, "waiting": 0}


def test_the_old_vectors_serve_until_the_new_ones_are_whole_and_are_gone_then(
    memory: MemoryFile, another: Path
) -> None:
    File(memory).say(["She plays the violin", *numbered(0, MANY)])
    File(memory).until_done()
    file = File(memory, another)
    assert file.steps.progress() == Reembedding(str(another), 0, MANY + 1)
    seen = []
    while (following := file.steps.step()) == "more":
        assert file.found("a musical instrument")[0] == "She plays the violin"
        seen.append(file.serves()[0])
        if file.counts()["b"] and seen[-1] == "a":
            assert file.counts()["a"] == MANY + 1
            assert file.steps.progress() == Reembedding(str(another), file.counts()["b"], MANY + 1)
    assert following == "done"
    assert seen == sorted(seen)
    assert set(seen) == {"a", "b"}
    assert file.serves() == ("b", str(another))
    assert file.counts() == {"a": 0, "b": MANY + 1, "waiting": 0}
    assert file.steps.progress() is None
    assert file.problems == []


def test_what_comes_meanwhile_gets_the_vectors_of_both(memory: MemoryFile, another: Path) -> None:
    File(memory).say(numbered(0, MANY))
    File(memory).until_done()
    file = File(memory, another)
    while file.counts()["b"] == 0:
        file.steps.step()
    file.say(["She plays the violin"])
    file.steps.step()
    assert file.serves()[0] == "a"
    assert file.found("a musical instrument")[0] == "She plays the violin"
    assert file.counts()["a"] == MANY + 1
    file.until_done()
    assert file.counts() == {"a": 0, "b": MANY + 1, "waiting": 0}
    assert file.found("a musical instrument")[0] == "She plays the violin"


def test_what_is_removed_meanwhile_is_gone_from_both(memory: MemoryFile, another: Path) -> None:
    ids = File(memory).say(numbered(0, MANY))
    File(memory).until_done()
    file = File(memory, another)
    while file.counts()["b"] == 0:
        file.steps.step()
    with memory.transaction() as session:
        search_index.remove(session, "message", ids[0])
    counts = file.counts()
    assert counts["a"] == MANY - 2  # the one after it had it in its surroundings
    assert counts["waiting"] == 1
    file.until_done()
    assert file.counts() == {"a": 0, "b": MANY - 1, "waiting": 0}


def test_another_choice_in_the_middle_begins_anew_and_the_first_one_again_ends_it(
    memory: MemoryFile, another: Path, tmp_path: Path
) -> None:
    File(memory).say(numbered(0, MANY))
    File(memory).until_done()
    file = File(memory, another)
    while file.counts()["b"] == 0:
        file.steps.step()
    third = tmp_path / "third"
    shutil.copytree(asset("embedder"), third)
    (third / "1_Pooling").mkdir()
    (third / "1_Pooling" / "config.json").write_text(json.dumps({"pooling_mode_lasttoken": True}))
    file.embedders.choose(third)
    file.until_done()
    assert file.serves() == ("b", str(third))
    file.embedders.choose(another)
    while file.counts()["a"] == 0:
        file.steps.step()
    file.embedders.choose(third)
    file.until_done()
    assert file.serves() == ("b", str(third))
    assert file.counts() == {"a": 0, "b": MANY, "waiting": 0}


def test_the_same_files_in_another_folder_are_the_same_embedder(memory: MemoryFile, tmp_path: Path) -> None:
    shutil.copytree(asset("embedder"), tmp_path / "moved")
    File(memory).say(["My dog is called Biscuit"])
    File(memory).until_done()
    file = File(memory, tmp_path / "moved")
    assert file.steps.progress() is None
    file.until_done()
    assert file.serves() == ("a", "")


def test_where_the_old_embedder_is_gone_words_are_searched_until_the_new_one_serves(
    memory: MemoryFile, another: Path, tmp_path: Path
) -> None:
    moved = tmp_path / "soon gone"
    shutil.copytree(another, moved)
    first = File(memory, moved)
    first.say(["She plays the violin", *numbered(0, MANY)])
    first.until_done()
    shutil.rmtree(moved)
    file = File(memory)
    assert file.found("a musical instrument") == []
    assert file.found("violin")[0] == "She plays the violin"
    file.say(["He paints"])
    file.until_done()
    assert len(file.problems) == 1
    assert "soon gone" in file.problems[0]
    assert file.found("a musical instrument")[0] == "She plays the violin"
    assert file.counts()["waiting"] == 0


def test_a_chosen_embedder_that_cannot_be_used_leaves_the_old_one_at_work(
    memory: MemoryFile, another: Path, tmp_path: Path
) -> None:
    damaged = tmp_path / "damaged"
    shutil.copytree(another, damaged)
    (damaged / "model.onnx").write_bytes(b"junk")
    for folder in (damaged, tmp_path / "nowhere"):
        file = File(memory, folder)
        file.say(["She plays the violin"])
        assert file.steps.step() == "more"
        with pytest.raises(EmbedderFailed):
            file.until_done()
        assert file.found("a musical instrument")[0] == "She plays the violin"
        assert file.serves() == ("a", "")
        assert file.counts()["b"] == 0


def test_vectors_of_another_length_serve_as_well(memory: MemoryFile, another: Path) -> None:
    File(memory).say(["She plays the violin", *numbered(0, MANY)])
    File(memory).until_done()
    file = File(memory, another)
    file.embedders._chosen = Wide(another)  # noqa: SLF001 - no network of that length is at hand
    file.found("a musical instrument")  # the old codes are held in memory
    file.until_done()
    assert file.serves()[0] == "b"
    with memory.reading() as session:
        db = session.connection()
        lengths = f"SELECT DISTINCT length(text) FROM {serving(db, 'message').vectors}"  # noqa: S608
        assert db.exec_driver_sql(lengths).all() == [(832 * 3 // 2,)]
    assert file.found("a musical instrument")[0] == "She plays the violin"


def test_while_somebody_waits_for_an_answer_only_what_just_came_is_embedded(memory: MemoryFile, another: Path) -> None:
    File(memory).say(numbered(0, 10))
    File(memory).until_done()
    file = File(memory, another)
    file.busy = True
    file.say(["She plays the violin"])
    assert file.steps.step() == "more"
    assert file.steps.step() == "later"
    assert file.counts() == {"a": 11, "b": 0, "waiting": 0}
    file.say(numbered(10, MANY))
    assert file.steps.step() == "later"
    file.busy = False
    file.until_done()
    assert file.counts() == {"a": 0, "b": MANY + 11, "waiting": 0}


def test_while_somebody_waits_for_an_answer_passages_wait_too_however_few(memory: MemoryFile) -> None:
    file = File(memory)
    file.say(["She plays the violin"])
    with memory.transaction() as session:
        session.add(passage := Passage(id=1, archive_id=1, text="A passage of a document"))
        search_index.index_passage(session, passage, ())
    file.busy = True
    assert [file.steps.step(), file.steps.step()] == ["more", "later"]
    assert file.counts() == {"a": 1, "b": 0, "waiting": 1}


def test_chosen_while_it_is_open_it_takes_over_without_a_restart(memory: MemoryFile, another: Path) -> None:
    file = File(memory)
    file.say(["She plays the violin"])
    embedding = Embedding(file.embedders, memory.reading, memory.transaction, lambda: False, file.problems.append)
    with pytest.raises(EmbedderFailed, match="no folder"):
        embedding.check(another / "none")
    embedding.check(another)
    embedding.choose(another)
    until(lambda: embedding.progress() is None and file.counts()["a"] == 0)
    assert embedding.folder == another
    embedding.choose(None)
    until(lambda: file.serves() == ("a", "") and file.counts()["b"] == 0)
    embedding.close()
    assert file.found("a musical instrument") == ["She plays the violin"]


WORK = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
import test_embedding as t
with t.MemoryFile.open(Path(sys.argv[1]), t.KEY) as memory:
    file = t.File(memory, Path(sys.argv[3]))
    while file.steps.step() == "more":
        print("a step", flush=True)
"""


def test_killed_at_any_moment_it_goes_on_where_it_was_and_no_item_is_lost_or_doubled(
    tmp_path: Path, another: Path, repetitions: Callable[[int, int], int]
) -> None:
    path = tmp_path / "memory.loci"
    with MemoryFile.open(path, KEY) as memory:
        File(memory).say(numbered(0, 6 * MANY))
        File(memory).until_done()
    made = 0
    for attempt in range(repetitions(3, 60)):
        # Later on the choice changes again and again: killed while the old vectors are being deleted, too.
        folder = asset("embedder") if attempt % 10 == 4 else another
        command = [sys.executable, "-c", WORK, str(path), str(Path(__file__).parent), str(folder)]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ)
        assert child.stdout is not None
        for _ in range(1 + attempt % 4):
            child.stdout.readline()
        time.sleep(0.013 * (attempt * 7 % 20))
        child.send_signal(signal.SIGKILL) if hasattr(signal, "SIGKILL") else child.kill()
        child.communicate()
        with MemoryFile.open(path, KEY) as memory:
            _is_whole(memory)
            made = File(memory).counts()["b"]
    assert made > 0
    with MemoryFile.open(path, KEY) as memory:
        file = File(memory, another)
        counted = Counted(another)
        file.embedders._chosen = counted  # noqa: SLF001 - it counts
        file.until_done()
        _is_whole(memory)
        assert file.serves()[1] == str(another)
        assert counted.texts <= 2 * (6 * MANY - made) + 1


def _is_whole(memory: MemoryFile) -> None:
    """Each item has vectors that serve, or waits; on either side each stands in one block, and only there."""
    with memory.reading() as session:
        db = session.connection()
        waiting = {(each.kind, each.id) for each in search_index.pending(session, 100_000)}
        for kind in KINDS:
            items = {row[0] for row in db.exec_driver_sql(f"SELECT id FROM search_{kind}").all()}  # noqa: S608
            for shelf in both(kind):
                stored = _stored(session, shelf)
                assert stored <= items
                if shelf == serving(db, kind):
                    assert stored | {number for of, number in waiting if of == kind} == items


def _stored(session: Session, shelf: Shelf) -> set[int]:
    db = session.connection()
    vectors = {row[0] for row in db.exec_driver_sql(f"SELECT id FROM {shelf.vectors}").all()}  # noqa: S608
    blocks = db.exec_driver_sql(f"SELECT items FROM {shelf.codes}").all()  # noqa: S608
    coded = [int(each) for row in blocks for each in np.frombuffer(row.items, "<i8")]
    assert len(coded) == len(set(coded))
    assert set(coded) == vectors
    return vectors


def until(fact: Callable[[], bool]) -> None:
    """Wait for something to come true."""
    end = time.monotonic() + PATIENCE
    while not fact():
        assert time.monotonic() < end, "it did not come true"
        time.sleep(0.02)
