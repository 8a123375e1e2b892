"""Happenings to series of words and deeds."""
