/**
 * All that can be asked about every sample: a question has one right answer, which marks as 1; every wrong answer that it
 * knows marks below 1 and names its misconception; bytes and addresses are those that the reference tool recorded.
 */
import { spacedBytes } from '../../src/base/hex'
import { beforeAll, describe, expect, it } from 'vitest'
import { answerText, sameAnswer } from '../../src/lessons/questions/answers'
import { ask, stockFor } from '../../src/lessons/questions/ask'
import type { AskedLink } from '../../src/lessons/questions/asked-link'
import { askedLink, atMoment } from '../../src/lessons/questions/asked-link'
import { appliedEdges, writtenFields } from '../../src/lessons/questions/fields'
import { QUESTION_KINDS } from '../../src/lessons/questions/kinds/index'
import { mark } from '../../src/lessons/questions/mark'
import { settledAt } from '../../src/lessons/questions/moments'
import { nameOfEdge } from '../../src/lessons/questions/places'
import type { Answer, Given, Marked, Question } from '../../src/lessons/questions/question'
import { randomFor } from '../../src/lessons/questions/random'
import { namedSymbolsOf } from '../../src/lessons/questions/things'
import type { PlaceName, QuestionWish } from '../../src/lessons/questions/wish'
import { WISHES } from '../../src/lessons/questions/wish'
import { PHASES } from '../../src/engine/graph/events'
import type { EdgeId } from '../../src/engine/graph/ids'
import { SectionFlag } from '../../src/engine/graph/schema'
import { link as linkFiles } from '../../src/engine/session/link'
import { COMPAT_OPTIONS } from '../../src/engine/session/options'
import { goldenIds, readGolden, recordedGraphs } from '../oracle/golden'
import type { GraphRecord } from '../oracle/graph-record'
import { inOrderOf } from '../oracle/ours'
import { deskWith } from '../support/desk'
import { readBytes, samples } from '../support/link-files'

const SEEDS = ['', 'class 3', 'student 17']

/** An answer as somebody would give it. */
function given(answer: Answer): Given {
  if (answer.is === 'set' || answer.is === 'order') return answer.keys
  return answerText(answer)
}

function marked(question: Question, answer: Given): Marked {
  const result = mark(question, answer)
  if ('unreadable' in result) throw new Error(`${question.id}: ${JSON.stringify(answer)} ${result.unreadable.id}`)
  return result
}

/** All wishes that the stock of every kind has for a link. */
function stockOf(link: AskedLink, seed: string): QuestionWish[] {
  return atMoment(link, settledAt(link), () =>
    Object.values(QUESTION_KINDS).flatMap((row) => [...row.stock(link, randomFor(seed))] as QuestionWish[]),
  )
}

/** Every field and every name, beside the stock. */
function everythingOf(link: AskedLink): QuestionWish[] {
  const { graph } = link
  return atMoment(link, settledAt(link), () => [
    ...writtenFields(link).flatMap((e) => {
      const at = nameOfEdge(link, e)
      return at
        ? ([
            { kind: 'bytes', at },
            { kind: 'verdict', at },
            { kind: 'furthest', at },
          ] as const)
        : []
    }),
    ...piecesIn(link),
    ...namedSymbolsOf(link).map((s) => ({
      kind: 'address' as const,
      of: { file: graph.files[graph.symbols.file[s]]!.name, symbol: graph.nameOf(s) },
    })),
    { kind: 'phases' },
  ])
}

/** Every piece of every field that is a part of an instruction. */
function piecesIn(link: AskedLink): QuestionWish[] {
  const { arch, graph } = link
  return appliedEdges(link, ({ pieces }) => pieces !== undefined).flatMap((e) => {
    const at = nameOfEdge(link, e)
    const { pieces = [] } = arch.fixups[graph.edges.kind[e]]!.field
    return at ? pieces.map((one) => ({ kind: 'piece' as const, at, bit: one.at })) : []
  })
}

/** The order of table entries depends on heap addresses there, so their places and distances to them may differ. */
function touchesTable({ graph }: AskedLink, e: EdgeId): boolean {
  const target = graph.symbols.block[graph.edges.target[e]]
  return [graph.edges.block[e], target].some(
    (b) => b < graph.blocks.length && (graph.sections.flags[graph.blocks.section[b]] & SectionFlag.Synthetic) !== 0,
  )
}

/** Kinds whose subject may be one of which a link has no good question. */
const MAY_REFUSE = ['furthest', 'address', 'piece']

