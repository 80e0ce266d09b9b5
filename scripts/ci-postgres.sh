#!/usr/bin/env bash
# A throw-away PostgreSQL 17 with TimescaleDB (Apache edition) for the tests, from Debian's own packages in a folder.
#   ci-postgres.sh start FOLDER   prints the connection string
#   ci-postgres.sh stop FOLDER
# Needs root and debootstrap. Nothing is mounted, so removing the folder removes everything.
set -euo pipefail

command=${1:?start or stop}
folder=${2:?a folder}
root=$folder/trixie
bin=/usr/lib/postgresql/17/bin

inside() {
  chroot "$root" /usr/bin/setpriv --reuid=postgres --regid=postgres --init-groups \
    /usr/bin/env -i HOME=/tmp LC_ALL=C.UTF-8 PATH="$bin:/usr/bin:/bin" "$@"
}

case $command in
start)
  chmod 755 "$folder"
  debootstrap --variant=minbase --include=postgresql-17,postgresql-17-timescaledb trixie "$root" >"$folder/debootstrap.log" 2>&1 ||
    { tail -n 20 "$folder/debootstrap.log" >&2; exit 1; }
  port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
  inside initdb -D /tmp/data -U postgres -E UTF8 --locale=C.UTF-8 --auth=trust --no-sync >/dev/null
  # mmap: there is no /dev/shm in the folder. No fsync: this database lives for one test run.
  cat >>"$root/tmp/data/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = '/tmp'
dynamic_shared_memory_type = mmap
shared_preload_libraries = 'timescaledb'
timescaledb.telemetry_level = off
max_connections = 200
fsync = off
CONF
  inside pg_ctl -D /tmp/data -l /tmp/data/server.log -w -t 60 start >/dev/null || { tail -n 20 "$root/tmp/data/server.log" >&2; exit 1; }
  echo "postgres://postgres@127.0.0.1:$port/postgres"
  ;;
stop)
  [ -d "$root" ] && inside pg_ctl -D /tmp/data -m immediate -w stop >/dev/null
  rm -rf "$folder"
  ;;
*)
  echo "start or stop, not $command" >&2
  exit 2
  ;;
esac
