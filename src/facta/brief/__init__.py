"""Ledger to a brief: HTML, Markdown, JSON."""

from facta.brief.compose import compose
from facta.brief.narrowing import Narrowing
from facta.brief.render import render

__all__ = ["Narrowing", "compose", "render"]
