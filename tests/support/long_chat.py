"""Rows of a long conversation, some with code."""

from __future__ import annotations

from datetime import UTC, datetime

from app.chat.rows import Row, Said

NOW = datetime.now(UTC)
CODE = "\n\n```python\nfor number in range(3):\n    print(number)\n```\n"


def rows(count: int) -> list[Row]:
    """So many messages, the oldest first."""
    return [
        Said(
            "assistant" if number % 2 else "user",
            f"Message {number} says **something** of Biscuit. " * (1 + number % 7) + (CODE if number % 10 == 1 else ""),
            NOW,
            number,
            number,
        )
        for number in range(count)
    ]
