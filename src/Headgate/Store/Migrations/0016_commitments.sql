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
