"""Words that the rules of event coding go by, beside the senses of the event lexicon."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from facta.lexicon.files import Own, table
from facta.lexicon.kinds import Endings, Forms, Lemmas, Slots, Verbs, Written


class Coding(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Words around a trigger by which its event gets an auxiliary mode, its parties and
    its place.

    across: prepositions of a further party, where several do a thing together.
    anniversaries: nouns for a day on which an old deed is remembered.
    answers: words by which an act answers what another did (*in response to*).
    comings: verbs that say of a deed that it came (*a ceasefire materialised*).
    concerts: nouns of what is done with others (*in coordination with X*).
    conditionals: conjunctions by which "would" is a condition and no report.
    condolences: nouns for what somebody feels or says of a deed (*X's condolences for*).
    conducts: nouns for what somebody did, whatever it was (*X's actions in Y*).
    containers: prepositions behind a container word (*a round of talks*).
    continental: peoples that are never one country's, capitals and all.
    destined: verbs that say whom goods are for (*arms intended for X*).
    doers: prepositions of somebody who stands behind a phrase.
    doubtful: adjectives of a deed that may not come.
    doubts: adverbs of a deed that may not come.
    duties: verbs that with an infinitive tell a duty (*need to*).
    evidence: nouns for what shows a deed, whose lack denies it.
    falsities: words by which a report of a deed is called untrue.
    free_particles: particles that follow a verb even where they hang elsewhere.
    habits: verbs whose infinitive was done, again and again (*used to*).
    here: prepositions of the place of a deed.
    inverted: auxiliaries that before the subject make a condition (*had X known*).
    noun_recipients: slots behind a noun where its recipient stands, likeliest
        first.
    owners: prepositions of those whom a plural is of (*ministers of X and Y*).
    particles: particles that alone make another verb (*break off*).
    past: words of a deed that is long past.
    places: prepositions of where people act (*police in X*).
    planned: adjectives of a deed that lies ahead.
    plays: nouns for what is only played or told (*in the drill*).
    prospects: words whose infinitive lies ahead (*set to*, *going to*).
    qualities: endings of nouns for qualities, by which nobody acts.
    reciprocal_recipients: slots behind a noun of what two do together.
    speakers: pronouns that in reported speech stand for who speaks.
    states: prepositions of a noun that says what somebody is in (*at odds*).
    terms: conjunctions of a condition under which something is threatened.
    together: slots of those between whom something took place.
    verb_recipients: slots beside a verb where its recipient stands, likeliest
        first.
    where: prepositions of the place that a party is of.
    woulds: auxiliaries of a future told in the past.
    """

    across: Forms
    anniversaries: Lemmas
    answers: Forms
    comings: Lemmas
    concerts: Lemmas
    conditionals: Forms
    condolences: Lemmas
    conducts: Lemmas
    containers: Forms
    continental: Written
    destined: Verbs
    doers: Forms
    doubtful: Forms
    doubts: Forms
    duties: Verbs
    evidence: Lemmas
    falsities: Lemmas
    free_particles: Forms
    habits: Verbs
    here: Forms
    inverted: Forms
    noun_recipients: Slots
    owners: Forms
    particles: Forms
    past: Forms
    places: Forms
    planned: Forms
    plays: Lemmas
    prospects: Lemmas
    qualities: Endings
    reciprocal_recipients: Slots
    speakers: Forms
    states: Forms
    terms: Forms
    together: Slots
    verb_recipients: Slots
    where: Forms
    woulds: Forms

    @classmethod
    def load(cls, parts: Sequence[Own] = ()) -> Coding:
        """
        The words of the package, with a user's parts on top.

        Raises:
            DataError: the file is damaged.
            SettingsError: a user's part does not fit.
        """
        return table("coding", cls, parts)
