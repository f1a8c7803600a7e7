/** What the reference refuses and we link by default equals what lld was recorded writing at the same addresses. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { link } from '../../src/engine/session/link'
import type { Witness } from '../conformance/ask-lld'
import { compareWithLld } from '../conformance/third-witness'
import { witnessOptions } from '../conformance/witness-options'
import { readBytes } from '../support/link-files'
import type { Case } from './reference'

interface Recorded extends Case {
  readonly sections: Readonly<Record<string, { readonly address: string; readonly content: string }>>
}

const FOLDER = 'tests/golden/lld'

/**
 * Where lld 22 is wrong. By the processor's rules register 24 needs both extensions of its number; lld moves one of them. And
 * it makes MOVZ and MOVK of a page and a load even if they have two registers.
 */
const MISTAKES: Readonly<Record<string, { readonly what: string; readonly mistake: readonly string[] }>> = {
  'corpus--apx-high': {
    what: 'adds register 16 instead of 24',
    mistake: [".text+1: 62dcfc1081c0f8 instead of lld's 627cfc1081c0f8"],
  },
  'aarch64--tls-apart': {
    what: 'fills one register from another that it no longer loads',
    mistake: [".text+2: 0b0000906c0940f9 instead of lld's 0b00a0d20c0280f2"],
  },
}

const recorded = readdirSync(FOLDER)
  .map((name) => JSON.parse(readFileSync(`${FOLDER}/${name}`, 'utf8')) as Recorded)
  .filter(({ id }) => !(id in MISTAKES))

function witnessOf({ sections }: Recorded): Witness {
  const rows = Object.entries(sections).map(([name, { address, content }]) => {
    return [name, { address: BigInt(address), bytes: new Uint8Array(Buffer.from(content, 'hex')) }] as const
  })
  return new Map(rows)
}

const objectOf = ({ folder, files }: Recorded): Uint8Array => readBytes(`${folder}/${files[0]!}`)

function linkIt({ folder, files }: Recorded) {
  const inputs = files.map((name) => ({ name, bytes: readBytes(`${folder}/${name}`) }))
  return link(inputs, witnessOptions(inputs[0]!.bytes), { log: false })
}

describe('recorded answers of lld', () => {
  it('are there', () => expect(recorded.map(({ id }) => id)).toContain('corpus--tls'))

  for (const golden of recorded) {
    it(`${golden.id}: the same bytes`, () => {
      const result = linkIt(golden)
      expect(result.ok).toBe(true)
      const differences = compareWithLld(result, objectOf(golden), witnessOf(golden))
      expect(differences).toEqual([])
    })
  }

  for (const [id, { what, mistake }] of Object.entries(MISTAKES)) {
    it(`${id}: lld ${what}`, () => {
      const golden = JSON.parse(readFileSync(`${FOLDER}/${id}.json`, 'utf8')) as Recorded
      expect(compareWithLld(linkIt(golden), objectOf(golden), witnessOf(golden))).toEqual(mistake)
    })
  }

  it('would show one wrong byte', () => {
    const golden = recorded.find(({ id }) => id === 'corpus--tls')!
    const witness = witnessOf(golden)
    witness.get('.text')!.bytes[20]! ^= 1
    expect(compareWithLld(linkIt(golden), objectOf(golden), witness)).not.toEqual([])
  })
})
