# %% [markdown]
# # A forecast, its scores, and a what-if
#
# `made-up-weekly.csv` has 150 weeks of two series. They are invented: each follows its own
# past and the other's, and in the ninetieth week both fall to a lower level.

# %%
from pathlib import Path

from facta.model import Condition, collected, default, named
from facta.model import read, rolling, walked, what_if

table = read(Path("made-up-weekly.csv").read_text("utf8"), source="made-up-weekly.csv")
table.periods, table.names

# %% [markdown]
# ## What may come
#
# For each week ahead a whole distribution: the range that holds the outcome with 90 in 100
# chances, and the median.

# %%
fitted = default().fit(table)
levels = [0.05, 0.5, 0.95]
found = fitted.quantiles(12, levels)
for step in (1, 4, 12):
    for series, name in enumerate(table.names):
        low, middle, high = found[step - 1, series]
        print(f"week {step:2}  {name:20} {low:6.1f} to {high:5.1f}, median {middle:6.1f}")

# %% [markdown]
# ## How good such forecasts would have been
#
# From every fourth of the last 52 weeks a forecast is made of what was known then, and scored by what
# came. CRPS is the distance between a distribution and the outcome, in the series' own
# unit; less is better. Always look at the plain baseline beside it.

# %%
steps = (1, 4)
origins = rolling(table, last=52, every=4, steps=steps)
for name in ("persistence", "window-26", "mixture"):
    (forecaster,) = named([name])
    walk = walked(table, forecaster, origins=origins, steps=steps)
    scores = collected(table, name, steps, walk)
    for step in steps:
        told = scores.summary(step)
        print(f"{name:12} {step} ahead  CRPS {told.crps:.2f}", end="  ")
        print(f"90 % intervals held {told.in_ninety:.2f}")

# %% [markdown]
# ## What if
#
# Southland is held at 0 for twelve weeks, and Northland follows as it has followed so far.
# That is what to expect *on learning of* such a calm, not what making it would do.

# %%
(var,) = named(["var"])
held = what_if(var.fit(table), [Condition("Southland>Northland", 0, 0, 12)], 12)
print(held.distance.told)

# %%
free = table.names.index("Northland>Southland")
for name, told in (("without", held.unconditional), ("given", held.conditional)):
    medians = told.quantiles[:, free, len(told.levels) // 2]
    print(f"{name:8} week 1 {medians[0]:6.1f}, week 12 {medians[-1]:6.1f}")
