-- A person may change a held call before it is done: the changed arguments wait here until it has been passed again, which takes them away.
ALTER TABLE approvals ADD COLUMN edited TEXT;
