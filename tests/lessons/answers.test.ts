/** How answers are read, how they are marked, and how many tries there are. */
import { describe, expect, it } from 'vitest'
import { answerText } from '../../src/lessons/questions/answers'
import { mark } from '../../src/lessons/questions/mark'
import type { Answer, AnswerForm, Given, Option, Question } from '../../src/lessons/questions/question'
import { randomFor, shuffled, someOf } from '../../src/lessons/questions/random'
import { readAnswer } from '../../src/lessons/questions/read-answer'
import { answer, begin, isOver, isRight, scoreOf, skip } from '../../src/lessons/questions/round'

const options = (...keys: string[]): Option[] => keys.map((key) => ({ key, label: key }))

/** All readings of an answer as text, or the id of what was expected. */
function read(form: AnswerForm, given: Given): string[] {
  const result = readAnswer(form, given)
  return 'unreadable' in result ? [result.unreadable.id] : result.readings.map(answerText)
}

const question = (form: AnswerForm, right: Answer, diagnoses: Question['diagnoses'] = []): Question => ({
  id: 'test',
  gate: 'fixup',
  asks: { id: 'questions.bytes.asks' },
  form,
  answer: right,
  diagnoses,
  reveal: { says: [] },
})

const score = (asked: Question, given: Given): number => {
  const result = mark(asked, given)
  return 'unreadable' in result ? Number.NaN : result.score
}

describe('bytes', () => {
  const form: AnswerForm = { is: 'bytes', count: 4 }

  it.each([
    '1b 00 00 00',
    '1B000000',
    '0x1b 0x00 0x00 0x00',
    '0x1b000000',
    '1b, 0, 0, 0',
    '1b_00_00_00',
    '1b 0 0 0',
    ' 1b\n00 00\t00 ',
  ])('may be written as %j', (text) => expect(read(form, text)).toEqual(['1b 00 00 00']))

  it.each(['', '1b', '1b 00 00', '1b 00 00 00 00', 'zz 00 00 00', '27', 'x', '-1'])(
    'may not be written as %j',
    (text) => expect(read(form, text)).toEqual(['questions.unreadable.bytes']),
  )
})

describe('numbers', () => {
  it.each([
    ['28', '28'],
    ['0x1C', '28'],
    ['1c', '28'],
    ['-24', '-24'],
    ['−24', '-24'],
    ['-0x18', '-24'],
    ['1 024', '1024'],
    ['1_024', '1024'],
    ['+7', '7'],
    ['18446744073709551615', '18446744073709551615'],
  ])('may be written as %j', (text, value) => expect(read({ is: 'number', unit: 'bytes' }, text)).toEqual([value]))

  it.each(['', 'many', '0x', '1.5', '3 pages', '99999999999999999999999999'])('may not be written as %j', (text) =>
    expect(read({ is: 'number', unit: 'bytes' }, text)).toEqual(['questions.unreadable.number']),
  )
})

describe('addresses', () => {
  it.each([
    ['0x1000_1020', ['0x10001020']],
    ['0X10001020', ['0x10001020']],
    ['1000ff20', ['0x1000ff20']],
    ['ffffffff80000000', ['0xffffffff80000000']],
    // Digits alone may be meant either way.
    ['10001020', ['0x10001020', '0x989a7c']],
  ])('may be written as %j', (text, values) => expect(read({ is: 'address' }, text)).toEqual(values))

  it('are right if either way of reading them is', () => {
    const asked = question({ is: 'address' }, { is: 'address', value: 0x10001020n })
    expect(score(asked, '10001020')).toBe(1)
    expect(score(asked, '268439584')).toBe(1)
    expect(score(asked, '268439585')).toBe(0)
  })

  it('are not negative', () => expect(read({ is: 'address' }, '-1')).toEqual(['questions.unreadable.address']))
})

describe('other answers', () => {
  it('say yes or no', () => {
    for (const word of ['yes', 'Y', 'ja', 'TRUE']) expect(read({ is: 'yes-no' }, word)).toEqual(['yes'])
    for (const word of ['no', 'Nein', 'n']) expect(read({ is: 'yes-no' }, word)).toEqual(['no'])
    expect(read({ is: 'yes-no' }, 'perhaps')).toEqual(['questions.unreadable.yes-no'])
  })

  it('choose one, in either case where that leaves no doubt', () => {
    const form: AnswerForm = { is: 'choice', options: options('Standard', 'NoAlloc', 'x', 'X') }
    expect(read(form, 'noalloc')).toEqual(['NoAlloc'])
    expect(read(form, ['Standard'])).toEqual(['Standard'])
    expect(read(form, 'X')).toEqual(['X'])
    expect(read(form, '')).toEqual(['questions.unreadable.choice'])
    expect(read(form, ['Standard', 'NoAlloc'])).toEqual(['questions.unreadable.choice'])
  })

  it('name a set, none included', () => {
    const form: AnswerForm = { is: 'set', options: options('a', 'b in c', 'd') }
    expect(read(form, 'b in c, a')).toEqual(['b in c, a'])
    expect(read(form, ['a', 'a'])).toEqual(['a'])
    expect(read(form, [])).toEqual(['none'])
    expect(read(form, 'none')).toEqual(['none'])
    expect(read(form, '')).toEqual(['questions.unreadable.set'])
    expect(read(form, 'a, e')).toEqual(['questions.unreadable.key'])
  })

  it('put everything in order', () => {
    const form: AnswerForm = { is: 'order', options: options('a', 'b', 'c') }
    expect(read(form, 'c, a, b')).toEqual(['c, a, b'])
    expect(read(form, ['a', 'b'])).toEqual(['questions.unreadable.order'])
    expect(read(form, ['a', 'b', 'b'])).toEqual(['questions.unreadable.order'])
  })
})

