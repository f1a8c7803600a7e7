/**
 * How people read the finest detail: the syntax of instructions, the bytes that are picked out, the letter of a formula
 * that is pointed at. Kept apart from the desk, because the desk knows things of the link, and a stretch of bytes is none.
 */
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Operand } from '../engine/arch/operands'
import type { BlockId } from '../engine/graph/ids'
import type { Syntax } from '../worker/reader-protocol'

/** Bytes of a block, [start, end), that an instruction or a source line stands for. */
export interface ByteRange {
  readonly block: BlockId
  readonly start: number
  readonly end: number
}

export interface Reading {
  readonly syntax: Syntax
  /** The bytes that are picked out: those of an instruction, or all of a source line. */
  readonly picked: readonly ByteRange[]
  /** The letter whose place is lit. */
  readonly lit: Operand | undefined
}

const SYNTAX = 'linkscape.syntax'

const kept = (): Syntax => (globalThis.localStorage?.getItem(SYNTAX) === 'att' ? 'att' : 'intel')

export const reading = createStore<Reading>(() => ({ syntax: kept(), picked: [], lit: undefined }))

export function useReading<T>(select: (state: Reading) => T): T {
  return useStore(reading, select)
}

/** Changes the syntax here and on the next visit. */
export function writeIn(syntax: Syntax): void {
  localStorage.setItem(SYNTAX, syntax)
  reading.setState({ syntax })
}

/** Picks bytes out; none: nothing is picked. */
export const pick = (picked: readonly ByteRange[]): void => reading.setState({ picked })

export const light = (lit: Operand | undefined): void => reading.setState({ lit })

/** Where the first bytes begin that are picked out in a stretch of a block. */
export function firstPicked(
  picked: readonly ByteRange[],
  block: BlockId,
  start: number,
  end: number,
): number | undefined {
  const inside = picked.filter((range) => range.block === block && range.start >= start && range.start < end)
  return inside.length > 0 ? Math.min(...inside.map((range) => range.start)) : undefined
}

/** Whether a stretch of bytes has one in common with those that are picked out. */
export function isPicked(picked: readonly ByteRange[], block: BlockId, start: number, end: number): boolean {
  return picked.some((range) => range.block === block && range.start < end && range.end > start)
}
