"""Grammars made ready for use, kept by their content: consecutive steps often allow the same calls."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from llguidance import LLMatcher, LLTokenizer

from runtime.errors import LLMError
from runtime.llm.dialects import Dialect
from runtime.llm.grammar import NoForms, write_grammar
from runtime.llm.port import Form
from runtime.llm.specials import Specials

_KEPT = 8


class Automata:
    """The automata of the last few grammars."""

    def __init__(self, tokenizer: LLTokenizer, specials: Specials) -> None:
        """Begin with none.

        Args:
            tokenizer: the vocabulary, for llguidance.
            specials: its special tokens, which a grammar names by id.
        """
        self._tokenizer = tokenizer
        self._specials = specials
        self._known: OrderedDict[tuple[tuple[Form, ...], Dialect], LLMatcher] = OrderedDict()

    def start(self, forms: Sequence[Form], dialect: Dialect) -> LLMatcher:
        """The automaton of the forms' grammar, at its start.

        Raises:
            LLMError: no form can be met, or llguidance refuses the grammar.
        """
        key = (tuple(forms), dialect)
        if key not in self._known:
            self._known[key] = self._made(forms, dialect)
            if len(self._known) > _KEPT:
                self._known.popitem(last=False)
        self._known.move_to_end(key)
        return self._known[key].deep_copy()

    def _made(self, forms: Sequence[Form], dialect: Dialect) -> LLMatcher:
        try:
            lark = write_grammar(forms, dialect, self._specials.split)
        except NoForms as error:
            raise LLMError("None of the tools can be called with what the memory holds now.") from error
        matcher = LLMatcher(self._tokenizer, LLMatcher.grammar_from_lark(lark), log_level=0)
        if matcher.is_error():
            raise LLMError(f"The grammar of the tool calls was refused: {matcher.get_error()[:400]}")
        return matcher
