/**
 * Fields of held metadata that cannot hold their values. Such metadata (debug information that nothing refers to) is kept
 * for the picture and for debuggers, and has no say in whether code can be linked: its fields stay as the file has them,
 * and there is one warning for each section. LLVM 22 does not keep it at all; metadata that something does refer to ends
 * the link there as here.
 */
import { tell } from '../graph/phrases/phrase'
import type { Diagnostic } from '../graph/diagnostics'
import type { EdgeId, SectionId } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'

interface Missed {
  readonly first: Diagnostic
  count: number
}

export class MissedFields {
  readonly #graph: LinkGraph
  readonly #bySection = new Map<SectionId, Missed>()

  constructor(graph: LinkGraph) {
    this.#graph = graph
  }

  add(e: EdgeId, why: Diagnostic): void {
    const { edges, blocks } = this.#graph
    const section = blocks.section[edges.block[e]]
    const known = this.#bySection.get(section)
    if (known) known.count++
    else this.#bySection.set(section, { first: why, count: 1 })
  }

  /** One for each section, with the first of its fields. */
  warnings(): Diagnostic[] {
    return [...this.#bySection.values()].map(({ first, count }): Diagnostic => {
      const said = count > 1 ? tell('so-with-more', { sentence: first.detail!, n: count - 1 }) : first.detail!
      const detail = tell('sentences', { first: said, next: tell('left-as-it-is') })
      return { ...first, code: 'metadata-out-of-range', severity: 'warning', detail }
    })
  }
}
