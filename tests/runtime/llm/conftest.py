"""Random weights and the chat templates to try them with."""

from collections.abc import Callable
from pathlib import Path

import pytest
import random_gguf
from stop_flag import StopFlag

from runtime.llm.engine import Engine
from runtime.llm.llama import Loading


@pytest.fixture(scope="session")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A GGUF of 140,000 random weights with a vocabulary of bytes; needs nothing but this repository."""
    return random_gguf.build(tmp_path_factory.mktemp("toy") / "toy.gguf")


@pytest.fixture
def stop_flag() -> StopFlag:
    return StopFlag()


@pytest.fixture
def load_engine(stop_flag: StopFlag) -> Callable[..., Engine]:
    """Loads weights into this process, for tests that look inside."""

    def load(path: Path, context_length: int = 2_048) -> Engine:
        return Engine(Loading(str(path), context_length, 1, 0, "f16", False, 256, stop_flag.address))  # noqa: FBT003

    return load


@pytest.fixture
def engine(toy: Path, load_engine: Callable[..., Engine]) -> Engine:
    """The toy, loaded into this process."""
    return load_engine(toy)
