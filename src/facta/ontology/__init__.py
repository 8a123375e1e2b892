"""PLOVER's types, modes, contexts, scores; sectors; countries. Data files and their loaders."""
