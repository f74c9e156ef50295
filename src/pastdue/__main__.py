"""`python -m pastdue`: the same as `pastdue`."""

from __future__ import annotations

from pastdue.cli import main

if __name__ == "__main__":
    main()
