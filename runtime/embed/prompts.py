"""What an embedder wants to stand before a question and before what is found: "query: ", "passage: " and the like.

sentence-transformers keeps both in ``config_sentence_transformers.json`` under "prompts", by names of the author's
choice; a default prompt stands before whatever has none of its own. Where the folder does not say, its name does: the
E5 and BGE networks were trained with prompts, and their folders are older than that file's.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from runtime.errors import EmbedderFailed

if TYPE_CHECKING:
    from pathlib import Path

FILE = "config_sentence_transformers.json"
_BEFORE_QUESTIONS = ("query", "retrieval.query", "search_query")
_BEFORE_PASSAGES = ("document", "passage", "corpus", "retrieval.passage", "search_document")


@dataclass(frozen=True, slots=True)
class Prompts:
    """Empty: nothing."""

    query: str = ""
    passage: str = ""

    @classmethod
    def read(cls, folder: Path, called: str) -> Prompts:
        """Those of a folder. ``called``: its name and what stands above it, in small letters.

        Raises:
            EmbedderFailed: they cannot be read.
        """
        path = folder / FILE
        try:
            said = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            said = {}
        except (OSError, ValueError, RecursionError) as problem:
            raise EmbedderFailed(f"{path} cannot be read ({problem}).") from problem
        if not isinstance(said, dict) or not isinstance(said.get("prompts") or {}, dict):
            raise EmbedderFailed(f"{path} holds no prompts as Loci knows them.")
        prompts = said.get("prompts") or {}
        if not any(prompts.values()):
            return _of_name(called)
        default = prompts.get(said.get("default_prompt_name"), "")
        return cls(_first(prompts, _BEFORE_QUESTIONS, default), _first(prompts, _BEFORE_PASSAGES, default))


def _of_name(called: str) -> Prompts:
    # An E5 that takes instructions takes one that tells the task.
    return next((those for name, those in _BY_NAME.items() if name in called and "instruct" not in called), Prompts())


def _first(prompts: dict[str, Any], names: tuple[str, ...], default: Any) -> str:  # noqa: ANN401 (out of a file)
    """The first that there is, also where it is empty."""
    found = next((prompts[name] for name in names if name in prompts), default)
    return found if isinstance(found, str) else ""


_E5 = Prompts("query: ", "passage: ")
_BGE = Prompts("Represent this sentence for searching relevant passages: ")
_BGE_CHINESE = Prompts("为这个句子生成表示以用于检索相关文章：")  # noqa: RUF001 (as it was trained)
_SIZES = ("small", "base", "large")
_BY_NAME = {
    **{f"e5-{size}": _E5 for size in _SIZES},
    **{f"bge-{size}-en": _BGE for size in _SIZES},
    **{f"bge-{size}-zh": _BGE_CHINESE for size in _SIZES},
}
