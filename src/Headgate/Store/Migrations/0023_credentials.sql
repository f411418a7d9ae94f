-- Credentials are looked up for everybody, since they say whose call it is; all other looks at them are of one organisation, and PostgreSQL holds them to it.
--postgres: ALTER TABLE credentials ENABLE ROW LEVEL SECURITY;
--postgres: ALTER TABLE credentials FORCE ROW LEVEL SECURITY;
--postgres: CREATE POLICY tenant_only ON credentials USING (tenant = current_setting('headgate.tenant', true) OR current_setting('headgate.tenant', true) = '*');

-- What was used up or is over ages away.
CREATE INDEX credentials_over ON credentials (tenant, expires_at);
CREATE INDEX credentials_used ON credentials (tenant, used_at) WHERE used_at IS NOT NULL;
