"""The tools that read documents, called by the scripted LLM through the real loop."""

from dataclasses import replace
from pathlib import Path
from typing import cast

import made_files
import pytest
from loop import Loop

from models.memory_file import MemoryFile
from runtime.documents.library import Library
from runtime.events import ToolReturned
from runtime.llm.port import Request, ToolCall
from runtime.llm.scripted import ScriptedLLM, call, say


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "rome.pdf").write_bytes(made_files.pdf([f"Page {n} tells of day {n}." for n in range(1, 41)]))
    (folder / "vet.md").write_text("# Vet\n\nBiscuit is vaccinated against rabies.", encoding="utf-8")
    return folder


@pytest.fixture
def asked() -> list[Request]:
    return []


@pytest.fixture
def file(tmp_path: Path):
    (tmp_path / "loci").mkdir()
    with MemoryFile.open(tmp_path / "loci" / "memory.loci", bytes(32)) as opened:
        yield opened


def talk(file: MemoryFile, calls: list[ToolCall], asked: list[Request]) -> Loop:
    script = iter([*calls, say("Done.")])

    def answer(request: Request) -> ToolCall:
        asked.append(request)
        return next(script)

    return Loop.on(file, answer)


def read(loop: Loop, papers: Path) -> None:
    library = Library(loop.engine, lambda: False)
    try:
        library.add(papers)
        assert library.wait(120)
    finally:
        library.close()


def offered(request: Request) -> set[str]:
    return {form.tool for form in request.forms}


def test_they_are_offered_once_there_are_documents(file: MemoryFile, papers: Path, asked: list[Request]):
    loop = talk(file, [say("Hello."), say("Hello.")], asked)
    loop.say("Hello")
    read(loop, papers)
    with loop.engine.reading() as session:
        assert loop.context.recompile(session)
    loop.say("Hello")
    assert "open_document" not in offered(asked[0])
    assert {"open_document", "grep_documents", "search_documents"} <= offered(asked[1])


def test_they_are_not_offered_to_weights_with_instructions_of_their_own(
    file: MemoryFile, papers: Path, asked: list[Request]
):
    """Those were trained without them, and would be led astray."""
    loop = talk(file, [say("Hello.")], asked)
    llm = cast("ScriptedLLM", loop.engine.llm)
    llm.info = replace(llm.info, system_prompt="I am trained.")
    read(loop, papers)
    loop.say("Hello")
    assert "open_document" not in offered(asked[0])


def test_found_looked_through_and_opened(file: MemoryFile, papers: Path, asked: list[Request]):
    calls = [
        call("search_documents", query="vaccination against rabies", limit=1),
        call("grep_documents", text="DAY 33"),
        call("grep_documents", text="day 33", document="vet.md"),
        call("open_document", document="rome.pdf", position=38),
        call("open_document", document="rome.pdf"),
    ]
    loop = talk(file, calls, asked)
    read(loop, papers)
    loop.say("What do my papers say?")
    found, line, none, end, start = (each.result for each in loop.of(ToolReturned)[:5])
    assert "(vet.md, position 0) Vet\n\nBiscuit is vaccinated" in found
    assert "(rome.pdf, page 33, position 32) Page 33 tells of day 33." in line
    assert none == "Nothing found."
    assert end.startswith("rome.pdf, from position 38:\n[page 39]\nPage 39")
    assert end.endswith("This is the end of it.")
    assert "Go on at position" in start


def test_a_name_that_is_none_or_several_is_refused(file: MemoryFile, papers: Path, asked: list[Request]):
    (papers / "old").mkdir()
    (papers / "old" / "vet.md").write_text("Older.", encoding="utf-8")
    calls = [call("open_document", document="e", position=0), call("open_document", document="x.pdf")]
    loop = talk(file, [*calls, call("open_document", document="vet.md", position=7)], asked)
    read(loop, papers)
    loop.say("Read.")
    several, none, beyond = (each.result for each in loop.of(ToolReturned)[:3])
    assert "may be any of 3 documents" in several
    assert "no document 'x.pdf'" in none
    assert "7 is none of them" in beyond
