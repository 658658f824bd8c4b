"""`python -m safelight`: the same as the `safelight` program."""

from safelight.cli import main

main()
