"""Ledger to a brief: HTML, Markdown, JSON."""
