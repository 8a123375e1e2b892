"""The ledger in other people's formats."""
