-- Searching the audit. References name events by their numbers: narrower, and a record's newest events stand together. What events are looked for by is packed
-- for each 1,024 of an organisation, after they are in the log, so that no write pays for it. Nothing in it is about people in the CRM but ids.
CREATE TABLE audit_refs_by_number (
  tenant TEXT NOT NULL, record_id TEXT NOT NULL, seq BIGINT NOT NULL,
  PRIMARY KEY (tenant, record_id, seq)
--sqlite: ) WITHOUT ROWID;
--postgres: );
INSERT INTO audit_refs_by_number (tenant, record_id, seq)
SELECT r.tenant, r.record_id, e.seq FROM audit_refs r JOIN audit_events e ON e.tenant = r.tenant AND e.id = r.event_id ORDER BY r.tenant, r.record_id, e.seq;
DROP TABLE audit_refs;
ALTER TABLE audit_refs_by_number RENAME TO audit_refs;

-- In the order of their commits; nothing asks for an agent's events in any other way than the packed ones.
DROP INDEX audit_events_actor;
--sqlite: CREATE INDEX audit_events_order ON audit_events (tenant, seq);
--postgres: CREATE INDEX audit_events_order ON audit_events (tenant, xid, seq);
--sqlite: DELETE FROM sqlite_stat1 WHERE idx = 'audit_events_actor';
--sqlite: INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('audit_events', 'audit_events_order', '1000000 1000000 1');
--sqlite: INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('audit_refs', 'audit_refs', '1000000 1000000 20 1');
--sqlite: ANALYZE sqlite_schema;

-- last_xid and last_seq say where the next block begins; numbers and times are the least and greatest in it.
CREATE TABLE audit_blocks (
  tenant TEXT NOT NULL, n BIGINT NOT NULL, last_xid BIGINT NOT NULL, last_seq BIGINT NOT NULL,
  min_seq BIGINT NOT NULL, max_seq BIGINT NOT NULL, min_at BIGINT NOT NULL, max_at BIGINT NOT NULL,
  --sqlite: words BLOB NOT NULL, places BLOB NOT NULL,
  --postgres: words BYTEA NOT NULL, places BYTEA NOT NULL,
  PRIMARY KEY (tenant, n)
);
--postgres: ALTER TABLE audit_blocks ALTER COLUMN words SET STORAGE EXTERNAL, ALTER COLUMN places SET STORAGE EXTERNAL;
--postgres: DO $$ DECLARE t TEXT; BEGIN
--postgres:   FOREACH t IN ARRAY ARRAY['audit_refs', 'audit_blocks'] LOOP
--postgres:     EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
--postgres:     EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
--postgres:     EXECUTE format('CREATE POLICY tenant_only ON %I USING (tenant = current_setting(''headgate.tenant'', true) OR current_setting(''headgate.tenant'', true) = ''*'')', t);
--postgres:   END LOOP;
--postgres: END $$;

-- How long a class of what is kept of calls stays, where two people have said something else than the usual; and the first one's wish until the second agrees.
CREATE TABLE retention_rules (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  class TEXT NOT NULL, days BIGINT NOT NULL, least_days BIGINT NOT NULL, confirmed_by TEXT,
  wanted_days BIGINT, reason TEXT, asked_by TEXT, expires_at BIGINT,
  created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX retention_rules_class ON retention_rules (tenant, class);
--postgres: ALTER TABLE retention_rules ENABLE ROW LEVEL SECURITY;
--postgres: ALTER TABLE retention_rules FORCE ROW LEVEL SECURITY;
--postgres: CREATE POLICY tenant_only ON retention_rules USING (tenant = current_setting('headgate.tenant', true) OR current_setting('headgate.tenant', true) = '*');
