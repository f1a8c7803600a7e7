/** Links as text: what is written is read back; what strangers write is never an exception and never large. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deflateSync } from 'fflate'
import { toBase64Url } from '../../src/store/links/base64url'
import type { NamedThing } from '../../src/store/links/named-thing'
import { pack, unpack } from '../../src/store/links/pack'
import type { PageLink } from '../../src/store/links/page-link'
import { MOST, VERSION } from '../../src/store/links/page-link'
import { readLink } from '../../src/store/links/read-link'
import { isComplete } from '../../src/store/links/upgrade'
import { writeLink } from '../../src/store/links/write-link'
import { PHASE_IDS } from '../../src/store/moment'
import { PAPERS } from '../../src/store/pages'
import { FIGURES } from '../../src/scene/figure-sums'
import { PAIR_IDS } from '../../src/store/pairs'
import { STAGE_IDS, TAB_IDS } from '../../src/store/views'
import { sayNow } from '../../src/store/language'
import '../support/say'

const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
const number = fc.integer({ min: 1, max: 999_999 })
/** An object of those properties that are not undefined. */
const sparse = <T extends Record<string, unknown>>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(model, { requiredKeys: [] })

const thing = fc
  .tuple(
    fc.constantFrom('input', 'section', 'block', 'symbol', 'edge'),
    name,
    sparse({ fileNumber: number, section: name, symbol: name, offset: fc.nat(), number }),
    fc.option(fc.tuple(name, fc.option(number, { nil: undefined })), { nil: undefined }),
  )
  .map(
    ([kind, file, rest, edge]) =>
      ({
        kind,
        file,
        ...rest,
        ...(edge ? { edge: edge[0], ...(edge[1] === undefined ? {} : { edgeNumber: edge[1] }) } : {}),
      }) as NamedThing,
  )

const end = sparse({ fileNumber: number, section: name })
const ribbon = fc
  .tuple(name, end, fc.option(fc.tuple(name, end), { nil: undefined }))
  .map(
    ([from, rest, to]) =>
      ({ kind: 'ribbon', file: from, ...rest, ...(to ? { to: { file: to[0], ...to[1] } } : {}) }) as NamedThing,
  )

const stop = fc
  .tuple(
    fc.oneof(
      fc.record({ at: fc.constant('thing'), thing }),
      fc.record({ at: fc.constant('pair'), pair: fc.constantFrom(...PAIR_IDS) }),
      fc.record({ at: fc.constant('range') }),
      fc.record({ at: fc.constant('phase'), phase: fc.constantFrom(...PHASE_IDS) }),
    ),
    fc.boolean(),
  )
  .map(([where, off]) => (off ? { stop: where, off } : { stop: where }))

const filter = fc
  .tuple(
    sparse({
      pair: fc.constantFrom(...PAIR_IDS),
      kind: name,
      section: name,
      crossing: fc.constant(true),
      selection: fc.constant(true),
      query: name,
    }),
    fc.option(fc.tuple(name, fc.option(number, { nil: undefined })), { nil: undefined }),
  )
  .map(([rest, inFile]) => ({
    ...rest,
    ...(inFile ? { file: inFile[0], ...(inFile[1] === undefined ? {} : { fileNumber: inFile[1] }) } : {}),
  }))
  .filter((one) => Object.keys(one).length > 0)

const file = fc.record({
  name,
  size: fc.nat(),
  sha256: fc.stringMatching(/^[0-9a-f]{64}$/),
})

const lessonId = fc.stringMatching(/^L[0-9]{2}$/)

