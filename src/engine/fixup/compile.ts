/**
 * Turns the edge rows into columns of coefficients, so that the fixup loop handles every kind with the same few
 * additions: value = s·S + a·A + p·P + got·GOT + z·Z + tp·TP + tls·TLS
 * + image·IMAGE + section·SECTION + number·NUMBER + constant. No strings and no closures in the loop.
 *
 * A formula with pages in it is several sums: the one outside, in the kind's own row, and one for each page, in rows
 * behind those of all kinds.
 */
import type { Arch } from '../arch/arch'
import type { CompiledFixup } from '../arch/edge-rows'
import type { Formula, Sum } from '../arch/formula'
import { KIND_KEEP_ALIVE } from '../graph/ids'

export const CHECK_NONE = 0
export const CHECK_SIGNED = 1
export const CHECK_UNSIGNED = 2

/**
 * Formulas that nearly all edges have, for which the fixup loop has lines of its own. Distances go to 4 signed bytes, addresses
 * to 8; a constant may be added. `Nothing`: the kind is there for its target's sake, and writes nothing. The last three go to
 * instructions of one word: a distance, a distance from page to page, and a place in its page.
 */
export const CommonForm = {
  None: 0,
  Distance: 1,
  DistanceBack: 2,
  Address: 3,
  Nothing: 4,
  Branch: 5,
  PageDistance: 6,
  PlaceInPage: 7,
} as const

/** Fields whose sign is `either` are not plain: the loop has no check for them. */
const CHECK_OF = { none: CHECK_NONE, signed: CHECK_SIGNED, unsigned: CHECK_UNSIGNED, either: CHECK_NONE } as const

export interface FixupColumns {
  /** Bytes of the field; 0: the kind writes nothing. */
  readonly width: Uint8Array
  /** The same, but 0 also for all that is more than one sum, written whole and little-endian. */
  readonly plainWidth: Uint8Array
  /** CommonForm of the kind. */
  readonly common: Uint8Array
  readonly s: Int8Array
  readonly a: Int8Array
  readonly p: Int8Array
  readonly got: Int8Array
  readonly z: Int8Array
  readonly tp: Int8Array
  readonly tls: Int8Array
  readonly constant: Int32Array
  readonly check: Uint8Array
  /** 1: the formula has more than S, A and P in it. */
  readonly isRare: Uint8Array
  /** 1: the formula has a TP or TLS in it. */
  readonly isThreadLocal: Uint8Array
  readonly image: Int8Array
  readonly section: Int8Array
  readonly number: Int8Array
  /** The row of the first page of a kind, and how many it has. */
  readonly firstPage: Uint16Array
  readonly pages: Uint8Array
  /** For the rows of pages: whether the page is added or subtracted. */
  readonly pageSign: Int8Array
}

export function compileFixups({ fixups, edges, byteOrder }: Arch): FixupColumns {
  const rows = edges.length + fixups.reduce((sum, fixup) => sum + (fixup?.formula.pages.length ?? 0), 0)
  const columns = emptyColumns(rows)
  let page = edges.length
  columns.common[KIND_KEEP_ALIVE] = CommonForm.Nothing
  fixups.forEach((fixup, kind) => {
    if (!fixup) return
    columns.width[kind] = fixup.field.bytes
    columns.plainWidth[kind] = isPlain(fixup) && byteOrder.data === 'little' ? fixup.field.bytes : 0
    columns.check[kind] = CHECK_OF[fixup.field.sign]
    setSum(columns, kind, fixup.formula)
    columns.firstPage[kind] = page
    columns.pages[kind] = fixup.formula.pages.length
    for (const { sign, of } of fixup.formula.pages) {
      setSum(columns, page, of)
      columns.pageSign[page++] = sign
    }
    const isWord =
      fixup.field.instruction && fixup.field.pieces && fixup.field.bytes === 4 && byteOrder.code === 'little'
    columns.common[kind] = isWord ? instructionForm(fixup.formula) : commonForm(columns, kind)
  })
  return columns
}

function commonForm({ plainWidth, check, isRare, s, a, p }: FixupColumns, kind: number): number {
  if (isRare[kind] || a[kind] !== 1) return CommonForm.None
  const isAddress = plainWidth[kind] === 8 && check[kind] === CHECK_NONE
  if (isAddress && s[kind] === 1 && p[kind] === 0) return CommonForm.Address
  const isDistance = plainWidth[kind] === 4 && check[kind] === CHECK_SIGNED && s[kind] === -p[kind]!
  if (!isDistance || s[kind] === 0) return CommonForm.None
  return s[kind] === 1 ? CommonForm.Distance : CommonForm.DistanceBack
}

/** By formula. */
const INSTRUCTION_FORMS: Readonly<Record<string, number>> = {
  'S + A - P': CommonForm.Branch,
  'Page(S + A) - Page(P)': CommonForm.PageDistance,
  'S + A - Page(S + A)': CommonForm.PlaceInPage,
}

const instructionForm = ({ text }: Formula): number => INSTRUCTION_FORMS[text] ?? CommonForm.None

const isPlain = ({ field, formula }: CompiledFixup): boolean =>
  !field.instruction && !field.pieces && !field.bits && field.sign !== 'either' && formula.pages.length === 0

function emptyColumns(rows: number): FixupColumns {
  return {
    width: new Uint8Array(rows),
    plainWidth: new Uint8Array(rows),
    common: new Uint8Array(rows),
    s: new Int8Array(rows),
    a: new Int8Array(rows),
    p: new Int8Array(rows),
    got: new Int8Array(rows),
    z: new Int8Array(rows),
    tp: new Int8Array(rows),
    tls: new Int8Array(rows),
    constant: new Int32Array(rows),
    check: new Uint8Array(rows),
    isRare: new Uint8Array(rows),
    isThreadLocal: new Uint8Array(rows),
    image: new Int8Array(rows),
    section: new Int8Array(rows),
    number: new Int8Array(rows),
    firstPage: new Uint16Array(rows),
    pages: new Uint8Array(rows),
    pageSign: new Int8Array(rows),
  }
}

function setSum(columns: FixupColumns, row: number, { coefficient, constant }: Sum): void {
  columns.s[row] = coefficient.S
  columns.a[row] = coefficient.A
  columns.p[row] = coefficient.P
  columns.got[row] = coefficient.GOT
  columns.z[row] = coefficient.Z
  columns.tp[row] = coefficient.TP
  columns.tls[row] = coefficient.TLS
  columns.constant[row] = constant
  const { GOT, Z, TP, TLS, IMAGE, SECTION, NUMBER } = coefficient
  columns.isThreadLocal[row] = TP !== 0 || TLS !== 0 ? 1 : 0
  columns.image[row] = IMAGE
  columns.section[row] = SECTION
  columns.number[row] = NUMBER
  columns.isRare[row] = [GOT, Z, TP, TLS, IMAGE, SECTION, NUMBER].some((count) => count !== 0) ? 1 : 0
}
