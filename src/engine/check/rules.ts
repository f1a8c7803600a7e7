/**
 * Finds the rules in a check file: lines that start with `# jitlink-check:`, as llvm-jitlink 22 scans them. A rule that
 * ends in a backslash goes on in the next line, if that line has the prefix as well.
 */

const PREFIX = '# jitlink-check:'
const CONTINUES = '\\'

/** The rules of a file in their order, with continuations joined and without white space around them. */
export function rulesIn(text: string, prefix = PREFIX): string[] {
  const rules: string[] = []
  let open: string | undefined
  for (const line of text.split(/\r?\n/)) {
    const start = line.replace(/^\s+/, '')
    // The next line of any kind ends a rule; only lines of nothing but white space are passed over.
    if (start === '') continue
    if (!start.startsWith(prefix)) {
      if (open !== undefined) rules.push(open.trim())
      open = undefined
      continue
    }
    const rule = (open ?? '') + start.slice(prefix.length)
    open = rule.endsWith(CONTINUES) ? rule.slice(0, -CONTINUES.length) : undefined
    if (open === undefined) rules.push(rule.trim())
  }
  if (open !== undefined) rules.push(open.trim())
  return rules
}

/** The prefix for rules of another name (`--check-name`). */
export const prefixFor = (name: string): string => `# ${name}:`
