# %% [markdown]
# # Words and deeds from published event data
#
# Event data that others coded come as counts: of each pair of parties and year how many
# acts of each class there were. `made-up-counts.csv` has this form. Its numbers are
# invented, drawn by chance about one level until 2013 and about another from 2014 on,
# so that one knows what the measures ought to find.

# %%
from pathlib import Path

from facta.cli.main import run

print(*Path("made-up-counts.csv").read_text("utf8").splitlines()[:4], sep="\n")

# %% [markdown]
# ## From the command line
#
# `facta relationship ONE OTHER --counts FILE` says it all at once. Here from Python:

# %%
asked = ["relationship", "Northland", "Southland", "--counts", "made-up-counts.csv"]
status = run([*asked, "--since", "2009-01-01"])

# %% [markdown]
# ## The same in Python
#
# Each act counts with the mean score of the PLOVER types of its class, from -10 to 10.

# %%
from statistics import mean

from facta.exchange.incoming.counted import counts
from facta.measure.counts import of_counts
from facta.ontology.types import Ontology

types = Ontology.load().types.values()
scores = {
    code: mean(item.score for item in types if item.quad == code)
    for code in (1, 2, 3, 4)
}
{code: round(score, 2) for code, score in scores.items()}

# %%
lines = Path("made-up-counts.csv").read_text("utf8").splitlines()
rows = [row for _, row in counts(lines, "made-up-counts.csv")]
found = of_counts(rows, "Northland", "Southland", scores=scores, period="year")
there, back = found.directions
for row in there.rows[17:22]:
    words, deeds, gap = row.words, row.deeds, row.gap
    print(f"{row.begin.year}  words {words.mean:+.1f}  deeds {deeds.mean:+.1f}", end="  ")
    print(f"gap {gap.mean:+.1f} ({gap.low:+.1f} to {gap.high:+.1f})")

# %% [markdown]
# ## When it changed
#
# One turn was put in, in 2014. Each turn that is found has a certainty and the stretch
# in which nine in ten of its likely places lie.

# %%
for turn in there.turns:
    years = turn.earliest.year, turn.latest.year
    print(turn.begin.year, f"certainty {turn.certainty:.2f}, between", *years)

# %% [markdown]
# ## Who answers whom
#
# Thirty years are too few for that: there is no answer rather than a guess.

# %%
print(found.answers)

# %% [markdown]
# ## How far a word is kept
#
# Trust is a Beta of kept and broken commitments, old ones counting less.

# %%
from datetime import date

from facta.measure import Outcome, trust

came_due = [
    Outcome(date(2024, 1, 1), kept=True),
    Outcome(date(2024, 6, 1), kept=False),
    Outcome(date(2024, 12, 1), kept=False),
]
kept = trust(came_due, half_life_weeks=26)
print(f"{kept.mean:.2f} ({kept.low:.2f} to {kept.high:.2f})")
