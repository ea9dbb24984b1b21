"""How much of the evidence for a question is among the first messages found, on the LoCoMo conversations.

    python tests/benchmarks/bench_locomo.py [--data FOLDER] [--captions] [--json] [--fit]

The same as ``loci bench locomo``, with the reference data where it lies beside a checkout; skipped where it does not.
"""

from __future__ import annotations

import sys
from pathlib import Path

from runtime.cli import run

DATA = Path(__file__).resolve().parents[3] / "shared" / "reference" / "locomo"


def main() -> int:
    """Run the command."""
    chosen = sys.argv[1:]
    if "--data" not in chosen:
        if not DATA.is_dir():
            print(f"no LoCoMo data in {DATA}: skipped")
            return 0
        chosen += ["--data", str(DATA)]
    return run(["bench", "locomo", *chosen])


if __name__ == "__main__":
    sys.exit(main())
