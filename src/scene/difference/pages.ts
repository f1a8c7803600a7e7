/** Pages that came or went, for each file, lifetime and protection. */
import type { SegmentId } from '../../engine/graph/ids'
import type { Run } from './run'

export interface PageChange {
  readonly file: string
  readonly lifetime: number
  readonly protection: number
  /** Bytes reserved, whole pages; 0: there was no such segment. */
  readonly before: bigint
  readonly after: bigint
}

export function comparePages(before: Run, after: Run): PageChange[] {
  const found = new Map<string, { -readonly [K in keyof PageChange]: PageChange[K] }>()
  const count = ({ graph, inputOfFile }: Run, when: 'before' | 'after'): void => {
    const { file, lifetime, protection, reserved } = graph.segments
    for (let g = 0 as SegmentId; g < graph.segments.length; g++) {
      const { name } = graph.files[file[g]]!
      const key = `${inputOfFile[file[g]]} ${lifetime[g]} ${protection[g]} ${name}`
      const change = found.get(key) ?? {
        file: name,
        lifetime: lifetime[g],
        protection: protection[g],
        before: 0n,
        after: 0n,
      }
      change[when] += reserved.big[g]
      found.set(key, change)
    }
  }
  count(before, 'before')
  count(after, 'after')
  return [...found.values()].filter((change) => change.before !== change.after)
}
