"""The colours of the window's appearances, and the one distance that all others are multiples of.

The pairs that carry text meet WCAG AA (4.5 : 1), those of high contrast AAA (7 : 1), which a test computes.
"""

from __future__ import annotations

from dataclasses import dataclass

GRID = 8


@dataclass(frozen=True, slots=True)
class Tones:
    """The colours of one appearance, as ``#rrggbb``."""

    window: str
    surface: str
    raised: str
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_soft: str
    accent_text: str
    mark: str
    warn: str
    bad: str
    bad_soft: str
    code_keyword: str
    code_string: str
    code_number: str
    code_name: str


LIGHT = Tones(
    window="#f5f4f0",
    surface="#ffffff",
    raised="#eceae4",
    line="#dddad2",
    text="#20242a",
    muted="#5c636d",
    accent="#1f6f5c",
    on_accent="#ffffff",
    accent_soft="#d8ebe4",
    accent_text="#1a5f4f",
    mark="#ffe9a8",
    warn="#8a5200",
    bad="#a8261d",
    bad_soft="#fbe6e3",
    code_keyword="#7a2f8f",
    code_string="#1a5f4f",
    code_number="#7a4500",
    code_name="#1f4e8c",
)
DARK = Tones(
    window="#16181b",
    surface="#1f2226",
    raised="#292d32",
    line="#363b42",
    text="#e7e5e0",
    muted="#9da4ad",
    accent="#73c2aa",
    on_accent="#0d1f19",
    accent_soft="#21423a",
    accent_text="#8fd3be",
    mark="#5c4a12",
    warn="#e6b15c",
    bad="#f49a90",
    bad_soft="#43231f",
    code_keyword="#d3aef7",
    code_string="#8fd3be",
    code_number="#e6b15c",
    code_name="#8ab8f0",
)
CONTRAST_LIGHT = Tones(
    window="#ffffff",
    surface="#ffffff",
    raised="#f0f0f0",
    line="#5a5a5a",
    text="#000000",
    muted="#2e2e2e",
    accent="#00493a",
    on_accent="#ffffff",
    accent_soft="#d3efe6",
    accent_text="#003d30",
    mark="#ffe27a",
    warn="#5c3600",
    bad="#8a0000",
    bad_soft="#ffe9e6",
    code_keyword="#5a0f70",
    code_string="#00493a",
    code_number="#5c3600",
    code_name="#00307a",
)
CONTRAST_DARK = Tones(
    window="#000000",
    surface="#000000",
    raised="#1f1f1f",
    line="#b0b0b0",
    text="#ffffff",
    muted="#dedede",
    accent="#ffd84a",
    on_accent="#000000",
    accent_soft="#332b00",
    accent_text="#ffe27a",
    mark="#4d3d00",
    warn="#ffc24d",
    bad="#ffa9a1",
    bad_soft="#3d0c08",
    code_keyword="#e0b8ff",
    code_string="#9dffdf",
    code_number="#ffc24d",
    code_name="#a8ccff",
)
