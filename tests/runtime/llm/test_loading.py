from dataclasses import replace
from pathlib import Path

import pytest

from runtime.errors import WeightsUnusable
from runtime.llm import loading, machine
from runtime.llm.header import Header
from runtime.llm.llama import Loading
from runtime.llm.loading import decide
from runtime.llm.port import LLMInfo, LLMSettings

BIG = LLMInfo(Path("x.gguf"), "x", "qwen", parameters=4_000_000_000, size_bytes=3 << 30, trained_context_length=262_144)
HEADER = Header(
    {
        "qwen.block_count": 32,
        "qwen.attention.head_count": 32,
        "qwen.attention.head_count_kv": 8,
        "qwen.embedding_length": 4_096,
    },
    {},
    0,
    0,
)
GIBIBYTE = 1 << 30


def decided(settings: LLMSettings, info: LLMInfo = BIG, available: int = 32 * GIBIBYTE) -> Loading:
    return decide(settings, info, HEADER, available, 0)


def test_the_context_is_what_the_weights_were_trained_on_but_no_more_than_usual() -> None:
    assert decided(LLMSettings(BIG.path)).context_length == 8_192
    assert decided(LLMSettings(BIG.path), replace(BIG, trained_context_length=2_048)).context_length == 2_048
    assert decided(LLMSettings(BIG.path), replace(BIG, trained_context_length=0)).context_length == 8_192


def test_little_memory_makes_the_context_shorter() -> None:
    small = decided(LLMSettings(BIG.path), available=GIBIBYTE)
    assert 512 <= small.context_length < 8_192
    assert decided(LLMSettings(BIG.path), available=0).context_length == 512


def test_a_long_context_is_kept_in_eight_bits() -> None:
    long = decided(LLMSettings(BIG.path, context_length=32_768))
    assert (long.context_length, long.kv_type, long.flash_attention) == (32_768, "q8_0", True)
    assert decided(LLMSettings(BIG.path)).kv_type == "f16"
    odd = replace(HEADER, metadata={**HEADER.metadata, "qwen.attention.key_length": 80})
    settings = LLMSettings(BIG.path, context_length=32_768)
    assert decide(settings, BIG, odd, 32 * GIBIBYTE, 0).kv_type == "f16", "80 is no multiple of a block"


def test_what_the_person_says_is_done() -> None:
    mine = decided(LLMSettings(BIG.path, context_length=700, threads=3, gpu_layers=7, kv_type="q4_0"))
    assert (mine.context_length, mine.threads, mine.gpu_layers, mine.kv_type) == (700, 3, 7, "q4_0")
    assert mine.flash_attention is True
    assert mine.batch == 512
    assert decided(LLMSettings(BIG.path, context_length=100)).batch == 100


def test_flash_attention_is_off_on_a_cpu_on_where_the_cache_needs_it_and_left_open_on_a_gpu() -> None:
    on_cpu = decided(LLMSettings(BIG.path, gpu_layers=0))
    assert (on_cpu.kv_type, on_cpu.flash_attention, on_cpu.batch) == ("f16", False, 128)
    quantised = decided(LLMSettings(BIG.path, gpu_layers=0, kv_type="q8_0"))
    assert (quantised.flash_attention, quantised.batch) == (True, 512)
    on_gpu = decided(LLMSettings(BIG.path, gpu_layers=7))
    assert (on_gpu.flash_attention, on_gpu.batch) == (None, 512)


def test_a_tiny_llm_runs_on_one_thread_and_a_real_one_on_all_cores() -> None:
    assert decided(LLMSettings(BIG.path), replace(BIG, parameters=4_000_000)).threads == 1
    assert decided(LLMSettings(BIG.path)).threads == machine.cores()


def test_without_a_gpu_backend_no_layer_goes_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "gpu_available", lambda: False)
    assert decided(LLMSettings(BIG.path)).gpu_layers == 0
    monkeypatch.setattr(loading, "gpu_available", lambda: True)
    assert decided(LLMSettings(BIG.path)).gpu_layers < 0


def test_weights_larger_than_the_memory_are_refused_in_words(toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "memory", lambda: (100_000, 50_000))
    with pytest.raises(WeightsUnusable, match="GiB of memory and this machine has"):
        loading.load(LLMSettings(toy), 0)


def test_the_machine_is_known() -> None:
    total, available = machine.memory()
    assert GIBIBYTE // 4 < available <= total
    assert machine.cores() >= 1
