"""
The corpus' workshop: codings written by hand to checked passages.

    python -m tools.corpus.check       what is wrong in codings
    python -m tools.corpus.build       codings to corpus/*.jsonl
    python -m tools.corpus.agreement   how far two readers agree
    python -m tools.corpus.columns     a corpus file as columns, one token a line
"""
