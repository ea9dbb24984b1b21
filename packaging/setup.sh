#!/bin/sh
# Finds a Python that Loci runs on and hands over to packaging/prepare.py, which does the set-up.
# PYTHON=/path/to/python chooses another one.
set -eu
cd "$(dirname "$0")/.."

fits='import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))'

if [ -n "${PYTHON:-}" ]; then
    if ! "$PYTHON" -c "$fits" 2>/dev/null; then
        echo "PYTHON=$PYTHON is not a Python 3.11, 3.12 or 3.13 that runs." >&2
        exit 1
    fi
    exec "$PYTHON" packaging/prepare.py
fi

# The quick way, and nearly always the one taken: everything is as it should be already.
if [ -x .venv/bin/python ] && .venv/bin/python packaging/prepare.py --ready 2>/dev/null; then
    exit 0
fi

# The Python that .venv was made with comes first, so that a change of the locks does not compile everything anew.
before=$(.venv/bin/python -c 'import sys; print(sys._base_executable)' 2>/dev/null || true)
for python in ${before:+"$before"} python3.12 python3.11 python3.13 python3 python; do
    if "$python" -c "$fits" >/dev/null 2>&1; then
        exec "$python" packaging/prepare.py
    fi
done
echo "Loci needs Python 3.11, 3.12 or 3.13: install one (Debian: apt install python3 python3-venv), or name it, as in: make PYTHON=/path/to/python3.12 setup" >&2
exit 1
