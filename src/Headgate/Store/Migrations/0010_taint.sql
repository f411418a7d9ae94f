-- A run: the calls of one actor until thirty quiet minutes. Tainted when it has read text from outside, or its agent had within a day before it.
CREATE TABLE runs (
  --sqlite: seq INTEGER PRIMARY KEY,
  --postgres: seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id TEXT NOT NULL UNIQUE, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  actor TEXT NOT NULL, agent_id TEXT, person_id TEXT NOT NULL,
  began_at BIGINT NOT NULL, last_at BIGINT NOT NULL, tainted_at BIGINT, follows TEXT, started_by TEXT, reason TEXT
);
CREATE INDEX runs_actor ON runs (tenant, actor, seq);

-- What a run has read that came from outside.
CREATE TABLE run_sources (
  tenant TEXT NOT NULL, run TEXT NOT NULL, record_id TEXT NOT NULL, provenance TEXT NOT NULL, at BIGINT NOT NULL,
  PRIMARY KEY (tenant, run, record_id)
);

-- A draft that an agent wrote after it had read text from outside says so, like every other text.
ALTER TABLE drafts ADD COLUMN provenance TEXT NOT NULL DEFAULT 'person';
--postgres: DO $$ DECLARE t TEXT; BEGIN
--postgres:   FOREACH t IN ARRAY ARRAY['runs', 'run_sources'] LOOP
--postgres:     EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
--postgres:     EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
--postgres:     EXECUTE format('CREATE POLICY tenant_only ON %I USING (tenant = current_setting(''headgate.tenant'', true) OR current_setting(''headgate.tenant'', true) = ''*'')', t);
--postgres:   END LOOP;
--postgres: END $$;
