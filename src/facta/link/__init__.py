"""Records of many documents to happenings, disputes, pledges and originators."""

from facta.link.independence import Outlets
from facta.link.linked import Linked, NearCopy
from facta.link.stage import link
from facta.link.tellings import dyad_end

__all__ = ["Linked", "NearCopy", "Outlets", "dyad_end", "link"]
