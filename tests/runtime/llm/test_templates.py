import time
import tracemalloc

import pytest

from runtime.llm.templates import MAX_SECONDS, ChatTemplate, TemplateRefused

MIB = 1024 * 1024
USER = [{"role": "user", "content": "Hi"}]

HOSTILE = {
    "endless loops": "{% for i in range(9999) %}{% for j in range(9999) %}{% endfor %}{% endfor %}",
    "a long repetition": "{{ 'a' * 9999999999 }}",
    "a repetition of repetitions": "{{ ('a' * 9999) * 9999 }}",
    "a list repeated": "{{ ([0] * 9999) * 9999 }}",
    "a huge power": "{{ 9 ** 9 ** 9 ** 9 }}",
    "endless recursion": "{% macro f(x) %}{{ f(x) }}{{ f(x) }}{% endmacro %}{{ f(1) }}",
    "a recursive loop": "{% for i in range(9999) recursive %}{{ loop(range(9999)) }}{% endfor %}",
    "doubling by concatenation": "{% set ns = namespace(x='aaaa') %}{% for i in range(99) %}"
    "{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
    "doubling by addition": "{% set ns = namespace(x='aaaa') %}{% for i in range(99) %}"
    "{% set ns.x = ns.x + ns.x %}{% endfor %}",
    "doubling by replacing": "{% set ns = namespace(x='aaaa') %}{% for i in range(99) %}"
    "{% set ns.x = ns.x | replace('a', 'aa') %}{% endfor %}",
    "doubling by a block": "{% set ns = namespace(x='aaaa') %}{% for i in range(99) %}"
    "{% set y %}{{ ns.x }}{{ ns.x }}{% endset %}{% set ns.x = y %}{% endfor %}",
    "doubling by joining": "{% set ns = namespace(x='aaaa') %}{% for i in range(99) %}"
    "{% set ns.x = [ns.x, ns.x] | join %}{% endfor %}",
    "a list that grows": "{% set x = [0] %}{% for i in range(9999) %}{% for j in range(9999) %}"
    "{{ x.append(x) or '' }}{% endfor %}{% endfor %}",
    "wide padding": "{{ 'a'.ljust(10 ** 9) }}",
    "a wide filter": "{{ 'a' | center(999999999) }}",
    "a wide format": "{{ '%1000000000d' % 1 }}",
    "a wide format filter": "{{ '%1000000000d' | format(1) }}",
    "a wide format method": "{{ '{:>999999999}'.format(1) }}",
    "a wide indent": "{{ [1] | tojson(indent=999999999) }}",
    "a big output": "{% for i in range(9999) %}{{ 'abcdefghij' * 999 }}{% endfor %}",
    "a big output in a filter": "{% filter upper %}{% for i in range(9999) %}{{ 'abcdefghij' * 999 }}{% endfor %}"
    "{% endfilter %}",
    "Python's classes": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "a function's globals": "{{ raise_exception.__globals__['json'] }}",
    "a file": "{% include '/etc/passwd' %}",
    "an import": "{% import 'os' as os %}",
    "a refusal": "{{ raise_exception('System role not supported') }}",
    "a missing value": "{{ messages[0].nothing.at.all }}",
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_template_is_refused_in_words_and_in_time(source: str) -> None:
    template = ChatTemplate(source)
    start = time.monotonic()
    with pytest.raises(TemplateRefused, match="chat template in the weights failed"):
        template.render(USER)
    assert time.monotonic() - start < MAX_SECONDS + 2


@pytest.mark.parametrize(
    "source", ["{{ ([0] * 9999) * 9999 }}", "{{ 9999 * ('a' * 9999) }}", "{{ (1, 2) * 9999 * 999 }}"]
)
def test_what_is_repeated_too_often_is_refused_before_it_takes_memory(source: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(TemplateRefused, match="repeats a long text"):
            ChatTemplate(source).render(USER)
        assert tracemalloc.get_traced_memory()[1] < 4 * MIB
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "source", ["{% if %}", "{{ }", "{% for x in %}", "{{ 'a' | nofilter }}", "\x00{%", "{{" * 5_000]
)
def test_a_broken_template_is_refused_in_words(source: str) -> None:
    with pytest.raises(TemplateRefused, match="chat template in the weights is not valid"):
        ChatTemplate(source)


def test_whitespace_is_kept_as_hugging_face_keeps_it() -> None:
    source = "  {% for message in messages %}\n  {{ message.role }}\n  {% endfor %}\nend"
    assert ChatTemplate(source).render(USER) == "  user\nend"


def test_json_is_written_with_unicode_and_in_its_own_order() -> None:
    source = "{{ messages[0].content | tojson }}"
    content = {"z": "é😀<&>'", "a": [1, True, None]}
    assert ChatTemplate(source).render([{"content": content}]) == '{"z": "é😀<&>\'", "a": [1, true, null]}'


def test_json_takes_an_indent() -> None:
    assert ChatTemplate("{{ {'a': 1} | tojson(indent=2) }}").render(USER) == '{\n  "a": 1\n}'


def test_a_template_may_use_what_published_ones_use() -> None:
    source = (
        "{{ bos_token }}{% generation %}{% for m in messages %}{% if loop.first %}{% continue %}{% endif %}"
        "{{ loop.index }}{{ loop.last }}{{ loop.previtem.role }}{% break %}{% endfor %}{% endgeneration %}"
        "{{ strftime_now('%Y') | length }}{{ {'a': 1}.items() | list }}{{ messages[-1]['content'].split('i')[0] }}"
    )
    rendered = ChatTemplate(source, bos="<s>").render([*USER, {"role": "tool", "content": "Hi"}])
    assert rendered == "<s>2Trueuser4[('a', 1)]H"


def test_rendering_twice_gives_the_same() -> None:
    template = ChatTemplate("{% for m in messages %}{{ m.content }}{% endfor %}")
    assert template.render(USER * 200) == template.render(USER * 200) == "Hi" * 200
