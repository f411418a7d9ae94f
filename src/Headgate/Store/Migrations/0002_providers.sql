-- Who delivers, per channel: JSON such as {"email":"smtp"}. Nothing is configured until a person does it, and nothing is queued for a channel without one.
ALTER TABLE organisations ADD COLUMN providers TEXT;
