"""Evaluates a GGUF end to end: dialogues written by hand, through the real runtime, grammar and memory file.

Run it with the program's own Python, from the root of the repository; the dialogues lie in ``evaluation/dialogues``:

    .venv/bin/python packaging/weights/evaluate_end_to_end.py [GGUF] [--beside GGUF] [--skill recall] [--every 10]

Prints the share of right dialogues for each skill beside its goal, and examples of failures.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

from evaluation.playing import LastingLLM, Played, play  # noqa: E402
from evaluation.reading import FOLDER, Dialogue, all_dialogues  # noqa: E402
from evaluation.table import GOALS, examples, scores, table  # noqa: E402

from runtime.embed.local import LocalEmbedder  # noqa: E402
from runtime.home import asset  # noqa: E402
from runtime.llm.choice import built_in  # noqa: E402


def chosen(dialogues: Sequence[Dialogue], skills: Sequence[str], places: Sequence[str], every: int) -> list[Dialogue]:
    """The dialogues of these skills and places (all where none is named), of each skill one in ``every``."""
    named = [each for each in dialogues if not skills or each.skill in skills]
    named = [each for each in named if not places or any(place in each.place for place in places)]
    by_skill = [[each for each in named if each.skill == skill] for skill in GOALS]
    return [each for of_skill in by_skill for each in of_skill[::every]]


def played_with(gguf: Path, dialogues: Sequence[Dialogue]) -> list[Played]:
    """All of them played with one process of an LLM; how far it is goes to stderr."""
    llm, embedder, results = LastingLLM.of(gguf), LocalEmbedder(asset("embedder")), list[Played]()
    try:
        for number, dialogue in enumerate(dialogues, 1):
            results.append(play(dialogue, llm, embedder))
            right = sum(each.right for each in results)
            print(f"\r{gguf.name}: {right} right of {number}/{len(dialogues)}", end="", file=sys.stderr, flush=True)
    finally:
        llm.end()
        print(file=sys.stderr)
    return results


def as_json(gguf: Path, results: Sequence[Played], seconds: float) -> dict[str, object]:
    """The results as plain values."""
    return {
        "gguf": str(gguf),
        "seconds": round(seconds, 1),
        "skills": {
            skill: {
                "right": score.right,
                "played": score.played,
                "share": round(score.share, 4),
                "goal": GOALS.get(skill),
            }
            for skill, score in scores(results).items()
        },
        "failures": [
            {"place": each.dialogue.place, "turns": each.turns, "wrong": each.failures}
            for each in results
            if not each.right
        ],
    }


def options() -> argparse.ArgumentParser:
    """What the command takes."""
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("gguf", type=Path, nargs="?", default=built_in(), help="the built-in one where none is named")
    made.add_argument("--beside", type=Path, action="append", default=[], help="a further GGUF, compared in the table")
    made.add_argument("--skill", choices=list(GOALS), action="append", default=[], help="only this one; repeatable")
    made.add_argument("--place", action="append", default=[], help="only places with this in them, as lists.txt:17")
    made.add_argument("--every", type=int, default=1, help="of each skill one dialogue in so many")
    made.add_argument("--examples", type=int, default=5, help="how many failures are shown of each skill")
    made.add_argument("--json", type=Path, help="where to write all results")
    made.add_argument("--dialogues", type=Path, default=FOLDER, help="a folder with other dialogues")
    return made


def main() -> None:
    """Play the dialogues and print the table and the examples."""
    given = options().parse_args()
    dialogues = chosen(all_dialogues(given.dialogues), given.skill, given.place, given.every)
    columns: dict[str, Sequence[Played]] = {}
    written = []
    for gguf in (given.gguf, *given.beside):
        start = time.monotonic()
        results = played_with(gguf, dialogues)
        written.append(as_json(gguf, results, time.monotonic() - start))
        columns[str(gguf) if gguf.name in columns else gguf.name] = results
    print("\n".join(examples(next(iter(columns.values())), given.examples)))
    print("\n" + "\n".join(table(columns)))
    if given.json:
        given.json.write_text(json.dumps(written, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
