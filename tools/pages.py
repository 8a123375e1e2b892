"""
What MkDocs does to the pages of docs/ on their way to the site (`make site`).

- Pages that stand elsewhere in the repository (README, changelog, the corpus) come
  along, as do the notebooks, run, and the reference, made from the code.
- A link to a file of the repository that is not in the site becomes plain text; on the
  repository's own pages it works as it stands.
- Equations become MathML, so that no script has to be loaded for them.
- `Decisions: decisions/` in the navigation stands for all pages of that folder, its
  README or index first, what comes along last.
"""

from __future__ import annotations

import html
import posixpath
import re
from pathlib import Path
from typing import Any

from latex2mathml.converter import convert
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from tools.notebooks import executed, ipynb, notebooks, page
from tools.reference import command_reference, python_reference

ROOT = Path(__file__).parents[1]
# where pages that are not below docs/ stand in the site
CARRIED = {
    "README.md": "project/about.md",
    "CHANGELOG.md": "project/changelog.md",
    "CONTRIBUTING.md": "contributing/rules.md",
    "corpus/README.md": "corpus/README.md",
    "corpus/GUIDELINES.md": "corpus/GUIDELINES.md",
    "corpus/WORKED.md": "corpus/WORKED.md",
    "corpus/stories/README.md": "corpus/stories/README.md",
}
HOMES = {site: home for home, site in CARRIED.items()}
MADE = {
    "reference/python.md": python_reference,
    "reference/commands.md": command_reference,
}
FIGURE = re.compile(r"<!--(?:=[^>]+?|/)-->")
LINK = re.compile(
    r"(?P<image>!?)\[(?P<text>[^\[\]]*)\]\((?P<target>[^()\s#]+)(?P<anchor>#[^()\s]*)?\)"
)
MATHS = re.compile(
    r'<(?P<tag>div|span) class="arithmatex">\\[(\[](?P<latex>.*?)\\[)\]]</(?P=tag)>',
    re.DOTALL,
)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Folders in the navigation become the lists of their pages."""
    config.nav = _listed(config.nav or [], Path(config.docs_dir))
    return config


def _listed(nav: list[Any], docs: Path) -> list[Any]:
    found = []
    for entry in nav:
        ((title, below),) = entry.items() if isinstance(entry, dict) else [("", entry)]
        if isinstance(below, list):
            found.append({title: _listed(below, docs)})
        elif below.endswith("/"):
            pages = sorted((docs / below).glob("*.md"), key=_first)
            names = [f"{below}{page.name}" for page in pages]
            if names:
                carried = [site for site in CARRIED.values() if site.startswith(below)]
                found.append({title: names + carried})
        else:
            found.append(entry)
    return found


def _first(path: Path) -> tuple[bool, str]:
    return path.name not in ("README.md", "index.md"), path.name


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds what does not lie below docs/."""
    for home, site in CARRIED.items():
        _add(files, config, site, (ROOT / home).read_text("utf8"))
    for site, made in MADE.items():
        _add(files, config, site, made())
    for path in notebooks():
        found = executed(path)
        _add(files, config, f"notebooks/{path.stem}.ipynb", ipynb(found))
        _add(files, config, f"notebooks/{path.stem}.md", page(found) + _taken(path))
    return files


def _add(files: Files, config: MkDocsConfig, site: str, content: str) -> None:
    files.append(File.generated(config, site, content=content))


def _taken(path: Path) -> str:
    """The end of a notebook's page."""
    return (
        f"\nTo run it yourself: as a [Jupyter notebook]({path.stem}.ipynb) or as "
        f"[Python with cells]({path.name}); the tables that it reads stand beside it.\n"
    )


def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:
    """A page's links as they hold in the site, without the marks of its figures."""
    return relinked(FIGURE.sub("", markdown), page.file.src_uri)


def relinked(markdown: str, site: str) -> str:
    """
    The text of a page of the site, by its place there, with links that hold there.

    >>> relinked("[the licence](../LICENSE), [words](lexicon.md#rules)", "limits.md")
    'the licence, [words](lexicon.md#rules)'
    >>> relinked("[coded](../corpus/README.md)", "limits.md")
    '[coded](corpus/README.md)'
    """
    home = HOMES.get(site, f"docs/{site}")

    def held(found: re.Match[str]) -> str:
        target = found["target"]
        if ":" in target:
            return found[0]
        of = posixpath.normpath(posixpath.join(posixpath.dirname(home), target))
        path = ROOT / of
        if of in CARRIED:
            inside = CARRIED[of]
        elif of.startswith("docs/") and not path.is_dir():
            inside = of.removeprefix("docs/")
        elif (path / "README.md").is_file() and of.startswith("docs/"):
            inside = f"{of.removeprefix('docs/')}/README.md"
        elif f"{of}/README.md" in CARRIED:
            inside = CARRIED[f"{of}/README.md"]
        else:
            # what is nowhere is left for MkDocs to complain of
            return found["text"] if path.exists() else found[0]
        inside = posixpath.relpath(inside, posixpath.dirname(site) or ".")
        return f"{found['image']}[{found['text']}]({inside}{found['anchor'] or ''})"

    return LINK.sub(held, markdown)


def on_page_content(html: str, **_: Any) -> str:
    """The equations of a page as MathML."""
    return MATHS.sub(_mathml, html)


def _mathml(found: re.Match[str]) -> str:
    display = "block" if found["tag"] == "div" else "inline"
    latex = html.unescape(found["latex"].strip())
    made: str = convert(latex, display=display)
    if "\\" in made:  # what is not known comes out as it went in
        raise ValueError(f"no MathML for a command in: {latex}")
    return made
