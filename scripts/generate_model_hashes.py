"""Write data/model_hashes.toml from a model's wheel: python scripts/generate_model_hashes.py WHEEL [OUT].

The wheel itself is checked first, so that the table says what the publisher released and not what happens to be
installed here.
"""

import hashlib
import sys
from pathlib import Path
from zipfile import ZipFile

from claimex.weights import MODEL, MODEL_VERSION, TABLE

WHEEL_SHA256 = "8a70d090a54ef77525c3ffa6a6195b9d365f2cf369ae1cd84ede93f3d709079e"
READ_AT_LOAD = (".cfg", "cfg", "model", "moves", "patterns", "lookups.bin", "meta.json", "tokenizer")
OUT = Path(__file__).parents[1] / "src" / "claimex" / "data" / TABLE


def main(wheel: Path, out: Path = OUT) -> None:
    """Hash the wheel's data files that spaCy reads at load."""
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if digest != WHEEL_SHA256:
        raise SystemExit(f"{wheel}: SHA-256 {digest}, expected {WHEEL_SHA256}")
    prefix = f"{MODEL}/{MODEL}-{MODEL_VERSION}/"
    with ZipFile(wheel) as archive:
        hashes = {
            name.removeprefix(prefix): hashlib.sha256(archive.read(name)).hexdigest()
            for name in sorted(archive.namelist())
            if name.startswith(prefix) and (name.endswith(READ_AT_LOAD) or "/vocab/" in name)
        }
    lines = [
        f"# Files of {MODEL} {MODEL_VERSION} that spaCy reads, as released; by scripts/{Path(__file__).name}.",
        f'wheel = "{digest}"',
        "",
        "[files]",
        *(f'"{name}" = "{value}"' for name, value in hashes.items()),
    ]
    out.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
