/** Questions of lessons that no stock has: who wins, how far it reaches, in which phase; on links made for them. */
import { describe, expect, it } from 'vitest'
import { answerText } from '../../src/lessons/questions/answers'
import { FINALIZE } from '../../src/engine/graph/lifetimes'
import { ask, stockFor } from '../../src/lessons/questions/ask'
import type { AskedLink } from '../../src/lessons/questions/asked-link'
import { askedLink } from '../../src/lessons/questions/asked-link'
import type { Question } from '../../src/lessons/questions/question'
import { edgesOf, optionsOf } from '../../src/lessons/questions/things'
import type { QuestionWish } from '../../src/lessons/questions/wish'
import { WISH } from '../../src/lessons/questions/wish'
import * as v from 'valibot'
import type { LinkResult } from '../../src/engine/session/link'
import { linkObjects } from '../support/look'
import { linkSample } from '../support/link-files'

const PAGE = 4096
const asked = (result: LinkResult): AskedLink => askedLink(result, PAGE)

function questionOf(link: AskedLink, wish: QuestionWish): Question {
  const answer = ask(link, v.parse(WISH, wish))
  if ('cannot' in answer) throw new Error(`${answer.cannot.id} ${JSON.stringify(answer.cannot.args)}`)
  return answer.question
}

const rightOf = (link: AskedLink, wish: QuestionWish): string => answerText(questionOf(link, wish).answer)

/** Wrong answers by the misconception that they name. */
const wrongOf = (link: AskedLink, wish: QuestionWish): Record<string, string> =>
  Object.fromEntries(
    questionOf(link, wish).diagnoses.map(({ misconception, answer }) => [misconception, answerText(answer)]),
  )

const refusal = (link: AskedLink, wish: QuestionWish): string | undefined => {
  const answer = ask(link, wish)
  return 'cannot' in answer ? answer.cannot.id : undefined
}

describe('a field', () => {
  const link = asked(linkSample('code-names-noalloc'))
  const at = { symbol: 'request', offset: 3 }

  it('has bytes, and wrong bytes with what was thought', () => {
    expect(rightOf(link, { kind: 'bytes', at })).toBe('f9 ef ff ff')
    expect(wrongOf(link, { kind: 'bytes', at })).toMatchObject({
      placeholder: '00 00 00 00',
      'byte-order': 'ff ff ef f9',
      'no-addend': 'fd ef ff ff',
      'from-function': 'fc ef ff ff',
      sign: '07 10 00 00',
    })
  })

  it('has bytes that the check language reads as the same number', () => {
    const wish = {
      kind: 'value',
      expression: '*{4}(request + 3)',
      as: 'number',
      gate: 'fixup',
      asks: 'lessons.x',
    } as const
    expect(rightOf(link, wish)).toBe(String(0xffffeff9))
  })

  it('gets a lesson’s own wrong answers first', () => {
    const wrong = [
      { expression: 'handle - request', misconception: 'from-function', says: 'lessons.x.q1.start' } as const,
    ]
    const question = questionOf(link, { kind: 'bytes', at, wrong })
    expect(question.diagnoses[0]).toEqual({
      misconception: 'from-function',
      answer: { is: 'bytes', bytes: [0x00, 0xf0, 0xff, 0xff] },
      says: { id: 'lessons.x.q1.start' },
    })
  })

  it('that is none is refused, and so is an expression that means nothing', () => {
    expect(refusal(link, { kind: 'bytes', at: { symbol: 'request', offset: 1 } })).toBe('questions.cannot.field')
    expect(refusal(link, { kind: 'bytes', at: { symbol: 'nobody' } })).toBe('questions.cannot.place')
    const wish = { kind: 'value', expression: 'nobody + 1', as: 'number', gate: 'fixup', asks: 'lessons.x' } as const
    expect(refusal(link, wish)).toBe('questions.cannot.expression')
  })

  it('crosses policies or does not', () => {
    expect(rightOf(link, { kind: 'verdict', at: { symbol: 'request', offset: 10 } })).toBe('warning')
    expect(rightOf(link, { kind: 'verdict', at: { symbol: 'handle' } })).toBe('note')
    expect(rightOf(link, { kind: 'verdict', at })).toBe('fine')
  })

  it('says of a wrong verdict what is thought: about handles, distances, and what fails a link', () => {
    const distance = { kind: 'verdict', at: { symbol: 'request', offset: 10 } } as const
    expect(wrongOf(link, distance)).toEqual({
      'no-crossing': 'fine',
      'link-fails': 'error',
      'distance-is-handle': 'note',
    })
    const handle = { kind: 'verdict', at: { symbol: 'handle' } } as const
    expect(wrongOf(link, handle)).toEqual({
      'no-crossing': 'fine',
      'link-fails': 'error',
      'handles-are-senseless': 'warning',
    })
    const dangling = asked(linkSample('dangling-pointer', { policies: [{ pattern: '.once.*', lifetime: FINALIZE }] }))
    expect(wrongOf(dangling, { kind: 'verdict', at: { symbol: 'again' } })['finalize-stays']).toBe('note')
  })
})

