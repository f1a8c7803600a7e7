/**
 * How the table of compact unwinding is laid out, in bytes:
 *
 *   header · personalities (4 each) · index, one row for each page and one for the end (12 each)
 *   · LSDAs (8 each) · pages of records, at most 511 each (8, then 8 each)
 *
 * Source: Apple's <mach-o/compact_unwind_encoding.h>; JITLink's CompactUnwindManager.
 */

export const HEADER_BYTES = 28
export const PERSONALITY_BYTES = 4
export const INDEX_BYTES = 12
export const LSDA_BYTES = 8
export const PAGE_HEADER_BYTES = 8
export const RECORD_ENTRY_BYTES = 8
/** Records of one page. */
export const PAGE_RECORDS = 511
/** Bytes from one page to the next. */
export const PAGE_BYTES = 4096
/** The encoding has two bits for the personality; 0 is none. */
export const MOST_PERSONALITIES = 3
export const PERSONALITY_SHIFT = 28

export interface UnwindCounts {
  readonly personalities: number
  readonly lsdas: number
  readonly records: number
}

export const pagesFor = (records: number): number => Math.ceil(records / PAGE_RECORDS)

/** Offset of the LSDAs, and of the first page. */
export function partsOf({ personalities, lsdas, records }: UnwindCounts): {
  readonly lsdas: number
  readonly pages: number
} {
  const start = HEADER_BYTES + PERSONALITY_BYTES * personalities + INDEX_BYTES * (pagesFor(records) + 1)
  return { lsdas: start, pages: start + LSDA_BYTES * lsdas }
}

/** Bytes of the whole table. */
export function tableBytes(counts: UnwindCounts): number {
  const { records } = counts
  return partsOf(counts).pages + PAGE_HEADER_BYTES * pagesFor(records) + RECORD_ENTRY_BYTES * records
}
