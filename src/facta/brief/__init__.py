"""Ledger to a brief: HTML, Markdown, JSON, DOCX."""

from facta.brief.compose import compose
from facta.brief.narrowing import Narrowing
from facta.brief.render import packed, render

__all__ = ["Narrowing", "compose", "packed", "render"]