describe.each(samples().map(({ id }) => id))('every question about %s', (id) => {
  let link: AskedLink
  const questions: Question[] = []
  beforeAll(async () => {
    link = (await deskWith(id)).getState().session!
    for (const seed of SEEDS) {
      for (const wish of [...stockOf(link, seed), ...everythingOf(link)]) {
        const asked = ask(link, wish, seed)
        if ('question' in asked) questions.push(asked.question)
        else expect(MAY_REFUSE, `${JSON.stringify(wish)}: ${asked.cannot.id}`).toContain(wish.kind)
      }
    }
  })

  it('has one right answer, which marks as 1', () => {
    expect(questions.length).toBeGreaterThan(3)
    for (const question of questions) {
      expect(marked(question, given(question.answer)), question.id).toEqual({ score: 1, right: true })
      if ('options' in question.form) {
        const keys = question.form.options.map(({ key }) => key)
        expect(new Set(keys).size, question.id).toBe(keys.length)
        if (question.answer.is === 'set')
          expect(keys, question.id).toEqual(expect.arrayContaining([...question.answer.keys]))
        if (question.answer.is === 'order')
          expect([...question.answer.keys].sort(), question.id).toEqual([...keys].sort())
        if (question.answer.is === 'choice') expect(keys, question.id).toContain(question.answer.key)
      }
    }
  })

  it('knows wrong answers that mark below 1 and name themselves', () => {
    for (const question of questions) {
      question.diagnoses.forEach((diagnosis, i) => {
        const result = marked(question, given(diagnosis.answer))
        expect(result.score, `${question.id}: ${diagnosis.misconception}`).toBeLessThan(1)
        expect(result.diagnosis, `${question.id}: ${diagnosis.misconception}`).toBe(diagnosis)
        for (const other of question.diagnoses.slice(0, i))
          expect(sameAnswer(other.answer, diagnosis.answer)).toBe(false)
      })
    }
  })

  it('asks the same for the same seed, and leaves the link where it was', () => {
    const here = link.replay.position
    for (const wish of stockOf(link, 'again')) expect(ask(link, wish, 'x')).toEqual(ask(link, wish, 'x'))
    expect(link.replay.position).toBe(here)
  })

  it('asks the same wherever in time somebody stands', () => {
    const here = link.replay.position
    const wishes = stockOf(link, '')
    const before = wishes.map((wish) => ask(link, wish))
    for (const position of [0, Math.floor(link.log.length / 3), link.log.length]) {
      link.replay.seek(position)
      expect(wishes.map((wish) => ask(link, wish))).toEqual(before)
      expect(link.replay.position).toBe(position)
    }
    link.replay.seek(here)
  })

  it('asks one or two questions before each phase in which something is to be foretold', () => {
    for (const { id: phase } of PHASES) {
      const asked = stockFor(link, phase)
      expect(asked.length).toBeLessThanOrEqual(2)
      for (const question of asked) expect(question.gate).toBe(phase)
    }
  })
})

it('has a row for every kind of wish, and asks every kind of some sample', async () => {
  expect(Object.keys(QUESTION_KINDS).sort()).toEqual(Object.keys(WISHES).sort())
  const seen = new Set<string>()
  for (const { id } of samples()) {
    const link = (await deskWith(id)).getState().session!
    for (const wish of stockOf(link, '')) seen.add(wish.kind)
  }
  const lessonsOnly = ['value', 'furthest', 'verdict', 'phases', 'when']
  expect([...seen, ...lessonsOnly].sort()).toEqual(Object.keys(WISHES).sort())
})

describe.each(goldenIds())('recorded for %s', (id) => {
  it('are the bytes and addresses that questions have for right', () => {
    const golden = readGolden(id)
    const inputs = golden.files.map((name) => ({ name, bytes: readBytes(`${golden.folder}/${name}`) }))
    const options = { ...COMPAT_OPTIONS, undefined: 'zero', entries: [golden.entry] } as const
    const recorded = recordedGraphs(golden)
    const again = (tieRanks: readonly number[]) => linkFiles(inputs, options, { log: true, tieRanks })
    const result = inOrderOf(recorded, linkFiles(inputs, options, { log: true }), again)
    const link = askedLink(result, options.pageSize)
    const compared = everythingOf(link).filter((wish) => agrees(link, wish, recorded)).length
    const hasNames = recorded.some(({ blocks }) =>
      blocks.some(({ symbols }) => symbols.some(({ name }) => name !== null)),
    )
    expect(compared > 0).toBe(hasNames)
  })
})

/** Compares one question with the record; false if the record has nothing to compare with. */
function agrees(link: AskedLink, wish: QuestionWish, recorded: readonly GraphRecord[]): boolean {
  const place = wish.kind === 'bytes' || wish.kind === 'piece' ? wish.at : wish.kind === 'address' ? wish.of : undefined
  const asked = place && ask(link, wish)
  if (!asked || !place || !('question' in asked)) return false
  const { answer, reveal } = asked.question
  if (reveal.thing?.kind === 'edge' && touchesTable(link, reveal.thing.id as EdgeId)) return false
  const found = findRecorded(recorded, place)
  if (!found) return false
  const { block, offset } = found
  if (answer.is === 'address') {
    expect(answer.value).toBe(block.address + offset)
    return true
  }
  if (block.content === undefined) return false
  const at = Number(offset) + (place.offset ?? 0)
  if (wish.kind === 'piece' && answer.is === 'number') {
    const word = Buffer.from(block.content.slice(2 * at, 2 * (at + 4)), 'hex').readUInt32LE()
    const count = Number(asked.question.asks.args!.count)
    expect(answer.value, asked.question.id).toBe(BigInt.asUintN(count, BigInt(word) >> BigInt(wish.bit!)))
    return true
  }
  if (answer.is !== 'bytes') return false
  expect(spacedBytes(answer.bytes).replaceAll(' ', '')).toBe(
    block.content.slice(2 * at, 2 * (at + answer.bytes.length)),
  )
  return true
}

/** Where the record has what the name says, if only one place there is called so. */
function findRecorded(recorded: readonly GraphRecord[], { file, section, symbol }: PlaceName) {
  const blocks = recorded.find((graph) => graph.file === file)?.blocks ?? []
  const found = blocks
    .filter((block) => section === undefined || block.section === section)
    .flatMap((block) => block.symbols.filter(({ name }) => name === symbol).map(({ offset }) => ({ block, offset })))
  return found.length === 1 ? found[0] : undefined
}
