#!/bin/bash
# submit.sh LAYOUT IN OUT SHARDS [SBATCH-OPTION]...: converts the archive IN into OUT on a cluster, in SHARDS shares, then joins the reports.
#
# IN and OUT lie on a file system that all nodes see. Take a share for every 10,000 to 50,000 files: Slurm starts about
# one task a second, and a share of less than that is done before the next one has begun. Options such as
# --cpus-per-task=16 or --partition=long go to the shares. Prints the number of the last job, to wait for.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
[ $# -ge 4 ] || { echo "usage: submit.sh LAYOUT IN OUT SHARDS [SBATCH-OPTION]..." >&2; exit 2; }
export JIXIAO_TO=$1 JIXIAO_IN=$2 JIXIAO_OUT=$3 JIXIAO_SHARDS=$4
shift 4
mkdir -p "$JIXIAO_OUT"

# At most 64 shares at a time, so that others can work too.
convert=$(sbatch --parsable --array="1-$JIXIAO_SHARDS%64" --output="$JIXIAO_OUT/slurm-%A-%a.log" \
    "$@" "$here/convert.sh")
sbatch --parsable --dependency="afterok:${convert%%;*}" --kill-on-invalid-dep=yes \
    --output="$JIXIAO_OUT/slurm-merge-%j.log" "$here/merge.sh"
