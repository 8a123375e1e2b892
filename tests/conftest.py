"""
What holds for all tests: a property is judged by what it says, never by how busy the
machine is.
"""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("steady", deadline=None)
settings.load_profile("steady")
