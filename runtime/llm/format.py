"""How to talk to one LLM: its template, what the template takes, how calls are written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from runtime.llm.conversation import Shape, functions, put
from runtime.llm.dialects import GENERIC, Dialect
from runtime.llm.port import Prompt
from runtime.llm.templates import ChatTemplate, TemplateRefused

NO_THINKING = {"enable_thinking": False, "thinking": False}
THINKING = {"enable_thinking": True, "thinking": True}


@dataclass(frozen=True, slots=True)
class Format:
    """How to talk to an LLM: its template, what the template takes, and how calls are written.

    ``drop`` is what the template puts at the opening of an assistant's turn but not before a call in the
    history; the prompt leaves it out, so that what is generated is what the history will show. ``spoken`` is
    the dialect of calls that stand in the assistant's text, around which the template writes more.
    """

    template: ChatTemplate
    shape: Shape
    dialect: Dialect
    drop: str = ""
    spoken: Dialect = GENERIC

    def render(self, prompt: Prompt, cover: Callable[[str], str] = str, *, thinking: bool = False) -> str:
        """The prompt's text, up to where the LLM goes on.

        Raises:
            TemplateRefused: the template takes the messages in no shape.
        """
        try:
            text = self._rendered(prompt, self.shape, cover, thinking=thinking)
        except TemplateRefused:
            careful = replace(self.shape, alternate=True, begin_with_user=True, reply_between=True)
            text = self._rendered(prompt, careful, cover, thinking=thinking)
        if not thinking:
            return text.removesuffix(self.drop)
        opening = self.dialect.thinking[0]
        return text if text.rstrip().endswith(opening.strip()) else text + opening

    def _rendered(self, prompt: Prompt, shape: Shape, cover: Callable[[str], str], *, thinking: bool) -> str:
        messages = put(prompt, shape, self.spoken, cover)
        variables = THINKING if thinking else NO_THINKING
        return self.template.render(messages, tools=functions(prompt.tools, shape), variables=variables)
