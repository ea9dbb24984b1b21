"""The LoCoMo table: what is read, what is counted, and what cannot be measured."""

import json
from pathlib import Path
from typing import Any

import pytest

from runtime.cli import run

FIGURES = {"recall_at_5", "recall_at_10", "recall_at_20", "multi_hop_all_at_10"}


def conversation(name: str, pet: str) -> dict[str, Any]:
    """Two speakers, two sessions, a question with one turn of evidence and one with two."""
    texts = [f"My pet is called {pet}", "What a fine name!", "I work as a nurse", "Every day?", "I play the violin"]
    turns = [
        {"speaker": "Ann" if number % 2 else "Bob", "dia_id": f"D1:{number}", "text": text}
        for number, text in enumerate(texts, start=1)
    ]
    later = [{"speaker": "Ann", "dia_id": "D2:1", "text": f"{pet} has a sister now, called Olive"}]
    return {
        "sample_id": name,
        "conversation": {
            "session_1": turns,
            "session_1_date_time": "1:56 pm on 8 May, 2023",
            "session_2": later,
            "session_2_date_time": "9:05 am on 1 June, 2023",
        },
        "qa": [
            {"question": "What is Ann's job?", "category": 4, "evidence": ["D1:3"]},
            {"question": "Which pets does Ann have?", "category": 1, "evidence": ["D1:1; D2:1"]},
            {"question": "Who is the queen?", "category": 5, "evidence": ["D1:2"]},
        ],
    }


@pytest.fixture
def data(tmp_path: Path) -> Path:
    both = [conversation("one", "Biscuit"), conversation("two", "Rex")]
    (tmp_path / "locomo2.json").write_text(json.dumps(both), encoding="utf-8")
    return tmp_path


def test_every_ranking_has_its_figures_and_ours_stand_first(data: Path, capsys: pytest.CaptureFixture[str]):
    assert run(["bench", "locomo", "--data", str(data), "--json"]) == 0
    table = json.loads(capsys.readouterr().out)
    assert set(table) >= FIGURES
    assert (table["conversations"], table["questions"]) == (2, 4)
    assert table["recall_at_10"] == table["multi_hop_all_at_10"] == 1.0
    assert len(table["rankings"]) == 9
    assert all(set(line) >= FIGURES for line in table["rankings"].values())
    assert table["rankings"]["Loci, cross-validated"]["recall_at_5"] == table["recall_at_5"]


def test_one_conversation_alone_is_measured_with_the_shipped_weights(data: Path, capsys: pytest.CaptureFixture[str]):
    (data / "locomo2.json").write_text(json.dumps([conversation("one", "Biscuit")]), encoding="utf-8")
    assert run(["bench", "locomo", "--data", str(data)]) == 0
    out = capsys.readouterr().out
    assert "2 questions of 1 conversations" in out
    assert "Loci, shipped weights" in out
    assert "cross-validated" not in out


@pytest.mark.parametrize("text", ["", "[1, 2]", "{}", "[]", '[{"sample_id": "x", "conversation": {}, "qa": []}]'])
def test_what_is_not_locomo_gets_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str):
    assert run(["bench", "locomo", "--data", str(tmp_path / "none")]) == 2
    (tmp_path / "other.json").write_text(text, encoding="utf-8")
    assert run(["bench", "locomo", "--data", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("Nothing was measured.") == 2
