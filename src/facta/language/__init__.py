"""Document to sentences: boundaries, words, tags, dependencies, names, lemmas. The only place that runs the model."""
