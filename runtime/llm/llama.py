"""llama.cpp, as far as Loci needs it: weights, one context, tokens in, logits out.

The only module that imports ``llama_cpp``; it lives in the child process, where a crash of the C++ code costs
a notice and a reload. Everything here is one sequence in one context, driven by one thread.
"""

from __future__ import annotations

import ctypes
import sys
import time
from bisect import bisect_right
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import llama_cpp as cpp
import numpy as np
from llguidance import LLTokenizer
from numpy.typing import NDArray

from runtime.errors import LLMError, WeightsUnusable
from runtime.llm.specials import Specials, mark

_KV_TYPES = {"f16": cpp.GGML_TYPE_F16, "q8_0": cpp.GGML_TYPE_Q8_0, "q4_0": cpp.GGML_TYPE_Q4_0}
_ALL_LAYERS = 999
_ABORTED = 2
_FULL = 1
_ERROR = 4  # GGML_LOG_LEVEL_ERROR in ggml.h; llama-cpp-python's own table is an older one
_LONGEST_PIECE = 4_096
_FEWEST = 32  # tokens: fewer are not read sooner, for most of the time goes into fetching the weights
_LONG = 1.0  # seconds; of a network's layers no product takes a fiftieth of it, and between two a stop is noticed
_AUTO = cpp.LLAMA_FLASH_ATTN_TYPE_AUTO
_PARTIAL_ONLY = cpp.LLAMA_STATE_SEQ_FLAGS_PARTIAL_ONLY


class Interrupted(Exception):
    """The stop flag was set while tokens were read."""


class ContextFull(LLMError):
    """There is no room for the tokens."""


@dataclass(frozen=True, slots=True)
class Loading:
    """How to load: every field decided.

    ``stop`` is the address of two bytes: 1, 0 stops, 0, 0 does not. ``repack`` lets llama.cpp lay out weights anew
    for the CPU's special instructions. ``flash_attention``: None leaves it to llama.cpp.
    """

    path: str
    context_length: int
    threads: int
    gpu_layers: int
    kv_type: str
    flash_attention: bool | None
    batch: int
    stop: int
    repack: bool = True


class _Log:
    """What llama.cpp says: its last errors are kept for the person, the rest goes nowhere."""

    def __init__(self) -> None:
        self.errors: deque[str] = deque(maxlen=8)
        self._callback = cpp.llama_log_callback(self._take)
        cpp.llama_log_set(self._callback, ctypes.c_void_p(0))

    def _take(self, level: int, text: bytes, _: object) -> None:
        if level == _ERROR:
            self.errors.append(text.decode("utf-8", "replace").strip())


_log = _Log()


def gpu_available() -> bool:
    """Whether a GPU backend is compiled in and finds a device."""
    return bool(cpp.llama_supports_gpu_offload())


