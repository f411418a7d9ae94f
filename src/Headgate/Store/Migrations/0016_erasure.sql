-- The keys of the audit's commitments, each wrapped by the master key; an erasure destroys them.
CREATE TABLE commitment_keys (
  tenant TEXT NOT NULL, id TEXT NOT NULL,
  --sqlite: wrapped BLOB NOT NULL,
  --postgres: wrapped BYTEA NOT NULL,
  PRIMARY KEY (tenant, id)
);
--postgres: ALTER TABLE commitment_keys ENABLE ROW LEVEL SECURITY;
--postgres: ALTER TABLE commitment_keys FORCE ROW LEVEL SECURITY;
--postgres: CREATE POLICY tenant_only ON commitment_keys USING (tenant = current_setting('headgate.tenant', true) OR current_setting('headgate.tenant', true) = '*');

CREATE TABLE legal_holds (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  contact_id TEXT NOT NULL, reason TEXT NOT NULL, placed_by TEXT NOT NULL, lifted_by TEXT, lifted_at BIGINT,
  created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE INDEX legal_holds_contact ON legal_holds (tenant, contact_id);
--postgres: ALTER TABLE legal_holds ENABLE ROW LEVEL SECURITY;
--postgres: ALTER TABLE legal_holds FORCE ROW LEVEL SECURITY;
--postgres: CREATE POLICY tenant_only ON legal_holds USING (tenant = current_setting('headgate.tenant', true) OR current_setting('headgate.tenant', true) = '*');
