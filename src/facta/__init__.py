"""Facta: a folder of accounts in, a ledger of deeds and words out, every line with its passage."""

__version__ = "0.1.0"
