-- A checksum of what a source gives and of what was named, too; none in rows of older schemas.
ALTER TABLE sources ADD COLUMN sum INTEGER;
ALTER TABLE roots ADD COLUMN sum INTEGER;
