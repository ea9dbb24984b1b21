"""Chat templates in the manner of published ones, small enough to be read."""

_TURNS = (
    "{% for m in messages %}{% if m.role == 'assistant' and m.tool_calls %}<|im_start|>assistant\n"
    "CALL<|im_end|>\n{% else %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endif %}{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
_NAME = "{{ m.tool_calls[0].function.name }}"
_JSON = "{{ m.tool_calls[0].function.arguments | tojson }}"
_TOOLS = "{% if tools %}<tools>{{ tools | tojson }}</tools>\n{% endif %}"

HERMES = _TOOLS + _TURNS.replace("CALL", f'<tool_call>\n{{"name": "{_NAME}", "arguments": {_JSON}}}\n</tool_call>')
LLAMA = _TOOLS + _TURNS.replace("CALL", f'{{"name": "{_NAME}", "parameters": {_JSON}}}')
LISTED = _TOOLS + _TURNS.replace("CALL", f'[TOOL_CALLS][{{"name": "{_NAME}", "arguments": {_JSON}}}]')
NAMED = _TOOLS + _TURNS.replace("CALL", f"[TOOL_CALLS]{_NAME}[ARGS]{_JSON}")
COMPACT = _TOOLS + _TURNS.replace("CALL", f"<call>{_NAME}{_JSON}</call>").replace(
    "| tojson", "| tojson(separators=(',', ':'))"
)
INDENTED = _TOOLS + _TURNS.replace("CALL", f"Action: {_NAME}\n{_JSON}").replace("| tojson }", "| tojson(indent=4) }")
_XML_VALUE = "{{ v if v is string else (v | tojson if v is sequence else v | string) }}"
XML = _TOOLS + _TURNS.replace(
    "CALL",
    f"<tool_call>\n<function={_NAME}>\n{{% for k, v in m.tool_calls[0].function.arguments.items() %}}"
    f"<parameter={{{{ k }}}}>\n{_XML_VALUE}\n</parameter>\n{{% endfor %}}</function>\n</tool_call>",
)
KEYED = _TOOLS + _TURNS.replace(
    "CALL",
    f"<tool_call>{_NAME}\n{{% for k, v in m.tool_calls[0].function.arguments.items() %}}"
    "<arg_key>{{ k }}</arg_key>\n<arg_value>{{ v if v is string else v | tojson }}</arg_value>\n"
    "{% endfor %}</tool_call>",
)
TYPED = _TOOLS + _TURNS.replace(
    "CALL",
    f'<invoke name="{_NAME}">{{% for k, v in m.tool_calls[0].function.arguments.items() %}}'
    "<parameter name=\"{{ k }}\" string=\"{{ 'true' if v is string else 'false' }}\">"
    "{{ v if v is string else v | tojson }}</parameter>{% endfor %}</invoke>",
)
PYTHON = _TOOLS + _TURNS.replace(
    "CALL",
    f"[{_NAME}({{% for k, v in m.tool_calls[0].function.arguments.items() %}}"
    "{{ k }}={{ v | tojson if v is string else v | string }}{{ '' if loop.last else ', ' }}{% endfor %})]",
)
NO_TOOLS = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}<|im_start|>assistant\n"
)
STRICT = (
    "{% if messages[0].role == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}"
    "{% for m in messages %}{% if (m.role == 'user') != (loop.index0 % 2 == 0) %}"
    "{{ raise_exception('Conversation roles must alternate') }}{% endif %}"
    "<start_of_turn>{{ 'model' if m.role == 'assistant' else m.role }}\n{{ m.content | trim }}<end_of_turn>\n"
    "{% endfor %}{% if add_generation_prompt %}<start_of_turn>model\n{% endif %}"
)
THINKING = _TOOLS + (
    "{% for m in messages %}{% if m.role == 'assistant' %}<|im_start|>assistant\n<think>\n"
    "{{ m.reasoning_content or '' }}\n</think>\n\n{% if m.tool_calls %}"
    f'<tool_call>{{"name": "{_NAME}", "arguments": {_JSON}}}</tool_call>'
    "{% else %}{{ m.content }}{% endif %}<|im_end|>\n"
    "{% else %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endif %}{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n<think>\n"
    "{% if enable_thinking is defined and not enable_thinking %}{{ '\n</think>\n\n' }}{% endif %}{% endif %}"
)

CALLING = {
    "hermes": HERMES,
    "llama": LLAMA,
    "a list of calls": LISTED,
    "the name apart": NAMED,
    "compact": COMPACT,
    "indented": INDENTED,
    "xml": XML,
    "keyed": KEYED,
    "typed": TYPED,
    "python": PYTHON,
    "thinking": THINKING,
}
"""Those that render calls."""

TAGS = (
    *("<tool_call>", "</tool_call>", "<think>", "</think>", "<arg_key>", "</arg_key>", "<arg_value>", "</arg_value>"),
    *("[TOOL_CALLS]", "[CALL_ID]", "[ARGS]", "[INST]", "[/INST]", "<|tool_call|>", "<|tool_call_start|>"),
    *("<|tool_call_end|>", "<parameter=", "</parameter>", "<call>", "</call>", "<|eot_id|>", "</s>", "<s>"),
)
"""What many vocabularies have a token of its own for."""
