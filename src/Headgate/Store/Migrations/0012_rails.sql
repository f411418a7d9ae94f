-- A switch beside the organisation's own: for a channel, an agent or a run that somebody turned. None follows the organisation's.
CREATE TABLE switches (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  name TEXT NOT NULL, outbound TEXT NOT NULL, outbound_reason TEXT, outbound_by TEXT, outbound_at BIGINT,
  created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX switches_name ON switches (tenant, name);

-- Somebody asked to turn a switch on where it takes a second person. status: open, confirmed, withdrawn.
CREATE TABLE switch_requests (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  name TEXT NOT NULL, status TEXT NOT NULL, reason TEXT NOT NULL, asked_by TEXT NOT NULL, confirmed_by TEXT, expires_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE INDEX switch_requests_name ON switch_requests (tenant, status, name);

-- Who sent it, which record in the thread it is, and what became of it.
-- status: queued, held, sending, sent, failed, in_doubt, expired, bounced, complained, discarded.
ALTER TABLE outbox ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE outbox ADD COLUMN agent_id TEXT;
ALTER TABLE outbox ADD COLUMN run TEXT;
ALTER TABLE outbox ADD COLUMN message_id TEXT;
ALTER TABLE outbox ADD COLUMN detail TEXT;
ALTER TABLE outbox ADD COLUMN outcome_at BIGINT;
CREATE INDEX outbox_outcome ON outbox (tenant, channel, outcome_at);
CREATE INDEX outbox_recipient ON outbox (tenant, channel, recipient, created_at);
--postgres: DO $$ DECLARE t TEXT; BEGIN
--postgres:   FOREACH t IN ARRAY ARRAY['switches', 'switch_requests'] LOOP
--postgres:     EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
--postgres:     EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
--postgres:     EXECUTE format('CREATE POLICY tenant_only ON %I USING (tenant = current_setting(''headgate.tenant'', true) OR current_setting(''headgate.tenant'', true) = ''*'')', t);
--postgres:   END LOOP;
--postgres: END $$;