describe('a piece of an instruction', () => {
  const link = asked(linkSample('lesson-dialects--elf-aarch64'))
  const adrp: QuestionWish = { kind: 'piece', at: { symbol: 'get' }, bit: 29 }
  const load: QuestionWish = { kind: 'piece', at: { symbol: 'get', offset: 4 } }

  it('has the bits that belong there, which need not be those that stand highest', () => {
    // px lies one page before get: −1 in all 21 bits, the lowest two of them in front.
    expect(rightOf(link, adrp)).toBe('3')
    expect(rightOf(link, { ...adrp, bit: 5 })).toBe(String(0x7ffff))
    expect(rightOf(link, load)).toBe('1')
  })

  it('has wrong bits with what was thought', () => {
    expect(wrongOf(link, adrp)).toMatchObject({ 'counts-bytes': '0' })
    expect(wrongOf(link, { ...adrp, bit: 5 })).toMatchObject({ 'counts-bytes': String(0x7fc00), placeholder: '0' })
    expect(wrongOf(link, load)).toMatchObject({ 'counts-bytes': '8', placeholder: '0' })
  })

  it('is asked about by itself where code has such pieces, and of nothing else', () => {
    const kinds = stockFor(link, 'fixup').map((question) => question.id.split(' ')[0])
    expect(kinds).toContain('piece')
    expect(refusal(link, { kind: 'piece', at: { symbol: 'px' } })).toBe('questions.cannot.whole')
    expect(refusal(link, { ...adrp, bit: 7 })).toBe('questions.cannot.whole')
  })
})

describe('reach', () => {
  const wide = asked(linkSample('absolute-addresses'))
  const signed = { symbol: 'here', offset: 8 }

  it('is there below 2 GiB, and ends one byte behind it', () => {
    expect(rightOf(wide, { kind: 'reach', at: signed, ask: 'whether' })).toBe('yes')
    const furthest = BigInt(rightOf(wide, { kind: 'furthest', at: signed }))
    expect(furthest).toBe(0x7fffffffn)
    expect(wrongOf(wide, { kind: 'furthest', at: signed })['same-field']).toBe('0xffffffff')
    const left = BigInt(rightOf(wide, { kind: 'reach', at: signed, ask: 'by' }))
    expect(left).toBe(0x7fffffffn - 0x10000000n)
  })

  it('ends in a link that failed for it, and says by how many bytes', () => {
    const result = linkSample('absolute-addresses', { base: 0x80000000n })
    expect(result.ok).toBe(false)
    const failed = asked(result)
    expect(rightOf(failed, { kind: 'reach', at: signed, ask: 'whether' })).toBe('no')
    expect(rightOf(failed, { kind: 'reach', at: signed, ask: 'by' })).toBe('1')
    expect(rightOf(failed, { kind: 'left', after: 'abandon' })).toBe('none')
  })
})

describe('names and phases', () => {
  const link = asked(linkSample('two-files'))

  it('happen when they happen', () => {
    expect(rightOf(link, { kind: 'when', event: 'blockPlaced' })).toBe('allocate')
    expect(rightOf(link, { kind: 'when', event: 'symbolResolved' })).toBe('resolve')
    expect(refusal(link, { kind: 'when', event: 'blockSmashed' })).toBe('questions.cannot.event')
    expect(refusal(link, { kind: 'when', event: 'linkFailed' })).toBe('questions.cannot.never')
  })

  it('have an order', () => {
    const wish = { kind: 'phases', phases: ['resolve', 'allocate', 'fixup', 'prune'] } as const
    expect(rightOf(link, { ...wish, phases: [...wish.phases] })).toBe('prune, allocate, resolve, fixup')
    expect(wrongOf(link, { ...wish, phases: [...wish.phases] })['resolve-before-allocate']).toBe(
      'prune, resolve, allocate, fixup',
    )
  })

  it('have one definition, so nobody wins', () =>
    expect(refusal(link, { kind: 'winner', name: 'volley' })).toBe('questions.cannot.winner'))
})

describe('two definitions of one name', () => {
  const level = (binding: 'weak' | 'global') => ({
    sections: [{ name: '.text', flags: 'ax', bytes: [0xb8, 1, 0, 0, 0, 0xc3] }],
    symbols: [{ name: 'level', in: '.text', size: 6, binding, type: 'func' as const }],
  })

  it('have a winner: the strong one, wherever it stands', () => {
    const later = asked(linkObjects([level('weak'), level('global')]))
    expect(rightOf(later, { kind: 'winner', name: 'level' })).toBe('b.o')
    expect(wrongOf(later, { kind: 'winner', name: 'level' })).toEqual({ 'weak-wins': 'a.o' })
    const first = asked(linkObjects([level('global'), level('weak')]))
    expect(rightOf(first, { kind: 'winner', name: 'level' })).toBe('a.o')
  })

  it('have the first for a winner if both are weak, and two strong ones have none', () => {
    const weak = asked(linkObjects([level('weak'), level('weak')]))
    expect(rightOf(weak, { kind: 'winner', name: 'level' })).toBe('a.o')
    const strong = asked(linkObjects([level('global'), level('global')]))
    expect(refusal(strong, { kind: 'winner', name: 'level' })).toBe('questions.cannot.winner')
  })
})

describe('detours', () => {
  const kindsBefore = (id: string): string[] =>
    stockFor(asked(linkSample(id)), 'relax').map((question) => question.id.split(' ')[0]!)

  it('are asked about where the linker may take them out, and nowhere else', () => {
    expect(kindsBefore('printf-got-and-stub')).toEqual(['bypassed'])
    expect(kindsBefore('printf-got-and-stub--elf-aarch64')).toEqual([])
    expect(refusal(asked(linkSample('printf-got-and-stub--elf-aarch64')), { kind: 'bypassed' })).toBe(
      'questions.cannot.few',
    )
  })

  it('lead over entries that are called by words, not by two arrows', () => {
    const link = asked(linkSample('printf-got-and-stub'))
    const entry = { section: '$__GOT' }
    const { asks } = questionOf(link, { kind: 'bytes', at: entry })
    expect(asks.args!.place).toMatch(/^GOT entry: /)
    const words = optionsOf(link, 'edge', edgesOf(link)).map(({ key }) => key)
    expect(words.filter((word) => word.startsWith('→'))).toEqual([])
    expect(words.filter((word) => word.startsWith('GOT entry: ')).length).toBeGreaterThan(0)
  })
})
