"""``python -m claimex`` is the command ``claimex``."""

from claimex.cli import app

if __name__ == "__main__":
    app(prog_name="claimex")
