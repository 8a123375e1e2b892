"""
The columns of GDELT 2.0's two tables, in their order: 61 of events, 16 of mentions.

Source: GDELT Event Codebook V2.0.
"""

from __future__ import annotations

from collections.abc import Iterator

ACTOR = (
    "Code",
    "Name",
    "CountryCode",
    "KnownGroupCode",
    "EthnicCode",
    "Religion1Code",
    "Religion2Code",
    "Type1Code",
    "Type2Code",
    "Type3Code",
)
PLACE = (
    "Type",
    "Fullname",
    "CountryCode",
    "ADM1Code",
    "ADM2Code",
    "Lat",
    "Long",
    "FeatureID",
)


def _of(owner: str, names: tuple[str, ...]) -> Iterator[str]:
    return (f"{owner}{name}" for name in names)


EVENTS = (
    "GLOBALEVENTID",
    "Day",
    "MonthYear",
    "Year",
    "FractionDate",
    *_of("Actor1", ACTOR),
    *_of("Actor2", ACTOR),
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
    *_of("Actor1Geo_", PLACE),
    *_of("Actor2Geo_", PLACE),
    *_of("ActionGeo_", PLACE),
    "DATEADDED",
    "SOURCEURL",
)
MENTIONS = (
    "GLOBALEVENTID",
    "EventTimeDate",
    "MentionTimeDate",
    "MentionType",
    "MentionSourceName",
    "MentionIdentifier",
    "SentenceID",
    "Actor1CharOffset",
    "Actor2CharOffset",
    "ActionCharOffset",
    "InRawText",
    "Confidence",
    "MentionDocLen",
    "MentionDocTone",
    "MentionDocTranslationInfo",
    "Extras",
)
