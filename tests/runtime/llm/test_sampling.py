import numpy as np
import pytest

from runtime.llm.sampling import Sampler, Taste

LOGITS = np.array([1.0, 5.0, 4.9, -3.0, 4.8, 0.0], dtype=np.float32)


def only(*tokens: int) -> np.ndarray:
    allowed = np.zeros(LOGITS.size, dtype=np.bool_)
    allowed[list(tokens)] = True
    return allowed


def test_without_temperature_the_likeliest_allowed_token_is_taken() -> None:
    sampler = Sampler(Taste(0), 1)
    assert sampler.choose(LOGITS, None) == 1
    assert sampler.choose(LOGITS, only(0, 3)) == 0
    assert sampler.choose(LOGITS, only(3)) == 3


@pytest.mark.parametrize("temperature", [0.0, 0.1, 1.0, 100.0])
def test_only_what_is_allowed_is_ever_taken(temperature: float) -> None:
    sampler = Sampler(Taste(temperature, top_k=0, top_p=1, min_p=0), 3)
    drawn = {sampler.choose(LOGITS, only(0, 3, 5)) for _ in range(300)}
    assert drawn <= {0, 3, 5}


def test_a_high_temperature_reaches_all_and_a_low_one_the_best() -> None:
    hot = Sampler(Taste(50.0, top_k=0, top_p=1, min_p=0), 1)
    assert {hot.choose(LOGITS, None) for _ in range(500)} == set(range(6))
    cold = Sampler(Taste(0.01), 1)
    assert {cold.choose(LOGITS, None) for _ in range(100)} == {1}


def test_top_k_top_p_and_min_p_cut_the_tail() -> None:
    for taste in (Taste(1, top_k=2, top_p=1, min_p=0), Taste(1, top_k=0, top_p=0.5, min_p=0)):
        drawn = {Sampler(taste, seed).choose(LOGITS, None) for seed in range(200)}
        assert drawn == {1, 2}
    drawn = {Sampler(Taste(1, top_k=0, top_p=1, min_p=0.5), seed).choose(LOGITS, None) for seed in range(200)}
    assert drawn == {1, 2, 4}


def test_the_shares_are_those_of_the_logits() -> None:
    sampler = Sampler(Taste(1.0, top_k=0, top_p=1, min_p=0), 5)
    logits = np.log(np.array([0.6, 0.3, 0.1], dtype=np.float32))
    counts = np.bincount([sampler.choose(logits, None) for _ in range(4_000)], minlength=3)
    assert np.allclose(counts / 4_000, [0.6, 0.3, 0.1], atol=0.03)


def test_a_seed_fixes_what_is_drawn() -> None:
    def drawn(seed: int) -> list[int]:
        sampler = Sampler(Taste(1.0, top_k=0, top_p=1, min_p=0), seed)
        return [sampler.choose(LOGITS, None) for _ in range(30)]

    assert drawn(1) == drawn(1)
    assert drawn(1) != drawn(2)


def test_logits_that_are_no_numbers_still_give_an_allowed_token() -> None:
    broken = np.full(6, np.nan, dtype=np.float32)
    assert Sampler(Taste(0), 1).choose(broken, only(4)) == 4
    nowhere = np.full(6, -np.inf, dtype=np.float32)
    assert Sampler(Taste(1), 1).choose(nowhere, only(4, 5)) in (4, 5)
