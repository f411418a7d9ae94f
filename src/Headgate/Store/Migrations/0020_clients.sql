-- A client program that a person let in, or that proves itself with a key of its own: what it may do at one address, until when.
-- client: the address of its metadata document, or the hash of what it registered; nothing for one with keys. keys: a JWK set (RFC 7517).
CREATE TABLE client_grants (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, version BIGINT NOT NULL,
  agent_id TEXT NOT NULL, user_id TEXT NOT NULL, client TEXT, client_name TEXT NOT NULL, redirect_uri TEXT, challenge TEXT, keys TEXT,
  scopes TEXT NOT NULL, toolsets TEXT NOT NULL, grants TEXT NOT NULL, realm TEXT NOT NULL, resource TEXT NOT NULL,
  expires_at BIGINT NOT NULL, ended_at BIGINT, ended_why TEXT, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE INDEX client_grants_agent ON client_grants (tenant, agent_id);
CREATE INDEX client_grants_user ON client_grants (tenant, user_id, created_at);
--postgres: ALTER TABLE client_grants ENABLE ROW LEVEL SECURITY;
--postgres: ALTER TABLE client_grants FORCE ROW LEVEL SECURITY;
--postgres: CREATE POLICY tenant_only ON client_grants USING (tenant = current_setting('headgate.tenant', true) OR current_setting('headgate.tenant', true) = '*');

-- Which grant a credential is of, and the one address that it opens; nothing for the tokens of scripts. Further kinds: code, refresh.
ALTER TABLE credentials ADD COLUMN grant_id TEXT;
ALTER TABLE credentials ADD COLUMN resource TEXT;
CREATE INDEX credentials_grant ON credentials (tenant, grant_id);

-- The client that an agent was made for, when a person's consent made it.
ALTER TABLE agents ADD COLUMN client TEXT;
CREATE INDEX agents_client ON agents (tenant, owner_id, client);

-- Which clients may connect, as canonical JSON; nothing for what holds where nobody said.
ALTER TABLE organisations ADD COLUMN connecting TEXT;
