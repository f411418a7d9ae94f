-- The organisation's own measures for the guards, as JSON; none is the golden set.
ALTER TABLE organisations ADD COLUMN guardrails TEXT;

-- A call that waits for a person. status: pending, approved, executed, failed, rejected, superseded, expired. What it holds (arguments, seed, plan) is sealed.
CREATE TABLE approvals (
  --sqlite: seq INTEGER PRIMARY KEY,
  --postgres: seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id TEXT NOT NULL UNIQUE, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  status TEXT NOT NULL, action TEXT NOT NULL, actor TEXT NOT NULL, agent_id TEXT, person_id TEXT NOT NULL, run TEXT, door TEXT NOT NULL,
  reasons TEXT NOT NULL, plan_hash TEXT NOT NULL, subject TEXT NOT NULL, idem_key TEXT, follows TEXT,
  --sqlite: sealed BLOB NOT NULL,
  --postgres: sealed BYTEA NOT NULL,
  event_id TEXT NOT NULL, expires_at BIGINT NOT NULL,
  decided_by TEXT, decided_at BIGINT, decision TEXT, outcome TEXT, outcome_event TEXT,
  created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE INDEX approvals_status ON approvals (tenant, status, seq);
CREATE INDEX approvals_actor ON approvals (tenant, actor, action, seq);

-- A person lets an agent's calls of one action pass without asking, for a time.
CREATE TABLE standing_approvals (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  agent_id TEXT NOT NULL, action TEXT NOT NULL, code TEXT NOT NULL, until BIGINT NOT NULL, reason TEXT NOT NULL,
  created_by TEXT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE INDEX standing_approvals_key ON standing_approvals (tenant, agent_id, action, code, until);

-- To whom anybody has written: the domain of an address, or the number.
ALTER TABLE outbox ADD COLUMN domain TEXT;
CREATE INDEX outbox_domain ON outbox (tenant, channel, domain, status);
--postgres: DO $$ DECLARE t TEXT; BEGIN
--postgres:   FOREACH t IN ARRAY ARRAY['approvals', 'standing_approvals'] LOOP
--postgres:     EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
--postgres:     EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
--postgres:     EXECUTE format('CREATE POLICY tenant_only ON %I USING (tenant = current_setting(''headgate.tenant'', true) OR current_setting(''headgate.tenant'', true) = ''*'')', t);
--postgres:   END LOOP;
--postgres: END $$;
