-- What of an organisation's policies is in force, as one hash: guards compile a set once for as long as this stays.
ALTER TABLE organisations ADD COLUMN policies TEXT;

-- mode: off, log_only, on. body is the newest version's canonical text.
CREATE TABLE policies (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  name TEXT NOT NULL, mode TEXT NOT NULL, effect TEXT NOT NULL, revision BIGINT NOT NULL, hash TEXT NOT NULL, body TEXT NOT NULL,
  created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX policies_name ON policies (tenant, name);

-- Every text that a policy ever had.
CREATE TABLE policy_versions (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  policy_id TEXT NOT NULL, revision BIGINT NOT NULL, hash TEXT NOT NULL, body TEXT NOT NULL, saved_by TEXT NOT NULL,
  created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX policy_versions_revision ON policy_versions (tenant, policy_id, revision);

-- Lists that policies ask, such as the domains of competitors; entries are a JSON array of lower-case texts.
CREATE TABLE lists (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  name TEXT NOT NULL, entries TEXT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX lists_name ON lists (tenant, name);

-- What policies could see of a write or send: for trying other rules on it. Compressed, sealed under the keys of all people in it, one over the other, so
-- that erasing one of them erases it. Kept for ninety days.
CREATE TABLE recorded_calls (
  --sqlite: seq INTEGER PRIMARY KEY,
  --postgres: seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant TEXT NOT NULL, event_id TEXT NOT NULL, at BIGINT NOT NULL, action TEXT NOT NULL, actor TEXT NOT NULL, ended TEXT NOT NULL, said TEXT NOT NULL,
  subjects TEXT NOT NULL,
  --sqlite: sealed BLOB NOT NULL
  --postgres: sealed BYTEA NOT NULL
);
CREATE INDEX recorded_calls_at ON recorded_calls (tenant, at, seq);
--postgres: DO $$ DECLARE t TEXT; BEGIN
--postgres:   FOREACH t IN ARRAY ARRAY['policies', 'policy_versions', 'lists', 'recorded_calls'] LOOP
--postgres:     EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
--postgres:     EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
--postgres:     EXECUTE format('CREATE POLICY tenant_only ON %I USING (tenant = current_setting(''headgate.tenant'', true) OR current_setting(''headgate.tenant'', true) = ''*'')', t);
--postgres:   END LOOP;
--postgres: END $$;
