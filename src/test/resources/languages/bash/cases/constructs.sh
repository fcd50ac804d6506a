#!/usr/bin/env bash
# Sells things.
set -euo pipefail
source lib/common.sh
. "./colours.sh"

readonly LIMIT=3
declare -a items=(one two)
export NAME="shop"
count=0

# Sells one.
sell() {
  local item="$1" n=${2:-1}
  local total
  total=$(price "$item")
  echo "sold $item ${NAME}"
  count=$((count + n))
  for each in "${items[@]}"; do
    audit "$each" | grep -q ok
  done
  if [[ -f "$item" ]]; then
    rm "$item"
  fi
  return 0
}

function audit {
  case "$1" in
    ok) log_ok "$1" ;;
    *) helper && "$COMMAND" ;;
  esac
  while read -r line; do
    NAME=x sell "$line"
  done < input.txt
}

main() { sell "$@"; }
main "$@"
