/** Whatever questions say can be said in every language: no message is missing, none is left over, all can be formatted. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { ask, stockFor } from '../../src/lessons/questions/ask'
import { mark } from '../../src/lessons/questions/mark'
import { MISCONCEPTIONS } from '../../src/lessons/questions/misconceptions'
import type { Message, Question } from '../../src/lessons/questions/question'
import { PHASES } from '../../src/engine/graph/events'
import { LANGUAGES, loadMessages } from '../../src/messages/languages'
import type { Messages } from '../../src/messages/messages'
import { deskWith } from '../support/desk'
import { ROOT, samples } from '../support/link-files'

const FOLDER = join(ROOT, 'src/lessons/questions')
/** Who says messages of questions besides: the gate. */
const FOLDERS = [FOLDER, join(ROOT, 'src/store/gate'), join(ROOT, 'src/views/gate')]

/** Ids that the sources name, as they stand there; `${…}` stands for anything. */
function idsInSources(): string[] {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  ).filter((path) => /\.tsx?$/.test(path))
  const text = files.map((path) => readFileSync(path, 'utf8')).join('\n')
  return [...text.matchAll(/['`](questions\.[^'`\s]+)['`]/g)].map(([, id]) => id!)
}

const matches = (pattern: string, id: string): boolean =>
  new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll(/\$\{[^}]*\}/g, '[\\w-]+')}$`).test(id)

/** Everything that a question can say. */
function messagesOf(question: Question): Message[] {
  const labels = 'options' in question.form ? question.form.options.map(({ label }) => label) : []
  const unread = mark(question, '\u0000')
  return [
    question.asks,
    ...question.reveal.says,
    ...question.diagnoses.map(({ says }) => says),
    ...labels.filter((label) => typeof label !== 'string'),
    ...('unreadable' in unread ? [unread.unreadable] : []),
  ]
}

describe('questions', () => {
  const said: Message[] = []
  beforeAll(async () => {
    for (const { id } of samples()) {
      const link = (await deskWith(id)).getState().session!
      for (const { id: phase } of PHASES) said.push(...stockFor(link, phase, '', 9).flatMap(messagesOf))
      const phases = ask(link, { kind: 'phases' })
      const when = ask(link, { kind: 'when', event: 'blockPlaced' })
      for (const asked of [phases, when]) if ('question' in asked) said.push(...messagesOf(asked.question))
    }
  })

  it.each(LANGUAGES)('speak %s', async (language) => {
    const messages = await loadMessages(language, 'all')
    expect(said.length).toBeGreaterThan(500)
    for (const { id, args } of said) {
      expect(messages.has(id), id).toBe(true)
      const text = messages.text(id, args)
      expect(text, `${id} ${JSON.stringify(args)}`).not.toMatch(/[{}]|undefined|NaN/)
      expect(text.trim(), id).not.toBe('')
    }
  })
})

describe('the messages of questions', () => {
  let english: Messages
  const keys = Object.keys(JSON.parse(readFileSync(join(ROOT, 'src/messages/en/questions.json'), 'utf8')))
  beforeAll(async () => {
    english = await loadMessages('en', 'all')
  })

  it('are those that the sources name', () => {
    const named = idsInSources().filter((id) => !id.includes('${'))
    expect(named.length).toBeGreaterThan(80)
    expect(named.filter((id) => !english.has(id))).toEqual([])
    const believed = MISCONCEPTIONS.map(({ id }) => `questions.misconception.${id}`)
    expect(believed.filter((id) => !english.has(id))).toEqual([])
  })

  it('are all named', () => {
    const named = idsInSources()
    expect(keys.filter((id) => !named.some((pattern) => matches(pattern, id)))).toEqual([])
  })

  it('have a misconception behind each that somebody has', () => {
    const used = readdirSync(join(FOLDER, 'kinds')).map((file) => readFileSync(join(FOLDER, 'kinds', file), 'utf8'))
    const text = [...used, readFileSync(join(FOLDER, 'fields.ts'), 'utf8')].join('\n')
    expect(MISCONCEPTIONS.filter(({ id }) => !text.includes(`'${id}'`)).map(({ id }) => id)).toEqual([])
  })
})
