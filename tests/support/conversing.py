"""One person at the assistant: what they say, and what then stands in the transcript."""

from runtime.assistant import Assistant


def tell(assistant: Assistant, text: str, *, edits: int | None = None) -> int:
    """Say something, perhaps in place of an earlier message, and wait for the answer; the turn's id."""
    turn_id = assistant.submit(text, edits=edits)
    assert assistant.wait(turn_id, 60)
    return turn_id


def said(assistant: Assistant) -> list[str]:
    """What was said by both."""
    return [each.text for each in assistant.messages() if each.role != "tool" and each.text]
