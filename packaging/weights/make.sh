#!/bin/sh
# Makes the built-in LLM from nothing: tokenizer, training, curve, evaluation, GGUF. One command:
#
#     packaging/weights/make.sh [FOLDER [further options of train.py]]
#
# FOLDER (default build/weights) keeps the environment and the checkpoints; run again, it goes on where it stopped.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
folder=${1:-$root/build/weights}
[ $# -eq 0 ] || shift
here=$root/packaging/weights
mkdir -p "$folder"
if [ ! -x "$folder/venv/bin/python" ]; then
    python3 -m venv "$folder/venv"
    "$folder/venv/bin/python" -m pip install -q -r "$here/requirements.txt"
fi
python=$folder/venv/bin/python
export PYTHONPATH="$root"  # what stands beside a message is found as the program finds it
"$python" "$here/train.py" --folder "$folder" "$@"
"$python" "$here/curve.py" --folder "$folder" --out "$here/curve.png"
"$python" "$here/evaluate.py" --folder "$folder"
"$python" "$here/export.py" --folder "$folder" --out "$root/assets/llm/loci-tiny.gguf"
