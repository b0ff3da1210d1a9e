"""Checks that every C++ source is as clang-format would write it.

    python3 tools/check_format.py [ROOT]     exit code 1 and one line a file that differs; 77 without clang-format-19
"""

import pathlib
import shutil
import subprocess
import sys

FOLDERS = ["src", "apps", "bench", "tests"]
PROGRAM = "clang-format-19"  # another version formats otherwise


def sources(root):
    for folder in FOLDERS:
        yield from sorted(f for f in (root / folder).rglob("*") if f.suffix in (".h", ".cpp"))


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
    program = shutil.which(PROGRAM)
    if not program:
        print(f"skipped: {PROGRAM} is not installed")
        return 77
    files = [str(file) for file in sources(root)]
    run = subprocess.run([program, "--dry-run", "--ferror-limit=1", *files], capture_output=True, text=True)
    wrong = sorted({line.split(":")[0] for line in run.stderr.splitlines() if "warning:" in line})
    for file in wrong:
        print(f"{pathlib.Path(file).relative_to(root)}: not formatted; run ./dev format")
    return 1 if wrong or run.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
