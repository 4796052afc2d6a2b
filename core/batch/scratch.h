/*
 * Folders for temporary files, which go with whoever needed them.
 */
#ifndef JX_BATCH_SCRATCH_H
#define JX_BATCH_SCRATCH_H

/* A folder in TMPDIR for the temporary files of other programs (NULL: none could be made; then they use TMPDIR itself), with
 * one below it for each worker that starts some: entered by the worker, cleared when it has ended, removed with the run. */
char *jx_scratch_make(int journal);
void jx_scratch_enter(const char *folder, unsigned slot);
void jx_scratch_clear(const char *folder, unsigned slot);
/* Removes what an earlier run with this journal left. */
void jx_scratch_clean(int journal);
/* Removes the folder with all in it, and frees its name; NULL is fine. */
void jx_scratch_remove(char *folder);

#endif
