/** Files to take along: made without holding the page up, one at a time, stopped when somebody says so. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Outcome } from '../../src/store/commands/outcome'
import { exportingNow } from '../../src/store/exporting'
import { sayNow } from '../../src/store/language'
import { tablesMarkdown } from '../../src/store/tables-markdown'
import { saverFor } from '../../src/views/share/saver'
import type { PrintService } from '../../src/worker/protocol'
import { Cancelled } from '../../src/worker/protocol'
import { makeGraph } from '../support/make-graph'
import { deskWith } from '../support/desk'

interface Saved {
  readonly name: string
  readonly content: string | Blob
}

/** A printer that goes on until it is cancelled or let go. */
function slowPrinter(): PrintService & { finish(text: string): void } {
  let [resolve, reject] = [(_: Blob): void => {}, (_: Error): void => {}]
  return {
    print: (_, progress) =>
      new Promise((done, failed) => {
        ;[resolve, reject] = [done, failed]
        progress('fixup')
      }),
    cancel: () => reject(new Cancelled()),
    finish: (text) => resolve(new Blob([text])),
  }
}

async function setUp() {
  const desk = await deskWith()
  await desk.getState().openSample('first-look')
  const printer = slowPrinter()
  const saved: Saved[] = []
  const save = saverFor(desk, printer, (content, name) => saved.push({ name, content }))
  return { desk, printer, saved, save }
}

/** Why a file was not made. */
const whyNot = (outcome: Outcome): string => (outcome.done ? 'done' : sayNow(outcome.why))

beforeAll(() => vi.stubGlobal('location', { origin: 'https://example.org', pathname: '/' }))
afterAll(() => vi.unstubAllGlobals())

describe('a file to take along', () => {
  it('is made in the background, and says how far it is', async () => {
    const { printer, saved, save } = await setUp()
    const going = save('dot')
    expect(exportingNow()).toMatchObject({ id: 'dot', step: 'fix up' })
    printer.finish('digraph link {}')
    expect(await going).toEqual({ done: true })
    expect(saved.map(({ name }) => name)).toEqual(['link.dot'])
    expect(await new Response(saved[0]!.content).text()).toBe('digraph link {}')
    expect(exportingNow()).toBeUndefined()
  })

  it('is dropped when somebody cancels', async () => {
    const { saved, save } = await setUp()
    const going = save('json')
    exportingNow()!.cancel()
    expect(whyNot(await going)).toContain('Cancelled')
    expect(saved).toEqual([])
    expect(exportingNow()).toBeUndefined()
  })

  it('waits for no other: one at a time', async () => {
    const { printer, save } = await setUp()
    const going = save('text')
    expect(whyNot(await save('dot'))).toContain('already')
    printer.finish('')
    await going
  })

  it('may be the tables, or the commands that do this again', async () => {
    const { saved, save } = await setUp()
    await save('markdown')
    await save('commands')
    expect(saved.map(({ name }) => name)).toEqual(['link.md', 'link.sh'])
    expect(saved[0]!.content).toContain('| once.o | .once.text | Finalize | R-X | 0x10005000 | 30 | 1 |')
    expect(saved[1]!.content).toContain('llvm-jitlink -noexec')
  })

  it('cannot be the map where there is none, nor anything where nothing is linked', async () => {
    const { desk, save } = await setUp()
    expect(whyNot(await save('svg'))).toContain('not on screen')
    desk.getState().clear()
    expect(await save('text')).toMatchObject({ done: false })
  })
})

describe('the tables of a large link', () => {
  it('are written with pauses, in time that grows with the link', () => {
    const { graph, judge } = makeGraph(60_000, 20_000)
    const steps = tablesMarkdown({ graph, judge } as never, 'large', 'https://example.org/')
    let pauses = 0
    let next = steps.next()
    for (; !next.done; next = steps.next()) pauses++
    expect(pauses).toBeGreaterThan(20)
    const blocks = [...next.value.matchAll(/\| (\d+) \|$/gm)].reduce((sum, [, count]) => sum + Number(count), 0)
    expect(blocks).toBeGreaterThanOrEqual(60_000)
  })
})
