#!/bin/bash
# parallel-ssh.sh HOSTS LAYOUT IN OUT: the same without a scheduler, by GNU parallel over ssh (Debian package parallel).
#
# HOSTS is a file with a host on each line, perhaps with how many shares it does at a time before a slash, as
# `parallel --sshloginfile` has it (1/machine7). All hosts see IN and OUT under the same names, have jixiao installed, and
# let you in without a password. Run it again if it was broken off: what is done is not done twice.
set -eu
[ $# = 4 ] || { echo "usage: parallel-ssh.sh HOSTS LAYOUT IN OUT" >&2; exit 2; }
hosts=$1 layout=$2 in=$3 out=$4
shards=${SHARDS:-$(($(wc -l <"$hosts") * 4))} # more shares than hosts, so that a slow host holds nobody up
mkdir -p "$out"

# parallel counts failed shares; exit codes 1 and 6 of jixiao only say that files failed, which the report tells.
seq "$shards" | parallel --sshloginfile "$hosts" --jobs 1 --retries 3 --joblog "$out/parallel.log" --quote \
    sh -c 'jixiao batch -t "$1" -o "$3" "$2" --shard "$4/$5" --resume --report "$3/report-$4.jsonl"
           code=$?; [ $code = 6 ] || [ $code = 1 ] && code=0; exit $code' jixiao "$layout" "$in" "$out" {} "$shards"

code=0
jixiao merge-reports "$out"/report-*.jsonl -o "$out/report.jsonl" --summary "$out/summary.xlsx" --force || code=$?
[ $code = 0 ] || [ $code = 1 ] || [ $code = 6 ]
