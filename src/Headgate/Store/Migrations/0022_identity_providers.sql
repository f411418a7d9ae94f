-- Who an organisation trusts to say who somebody is (OpenID Connect). client_secret: sealed under the master key. uses: sign_in, tokens, assertions.
-- rules: which claims say what, as canonical JSON.
CREATE TABLE identity_providers (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  name TEXT NOT NULL, shape TEXT NOT NULL, issuer TEXT NOT NULL, oauth_client TEXT NOT NULL, client_secret TEXT,
  uses TEXT NOT NULL, rules TEXT NOT NULL, loopback BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX identity_providers_name ON identity_providers (tenant, name);
--postgres: ALTER TABLE identity_providers ENABLE ROW LEVEL SECURITY;
--postgres: ALTER TABLE identity_providers FORCE ROW LEVEL SECURITY;
--postgres: CREATE POLICY tenant_only ON identity_providers USING (tenant = current_setting('headgate.tenant', true) OR current_setting('headgate.tenant', true) = '*');

-- Whom an issuer means by a subject. An address can be given to somebody else; this pair cannot. managed: the provider's word made the person, and gives the role.
CREATE TABLE linked_identities (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  issuer TEXT NOT NULL, identity_subject TEXT NOT NULL, user_id TEXT NOT NULL, managed BIGINT NOT NULL,
  created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX linked_identities_subject ON linked_identities (tenant, issuer, identity_subject);
CREATE INDEX linked_identities_user ON linked_identities (tenant, user_id);
--postgres: ALTER TABLE linked_identities ENABLE ROW LEVEL SECURITY;
--postgres: ALTER TABLE linked_identities FORCE ROW LEVEL SECURITY;
--postgres: CREATE POLICY tenant_only ON linked_identities USING (tenant = current_setting('headgate.tenant', true) OR current_setting('headgate.tenant', true) = '*');
