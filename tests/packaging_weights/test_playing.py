"""A dialogue is played through the real assistant, over what it says is there already."""

from evaluation.playing import Played, play
from evaluation.reading import Dialogue, Line
from evaluation.table import examples, table

from runtime.embed.local import LocalEmbedder
from runtime.home import asset
from runtime.llm.port import Request, ToolCall
from runtime.llm.scripted import ScriptedLLM, call, say

THERE = (
    Line("block", "They live in Lyon"),
    Line("passage", "The spare key is under the flowerpot [home, keys]"),
    Line("user", "My cat Miso ate the butter"),
    Line("loci", "Poor butter."),
    Line("summary", "They told of their cat."),
)


def _play(llm: ScriptedLLM, *script: Line) -> Played:
    return play(Dialogue("recall", "here:1", THERE, script), llm, LocalEmbedder(asset("embedder")))


def test_what_is_there_stands_where_it_belongs():
    llm = ScriptedLLM(
        [
            call("archival_memory_search", query="spare key"),
            call("conversation_search", query="what Miso ate"),
            say("The butter, and the key is under the flowerpot."),
        ]
    )
    played = _play(llm, Line(">", "what did Miso eat?"), Line("reply", "butter & flowerpot"), Line("same", ""))
    assert played.right, played.failures
    first, _, last = (request.prompt.messages for request in llm.requests[:3])
    assert "They live in Lyon" in first[0].text
    assert "They told of their cat." in first[0].text
    assert [message.role for message in first] == ["system", "user"], "earlier messages are not in context"
    assert "under the flowerpot [home, keys]" in last[-3].text
    assert "user: My cat Miso ate the butter" in last[-1].text


def test_later_all_messages_have_left_the_context():
    llm = ScriptedLLM([say("Hello!"), say("Yes.")])
    _play(llm, Line(">", "hi"), Line(">>", "there"), Line("later", ""), Line(">", "remember me?"), Line("reply", "yes"))
    assert llm.requests[0].prompt.messages[-1].text.endswith("hi\nthere")
    assert [message.role for message in llm.requests[1].prompt.messages] == ["system", "user"]


def test_what_did_not_come_true_is_told():
    def moves(request: Request) -> ToolCall:
        if request.prompt.messages[-1].role == "tool":
            return say("Noted.")
        edit = {"label": "human", "old_content": "They live in Lyon", "new_content": "They live in Nantes"}
        return call("core_memory_replace", **edit)

    expected = (Line("block", "Nantes"), Line("gone", "Lyon"), Line("kept", ""), Line("reply", "Nantes"))
    played = _play(ScriptedLLM(moves), Line(">", "I moved to Nantes"), *expected)
    assert played.failures == ["after 'I moved to Nantes': reply Nantes"]
    assert "  > I moved to Nantes" in list(examples([played], 1))
    assert [line.split() for line in table({"loci": [played]})][1] == ["recall", "92%", "0.0%", "0/1"]
