"""The command starts without LibTorch: neither linked nor opened.

    python3 tests/doors/starts_without_libtorch.py build/dev/bin/demandcast
"""

import os
import subprocess
import sys

program = sys.argv[1]
# The dynamic loader tells on stderr every library that it opens.
run = subprocess.run([program, "models"], env={**os.environ, "LD_DEBUG": "files"}, capture_output=True, text=True)
assert run.returncode == 0, run.stderr[-2000:]
assert "libarrow" in run.stderr, "the loader told nothing; nothing is proven"
opened = [line for line in run.stderr.splitlines() if "libtorch" in line or "libc10" in line]
assert not opened, "\n".join(opened)
print("the command starts without LibTorch")
