"""
What holds no articles in a folder that is read: environments of programs, and source
code. It is passed over, and named in one line; a person who names it means it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from facta.records import Noted

# Where programs keep what they need; hidden folders are passed over anyway.
_FOLDERS = frozenset({"__pycache__", "node_modules", "site-packages"})
_ENVIRONMENT = "pyvenv.cfg"  # a Python environment has it
_CODE = frozenset(
    {
        *(".bat", ".c", ".cc", ".cfg", ".cpp", ".cs", ".css", ".do", ".go", ".h"),
        *(".hpp", ".ini", ".ipynb", ".java", ".jl", ".js", ".jsx", ".lock", ".lua"),
        *(".mjs", ".php", ".pl", ".ps1", ".py", ".pyc", ".pyi", ".r", ".rb", ".rs"),
        *(".scss", ".sh", ".sql", ".svg", ".swift", ".toml", ".ts", ".tsx", ".vue"),
        *(".yaml", ".yml"),
    }
)
# Folders and endings that one line names; judged.
_NAMED = 5


class Aside:
    """What was passed over below one argument."""

    def __init__(self) -> None:
        self._folders: list[str] = []
        self._endings: Counter[str] = Counter()

    def takes(self, path: Path, *, folder: bool, shown: str) -> bool:
        """Whether something that nobody named is passed over; then it is kept in mind."""
        if folder:
            taken = path.name in _FOLDERS or _is_environment(path)
            if taken:
                self._folders.append(shown)
            return taken
        ending = path.suffix.lower()
        if ending in _CODE:
            self._endings[ending] += 1
        return ending in _CODE

    def told(self, source: str) -> Iterator[Noted]:
        """One line, if anything was."""
        parts = []
        if self._folders:
            named = ", ".join(self._folders[:_NAMED])
            parts.append(named + " and more" * (len(self._folders) > _NAMED))
        if count := self._endings.total():
            endings = ", ".join(name for name, _ in self._endings.most_common(_NAMED))
            files = "file" if count == 1 else "files"
            parts.append(f"{count:,} {files} of source code ({endings})")
        if parts:
            told = f"passed over, as no articles: {'; '.join(parts)}"
            yield Noted(source, f"{told}; name what is one")


def _is_environment(folder: Path) -> bool:
    try:
        return (folder / _ENVIRONMENT).is_file()
    except OSError:
        return False
