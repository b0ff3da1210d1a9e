# SPDX-License-Identifier: Apache-2.0
"""demandcast for Python: so far the command, as `python -m demandcast` and, for several processes, `torchrun -m demandcast`."""

from demandcast.command import run

__all__ = ["run"]
