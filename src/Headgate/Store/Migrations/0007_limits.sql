-- How much of a limit is used: a row for each counter and bucket of time; ends is when the bucket leaves every window.
CREATE TABLE limit_buckets (
  tenant TEXT NOT NULL, counter TEXT NOT NULL, bucket BIGINT NOT NULL, used BIGINT NOT NULL, ends BIGINT NOT NULL,
  PRIMARY KEY (tenant, counter, bucket)
  --sqlite: ) WITHOUT ROWID;
  --postgres: );

-- The domains that an organisation has met.
CREATE TABLE met_domains (
  tenant TEXT NOT NULL, domain TEXT NOT NULL, PRIMARY KEY (tenant, domain)
  --sqlite: ) WITHOUT ROWID;
  --postgres: );
--sqlite: INSERT INTO met_domains (tenant, domain)
--sqlite:   SELECT tenant, lower(substr(email, instr(email, '@') + 1)) FROM contacts WHERE email LIKE '%@%'
--sqlite:   UNION SELECT tenant, lower(domain) FROM accounts WHERE domain IS NOT NULL;
--postgres: INSERT INTO met_domains (tenant, domain)
--postgres:   SELECT tenant, lower(split_part(email, '@', 2)) FROM contacts WHERE email LIKE '%@%'
--postgres:   UNION SELECT tenant, lower(domain) FROM accounts WHERE domain IS NOT NULL;
--postgres: DO $$ DECLARE t TEXT; BEGIN
--postgres:   FOREACH t IN ARRAY ARRAY['limit_buckets', 'met_domains'] LOOP
--postgres:     EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
--postgres:     EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
--postgres:     EXECUTE format('CREATE POLICY tenant_only ON %I USING (tenant = current_setting(''headgate.tenant'', true) OR current_setting(''headgate.tenant'', true) = ''*'')', t);
--postgres:   END LOOP;
--postgres: END $$;
