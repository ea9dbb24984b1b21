"""Whether the installed llama.cpp runs on this processor, tried on the built-in LLM as Loci itself uses it.

The exit status is 0, or ``DIES`` where the LLM's process dies over its first tokens, also when it is loaded
with care. Anything else that is wrong is left to ``loci doctor``, which has words for it.
"""

import sys
import threading

from runtime.errors import LLMCrashed, LLMError
from runtime.home import asset
from runtime.llm.host import HostedLLM
from runtime.llm.port import ChatMessage, LLMSettings, Prompt

DIES = 3


def main() -> int:
    """Let it read a few tokens; once more after a crash, which the host then takes care over."""
    llm = HostedLLM(LLMSettings(asset("llm/loci-tiny.gguf")))
    prompt = Prompt((ChatMessage("system", "A trial."), ChatMessage("user", "Hello")))
    try:
        for _ in range(2):
            try:
                llm.warm(prompt, stop=threading.Event())
            except LLMCrashed:
                continue
            except LLMError:
                pass
            return 0
    finally:
        llm.close()
    return DIES


if __name__ == "__main__":
    sys.exit(main())
