"""`python -m facta` is `facta`."""

from facta.cli.main import main

main()
