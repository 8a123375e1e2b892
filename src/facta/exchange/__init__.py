"""The ledger in other people's formats."""

from facta.exchange.contract import line, linked_json
from facta.exchange.files import csv, jsonl, parquet

__all__ = ["csv", "jsonl", "line", "linked_json", "parquet"]
