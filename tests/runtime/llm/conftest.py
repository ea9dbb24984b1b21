"""Random weights and the chat templates to try them with."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

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
def load_engine(stop_flag: StopFlag) -> Iterator[Callable[..., Engine]]:
    """Loads weights into this process, for tests that look inside."""
    loaded: list[Engine] = []

    def load(path: Path, context_length: int = 2_048, **options: Any) -> Engine:  # noqa: ANN401
        settings = {"kv_type": "f16", "flash_attention": False, "batch": 256} | options
        made = Engine(Loading(str(path), context_length, 1, 0, stop=stop_flag.address, **settings))
        loaded.append(made)
        return made

    yield load
    for engine in loaded:
        engine.llama.close()


@pytest.fixture
def engine(toy: Path, load_engine: Callable[..., Engine]) -> Engine:
    """The toy, loaded into this process."""
    return load_engine(toy)
