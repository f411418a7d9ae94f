-- Where a session was opened and when it was last used; who made the link that it came from, when that was somebody else.
ALTER TABLE credentials ADD COLUMN device TEXT;
ALTER TABLE credentials ADD COLUMN seen_at BIGINT;
ALTER TABLE credentials ADD COLUMN made_by TEXT;
CREATE INDEX credentials_user ON credentials (tenant, user_id, kind);

-- What a person proves to be themselves with. kind: password, totp, recovery, passkey.
-- secret: a sealed PBKDF2 hash, a sealed key, the SHA-256 of a code, a public key (COSE). key_id: a passkey's id. counter: the last time step, or the sign counter.
-- made_by: whose link opened the session in which it was set up, when that was somebody else.
CREATE TABLE factors (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  user_id TEXT NOT NULL, kind TEXT NOT NULL, name TEXT, secret TEXT NOT NULL, key_id TEXT, counter BIGINT NOT NULL, flags TEXT, made_by TEXT,
  used_at BIGINT, ended_at BIGINT, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE INDEX factors_user ON factors (tenant, user_id);
CREATE UNIQUE INDEX factors_key ON factors (tenant, key_id);

-- How often somebody was wrong who signs in: by person and by address, both sealed.
CREATE TABLE sign_in_tries (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  key TEXT NOT NULL, tries BIGINT NOT NULL, since BIGINT NOT NULL,
  created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX sign_in_tries_key ON sign_in_tries (tenant, key);
--postgres: DO $$ DECLARE t TEXT; BEGIN
--postgres:   FOREACH t IN ARRAY ARRAY['factors', 'sign_in_tries'] LOOP
--postgres:     EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
--postgres:     EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
--postgres:     EXECUTE format('CREATE POLICY tenant_only ON %I USING (tenant = current_setting(''headgate.tenant'', true) OR current_setting(''headgate.tenant'', true) = ''*'')', t);
--postgres:   END LOOP;
--postgres: END $$;
