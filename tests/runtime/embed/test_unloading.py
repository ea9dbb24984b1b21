from __future__ import annotations

import gc

from runtime.assistant import Assistant
from runtime.home import Home
from runtime.llm.scripted import ScriptedLLM


def test_a_memory_that_was_closed_gives_back_what_its_embedder_took(home: Home):
    before = _networks()
    assistant = Assistant.open(home, key=bytes(32), emit=lambda _event: None, llm=ScriptedLLM([]))
    assistant.search_messages("Biscuit")
    assert _networks() > before
    assistant.close()
    assert _networks() == before


def test_what_was_kept_out_of_collections_may_be_collected_once_it_is_closed(home: Home):
    with Assistant.open(home, key=bytes(32), emit=lambda _event: None, llm=ScriptedLLM([])) as assistant:
        assistant.search_messages("Biscuit")
        assert gc.get_freeze_count()
    assert not gc.get_freeze_count()


def _networks() -> int:
    gc.collect()
    gc.unfreeze()
    return sum(type(each).__name__ == "InferenceSession" for each in gc.get_objects())
