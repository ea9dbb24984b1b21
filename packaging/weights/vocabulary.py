"""The tokenizer: byte-level BPE of 2,048 tokens, laid out so that names are copied easily, and the format's phrases.

A word is split the same way wherever it stands: merges inside words are learnt first, without spaces, and a
space is only joined to common words afterwards. Digits and full stops are never merged. llama.cpp reads it as
model ``gpt2`` with the pre-tokeniser ``gpt-2``.
"""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path
from random import Random
from string import ascii_lowercase

from asking import FORGOTTEN, NOTHING_KNOWN
from dialogue import write
from paging import NOTHING_THAT_DAY
from phrasebook import TALK
from prompt import CALL_START, DONE, SENT, SYSTEM_PROMPT
from stage import UNKNOWN
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

WORDS = 2_048
SPACED = 700
SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
FORMAT = [
    *(
        f"{CALL_START}{opening}"
        for opening in (
            'send_message", "arguments": {"message": "',
            'core_memory_append", "arguments": {"label": "',
            'core_memory_replace", "arguments": {"label": "',
            'archival_memory_insert", "arguments": {"content": "',
            'archival_memory_search", "arguments": {"query": "',
            'conversation_search", "arguments": {"query": "',
            'conversation_search_date", "arguments": {"start_date": "',
            'write_summary", "arguments": {"summary": "',
        )
    ),
    '", "content": "',
    '", "old_content": "',
    '", "new_content": "',
    '", "tags": ["',
    '", "start_date": "',
    '", "end_date": "',
    '", "request_heartbeat": true}}\n</tool_call>',
    '"], "request_heartbeat": true}}\n</tool_call>',
    '"}}\n</tool_call>',
    "assistant\n",
    "user\n[",
    "tool\n",
    "\n<related>\n",
    "\n</related>",
    f"system\n{SYSTEM_PROMPT}\n\n",
    '<block label="',
    '" description="',
    '" used="',
    '" limit="',
    "\n</block>\n",
    "Recall memory: ",
    " messages. Archival memory: ",
    " passages.",
    "<summary>\n",
    "\n</summary>",
    SENT,
]
"""What the format says again and again, one token each: prompts are a third shorter, and a call's tool one choice."""
ANSWERS = [
    *("Got it:", "Updated:", "My notes say:", "Saved to my archive under", "Forgotten.", DONE, UNKNOWN),
    *(NOTHING_KNOWN, NOTHING_THAT_DAY, FORGOTTEN),
    *(json.dumps(answer, ensure_ascii=False)[1:-1] for answer in dict.fromkeys(answer for _, answer in TALK)),
]
"""What is answered in the same words, or begun with them: which answer it is, is one choice, too."""
PHRASES = list(dict.fromkeys([*FORMAT, *ANSWERS]))
SIZE = WORDS + len(PHRASES)
SHORT = {'"', "a", "i", "I", "[", "("}
PAD, START, END = 0, 1, 2
SAMPLES = 4_000


def learn(path: Path, seed: int = 1) -> Tokenizer:
    """Learn the tokenizer from the generator's own text and save it at ``path``."""
    rng = Random(seed)
    texts = [write(rng, "train", 1_500).render() for _ in range(SAMPLES)]
    for special in SPECIAL:
        texts = [text.replace(special, "\n") for text in texts]
    inside = Tokenizer(models.BPE())
    level = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
    apart = pre_tokenizers.Split(Regex(r"[ .,!?\d\n]|(?<=\\)n"), "isolated")
    inside.pre_tokenizer = pre_tokenizers.Sequence([apart, level])
    trainer = trainers.BpeTrainer(
        vocab_size=WORDS - SPACED,
        special_tokens=SPECIAL,
        initial_alphabet=sorted(level.alphabet()),
        show_progress=False,
    )
    inside.train_from_iterator(texts, trainer)
    model = json.loads(inside.to_str())["model"]
    vocabulary: dict[str, int] = model["vocab"]
    merges: list[tuple[str, str]] = [tuple(merge) for merge in model["merges"]]
    apart_from_names = _apart_from_names(vocabulary)
    merges = [*apart_from_names, *(merge for merge in merges if merge not in apart_from_names)]
    for token in _spaced(inside, texts)[: WORDS - len(vocabulary)]:
        vocabulary["Ġ" + token] = len(vocabulary)
        merges.append(("Ġ", token))
    tokenizer = build(vocabulary, merges)
    tokenizer.save(str(path))
    return tokenizer


def _apart_from_names(vocabulary: dict[str, int]) -> list[tuple[str, str]]:
    """Merges that keep the pronoun I a token of its own: in a name (Ingrid) it joins the letter after it first.

    Else the same token would begin both, and a network that turns "I" into "they" writes "theyngrid".
    """
    for letter in ascii_lowercase:
        vocabulary.setdefault("I" + letter, len(vocabulary))
    return [("I", letter) for letter in ascii_lowercase]


def _spaced(inside: Tokenizer, texts: list[str]) -> list[str]:
    """The tokens that may be joined to the space before them, those that most often follow one first."""
    counts: Counter[str] = Counter()
    for encoding in inside.encode_batch(texts):
        counts.update(token for before, token in pairwise(encoding.tokens) if before == "Ġ")
    return [token for token, _ in counts.most_common() if (len(token) > 1 and token[0] != "Ġ") or token in SHORT]


def build(vocabulary: dict[str, int], merges: list[tuple[str, str]]) -> Tokenizer:
    """A tokenizer with these tokens and merges."""
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=merges))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(SPECIAL)
    tokenizer.add_tokens([AddedToken(phrase, normalized=False) for phrase in PHRASES])
    return tokenizer


def load(path: Path) -> Tokenizer:
    """The saved tokenizer."""
    return Tokenizer.from_file(str(path))
