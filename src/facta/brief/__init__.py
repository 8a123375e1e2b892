"""Ledger to a brief: HTML, Markdown, JSON."""

from facta.brief.compose import compose
from facta.brief.render import render

__all__ = ["compose", "render"]
