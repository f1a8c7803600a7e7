/**
 * Registers call-frame records with the executor's unwinder before any code of the link runs, and deregisters them when
 * its memory goes. Without it an exception finds no way out of the code.
 *
 * Source: JITLink's EH-frame registration plugin.
 */
import type { BlockId, SectionId } from '../graph/ids'
import { ACTION_KIND } from '../graph/action-kinds'
import { LIFETIMES } from '../graph/lifetimes'
import type { LinkGraph } from '../graph/link-graph'
import { SectionFlag } from '../graph/schema'
import type { PassContext } from '../passes/pass'
import { recordAction } from '../passes/record-action'
import type { Plugin } from './plugin'

export const registerFrames: Plugin = {
  id: 'register-frames',
  title: 'Register call frames',
  says: 'A finalize action registers call-frame records with the unwinder; its twin deregisters them.',
  hooks: [{ phase: 'check', run: recordFrames }],
}

function recordFrames(context: PassContext): void {
  const { graph } = context
  const hasContent = sectionsWithContent(graph)
  for (let x = 0 as SectionId; x < graph.sections.length; x++) {
    if (!(graph.sections.flags[x] & SectionFlag.CallFrames) || !LIFETIMES[graph.sections.lifetime[x]]!.allocates)
      continue
    if (hasContent[x])
      recordAction(context, { file: graph.sections.file[x], kind: ACTION_KIND['register-frames'], section: x })
  }
}

/** For each section, 1 if a block of it is still there. */
function sectionsWithContent(graph: LinkGraph): Uint8Array {
  const found = new Uint8Array(graph.sections.length)
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) if (!graph.isRemoved(b)) found[graph.blocks.section[b]] = 1
  return found
}
