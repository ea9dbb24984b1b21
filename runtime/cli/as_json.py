"""Values as JSON with stable names: the field names of ``runtime.views`` and ``runtime.events``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from pathlib import Path

from runtime.llm.port import Json


def plain(value: object) -> Json:
    """``value`` in JSON's own types: dataclasses by field, times as ISO 8601 in UTC, paths as text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, Path):
        return str(value)
    return value


def line(value: object) -> str:
    """``value`` as one line of JSON, without its line end."""
    return json.dumps(plain(value), ensure_ascii=False)
