"""Sentences to actors, times, events, statements, commitments and figures."""
