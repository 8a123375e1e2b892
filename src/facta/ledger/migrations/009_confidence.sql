-- Events in order of confidence, so that the least sure are found without a look at all.

CREATE INDEX events_confidence ON events (confidence, document, position);
CREATE INDEX decided_events_confidence ON decided_events (confidence, document, position);
