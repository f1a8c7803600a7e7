/**
 * Where LLVM 22 does not refuse but crash: fixing up starts with a copy of every NoAlloc block's content, and a zero-fill
 * block has none. Only compat mode looks for it, to say what would happen instead of doing it.
 */
import { tell } from '../graph/phrases/phrase'
import { Refusal } from '../graph/diagnostics'
import type { BlockId } from '../graph/ids'
import { NO_ALLOC } from '../graph/lifetimes'
import type { LinkGraph } from '../graph/link-graph'

/** Throws a Refusal if a live zero-fill block has the policy NoAlloc. */
export function refuseWhereLlvmCrashes(graph: LinkGraph): void {
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    const x = graph.blocks.section[b]
    if (!graph.isZeroFill(b) || graph.isRemoved(b) || graph.sections.lifetime[x] !== NO_ALLOC) continue
    throw new Refusal('llvm-crashes', {
      file: graph.files[graph.sections.file[x]]!.name,
      structure: tell('section', { name: graph.sectionName(x) }),
      found: tell('zero-fill-block'),
      expected: tell('content-to-copy'),
    })
  }
}
