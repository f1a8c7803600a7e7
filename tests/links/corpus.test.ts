/**
 * Every link that was ever copied keeps working. The corpus holds a file for each version of the schema: links as they
 * were written then, and what they mean today. Lines are added, never changed.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { createKeeper } from '../../src/store/links/keeper'
import { VERSION } from '../../src/store/links/page-link'
import { breakpoints, clearBreakpoints } from '../../src/store/breakpoints'
import { isOpen } from '../../src/store/filter'
import { nameBreak } from '../../src/store/named-break'
import { nameFilter } from '../../src/store/named-filter'
import { createSchool } from '../../src/store/lessons/school'
import { elsewhereIn } from '../../src/store/links/elsewhere'
import { closePage } from '../../src/store/pages'
import { deskWith } from '../support/desk'
import { describeThing } from '../../src/store/commands/describe-thing'
import { listText, nameList } from '../../src/store/links/list-text'
import { nameThing } from '../../src/store/links/things'
import { momentOf } from '../../src/store/moment'
import { placeOf } from '../../src/store/place'
import { sayNow } from '../../src/store/language'
import { encodeSettings } from '../../src/store/settings-json'

vi.stubGlobal('document', { documentElement: { lang: 'en' } })

interface OldLink {
  readonly link: string
  readonly means: Record<string, unknown>
}

const FOLDER = join(import.meta.dirname, 'corpus')
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'))

/** What is on the desk, in words that do not depend on how it is kept. */
async function shownBy(fragment: string): Promise<Record<string, unknown>> {
  const desk = await deskWith()
  const school = createSchool(desk)
  const elsewhere = elsewhereIn(school)
  const keeper = createKeeper(desk, { read: () => fragment, push() {}, replace() {}, onMove() {} }, false, elsewhere)
  await keeper.getState().start()
  const there = elsewhere.now()
  closePage()
  const { gating, inputs, session, position, selection, settings, stage, tab, wish, filter, query } = desk.getState()
  const { drawer } = desk.getState()
  const stops = breakpoints.getState().list
  clearBreakpoints()
  const named = selection && nameThing(desk.getState(), selection)
  return {
    problems: keeper.getState().problems.map(sayNow),
    inputs: inputs.map(({ name }) => name),
    settings: encodeSettings(settings),
    moment: session && momentOf(placeOf(session, position)),
    selection: named ? sayNow(describeThing(named)) : null,
    edge: named?.edge ?? null,
    stage,
    tab,
    scale: wish?.window?.scale ?? null,
    // What links of the first version could not say is not asked of them.
    ...(session && !isOpen(filter) ? { filter: nameFilter(session, filter) } : {}),
    ...(query === '' ? {} : { query }),
    ...(gating ? { gate: true } : {}),
    ...there,
    ...(drawer ? { list: listText(nameList(drawer)) } : {}),
    ...(stops.length === 0 ? {} : { stops: stops.map(({ at, on }) => ({ ...nameBreak(desk.getState(), at), on })) }),
  }
}

it('the corpus has a file for each version', () => {
  expect(files.sort()).toEqual(Array.from({ length: VERSION }, (_, i) => `v${i + 1}.json`))
})

describe.each(files)('%s', (name) => {
  const links = JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as readonly OldLink[]
  it('has links', () => expect(links.length).toBeGreaterThan(4))
  it.each(links)('$link', async ({ link, means }) => {
    expect(await shownBy(link)).toEqual(means)
  })
})