class Vocabulary:
    """The tokens of loaded weights."""

    def __init__(self, model: Any) -> None:  # noqa: ANN401  (an opaque C pointer)
        """Read every token's bytes, once."""
        self._vocab = cpp.llama_model_get_vocab(model)
        self.size = int(cpp.llama_vocab_n_tokens(self._vocab))
        self.pieces, special, self._defined = self._read()
        self.specials = Specials({text.decode("utf-8", "replace"): token for token, text in special.items()})
        self.special_ids = frozenset(special)
        self.marked = [mark(token) if token in special else piece for token, piece in enumerate(self.pieces)]
        self.ends = frozenset(token for token in range(self.size) if cpp.llama_vocab_is_eog(self._vocab, token))
        self.prefix_space = self._adds_space()

    def _read(self) -> tuple[list[bytes], dict[int, bytes], list[bytes]]:
        buffer = ctypes.create_string_buffer(_LONGEST_PIECE)
        control = cpp.LLAMA_TOKEN_ATTR_CONTROL | cpp.LLAMA_TOKEN_ATTR_UNKNOWN
        defined = cpp.LLAMA_TOKEN_ATTR_USER_DEFINED
        pieces: list[bytes] = []
        special: dict[int, bytes] = {}
        phrases: list[bytes] = []
        to_piece, attributes, vocab = cpp.llama_token_to_piece, cpp.llama_vocab_get_attr, self._vocab
        for token in range(self.size):
            length = to_piece(vocab, token, buffer, _LONGEST_PIECE, 0, True)  # noqa: FBT003
            piece = ctypes.string_at(buffer, max(length, 0))
            attribute = attributes(vocab, token)
            tag = attribute & defined and piece[:1] == b"<" and piece[-1:] == b">"
            if attribute & control or tag:
                special[token] = piece
            elif attribute & defined:
                phrases.append(piece)
            pieces.append(piece)
        return pieces, special, sorted(phrases)

    def _adds_space(self) -> bool:
        """Whether the tokenizer puts a space before a text of its own accord, as SentencePiece does."""
        tokens = self._tokenize(b"a", parse_special=False)
        return b"".join(self.pieces[token] for token in tokens) == b" a"

    def _tokenize(self, text: bytes, *, parse_special: bool) -> list[int]:
        room = len(text) + 16
        tokens = (cpp.llama_token * room)()
        count = cpp.llama_tokenize(self._vocab, text, len(text), tokens, room, False, parse_special)  # noqa: FBT003
        if count < 0:
            tokens = (cpp.llama_token * -count)()
            count = cpp.llama_tokenize(self._vocab, text, len(text), tokens, -count, False, parse_special)  # noqa: FBT003
        return list(tokens[:count])

    def settled(self, forced: Sequence[int]) -> int:
        """How many tokens of a text that must come are certain: a defined token may begin in it and reach beyond.

        llguidance looks for such a token only among the last few of the text's own.
        """
        text = b"".join(self.pieces[token] for token in forced)
        for number, token in enumerate(forced):
            place = bisect_right(self._defined, text)
            if place < len(self._defined) and self._defined[place].startswith(text):
                return number
            text = text[len(self.pieces[token]) :]
        return len(forced)

    def plain(self, text: bytes) -> list[int]:
        """Tokens of a text in which nothing is special, whatever it looks like."""
        string = text.decode("utf-8", "replace")
        tokens: list[int] = []
        done = 0
        # User-defined tokens are found even when special ones are not asked for, so each is cut in two.
        for start, _ in self.specials.spans(string):
            tokens += self._stretch(string[done : start + 1])
            done = start + 1
        return tokens + self._stretch(string[done:])

    def _stretch(self, text: str) -> list[int]:
        if not text:
            return []
        if not self.prefix_space:
            return self._tokenize(text.encode(), parse_special=False)
        guard = self._tokenize(b"\n", parse_special=False)
        guarded = self._tokenize(b"\n" + text.encode(), parse_special=False)
        if guarded[: len(guard)] == guard:
            return guarded[len(guard) :]
        return self._tokenize(text.encode(), parse_special=False)

    def read(self, tokens: Sequence[int]) -> str:
        """The text that tokens stand for."""
        return b"".join(self.pieces[token] for token in tokens).decode("utf-8", "replace")

    def text(self, token: int) -> str:
        """A special token's text, "" where there is no such token."""
        return self.pieces[token].decode("utf-8", "replace") if 0 <= token < self.size else ""

    @property
    def bos(self) -> int:
        """The token that begins a sequence, -1 without."""
        return int(cpp.llama_vocab_bos(self._vocab))

    @property
    def eos(self) -> int:
        """The token that ends a sequence, -1 without."""
        return int(cpp.llama_vocab_eos(self._vocab))

    @property
    def adds_bos(self) -> bool:
        """Whether every prompt begins with ``bos``."""
        return bool(cpp.llama_vocab_get_add_bos(self._vocab)) and self.bos >= 0

    def grammar_tokenizer(self) -> LLTokenizer:
        """The vocabulary for llguidance; takes about a second for 150,000 tokens."""
        tokens = [b"\xff" + p if token in self.special_ids else p for token, p in enumerate(self.pieces)]
        tokenize = ctypes.cast(cpp.llama_cpp._lib.llama_tokenize, ctypes.c_void_p).value  # noqa: SLF001
        end = self.eos if self.eos >= 0 else next(iter(self.ends), 0)
        made: LLTokenizer = LLTokenizer.from_llamacpp(  # type: ignore[attr-defined]  # (missing in its stub)
            tokens=tokens, vocab_ptr=self._vocab, tokenize_fptr=tokenize, eos_token=end, slices=None
        )
        return made


