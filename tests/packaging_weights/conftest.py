"""The scripts that make and evaluate the built-in LLM can be imported: they lie in no package."""

import sys
from pathlib import Path

WEIGHTS = Path(__file__).parents[2] / "packaging" / "weights"

if str(WEIGHTS) not in sys.path:
    sys.path.append(str(WEIGHTS))
