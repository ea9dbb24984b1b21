"""The ``loci`` command with a scripted LLM that answers each message with itself, word by word and not too fast.

python scripted_loci.py chat
"""

import re
import sys
from functools import partial

from runtime.assistant import Assistant
from runtime.cli import run
from runtime.llm.port import Request, ToolCall
from runtime.llm.scripted import ScriptedLLM, say

SECONDS_A_TOKEN = 0.02


def echo(request: Request) -> ToolCall:
    """A reply that repeats what was said; ``N times`` in it repeats it so often."""
    said = request.prompt.messages[-1].text.partition("] ")[2]
    times = int(found.group(1)) if (found := re.search(r"(\d+) times", said)) else 1
    return say("You said: " + " ".join([said] * times))


if __name__ == "__main__":
    llm = ScriptedLLM(echo, seconds_per_token=SECONDS_A_TOKEN)
    Assistant.open = partial(Assistant.open, llm=llm)  # type: ignore[method-assign]
    sys.exit(run(sys.argv[1:]))