class Llama:
    """Loaded weights with one context."""

    def __init__(self, loading: Loading) -> None:
        """Load.

        Raises:
            WeightsUnusable: llama.cpp cannot; says why in its words.
        """
        _log.errors.clear()
        cpp.llama_backend_init()
        self._stop = (ctypes.c_char * 2).from_address(loading.stop)
        self._model = cpp.llama_model_load_from_file(loading.path.encode(), _model_parameters(loading))
        if not self._model:
            raise WeightsUnusable(f"llama.cpp cannot load {loading.path}: {_said()}")
        self._context = cpp.llama_init_from_model(self._model, _context_parameters(loading))
        if not self._context:
            raise WeightsUnusable(f"llama.cpp cannot make a context for {loading.path}: {_said()}")
        self._memory = cpp.llama_get_memory(self._context)
        self.vocabulary = Vocabulary(self._model)
        self.context_length = int(cpp.llama_n_ctx(self._context))
        self._batch = loading.batch
        self.part = min(_FEWEST, loading.batch)
        """Tokens that are read at once: few where they take long, so that a stop is noticed soon and little is lost."""
        self.read = 0
        self.torn = False
        self.trimmable = not (cpp.llama_model_is_recurrent(self._model) or cpp.llama_model_is_hybrid(self._model))
        self._views: dict[int, NDArray[np.float32]] = {}

    @property
    def trained_context_length(self) -> int:
        """The context the weights were trained on, in tokens."""
        return int(cpp.llama_model_n_ctx_train(self._model))

    @property
    def parameters(self) -> int:
        """How many there are."""
        return int(cpp.llama_model_n_params(self._model))

    def template(self) -> str:
        """The chat template for tools, else the plain one, else ""."""
        for name in (b"tool_use", None):
            source = cpp.llama_model_chat_template(self._model, name)
            if source:
                return bytes(source).decode("utf-8", "replace")
        return ""

    def metadata(self, key: str) -> str | None:
        """A value of the GGUF's, as text."""
        buffer = ctypes.create_string_buffer(1 << 16)
        length = cpp.llama_model_meta_val_str(self._model, key.encode(), buffer, len(buffer))
        return None if length < 0 else buffer.value.decode("utf-8", "replace")

    def decode(self, tokens: Sequence[int]) -> None:
        """Read tokens into the context after those it holds; ``read`` is how many those are then.

        If it fails and ``torn`` is set, the memory cannot be cut back: only ``restore`` or ``clear`` can follow.

        Raises:
            Interrupted: the stop flag was set; what was read whole stays.
            ContextFull: no room.
            LLMError: llama.cpp failed.
        """
        start = 0
        while start < len(tokens):
            if self._stop[0] != b"\0":
                raise Interrupted
            part = tokens[start : start + self.part]
            start += len(part)
            if self.read + len(part) > self.context_length:
                raise ContextFull("the context is full")
            array = (cpp.llama_token * len(part))(*part)
            begun = time.perf_counter()
            self._finish(cpp.llama_decode(self._context, cpp.llama_batch_get_one(array, len(part))), len(part))
            self._fit(len(part), time.perf_counter() - begun)

    def _fit(self, count: int, seconds: float) -> None:
        """The next parts by how long this one took."""
        if seconds > _LONG:
            self.part = max(count // 2, min(_FEWEST, self._batch))
        elif seconds < _LONG / 4 and count == self.part:
            self.part = min(2 * count, self._batch)

    def _finish(self, result: int, count: int) -> None:
        if result == 0:
            self.read += count
            return
        # After an abort some of the batch may be in the memory and some not: none of it is certain.
        self.torn = not cpp.llama_memory_seq_rm(self._memory, 0, self.read, -1)
        if result == _ABORTED:
            raise Interrupted
        if result == _FULL:
            raise ContextFull("the context is full")
        raise LLMError(f"llama.cpp failed to read the prompt ({result}): {_said()}")

    def logits(self) -> NDArray[np.float32]:
        """Of the last token read: float32 [vocabulary]; valid until the next one is read."""
        pointer = cpp.llama_get_logits_ith(self._context, -1)
        address = ctypes.cast(pointer, ctypes.c_void_p).value or 0
        if address not in self._views:
            array = (ctypes.c_float * self.vocabulary.size).from_address(address)
            self._views = {address: np.ctypeslib.as_array(array)}
        return self._views[address]

    def trim(self, count: int) -> bool:
        """Keep the first ``count`` tokens; False, with nothing kept, where the memory cannot be cut there."""
        if count == self.read:
            return True
        if count and cpp.llama_memory_seq_rm(self._memory, 0, count, -1):
            self.read = count
            return True
        self.clear()
        return count == 0

    def clear(self) -> None:
        """Forget all tokens."""
        cpp.llama_memory_clear(self._memory, True)  # noqa: FBT003
        self.read = 0
        self.torn = False

    def close(self) -> None:
        """Free all memory; nothing may be called afterwards. A process that ends need not ask for it."""
        self._views.clear()
        cpp.llama_free(self._context)
        cpp.llama_model_free(self._model)

    def snapshot(self) -> bytes:
        """The part of the memory that cannot be trimmed, as it is now."""
        size = cpp.llama_state_seq_get_size_ext(self._context, 0, _PARTIAL_ONLY)
        buffer = (ctypes.c_uint8 * size)()
        written = cpp.llama_state_seq_get_data_ext(self._context, buffer, size, 0, _PARTIAL_ONLY)
        return bytes(buffer[:written]) if written == size else b""

    def restore(self, snapshot: bytes, count: int) -> bool:
        """Go back to ``count`` tokens, where the snapshot was taken; False, with nothing kept, if impossible."""
        buffer = (ctypes.c_uint8 * len(snapshot)).from_buffer_copy(snapshot)
        done = snapshot and cpp.llama_state_seq_set_data_ext(self._context, buffer, len(snapshot), 0, _PARTIAL_ONLY)
        if done and cpp.llama_memory_seq_rm(self._memory, 0, count, -1):
            self.read = count
            self.torn = False
            return True
        self.clear()
        return False


def _said() -> str:
    return " ".join(_log.errors)[-300:] or "it does not say why"


def _model_parameters(loading: Loading) -> Any:  # noqa: ANN401  (a ctypes structure)
    parameters = cpp.llama_model_default_params()
    parameters.n_gpu_layers = loading.gpu_layers if loading.gpu_layers >= 0 else _ALL_LAYERS
    # Virtual machines show AMX instructions that then crash the process at the first quantised product.
    parameters.use_extra_bufts = loading.repack and b"AMX_INT8 = 1" not in cpp.llama_print_system_info()
    return parameters


def _context_parameters(loading: Loading) -> Any:  # noqa: ANN401  (a ctypes structure)
    parameters = cpp.llama_context_default_params()
    parameters.n_ctx = loading.context_length
    parameters.n_batch = parameters.n_ubatch = loading.batch
    parameters.n_threads = parameters.n_threads_batch = loading.threads
    parameters.type_k = parameters.type_v = _KV_TYPES[loading.kv_type]
    parameters.flash_attn_type = _AUTO if loading.flash_attention is None else int(loading.flash_attention)
    parameters.swa_full = True
    # C calls this between graph nodes, hundreds of times a token, so it is no Python function: strlen() of the
    # two bytes of the stop flag is 0 or 1, which is exactly the answer that is asked for.
    library = ctypes.CDLL("msvcrt" if sys.platform == "win32" else None)
    parameters.abort_callback = ctypes.cast(library.strlen, cpp.ggml_abort_callback)
    parameters.abort_callback_data = ctypes.c_void_p(loading.stop)
    return parameters
