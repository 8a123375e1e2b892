"""A form that could not be taken: its page shows it once more, with what stands in the way."""

from __future__ import annotations

from starlette.requests import Request

from facta.web.forms import Form

# where a page finds it
PLACE = "facta.attempt"
# verdicts whose forms tell of it themselves; of the others the top of the page does
WITHIN = frozenset({"correct", "note", "resolve", "merge", "split"})


class Attempt:
    """
    Args:
        path: where the form was sent.
        form: what it carries.
        said: what stands in its way, in a line.
    """

    def __init__(self, path: str, form: Form, said: str) -> None:
        self.path = path
        self.form = form
        self._said = said
        self.is_told = False

    def tell(self) -> str:
        """What stands in its way, for a page that says it."""
        self.is_told = True
        return self._said

    def is_of(self, verdict: str, about: str) -> bool:
        """Whether it is of the form that decides so on a record, or on a name."""
        asked = self.form.text("id") or self.form.text("name")
        return self.form.text("verdict") == verdict and asked == about

    @property
    def is_within(self) -> bool:
        """Whether its form has the place to tell of it."""
        return self.path != "/decide" or self.form.text("verdict") in WITHIN


def of(request: Request) -> Attempt | None:
    """The form that brought a reader to a page again; None where none did."""
    found = request.scope.get(PLACE)
    return found if isinstance(found, Attempt) else None
