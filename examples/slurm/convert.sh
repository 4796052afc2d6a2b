#!/bin/bash
# One share of an archive: task I of the array does shard I of N. Submitted by submit.sh, which sets what is below.
#
#SBATCH --job-name=jixiao
#SBATCH --cpus-per-task=8
#SBATCH --mem-per-cpu=2G
#SBATCH --time=04:00:00
#SBATCH --requeue
#SBATCH --open-mode=append

: "${JIXIAO_IN:?folder of the archive}" "${JIXIAO_OUT:?folder for the results}" "${JIXIAO_TO:?layout}"
: "${JIXIAO_SHARDS:?number of shards}"
shard=$SLURM_ARRAY_TASK_ID

# --resume does no harm where nothing was done yet, and a task that Slurm took from its node and put back into the queue
# goes on where it stopped. Exit code 6 says that some files failed: that is in the report, and no reason to hold up the
# rest. Whatever else is not 0 or 1 (disk full, wrong options) is a failure of the task.
jixiao batch -t "$JIXIAO_TO" -o "$JIXIAO_OUT" "$JIXIAO_IN" \
    --shard "$shard/$JIXIAO_SHARDS" --resume -j "${SLURM_CPUS_PER_TASK:-1}" --no-fsync \
    --report "$JIXIAO_OUT/report-$shard.jsonl"
code=$?
[ $code = 6 ] || [ $code = 1 ] && code=0
exit $code
