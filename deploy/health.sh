#!/usr/bin/env bash
# Ends with 0 if the service in this container lives. It asks /live and not /ready: one that sends its clients away is well.
set -euo pipefail
exec 3<>"/dev/tcp/127.0.0.1/${PORT:-8096}"
printf 'GET /live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
read -r -t 3 line <&3
case $line in "HTTP/1.1 200"*) exit 0 ;; esac
echo "/live says $line" >&2
exit 1
