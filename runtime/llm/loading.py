"""Deciding how weights are loaded on this machine, and loading them. Runs in the LLM's process."""

from __future__ import annotations

from dataclasses import dataclass, replace

from runtime.errors import WeightsUnusable
from runtime.llm.engine import Engine
from runtime.llm.header import Header, read_header
from runtime.llm.llama import Loading, gpu_available
from runtime.llm.machine import cores, memory
from runtime.llm.port import LLMInfo, LLMSettings
from runtime.llm.weights import describe

_USUAL_CONTEXT = 8_192
_SMALLEST_CONTEXT = 512
_LONG_CONTEXT = 16_384
_BATCH = 512
_PLAIN_BATCH = 128  # without flash attention a batch takes memory for each pair of tokens; more is not faster
_SHARE_FOR_CONTEXT = 0.4
_BYTES = {"f16": 2.0, "q8_0": 34 / 32, "q4_0": 18 / 32}
_BLOCK = 32
_ALL = -1
_WORTH_A_THREAD = 20_000_000  # parameters: below, threads wait for each other longer than they work


def load(settings: LLMSettings, stop: int, *, careful: bool = False) -> tuple[Engine, LLMInfo]:
    """Load weights.

    Args:
        settings: what the person decided; the rest is decided here.
        stop: address of the two bytes of the stop flag.
        careful: do without what may have crashed the process before.

    Raises:
        WeightsUnusable: they cannot be loaded; says why.
    """
    info = describe(settings.path)
    total, available = memory()
    if info.size_bytes > total:
        raise WeightsUnusable(
            f"{info.path} needs {info.size_bytes / 2**30:.1f} GiB of memory and this machine has {total / 2**30:.1f}."
        )
    decided = decide(settings, info, read_header(settings.path), available, stop)
    engine = Engine(replace(decided, repack=not careful))
    return engine, replace(info, context_length=engine.llama.context_length, dialect=engine.format.dialect.name)


def decide(settings: LLMSettings, info: LLMInfo, header: Header, available: int, stop: int) -> Loading:
    """Every setting, decided: the person's where there is one."""
    length = settings.context_length
    cache = _Cache.of(header, info.architecture)
    kv_type = settings.kv_type or ("q8_0" if (length or 0) > _LONG_CONTEXT and cache.in_blocks else "f16")
    if length is None:
        length = min(info.trained_context_length or _USUAL_CONTEXT, _USUAL_CONTEXT)
        per_token = cache.values * _BYTES[kv_type]
        fitting = int(available * _SHARE_FOR_CONTEXT / per_token) if per_token else length
        length = max(min(length, fitting), min(_SMALLEST_CONTEXT, length))
    gpu = settings.gpu_layers if settings.gpu_layers is not None else (_ALL if gpu_available() else 0)
    attention = _flash_attention(kv_type, gpu)
    return Loading(
        path=str(settings.path),
        context_length=length,
        threads=settings.threads or (1 if info.parameters < _WORTH_A_THREAD else cores()),
        gpu_layers=gpu,
        kv_type=kv_type,
        flash_attention=attention,
        batch=min(_PLAIN_BATCH if attention is False else _BATCH, length),
        stop=stop,
    )


def _flash_attention(kv_type: str, gpu_layers: int) -> bool | None:
    """A quantised cache needs it, a GPU knows best, and on a CPU it makes a few new tokens up to ten times dearer."""
    if kv_type != "f16":
        return True
    return None if gpu_layers else False


@dataclass(frozen=True, slots=True)
class _Cache:
    """What the context holds for one token: so many values; ``in_blocks``, if they can be quantised."""

    values: int
    in_blocks: bool

    @classmethod
    def of(cls, header: Header, architecture: str) -> _Cache:
        def known(name: str) -> int:
            value = header.metadata.get(f"{architecture}.{name}", 0)
            return value if isinstance(value, int) else 0

        heads = known("attention.head_count") or 1
        kv_heads = known("attention.head_count_kv") or heads
        key = known("attention.key_length") or known("embedding_length") // heads
        value = known("attention.value_length") or known("embedding_length") // heads
        in_blocks = key % _BLOCK == 0 and value % _BLOCK == 0
        return cls(known("block_count") * kv_heads * (key + value), in_blocks)
