"""The SQLite store of everything found and decided."""
