"""A memory with a keyring of its own beside it."""

import pytest
from ring import Ring

from runtime.home import Home
from runtime.keys import unlock


@pytest.fixture
def ring() -> Ring:
    return Ring()


@pytest.fixture
def key(home: Home) -> bytes:
    """The key of a memory that LOCI_PASSPHRASE opens."""
    return unlock(home)
