/** The processors that Linkscape knows. Adding one is a folder here and a line in this list. */
import type { Arch } from './arch'
import { aarch64, aarch64_be } from './aarch64/aarch64'
import { x86_64 } from './x86-64/x86-64'

export const ARCHES: readonly Arch[] = [x86_64, aarch64, aarch64_be]

/** One row for each processor, whatever its byte orders: edge kinds and all that people read are the same for these. */
export const PROCESSORS: readonly Arch[] = ARCHES.filter(
  ({ processor }, i) => ARCHES.findIndex((row) => row.processor === processor) === i,
)

/** The row with this id. Ids come from graphs that our own builders made, so an unknown one is a bug. */
export function archById(id: string): Arch {
  const arch = ARCHES.find((row) => row.id === id)
  if (!arch) throw new Error(`Linkscape bug: no architecture ${id}`)
  return arch
}
