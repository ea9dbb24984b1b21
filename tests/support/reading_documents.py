"""Reads a folder into the memory of ``LOCI_HOME``, as ``loci add`` does, until it is all read or the process is killed.

python reading_documents.py FOLDER
"""

import sys
from pathlib import Path

from runtime.assistant import Assistant
from runtime.home import Home
from runtime.llm.scripted import ScriptedLLM

if __name__ == "__main__":
    with Assistant.open(Home.find(), key=None, emit=lambda _: None, llm=ScriptedLLM([]), resume=False) as assistant:
        print("ready", flush=True)  # noqa: T201
        if assistant.documents.sources():
            assistant.documents.update()
        else:
            assistant.documents.add(Path(sys.argv[1]))
        assistant.documents.wait()
    print("done", flush=True)  # noqa: T201
