/** Links in one workshop equal the same links in new memory, whatever was linked there before; and a log changes nothing. */
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { LinkOptions } from '../../src/engine/passes/pass'
import type { LinkInput, LinkResult } from '../../src/engine/session/link'
import { link } from '../../src/engine/session/link'
import { u8, wide } from '../../src/engine/table/columns'
import { createTable } from '../../src/engine/table/table'
import { Workshop } from '../../src/engine/table/workshop'
import { optionsOf } from '../../src/worker/server'
import { sampleInputs, samples } from '../support/link-files'

/**
 * Everything that the page would get. It is compared value by value and not serialized: the same values may have several
 * serial forms, depending on how the engine of JavaScript holds them.
 */
const transferOf = ({ graph, log, diagnostics, ok }: LinkResult) => ({
  graph: graph.toTransfer(),
  log: log?.toTransfer(),
  diagnostics,
  ok,
})

describe('a link without a log', () => {
  for (const sample of samples()) {
    it(`makes the same graph of ${sample.id} as one with it`, () => {
      const [options, inputs] = [optionsOf(sample.settings), sampleInputs(sample)]
      const graphs = [true, false].map((log) => link(inputs, options, { log }).graph.toTransfer())
      expect(isDeepStrictEqual(graphs[0], graphs[1])).toBe(true)
    })
  }
})

describe('a workshop', () => {
  const workshop = new Workshop()
  const garbage: LinkInput = { name: 'garbage.o', bytes: new Uint8Array(100).fill(0xff) }
  const linkThere = (inputs: readonly LinkInput[], options: LinkOptions, log: boolean) =>
    transferOf(link(inputs, options, { log, workshop }))

  for (const sample of [...samples(), ...samples().toReversed()]) {
    it(`leaves no trace in ${sample.id}`, () => {
      const options = optionsOf(sample.settings)
      const inputs = sampleInputs(sample)
      const cut = inputs.map(({ name, bytes }) => ({ name, bytes: bytes.subarray(0, bytes.length - 64) }))
      for (const log of [true, false]) {
        linkThere(cut, options, true)
        linkThere([garbage], options, log)
        const alone = transferOf(link(inputs, options, { log }))
        expect(isDeepStrictEqual(linkThere(inputs, options, log), alone)).toBe(true)
      }
    })
  }

  it('hands out rows that hold what new rows hold', () => {
    const schema = { small: u8(7), big: wide() }
    const workshop = new Workshop()
    for (const rows of [100, 3, 50, 200, 1]) {
      const table = createTable<number, typeof schema>(schema, { workshop, name: 'rows' })
      table.reserve(rows >> 1)
      for (let i = 0; i < rows; i++) {
        const row = table.add()
        expect([table.small[row], table.big.big[row]]).toEqual([7, 0n])
        table.small[row] = 1
        table.big.big[row] = 1n
      }
    }
  })

  it('hands out lists of zeros through a graph, shorter and longer than before', () => {
    const workshop = new Workshop()
    for (const length of [10, 4, 20])
      expect(workshop.list('words', length).fill(1).length).toBeGreaterThanOrEqual(length)
    const result = link([], optionsOf({}), { log: false, workshop })
    expect([...result.graph.scratch('words', 15)]).toEqual(new Array(15).fill(0))
  })
})
