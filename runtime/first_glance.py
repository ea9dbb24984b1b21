"""What the key file says at a glance: read before the libraries are loaded that can open it."""

from __future__ import annotations

import json
import os

from runtime import lock_mark
from runtime.home import Home

_KEYRING = "keyring"


def is_typed(home: Home) -> bool:
    """Whether the person has to type a key, as far as can be told before trying; False where that is not clear."""
    if os.environ.get("LOCI_PASSPHRASE"):
        return False
    try:
        slots = json.loads(home.key_file.read_text(encoding="utf-8"))["slots"]
        kinds = {slot["kind"] for slot in slots}
    except (OSError, ValueError, KeyError, TypeError):
        return False  # opening says what is wrong with it
    typed = kinds - {_KEYRING}
    return bool(typed) and (_KEYRING not in kinds or bool(lock_mark.read(home)))
