"""Sets a checkout up: system libraries, the virtual environment ``.venv``, the locked packages, Loci itself.

Run by ``packaging/setup.sh`` with any Python 3.11 to 3.13 and nothing but its standard library. Running it
again is cheap: a stamp in ``.venv`` says what was installed, and only what changed is done again. A
``.venv`` that is half made, from another Python or from another folder is made anew.

Every package, those that build others included, is installed by version and hash from ``packaging/locks``;
so the build of llama-cpp-python, which comes as source, runs without pip's build isolation, which would
fetch its tools unlocked.
"""

import ctypes
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "loci-setup"
LOCKS = ROOT / "packaging" / "locks"
BIN = VENV / ("Scripts" if sys.platform == "win32" else "bin")
PYTHON = BIN / ("python.exe" if sys.platform == "win32" else "python")

# What Qt and llama.cpp load or need and no wheel brings: a file each is known by, and Debian's package.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
}
LLM_DIES = 3  # what packaging/try_llm.py says where a llama.cpp of another processor ends at once
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
FONTS = "fonts-dejavu-core"
COMPILER = "g++"


class SetupFailed(Exception):
    """The set-up cannot go on; the text is the one line that says what to do."""


def main() -> int:
    """Set up; ``--ready`` only says by the exit status whether all is, ``--missing`` prints what the system lacks."""
    if sys.argv[1:] == ["--ready"]:
        return 0 if is_ready() else 1
    if sys.argv[1:] == ["--missing"]:
        print(*missing_packages())
        return 0
    if is_ready():
        return 0
    try:
        install_system_packages()
        make_venv()
        install_packages()
    except SetupFailed as problem:
        print(problem, file=sys.stderr)
        return 1
    STAMP.write_text(wanted(), encoding="utf-8")
    print("Loci is set up.")
    return 0


def is_ready() -> bool:
    """Whether ``.venv`` works and holds what the stamp of this checkout asks for."""
    if not STAMP.is_file() or STAMP.read_text(encoding="utf-8") != wanted():
        return False
    return Path(sys.prefix).resolve() == VENV or venv_version() == this_version()


def wanted() -> str:
    """What a finished set-up rests on: the place, this Python's version, the locks and the project's own data."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    parts = [
        str(ROOT),
        this_version(),
        json.dumps([project["project"], project["build-system"], project["tool"]["hatch"]]),
    ]
    parts += [(LOCKS / name).read_text(encoding="utf-8") for name in ("build.txt", "dev.txt")]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def this_version() -> str:
    """The version of the Python that runs this, such as ``3.11``."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def venv_version() -> str:
    """The version of ``.venv``'s Python, empty where it does not run, lacks pip or was made for another folder."""
    settings = VENV / "pyvenv.cfg"
    if not settings.is_file() or not settings.read_text(encoding="utf-8").rstrip().endswith(str(VENV)):
        return ""
    script = "import sys, pip; print(*sys.version_info[:2], sep='.')"
    try:
        answer = subprocess.run([str(PYTHON), "-c", script], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return answer.stdout.strip()


# --- system packages ---------------------------------------------------------------------------------


def install_system_packages() -> None:
    """Install what Debian lacks where this is root on Debian; elsewhere say in one line what to install.

    Raises:
        SetupFailed: there is no C++ compiler and none could be installed.
    """
    if sys.platform != "linux":
        return
    missing = missing_packages()
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing with apt-get: {' '.join(missing)}", flush=True)
        apt_get(missing)
        missing = missing_packages()
    if missing:
        print(f"Missing on this system; on Debian or Ubuntu: sudo apt install {' '.join(missing)}", file=sys.stderr)
    if COMPILER in missing:
        message = f"llama-cpp-python is compiled during set-up and needs a C++ compiler, such as {COMPILER}."
        raise SetupFailed(message)


def missing_packages() -> list[str]:
    """Debian's names for what is not here."""
    missing = [package for library, package in LIBRARIES.items() if not loads(library)]
    if not any(next(folder.rglob("*.[to]tf"), None) for folder in FONT_FOLDERS if folder.is_dir()):
        missing.append(FONTS)
    if not any(map(shutil.which, ("c++", "g++", "clang++"))):
        missing.append(COMPILER)
    return missing


def loads(library: str) -> bool:
    """Whether the dynamic linker finds the library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def apt_get(packages: list[str]) -> None:
    """Install packages without questions; what is still missing afterwards is the caller's to see."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-qq", "--no-install-recommends", *packages]
    for command in (["apt-get", "update", "-qq"], install):
        subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)