describe('marks', () => {
  it('count sets by overlap', () => {
    const asked = question({ is: 'set', options: options('a', 'b', 'c', 'd') }, { is: 'set', keys: ['a', 'b'] })
    expect(score(asked, ['b', 'a'])).toBe(1)
    expect(score(asked, ['a'])).toBe(1 / 2)
    expect(score(asked, ['a', 'c'])).toBe(1 / 3)
    expect(score(asked, ['c', 'd'])).toBe(0)
    expect(score(asked, [])).toBe(0)
    expect(mark(asked, ['a', 'c', 'd'])).toMatchObject({ hint: { args: { missing: 1, extra: 2 } } })
  })

  it('count orders by pairs', () => {
    const asked = question({ is: 'order', options: options('a', 'b', 'c') }, { is: 'order', keys: ['a', 'b', 'c'] })
    expect(score(asked, ['a', 'b', 'c'])).toBe(1)
    expect(score(asked, ['b', 'a', 'c'])).toBe(2 / 3)
    expect(score(asked, ['c', 'b', 'a'])).toBe(0)
  })

  it('say how near an answer is that nobody knows', () => {
    const pages = question({ is: 'number', unit: 'pages' }, { is: 'number', value: 4n })
    expect(mark(pages, '3')).toEqual({ score: 0, right: false, hint: { id: 'questions.hint.larger' } })
    expect(mark(pages, '5')).toMatchObject({ hint: { id: 'questions.hint.smaller' } })
    const field = question({ is: 'bytes', count: 2 }, { is: 'bytes', bytes: [0x1b, 0] })
    expect(mark(field, '1b 01')).toMatchObject({ hint: { args: { good: 1, count: 2 } } })
  })
})

describe('a round', () => {
  const says = { id: 'questions.misconception.byte-order' } as const
  const asked = question({ is: 'bytes', count: 2 }, { is: 'bytes', bytes: [0x1b, 0] }, [
    { misconception: 'byte-order', answer: { is: 'bytes', bytes: [0, 0x1b] }, says },
  ])

  it('has two tries, of which the better counts', () => {
    const first = answer(begin(asked), '00 1b')
    expect(first.tries[0]!.marked.diagnosis?.misconception).toBe('byte-order')
    expect([isOver(first), scoreOf(first)]).toEqual([false, 0])
    const second = answer(first, '1b 00')
    expect([isOver(second), isRight(second), scoreOf(second)]).toEqual([true, true, 1])
    expect(answer(second, '00 00')).toBe(second)
  })

  it('is over after two wrong ones', () => {
    const over = answer(answer(begin(asked), '00 00'), '01 00')
    expect([isOver(over), isRight(over), over.tries.length]).toEqual([true, false, 2])
  })

  it('does not count what cannot be read', () => {
    const round = answer(begin(asked), 'what?')
    expect(round.tries).toEqual([])
    expect(round.unreadable).toEqual({ id: 'questions.unreadable.bytes', args: { count: 2 } })
    expect(answer(round, '1b 00').unreadable).toBeUndefined()
  })

  it('can be skipped', () => expect([isOver(skip(begin(asked))), scoreOf(skip(begin(asked)))]).toEqual([true, 0]))
})

describe('chance', () => {
  it('is the same for the same seed, and another for another', () => {
    const list = [...Array(20).keys()]
    expect(shuffled(list, randomFor('a'))).toEqual(shuffled(list, randomFor('a')))
    expect(shuffled(list, randomFor('a'))).not.toEqual(shuffled(list, randomFor('b')))
    expect([...shuffled(list, randomFor('a'))].sort((a, b) => a - b)).toEqual(list)
  })

  it('takes some, in their own order', () => {
    const some = someOf([...Array(20).keys()], 5, randomFor('a'))
    expect(some).toHaveLength(5)
    expect([...some].sort((a, b) => a - b)).toEqual(some)
  })
})
