"""Which matrix product is the faster on this processor: blis, which thinc uses, or numpy's OpenBLAS.

blis 1.3 has no kernel for recent processors and runs generic code there, at half the speed of OpenBLAS or less; on
others it is as good or better. So both are timed on the encoder's own product, once for each machine and version.
"""

import hashlib
import platform
from importlib.metadata import version
from pathlib import Path
from time import perf_counter

import numpy as np
from thinc.api import NumpyOps

from claimex import cache
from claimex.acceleration.close_calls import ChosenOps

CACHE = "acceleration"
SHAPE = (512, 288, 288)  # rows, inputs, outputs of one block of the encoder
_ROUNDS = 5
_MARGIN = 1.1  # OpenBLAS has to be a tenth faster, so that a noisy clock changes nothing


def choose_ops() -> ChosenOps:
    """Return the operations of the faster backend; measured once for each machine, then remembered."""
    key = f"backend {machine_key()}"
    chosen = cache.recall(CACHE, key)
    if chosen not in ("blis", "openblas"):
        chosen = measure_backend()
        cache.remember(CACHE, key, chosen)
    return ChosenOps(use_blis=chosen == "blis")


def measure_backend() -> str:
    """Return "openblas" or "blis", whichever multiplies matrices of the encoder's shape the faster."""
    rows, inputs, outputs = SHAPE
    left = np.linspace(-1, 1, rows * inputs, dtype=np.float32).reshape(rows, inputs)
    right = np.linspace(1, -1, inputs * outputs, dtype=np.float32).reshape(inputs, outputs)
    out = np.empty((rows, outputs), np.float32)
    best = {}
    for name in ("blis", "openblas"):
        ops = NumpyOps(use_blis=name == "blis")
        best[name] = min(_seconds(ops, left, right, out) for _ in range(_ROUNDS))
    return "openblas" if best["openblas"] * _MARGIN < best["blis"] else "blis"


def machine_key() -> str:
    """Return a digest of what the measurement depends on: the processor and the libraries' versions."""
    libraries = " ".join(f"{name} {version(name)}" for name in ("numpy", "thinc", "blis", "spacy"))
    facts = f"{platform.machine()} {_processor()} {platform.python_version()} {libraries}"
    return hashlib.sha256(facts.encode()).hexdigest()[:16]


def _seconds(ops: NumpyOps, left: object, right: object, out: object) -> float:
    start = perf_counter()
    ops.gemm(left, right, out=out)
    return perf_counter() - start


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor()
    wanted = ("model name", "flags", "CPU part", "Features")
    return " ".join(dict.fromkeys(line for line in lines if line.startswith(wanted)))
