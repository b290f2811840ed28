-- Lets PgBouncer look up how the application's role logs in, and nothing else. Run as a superuser in the database.
create role pgbouncer login password :password;
create schema pgbouncer authorization current_user;
grant usage on schema pgbouncer to pgbouncer;
create function pgbouncer.login(asked text) returns table (username text, verifier text)
language sql security definer stable set search_path = pg_catalog as
$$ select usename::text, passwd from pg_shadow where usename = asked and usename = 'stockflow_app' $$;
revoke all on function pgbouncer.login(text) from public;
grant execute on function pgbouncer.login(text) to pgbouncer;
