-- Mails to send; the content is sealed with the instance's secret because it may hold links that sign in or join.
create table mail_outbox (
  id text primary key,
  recipient text not null,
  subject text not null,
  template text not null,
  sealed_content text,
  status text not null default 'queued' check (status in ('queued', 'sent', 'failed', 'kept')),
  attempts integer not null default 0,
  last_error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz
);
create index mail_outbox_newest on mail_outbox (created_at desc, id);
create index mail_outbox_queued on mail_outbox (created_at) where status = 'queued';

-- Answers to POSTs that carried an Idempotency-Key, kept a day.
create table idempotency_keys (
  actor_key text not null,
  key text not null,
  route text not null,
  request_hash text not null,
  sealed_response text,
  created_at timestamptz not null default now(),
  primary key (actor_key, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);

grant select, insert, update, delete on mail_outbox, idempotency_keys to guildhall_app;
