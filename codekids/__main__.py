"""`python -m codekids` is the same as the `codekids` command."""

from codekids.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
