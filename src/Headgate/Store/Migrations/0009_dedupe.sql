-- The keys under which people and companies that could be one are found. A key is a number made of the organisation, the kind and what the key says; the
-- program writes those of the records that are already there.
CREATE TABLE match_keys (
  --sqlite: tenant TEXT NOT NULL, match_key BIGINT NOT NULL, record_id TEXT NOT NULL,
  --postgres: tenant TEXT COLLATE "C" NOT NULL, match_key BIGINT NOT NULL, record_id TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant, match_key, record_id)
--sqlite: ) WITHOUT ROWID;
--postgres: );
--postgres: ALTER TABLE match_keys ENABLE ROW LEVEL SECURITY;
--postgres: ALTER TABLE match_keys FORCE ROW LEVEL SECURITY;
--postgres: CREATE POLICY tenant_only ON match_keys USING (tenant = current_setting('headgate.tenant', true) OR current_setting('headgate.tenant', true) = '*');
