-- Which policies were in force under a hash of organisations.policies: an event names the hash, and is judged again by the versions of that time.
CREATE TABLE policy_sets (
  tenant TEXT NOT NULL, hash TEXT NOT NULL, name TEXT NOT NULL, mode TEXT NOT NULL, policy_hash TEXT NOT NULL,
  PRIMARY KEY (tenant, hash, name)
);
INSERT INTO policy_sets (tenant, hash, name, mode, policy_hash)
SELECT p.tenant, o.policies, p.name, p.mode, p.hash FROM policies p JOIN organisations o ON o.tenant = p.tenant AND o.id = o.tenant
WHERE p.mode <> 'off' AND o.policies IS NOT NULL;
--postgres: DO $$ BEGIN
--postgres:   EXECUTE 'ALTER TABLE policy_sets ENABLE ROW LEVEL SECURITY';
--postgres:   EXECUTE 'ALTER TABLE policy_sets FORCE ROW LEVEL SECURITY';
--postgres:   EXECUTE 'CREATE POLICY tenant_only ON policy_sets USING (tenant = current_setting(''headgate.tenant'', true) OR current_setting(''headgate.tenant'', true) = ''*'')';
--postgres: END $$;
