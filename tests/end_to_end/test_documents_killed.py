"""``kill -9`` while documents are read: no passage is lost or there twice, and reading goes on where it was."""

import random
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from fixture_types import Looking, Repetitions
from invariants import broken
from loci_process import SUPPORT, begin, environment
from sqlmodel import Session, col, select

from models.tables import Document, EmbeddingJob, Passage, Source
from runtime.documents.chunks import chunks
from runtime.documents.formats import pieces_of
from runtime.home import Home

READING = (sys.executable, str(SUPPORT / "reading_documents.py"))
FILES = 20
Texts = dict[str, list[str]]


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    return folder


def write(folder: Path, edition: int) -> Texts:
    """Write every file anew; the texts of their passages."""
    for number in range(FILES):
        parts = (f"# Part {part} of {number}\n\nSaid in edition {edition}.\n" for part in range(5 + 7 * number))
        (folder / f"{number:02}.md").write_text("\n".join(parts), encoding="utf-8")
    return {
        path.name: [each.text for each in chunks(pieces_of(path.read_bytes(), path.name))]
        for path in sorted(folder.iterdir())
    }


def held(session: Session) -> dict[str, list[tuple[int | None, str]]]:
    """The position and text of each document's passages, in the order in which they were stored."""
    found: dict[str, list[tuple[int | None, str]]] = defaultdict(list)
    query = select(Document.title, Passage.position, Passage.text).join(Document)
    for title, position, text in session.exec(query.order_by(col(Passage.id))):
        found[title].append((position, text))
    return found


def wrong(session: Session, editions: Sequence[Texts]) -> Iterator[str]:
    """What of the documents may not be so at any instant."""
    passages = held(session)
    for row in session.exec(select(Document)):
        own = passages[row.title]
        if row.status == "read" and own not in [list(enumerate(each[row.title])) for each in editions]:
            yield f"{row.title} is read, and its {len(own)} passages are those of no edition"
        if len(own) != len({position for position, _ in own}):
            yield f"{row.title} has a passage twice"
        if row.status == "failed":
            yield f"{row.title}: {row.problem}"


def all_read(session: Session) -> bool:
    """Whether there is nothing left to read."""
    states = session.exec(select(Document.status)).all()
    return len(states) == FILES and set(states) == {"read"}


@pytest.mark.timeout(3_600)
def test_killed_while_reading_nothing_is_lost_or_there_twice(
    home: Home, looking: Looking, papers: Path, repetitions: Repetitions
):
    editions, dice = [write(papers, 0)], random.Random(11)
    for kill in range(repetitions(3, 100)):
        process = begin(*READING, str(papers))
        assert process.stdout
        process.stdout.readline()
        time.sleep(dice.uniform(0.1, 2.5))
        process.kill()
        _, err = process.communicate()
        assert err == b"", err.decode()
        with looking() as session:
            assert broken(session) == [], f"after kill {kill}"
            assert list(wrong(session, editions)) == [], f"after kill {kill}"
            if all_read(session):
                editions.append(write(papers, len(editions)))
    end = subprocess.run([*READING, str(papers)], capture_output=True, env=environment(), check=False, timeout=1_800)
    assert (end.stdout, end.stderr) == (b"ready\ndone\n", b"")
    with looking() as session:
        assert held(session) == {name: list(enumerate(texts)) for name, texts in editions[-1].items()}
        assert session.exec(select(Source.path)).all() == [str(papers)]
        waiting = session.exec(select(EmbeddingJob.item_id).where(EmbeddingJob.kind == "passage")).all()
        ids = session.exec(select(Passage.id)).all()
        vectors = session.connection().exec_driver_sql("SELECT id FROM search_passage_vectors").all()
        assert sorted([*waiting, *(each for (each,) in vectors)]) == sorted(ids)
    assert home.memory_file.exists()
