-- What a grant shows beside what its scopes allow: contact_details, or nothing.
ALTER TABLE credentials ADD COLUMN grants TEXT NOT NULL DEFAULT '';
