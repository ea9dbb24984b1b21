"""Every error of Loci's own, as one tree.

::

    LociError                       a sentence for the person: what happened, what was kept, what to do
    ├── MemoryFileError             the memory file cannot be opened or written
    │   ├── MemoryClosed            it was locked meanwhile
    │   ├── WrongKey                the passphrase or key does not open it
    │   ├── NewerFile               a later version of Loci wrote it
    │   ├── DamagedFile             not a memory file, or its pages do not check out
    │   ├── FileInUse               another process holds it
    │   └── StorageFailed           disk full, folder read-only, I/O error
    ├── KeyNeeded                   no keyring and no passphrase: one must be given
    ├── LLMError
    │   ├── WeightsUnusable         not a GGUF, cut short, or of a kind llama.cpp cannot load
    │   ├── LLMCrashed              the child process died in the middle of something
    │   ├── PromptTooLong           the prompt does not fit the context
    │   └── Stopped                 the person pressed stop; not a fault
    ├── EmbedderFailed              texts cannot be made into vectors; search goes on by words alone
    ├── ToolFailed                  a tool refused its arguments; the LLM is told in these words
    ├── InputRefused                what the person typed cannot be taken as it is
    ├── SettingRefused              a setting has no such name or may not have such a value
    └── EditConflict                the block changed since it was read

A ``LociError`` is the world's failure and its text is shown as it stands. Anything else that reaches the
edge of a thread is our bug and is shown as one, with its traceback in the log.
"""

from __future__ import annotations


class LociError(Exception):
    """Base of all. ``str(error)`` is the sentence the person reads; ``exit_code`` is the terminal's."""

    exit_code = 1


class MemoryFileError(LociError):
    """The memory file cannot be opened or written."""

    exit_code = 3


class MemoryClosed(MemoryFileError):
    """It is not open any more: it was locked, or Loci is ending."""

    exit_code = 4


class WrongKey(MemoryFileError):
    """The passphrase or key does not open the file."""

    exit_code = 4


class NewerFile(MemoryFileError):
    """A later version of Loci wrote the file."""


class DamagedFile(MemoryFileError):
    """Not a memory file, or its pages do not check out."""


class FileInUse(MemoryFileError):
    """Another process holds the file."""

    exit_code = 5


class StorageFailed(MemoryFileError):
    """Disk full, folder read-only or an I/O error; nothing of the step was kept."""


class KeyNeeded(LociError):
    """There is no keyring and no passphrase was given."""

    exit_code = 4


class LLMError(LociError):
    """The language model cannot do what it was asked."""

    exit_code = 6


class WeightsUnusable(LLMError):
    """Not a GGUF, cut short, or of a kind that cannot be loaded."""


class LLMCrashed(LLMError):
    """The LLM's process died; it is loaded again at the next call."""


class PromptTooLong(LLMError):
    """The prompt has more tokens than the context."""


class Stopped(LLMError):
    """The person pressed stop."""


class EmbedderFailed(LociError):
    """The embedder cannot be loaded, or cannot make vectors of these texts."""


class ToolFailed(LociError):
    """A tool refused its arguments. The text is what the LLM reads."""


class InputRefused(LociError):
    """What the person typed cannot be taken as it is."""

    exit_code = 2


class SettingRefused(LociError):
    """No setting of that name, or it may not have that value."""

    exit_code = 2


class EditConflict(LociError):
    """The block changed since it was read; the edit was not made."""
