"""The command line: wiring, no logic."""


def main() -> int:
    """Run the `codekids` command; gives the exit code."""
    return 0
