"""The built-in embedder, loaded once for all tests of this folder."""

import pytest

from runtime.embed.local import LocalEmbedder
from runtime.home import asset


@pytest.fixture(scope="session")
def embedder() -> LocalEmbedder:
    """The embedder that Loci ships."""
    return LocalEmbedder(asset("embedder"))
