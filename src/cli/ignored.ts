/**
 * Options of llvm-jitlink that change nothing here, accepted so that its commands can be pasted: we never execute, have
 * no threads and no process whose symbols could be seen.
 */

export const IGNORED_FLAGS: readonly string[] = [
  'noexec',
  'no-process-syms',
  'show-linked-files',
  'show-times',
  'show-init-es',
  'show-entry-es',
  'debugger-support',
  'perf-support',
  'vtune-support',
  'search-sys-lib',
]

/** The same with a value, after `=` or as the next argument. */
export const IGNORED_WITH_VALUE: readonly string[] = ['num-threads', 'triple', 'use-memmgr']
