# %% [markdown]
# # A ledger in Python
#
# The ledger of the demo: twelve accounts that agree, copy, err and contradict one
# another. What happened, where the accounts differ, and a decision of one's own.

# %%
import facta
from facta.cli.main import run

status = run(["demo", "-q", "-o", "facta-demo.html"])
ledger = facta.Ledger("facta-demo.db")
ledger.documents()

# %% [markdown]
# ## What happened
#
# Filters are those of the command line. `reports` has one entry for each account that
# tells it.

# %%
for item in ledger.happenings(actor="Russia", recipient="Ukraine", since="2025-05-01"):
    print(item.id[:8], item.date, item.date_basis, item.event_type, len(item.reports))

# %% [markdown]
# The attack that most accounts tell, in the words of each:

# %%
attacks = ledger.happenings(actor="Russia", event_type="assault", since="2025-05-01")
attack = max(attacks, key=lambda item: len(item.reports))
for report in attack.reports:
    account = ledger.get(report.document).record
    event = ledger.get(report.event).record
    print(f"{account.source}: {event.span.text}")

# %% [markdown]
# ## Where accounts contradict one another
#
# Each dispute has at least two values, each with the accounts that give it. Twelve
# accounts are not twelve witnesses: copies count once, which is why `facta timeline`
# shows reports *and* originators.

# %%
for dispute in ledger.disputes(attribute="date"):
    print(dispute.attribute, "|", dispute.subject)
    for claim in dispute.values:
        print("   ", claim.value, "| accounts:", len(claim.documents))

# %% [markdown]
# ## Decide
#
# Suppose a document that you trust more gives another day. The old value is kept, whoever reads
# the ledger sees who decided, and it can be taken back.

# %%
ledger.correct(attack.id, date="2025-05-25", by="Ann", note="by a log")
str(ledger.get(attack.id).record.date)

# %%
for decision in ledger.decisions():
    print(decision.number, decision.verdict, decision.value, decision.by, decision.note)

# %%
ledger.undo(by="Ann")
str(ledger.get(attack.id).record.date)

# %%
ledger.close()
