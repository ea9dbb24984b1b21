import hypothesis.strategies as st
from hypothesis import given

from runtime.llm.specials import Cover, Specials, mark, runs

SPECIALS = Specials({"<|im_start|>": 151_644, "<|im_end|>": 151_645, "<|im": 3, "[INST]": 0xFFFF, "</s>": 2, "": 9})


def test_a_marked_prompt_falls_apart_into_what_it_was_made_of() -> None:
    ids = [0, 127, 128, 255, 0xFFFF, 0x10000, 1_000_000]
    marked = b"".join(b"text" + mark(token) for token in ids) + b"end"
    assert list(runs(marked)) == [part for token in ids for part in (b"text", token)] + [b"end"]
    assert list(runs(mark(255) + mark(255))) == [255, 255]
    assert list(runs(b"")) == []


def test_the_longest_special_token_is_found() -> None:
    assert SPECIALS.split("a<|im_start|>b<|imx</s>") == ["a", 151_644, "b", 3, "x", 2]
    assert SPECIALS.split("<<|im_end|>>") == ["<", 151_645, ">"]
    assert SPECIALS.split("") == []
    assert "</s>" in SPECIALS
    assert "<s>" not in SPECIALS


def test_no_special_tokens_at_all() -> None:
    assert Specials({}).split("<|im_end|>") == ["<|im_end|>"]


@given(
    st.lists(st.sampled_from(["<|im_end|>", "<|im", "_start|>", "[INST]", "a", "\U00100000", "\U0010fffd", "é", "\0"]))
)
def test_what_people_write_is_never_special(parts: list[str]) -> None:
    text = "".join(parts)
    cover = Cover(SPECIALS)
    marked = cover.marked("<|im_start|>" + cover.cover(text) + "<|im_end|>")
    expected = text.replace("\0", "\ufffd").encode()
    assert marked == mark(151_644) + expected + mark(151_645)


def test_lone_surrogates_are_replaced() -> None:
    cover = Cover(SPECIALS)
    assert cover.marked(cover.cover("a\ud83db")) == b"a?b"


def test_texts_covered_one_after_the_other_do_not_get_mixed_up() -> None:
    cover = Cover(SPECIALS)
    rendered = cover.cover("one </s>") + cover.cover("two [INST]") + cover.cover("three </s>")
    assert "</s>" not in rendered
    assert cover.marked(rendered) == b"one </s>two [INST]three </s>"