# --- Python packages ---------------------------------------------------------------------------------


def make_venv() -> None:
    """Make ``.venv`` where there is none that fits.

    Raises:
        SetupFailed: this Python cannot make one.
    """
    if venv_version() == this_version():
        return
    print(f"Making .venv with Python {sys.version.split()[0]} ({sys.executable})", flush=True)
    if not can_make_venv() and sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get"):
        apt_get([f"python{this_version()}-venv"])
    if not can_make_venv():
        message = f"This Python lacks ensurepip; on Debian or Ubuntu: sudo apt install python{this_version()}-venv"
        raise SetupFailed(message)
    venv.EnvBuilder(clear=True, with_pip=True, symlinks=sys.platform != "win32").create(VENV)


def can_make_venv() -> bool:
    """Whether this Python can put pip into a virtual environment; Debian splits that off."""
    return subprocess.run([sys.executable, "-c", "import ensurepip"], capture_output=True, check=False).returncode == 0


def install_packages() -> None:
    """Install the locked packages, then Loci itself, editable.

    Raises:
        SetupFailed: pip could not.
    """
    print("Installing the locked packages. llama.cpp is compiled for this machine once: 4 to 14 minutes.", flush=True)
    locked = ["--require-hashes", "--no-build-isolation", "--requirement"]
    pip(*locked, str(LOCKS / "build.txt"))
    pip(*locked, str(LOCKS / "dev.txt"))
    pip("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    rebuild_for_this_processor()


def rebuild_for_this_processor() -> None:
    """Compile llama.cpp anew where pip's cache held one that was compiled on another kind of processor."""
    trial = [str(PYTHON), str(ROOT / "packaging" / "try_llm.py")]
    if subprocess.run(trial, cwd=ROOT, capture_output=True, check=False).returncode != LLM_DIES:
        return
    print("The cached llama.cpp was compiled for another processor: compiling it anew.", flush=True)
    subprocess.run([str(PYTHON), "-m", "pip", "cache", "remove", "-qq", "llama_cpp_python"], check=False)
    lock = (LOCKS / "dev.txt").read_text(encoding="utf-8")
    entry = re.search(r"(?m)^llama-cpp-python==.*\n(?: .*\n)*", lock)
    with tempfile.TemporaryDirectory() as folder:
        alone = Path(folder) / "llama.txt"
        alone.write_text(entry.group() if entry else "", encoding="utf-8")
        pip("--force-reinstall", "--no-deps", "--require-hashes", "--no-build-isolation", "--requirement", str(alone))


def pip(*what: str) -> None:
    """Let ``.venv``'s pip install something, and say every minute that it is still at it.

    Raises:
        SetupFailed: it failed.
    """
    environment = {
        # As many compilers at once as there are cores; no images, so the part of llama.cpp that reads them stays out.
        "CMAKE_BUILD_PARALLEL_LEVEL": str(os.cpu_count() or 1),
        "CMAKE_ARGS": "-DLLAVA_BUILD=OFF",
        **os.environ,
        "PATH": os.pathsep.join([str(BIN), os.environ.get("PATH", "")]),
    }
    command = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input", *what]
    installing = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL)
    minutes = 0
    while installing.returncode is None:
        try:
            installing.wait(timeout=60)
        except subprocess.TimeoutExpired:
            minutes += 1
            print(f"  still at it after {minutes} min", flush=True)
    if installing.returncode:
        message = "The packages could not be installed (see above). Mend the cause and run the same command again."
        raise SetupFailed(message)


if __name__ == "__main__":
    sys.exit(main())
