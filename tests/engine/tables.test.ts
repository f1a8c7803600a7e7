/** The column kit: growth, transfer, interned names, and types that keep ids apart. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Brand } from '../../src/base/brand'
import { u16, u32, u8, wide } from '../../src/engine/table/columns'
import type { NameId } from '../../src/engine/table/name-table'
import { NameTable } from '../../src/engine/table/name-table'
import { createTable, tableFromTransfer } from '../../src/engine/table/table'

type RowId = Brand<number, 'RowId'>
type OtherId = Brand<number, 'OtherId'>
const SCHEMA = { small: u8(7), middle: u16(), other: u32<OtherId>(0xffffffff), big: wide() }

describe('a table', () => {
  it('keeps its rows while it grows', () => {
    const table = createTable<RowId, typeof SCHEMA>(SCHEMA)
    for (let i = 0; i < 1000; i++) {
      const row = table.add()
      expect(table.small[row]).toBe(7)
      expect(table.other[row]).toBe(0xffffffff)
      table.big.big[row] = BigInt(i) << 40n
    }
    expect(table.big.big[999 as RowId]).toBe(999n << 40n)
    expect(table.big.words[2 * 999 + 1]).toBe(999 << 8)
  })

  it('crosses to another thread with the rows in use and no more', () => {
    const table = createTable<RowId, typeof SCHEMA>(SCHEMA)
    table.big.big[table.add(3)] = 5n
    const transfer = table.toTransfer()
    expect(transfer.buffers.big!.byteLength).toBe(24)
    const copy = tableFromTransfer<RowId, typeof SCHEMA>(SCHEMA, structuredClone(transfer))
    expect(copy.length).toBe(3)
    expect(copy.big.big[0 as RowId]).toBe(5n)
    copy.add()
    expect(copy.big.big[0 as RowId]).toBe(5n)
  })

  it('takes its own ids only', () => {
    const table = createTable<RowId, typeof SCHEMA>(SCHEMA)
    const row = table.add()
    // @ts-expect-error an id of another table
    table.small[0 as OtherId]
    // @ts-expect-error a plain number
    table.small[0]
    // @ts-expect-error a column of ids takes these ids only
    table.other[row] = row
    expect(table.length).toBe(1)
  })
})

describe('names', () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

  it('are equal when their bytes are', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 6 }), { maxLength: 300 }), (texts) => {
        const names = new NameTable()
        const ids = texts.map((text) => names.intern(bytes(text), 0, bytes(text).length))
        for (const [i, text] of texts.entries()) {
          expect(names.find(text)).toBe(ids[i])
          expect(ids[i]).toBe(ids[texts.indexOf(text)])
        }
        expect(names.length).toBe(new Set(texts).size)
        const copy = new NameTable(names.toTransfer())
        for (const text of texts) expect(copy.find(text)).toBe(names.find(text))
      }),
    )
  })

  it('stay in the file that they come from, up to a zero byte or the limit, and are the same as elsewhere', () => {
    const name = fc.string({ maxLength: 9 }).filter((text) => !text.includes('\0'))
    fc.assert(
      fc.property(fc.array(name, { maxLength: 100 }), fc.array(name, { maxLength: 100 }), (texts, others) => {
        const names = new NameTable()
        for (const list of [texts, others, texts]) {
          const file = bytes(list.map((text) => `${text}\0`).join(''))
          const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
          let at = 0
          for (const text of list) {
            const id = names.internInFile(view, at, file.length)
            expect(names.end).toBe(at + bytes(text).length)
            at = names.end + 1
            expect([names.text(id), names.find(text), names.internText(text)]).toEqual([text, id, id])
            expect(names.startsWith(id, text.slice(0, 1))).toBe(true)
            expect(names.internInFile(view, names.end - bytes(text).length, names.end)).toBe(id)
          }
        }
        const copy = new NameTable(names.toTransfer())
        for (let id = 0 as NameId; id < names.length; id++) expect(copy.text(id)).toBe(names.text(id))
      }),
    )
  })

  it('may be bytes that are no text', () => {
    const names = new NameTable()
    const one = names.intern(Uint8Array.from([0xff, 0xfe]), 0, 2)
    const two = names.intern(Uint8Array.from([0xff, 0xfd]), 0, 2)
    expect(one).not.toBe(two)
    expect(names.text(one)).not.toBe(names.text(two))
    expect(names.find(names.text(one))).toBe(one)
  })
})