const link = sparse<Record<keyof PageLink, unknown>>({
  sample: fc.stringMatching(/^[a-z0-9-]{1,20}$/),
  files: fc.array(file, { minLength: 1, maxLength: 5 }),
  settings: sparse({
    base: fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }),
    entries: fc.array(name, { minLength: 1 }),
    strict: fc.constant(true),
    addresses: fc
      .array(fc.tuple(name, fc.bigInt({ min: 0n, max: (1n << 64n) - 1n })), { minLength: 1 })
      .map((all) => new Map(all)),
  }),
  moment: fc.oneof(
    fc.record({ phase: fc.constantFrom('start', 'end', ...PHASE_IDS) }),
    fc.record({ phase: fc.constantFrom(...PHASE_IDS), event: number }),
  ),
  selection: fc.oneof(thing, ribbon),
  filter,
  query: name,
  stops: fc.array(stop, { minLength: 1, maxLength: 4 }),
  gate: fc.constant(true),
  lesson: fc
    .tuple(lessonId, fc.option(fc.constantFrom('call', 'what-dies', 'END'), { nil: undefined }))
    .map(([id, step]) => ({ id, ...(step ? { step } : {}) })),
  page: fc.oneof(
    fc.constant({ is: 'make' }),
    fc
      .tuple(lessonId, fc.option(fc.constantFrom(...PAPERS), { nil: undefined }))
      .map(([lesson, paper]) => ({ is: 'teach', lesson, ...(paper ? { paper } : {}) })),
    fc.constant({ is: 'teach' }),
  ),
  seed: name,
  list: fc.oneof(
    fc.record({ of: fc.constantFrom('events', 'keep-alive') }),
    fc.record({ of: fc.constant('pair'), pair: fc.constantFrom(...PAIR_IDS) }),
    fc.record({ of: fc.constant('figure'), figure: fc.constantFrom(...Object.keys(FIGURES)) }),
  ),
  stage: fc.constantFrom(...STAGE_IDS),
  tab: fc.constantFrom(...TAB_IDS),
  window: fc.record({
    scale: fc.constantFrom(0.002, 0.5, 1, 1.25, 12),
    across: fc.constantFrom(0, 0.5, -2.25, 1),
    down: fc.constantFrom(0, 0.125, 1),
    thing,
  }),
}) as fc.Arbitrary<PageLink>

