/**
 * The link's passes in the order in which they run. This list is the pipeline: adding a pass is a file in this folder
 * and a line here. What only some processors or formats need says so in its `only`.
 */
import { buildTables } from './build-tables'
import { chooseDefinitions } from './choose-definitions'
import { keepUnwinding } from './keep-unwinding'
import { linkFrames } from './link-frames'
import { lowerImageRelative } from './lower-image-relative'
import { lowerThreadsAArch64 } from './lower-threads-aarch64'
import { lowerThreadsX86 } from './lower-threads-x86-64'
import { makeImportCells } from './make-import-cells'
import { markRoots } from './mark-roots'
import type { Pass, PassContext } from './pass'
import { placeImageBase } from './place-image-base'
import { placeNames } from './place-names'
import { prune } from './prune'
import { recordResolvers } from './record-resolvers'
import { relaxX86 } from './relax-x86-64'
import { resolveNames } from './resolve-names'
import { reserveUnwind } from './reserve-unwind'
import { reserveSigning, signPointers } from './sign-pointers-arm64e'
import { setStrengths } from './set-strengths'
import { splitFrames } from './split-frames'
import { splitUnwind } from './split-unwind'
import { terminateFrames } from './terminate-frames'
import { writeUnwind } from './write-unwind'

export const PIPELINE: readonly Pass[] = [
  splitFrames,
  linkFrames,
  terminateFrames,
  splitUnwind,
  setStrengths,
  chooseDefinitions,
  makeImportCells,
  lowerThreadsX86,
  lowerThreadsAArch64,
  markRoots,
  keepUnwinding,
  prune,
  buildTables,
  reserveSigning,
  reserveUnwind,
  placeNames,
  placeImageBase,
  resolveNames,
  signPointers,
  writeUnwind,
  relaxX86,
  lowerImageRelative,
  recordResolvers,
]

/** Whether a pass has anything to do with a link. All files of a link have one processor. */
export function concerns({ only }: Pass, { arch, graph }: PassContext): boolean {
  if (only?.processor !== undefined && only.processor !== arch.processor) return false
  return only?.formats === undefined || graph.files.some(({ format }) => only.formats!.includes(format))
}
