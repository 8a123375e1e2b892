"""What keeps the project in order; not shipped."""
