"""Commands: arguments, progress, exit codes."""
