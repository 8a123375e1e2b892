"""The coded corpus: passages of real accounts, drawn, coded by readers, and checked."""
