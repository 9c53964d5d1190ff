"""What `run.py` does, on the standard library alone until the environment stands.

start        the road: options, environment, then serve, test or manage
options      the command line
checkout     where everything of this checkout lies
environment  the private virtual environment, as the lock file wants it
disk, port   refuse early what would fail late
postgres/    the embedded PostgreSQL server
database     which server to use, and whether it will do
catalogues   translations, compiled
prepare      tables, static files, demo company
children     processes that end with their parent
serve, checks, manage   the three commands
"""
