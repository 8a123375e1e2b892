"""
The corpus' workshop: passages of real accounts drawn, and the codings that readers
write for them checked, compared and built.

    python -m tools.corpus.draw        passages from accounts, in parts and batches
    python -m tools.corpus.more        further passages, to train on
    python -m tools.corpus.check       what is wrong in codings
    python -m tools.corpus.agreement   how far two readers agree
    python -m tools.corpus.build       codings to corpus/*.jsonl
    python -m tools.corpus.counts      what is in the corpus, by part and source
    python -m tools.corpus.columns     a corpus file as columns, one token a line
"""
