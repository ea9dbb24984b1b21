from __future__ import annotations

import gc
from weakref import ref

from runtime.assistant import Assistant
from runtime.home import Home
from runtime.llm.scripted import ScriptedLLM


def test_a_memory_that_was_closed_gives_back_what_its_embedder_took(home: Home):
    before = {id(each) for each in _networks()}
    assistant = Assistant.open(home, key=bytes(32), emit=lambda _event: None, llm=ScriptedLLM([]))
    assistant.search_messages("Biscuit")
    made = [ref(each) for each in _networks() if id(each) not in before]
    assert made
    assistant.close()
    _networks()
    assert not any(each() for each in made)


def test_what_was_kept_out_of_collections_may_be_collected_once_it_is_closed(home: Home):
    with Assistant.open(home, key=bytes(32), emit=lambda _event: None, llm=ScriptedLLM([])) as assistant:
        assistant.search_messages("Biscuit")
        assert gc.get_freeze_count()
    assert not gc.get_freeze_count()


def _networks() -> list[object]:
    """Those that are still held, after a full collection."""
    gc.unfreeze()
    gc.collect()
    return [each for each in gc.get_objects() if type(each).__name__ == "InferenceSession"]
