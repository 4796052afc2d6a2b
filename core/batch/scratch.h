/*
 * Folders for temporary files, which go with whoever needed them.
 */
#ifndef JX_BATCH_SCRATCH_H
#define JX_BATCH_SCRATCH_H

/* A folder in TMPDIR for the carriers' own temporary files (NULL: none could be made; then they use TMPDIR itself), with
 * one below it for each worker: entered by the worker, cleared when it has ended, removed with the run. What an earlier
 * run with this journal left is removed. */
char *jx_scratch_make(int journal);
void jx_scratch_enter(const char *folder, unsigned slot);
void jx_scratch_clear(const char *folder, unsigned slot);
/* Removes the folder with all in it, and frees its name; NULL is fine. */
void jx_scratch_remove(char *folder);

#endif
