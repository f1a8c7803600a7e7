/**
 * The links that the worker still has, because their pictures may be asked for: the last one, and for a while the one that it
 * was compared with. Each lies in memory of its own; what the page gets is a copy. Of huge links see `moved-links.ts`.
 */
import type { LinkOptions } from '../engine/passes/pass'
import type { LinkInput, LinkResult } from '../engine/session/link'
import { link } from '../engine/session/link'
import { Workshop } from '../engine/table/workshop'
import type { Compared } from '../scene/difference/compare'
import { compareWhereLive } from './compare-links'
import type { WorkStep } from './protocol'
import { release } from './release'

interface Held {
  readonly result: LinkResult
  readonly number: number | undefined
  /** Which of the two workshops it lies in. */
  readonly bench: 0 | 1
}

/** A link that another one is to be compared with. */
export interface Former {
  readonly number: number
  readonly options: LinkOptions
}

const WORKSHOPS: [Workshop, Workshop] = [new Workshop(), new Workshop()]

let last: Held | undefined
let beforeLast: Held | undefined

/** Lets go of all links, and of the memory that they lie in. */
export function forgetLinks(): void {
  last = undefined
  beforeLast = undefined
  WORKSHOPS[0] = new Workshop()
  WORKSHOPS[1] = new Workshop()
}

/**
 * Lets go of the link that the last one was compared with, and of its memory. Going back at once finds that memory still
 * there, which saves a sixth of a link's time; the comparison itself needs the last link alone.
 */
export function forgetFormer(): void {
  if (!last) return
  beforeLast = undefined
  const idle = other(last.bench)
  release(WORKSHOPS[idle].everything)
  WORKSHOPS[idle] = new Workshop()
}

/** The link of this number, or the last one, with its tables as they are at its end; undefined if it is gone. */
export function heldLink(number: number | undefined): LinkResult | undefined {
  const held = [last, beforeLast].find((one) => number === undefined || one?.number === number)
  return held?.result
}

/** Makes a link and keeps it; the one that it is to be compared with stays as well. */
export function makeLink(
  inputs: readonly LinkInput[],
  options: LinkOptions,
  number: number | undefined,
  former: Former | undefined,
  progress: (step: WorkStep) => void,
): { readonly result: LinkResult; compare(): Compared | undefined } {
  const known = former && last?.number === former.number ? last : undefined
  const bench = known ? other(known.bench) : (last?.bench ?? 0)
  last = undefined
  beforeLast = known
  // Memory of two large links is much to keep for somebody who only ever needs one.
  if (!former) WORKSHOPS[other(bench)] = new Workshop()
  const result = link(inputs, options, { log: true, progress, workshop: WORKSHOPS[bench] })
  last = { result, number, bench }
  return {
    result,
    compare() {
      if (!former) return undefined
      progress('compare')
      const workshop = WORKSHOPS[other(bench)]
      beforeLast ??= {
        result: link(inputs, former.options, { log: true, workshop }),
        number: former.number,
        bench: other(bench),
      }
      return compareWhereLive(beforeLast.result, result)
    },
  }
}

const other = (bench: 0 | 1): 0 | 1 => (bench === 0 ? 1 : 0)
