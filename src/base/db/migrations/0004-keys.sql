-- What is stored encrypted. A column is sealed by having this type and in no other way: clear text cannot get in,
-- and `renkei key rotate` finds every such column in the catalogue.
create schema keys;
create domain keys.sealed as text
  check (value ~ '^v1\.[0-9a-f]{8}\.[A-Za-z0-9_-]{38,}$');
comment on domain keys.sealed is 'v1.<key id>.<base64url of nonce, ciphertext, tag>: AES-256-GCM, bound to its table, column and primary key (base/keys/seal.ts).';
grant usage on schema keys to renkei_app;