describe('a link', () => {
  it('is read as it was written, whatever the names', () => {
    fc.assert(
      fc.property(link, (one) => {
        const { link: read, problems } = readLink(`#${writeLink(one)}`)
        expect(problems).toEqual([])
        expect(read).toEqual(one)
      }),
    )
  })

  it('is made of characters that survive in an address', () => {
    fc.assert(fc.property(link, (one) => /^[\w=&:@+.,~!*'()%-]*$/.test(writeLink(one))))
  })

  it('of nothing is nothing', () => {
    expect(readLink('')).toEqual({ link: {}, problems: [] })
    expect(readLink('#')).toEqual({ link: {}, problems: [] })
  })
})

describe('a stranger’s link', () => {
  it('never throws, and always says what was not understood or is a link', () => {
    const pieces = [
      'v=1',
      'v=9',
      '&',
      'sample=',
      'sel=',
      'set=',
      'at=',
      'file=',
      'view=',
      ':',
      '@',
      '%',
      '%zz',
      '+0x',
      ',',
      '.',
    ]
    const hostile = fc
      .array(fc.oneof(fc.constantFrom(...pieces), fc.string()), { maxLength: 12 })
      .map((all) => all.join(''))
    fc.assert(
      fc.property(hostile, (text) => {
        const { link: read, problems } = readLink(text)
        expect(typeof read).toBe('object')
        for (const problem of problems) expect(sayNow(problem)).toMatch(/^(In this|This) link|^This is no link/)
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['v=1&at=fixup.0', 'is no number of an event'],
    ['v=1&at=lunch', 'is not start, end, read'],
    ['v=1&stage=moon', 'is not map, memory, matrix'],
    ['v=1&sel=planet:a.o', 'is no kind of thing'],
    ['v=1&sel=block:a.o:.text:main+12', 'is no offset'],
    ['v=1&sel=block:a.o@0', 'is no number'],
    ['v=1&sel=block:a%zz', 'is not properly encoded'],
    ['v=1&sel=block:a.o:.text:main:x:y', 'too many parts'],
    ['v=1&set=AAAA', 'they are damaged'],
    [`v=1&set=${pack(new TextEncoder().encode('{"rules":"mine"}'))}`, 'rules: is not landed'],
    [`v=1&set=${pack(new TextEncoder().encode('{"launch":true}'))}`, 'launch'],
    ['v=1&sample=../../etc', 'it is no name of a sample'],
    ['v=1&file=a.o:12:short', 'what it says of a.o is damaged'],
    ['v=1&view=0,0,0,block:a.o', 'its numbers make no sense'],
    ['v=1&view=1e999,0,0,block:a.o', 'its numbers make no sense'],
    ['v=3&lesson=2', '“2” is no lesson'],
    ['v=3&lesson=L02.Weather', 'its step is damaged'],
    ['v=3&lesson=L02.call.x', 'is no lesson'],
    ['v=3&page=shop', 'is not teach, make'],
    ['v=3&page=make.L02', 'it has no parts'],
    ['v=3&page=teach.L02.essay', 'is not plan, worksheet, answers'],
    ['v=3&gate=ajar', 'is not on'],
    ['v=3&seed=', 'it is missing or too long'],
    ['v=3&seed=%', 'is not properly encoded'],
    ['v=2&filter=pair:S-Q', 'is no pair of policies'],
    ['v=2&filter=colour:blue', 'is no part of a filter'],
    ['v=2&filter=kind:', 'a name in it is missing'],
    ['v=2&filter=file:a.o@x', 'is no number'],
    ['v=2&find=', 'its text is missing'],
    ['v=2&stop=phase:lunch', 'is no place where play can stop'],
    ['v=2&stop=thing:planet:a.o', 'is no kind of thing'],
    [`v=2${'&stop=range'.repeat(101)}`, 'there are more than 100'],
    ['v=1&sel=ribbon:a.o@0:.text', 'is no number'],
    ['v=4&list=shopping', 'is no list'],
    ['v=4&list=pair:S-Q', 'is no list'],
    ['v=4&list=figure:toString', 'is no list'],
    ['hello=there', 'its version is missing'],
    ['v=-1&sample=first-look', 'its version is missing'],
  ])('%s: says “%s”', (fragment, sentence) => {
    expect(readLink(fragment).problems.map(sayNow).join(' ')).toContain(sentence)
  })

  it('may be as long as it likes: it is not read', () => {
    const { link: read, problems } = readLink(`v=1&sample=${'a'.repeat(MOST.link)}`)
    expect(read).toEqual({})
    expect(sayNow(problems[0]!)).toContain('longer than any')
  })

  it('cannot unpack to more than fits', () => {
    const bomb = toBase64Url(deflateSync(new Uint8Array(50_000_000), { level: 9 }))
    expect(bomb.length).toBeLessThan(MOST.link)
    expect(() => unpack(bomb, 1000)).toThrow('more than 1000 bytes')
    expect(sayNow(readLink(`v=1&set=${bomb}`).problems[0]!)).toContain('they are damaged')
  })

  it('of a newer version is understood as far as it goes, and says so', () => {
    const { link: read, problems } = readLink(`v=${VERSION + 6}&sample=first-look&orbit=low`)
    expect(read).toEqual({ sample: 'first-look' })
    expect(sayNow(problems[0]!)).toContain('made by a newer Linkscape')
  })
})

describe('the chain of upgraders', () => {
  it('leads up to the version that is written', () => {
    expect(isComplete()).toBe(true)
    expect(isComplete([])).toBe(false)
  })

  it('gives keys of version 2 no meaning in links of version 1', () => {
    expect(readLink('v=1&sample=first-look&filter=crossing&find=x&stop=range')).toEqual({
      link: { sample: 'first-look' },
      problems: [],
    })
  })

  it('keeps what links of version 3 searched for a part of a name, and gives the open list no meaning in them', () => {
    expect(readLink('v=3&sample=first-look&find=size%3A4&list=events')).toEqual({
      link: { sample: 'first-look', query: '"size:4"' },
      problems: [],
    })
    expect(readLink('v=3&sample=first-look&find=main').link.query).toBe('main')
  })

  it('is gone through from the link’s version on', () => {
    const rename = (from: string, to: string) => (fields: ReadonlyMap<string, readonly string[]>) =>
      new Map([...fields].map(([key, values]) => [key === from ? to : key, values]))
    const chain = [rename('specimen', 'example'), rename('example', 'sample')]
    expect(readLink('v=1&specimen=first-look', chain).link).toEqual({ sample: 'first-look' })
    expect(readLink('v=2&example=first-look', chain).link).toEqual({ sample: 'first-look' })
    expect(readLink('v=2&specimen=first-look', chain).link).toEqual({})
    expect(readLink('v=3&sample=first-look', chain)).toEqual({ link: { sample: 'first-look' }, problems: [] })
  })
})
