"""What an embedder wants to stand before a question or a text stands there, as its folder or its name says."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from models.memory_file import MemoryFile
from runtime.embed.embedders import Embedders
from runtime.embed.folder import Folder
from runtime.embed.local import LocalEmbedder
from runtime.embed.prompts import FILE, Prompts
from runtime.errors import EmbedderFailed
from runtime.home import asset

E5 = {"query": "query: ", "document": "passage: "}


def made(folder: Path, prompts: object = None, default: str | None = None) -> Path:
    """The built-in embedder's files in a folder, with prompts beside them."""
    shutil.copytree(asset("embedder"), folder)
    if prompts is not None:
        said = {"prompts": prompts, "default_prompt_name": default, "similarity_fn_name": "cosine"}
        (folder / FILE).write_text(json.dumps(said), encoding="utf-8")
    return folder


def test_a_text_is_embedded_after_its_prompt_and_a_question_after_its_own(
    tmp_path: Path, embedder: LocalEmbedder
) -> None:
    prompted, texts = LocalEmbedder(made(tmp_path / "e", E5)), ["a violin", "who plays the violin at night?"]
    assert np.allclose(prompted.embed(texts), embedder.embed([f"passage: {each}" for each in texts]), atol=1e-6)
    asked = prompted.for_questions
    assert np.allclose(asked.embed(texts), embedder.embed([f"query: {each}" for each in texts]), atol=1e-6)
    assert asked.dimensions == 384
    assert np.array_equal(embedder.for_questions.embed(texts), embedder.embed(texts)), "the built-in one wants none"


def test_searches_ask_with_the_prompt_for_questions(
    tmp_path: Path, embedder: LocalEmbedder, memory: MemoryFile
) -> None:
    folder = made(tmp_path / "e", E5)
    embedders = Embedders(embedder, folder)
    with memory.transaction() as session:
        session.connection().exec_driver_sql("UPDATE maker SET name = ?", (LocalEmbedder(folder).name,))
    with memory.reading() as session:
        asking = embedders.asking(session)
    assert asking is not None
    assert np.allclose(asking.embed(["a violin"]), embedder.embed(["query: a violin"]), atol=1e-6)


@pytest.mark.parametrize(
    ("prompts", "default", "expected"),
    [
        (E5, None, Prompts("query: ", "passage: ")),
        (
            {"query": "search_query: ", "passage": "search_document: "},
            None,
            Prompts("search_query: ", "search_document: "),
        ),
        ({"query": "Represent this: ", "text": ""}, None, Prompts("Represent this: ")),
        ({"query": "ask: ", "document": ""}, "query", Prompts("ask: ")),
        ({"query": "ask: ", "sts": "same: "}, "sts", Prompts("ask: ", "same: ")),
        ({"retrieval.query": "q ", "retrieval.passage": "p "}, None, Prompts("q ", "p ")),
        ({"classification": "class: "}, None, Prompts()),
        ({"query": 3}, None, Prompts()),
        ({}, None, Prompts()),
    ],
)
def test_prompts_are_told_by_the_names_that_are_in_use(
    tmp_path: Path, prompts: object, default: str | None, expected: Prompts
) -> None:
    assert Folder.read(made(tmp_path / "e", prompts, default)).prompts == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("multilingual-e5-small", Prompts("query: ", "passage: ")),
        ("multilingual-e5-large-instruct", Prompts()),
        ("bge-small-en-v1.5", Prompts("Represent this sentence for searching relevant passages: ")),
        ("bge-m3", Prompts()),
        ("all-MiniLM-L6-v2", Prompts()),
    ],
)
def test_where_the_folder_does_not_say_its_name_does(tmp_path: Path, name: str, expected: Prompts) -> None:
    folder = made(tmp_path / name / "snapshots" / "0a1b")
    assert Folder.read(folder).prompts == expected
    (folder / FILE).write_text('{"prompts": {}, "default_prompt_name": null}', encoding="utf-8")
    assert Folder.read(folder).prompts == expected


def test_another_prompt_before_texts_is_another_embedder_and_one_before_questions_is_not(tmp_path: Path) -> None:
    plain = LocalEmbedder(made(tmp_path / "plain")).name
    assert LocalEmbedder(made(tmp_path / "asks", {"query": "query: "})).name == plain
    assert LocalEmbedder(made(tmp_path / "both", E5)).name != plain


@pytest.mark.parametrize("text", ["{", "[]", '{"prompts": 3}'])
def test_prompts_that_cannot_be_read_are_told_in_a_sentence(tmp_path: Path, text: str) -> None:
    folder = made(tmp_path / "e")
    (folder / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(EmbedderFailed, match=FILE):
        Folder.read(folder)
