"""What else becomes of documents: forgotten with everything, carried along with everything."""

from collections.abc import Callable
from pathlib import Path

from loop import Loop
from sqlmodel import col, select

from models import portable
from models.memory_file import MemoryFile
from models.tables import Document, Passage, Source
from runtime.documents.library import Library
from runtime.forgetting import texts
from runtime.forgetting.mention import Mention
from runtime.forgetting.trace import Wanted

Write = Callable[[str, str | bytes], Path]


def test_forgetting_takes_what_names_the_text_and_what_stands_under_its_heading(
    library: Library, folder: Path, write: Write, loop: Loop
):
    write("dogs.md", "# Biscuit\n\nLikes bones.\n\n# Rex\n\nOnce met Biscuit.\n\n# Milo\n\nSleeps.")
    library.add(folder)
    assert library.wait(120)
    with loop.engine.writing() as session:
        assert len(list(texts.passages(session, Wanted(Mention("Biscuit"))))) == 2
    with loop.engine.reading() as session:
        assert session.exec(select(Passage.text)).all() == ["Milo\n\nSleeps."]


def test_sources_documents_and_passages_go_along_into_another_file(
    library: Library, folder: Path, write: Write, loop: Loop, tmp_path: Path
):
    write("dogs.md", "# Biscuit\n\nLikes bones.")
    library.add(folder)
    assert library.wait(120)
    with loop.engine.reading() as session:
        rows = portable.rows_of(session, [loop.engine.place.agent_id])
    with MemoryFile.open(tmp_path / "other.loci", bytes(32)) as other:
        with other.transaction() as session:
            portable.restore(session, rows)
        with other.reading() as session:
            query = select(Source.path, Document.title, Passage.text, Passage.heading)
            query = query.join(Document, col(Document.source_id) == col(Source.id)).join(Passage)
            assert session.exec(query).all() == [
                (str(folder), "dogs.md", "Biscuit\n\nLikes bones.", "dogs.md > Biscuit")
            ]
