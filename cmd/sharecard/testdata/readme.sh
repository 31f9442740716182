# Stands before the commands of a README. They are run as they are written; these
# functions put a free port in place of 8080 and wait for servers.
set -eEu -o pipefail
trap 'echo "failed: $BASH_COMMAND" >&2' ERR
export SHARECARD_LISTEN=127.0.0.1:$README_PORT
server=

stop() {
  [ -z "$server" ] && return
  kill "$server"
  wait "$server" || true
  server=
}

finish() { stop; }
trap 'stop' EXIT

sharecard() {
  if [ -n "${SHARECARD_ARTICLE_URL-}" ]; then
    export SHARECARD_ARTICLE_URL=${SHARECARD_ARTICLE_URL/https:\/\/cms.example/$README_CMS}
  fi
  if [ "$1" != serve ]; then
    "$README_SHARECARD" "$@"
    return
  fi
  stop
  "$README_SHARECARD" "${@//:8080/:$README_PORT}" >serve.out 2>serve.err &
  server=$!
  for _ in $(seq 300); do
    if grep -q '^Open ' serve.out; then return; fi
    kill -0 "$server" || break
    sleep .1
  done
  cat serve.err >&2
  return 1
}

# A server is there where a command asks one. A page of the outside is not to be had.
curl() {
  if [ -z "$server" ]; then sharecard serve; fi
  case "$*" in
  *news.example.com/a3*) command curl -sS "${@//127.0.0.1:8080/127.0.0.1:$README_PORT}" | grep page_ ;;
  *) command curl -sS --fail-with-body "${@//127.0.0.1:8080/127.0.0.1:$README_PORT}" ;;
  esac
}

opens() { curl -o opened "$1"; }

go() {
  case "$*" in
  "run ./cmd/sharecard "*) shift 2 && sharecard "$@" ;;
  "test ./..."* | "build "*" ./cmd/sharecard") [ -d cmd/sharecard ] ;;
  "env -w "*) GOENV=$PWD/goenv command go "$@" ;;
  *) echo "go $*: not known here" >&2 && return 1 ;;
  esac
}

docker() {
  case "$1" in
  build) [ -f "$3" ] ;;
  run) [ -n "$SHARECARD_TOKENS" ] ;;
  esac
}
