"""Stories as people write them: a notation, and the files made from it."""
