"""How the language model is trained, measured and exported. Not part of the wheel."""
