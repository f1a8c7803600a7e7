/** The command language: every command runs on a real link, says why when it cannot, and no two have one key. */
import { afterEach, describe, expect, it } from 'vitest'
import { breakpoints, clearBreakpoints } from '../../src/store/breakpoints'
import type { CommandId } from '../../src/store/commands/registry'
import { say, sayNow } from '../../src/store/language'
import { commandRows } from '../../src/store/commands/registry'
import { isPlain } from '../../src/store/commands/row'
import type { Command } from '../../src/store/commands/run-command'
import { perform, runCommand } from '../../src/store/commands/run-command'
import type { Desk, DeskStore } from '../../src/store/desk'
import { areNamesRaw } from '../../src/store/names'
import { closePage, pages } from '../../src/store/pages'
import { projector } from '../../src/store/projector'
import { encodeSettings } from '../../src/store/settings-json'
import { offer, picks } from '../../src/store/picks'
import { deskWith } from '../support/desk'

afterEach(clearBreakpoints)
afterEach(closePage)
afterEach(() => projector.setState({ on: false, still: 'no' }))

interface Example {
  readonly run: Command
  /** Commands before it. */
  readonly after?: readonly Command[]
  /** What it makes true of the desk. */
  readonly makes: (desk: Desk) => boolean
}

const ONCE: Command = { id: 'select', kind: 'section', file: 'once.o', section: '.once.text' }
const EDGE: Command = { id: 'select', kind: 'edge', file: 'once.o', section: '.text', symbol: 'main', offset: 0x12 }
const STRICT: Command = { id: 'strict' }
const isBehind = ({ session, position }: Desk, phase: string): boolean =>
  session?.phases.find(({ id }) => id === phase)?.end === position

/** What a question about sections would offer. */
offer(Array.from({ length: 100 }, (_, id) => ({ key: `${id}`, label: `${id}`, thing: { kind: 'section', id } })))

/** One example for each command, on the sample “A first look”. */
const EXAMPLES: Readonly<Record<CommandId, Example>> = {
  'next-event': { after: [{ id: 'first-event' }], run: { id: 'next-event' }, makes: ({ position }) => position === 1 },
  'previous-event': {
    run: { id: 'previous-event' },
    makes: ({ position, session }) => position === session!.liveAt - 1,
  },
  'next-phase': { after: [{ id: 'first-event' }], run: { id: 'next-phase' }, makes: (desk) => isBehind(desk, 'build') },
  'previous-phase': {
    run: { id: 'previous-phase' },
    makes: (desk) => isBehind(desk, 'check') || isBehind(desk, 'fixup'),
  },
  'first-event': { run: { id: 'first-event' }, makes: ({ position }) => position === 0 },
  'last-event': { run: { id: 'last-event' }, makes: ({ position, session }) => position === session!.log.length },
  seek: { run: { id: 'seek', phase: 'prune' }, makes: (desk) => isBehind(desk, 'prune') },
  'seek-event': { run: { id: 'seek-event', event: 7 }, makes: ({ position }) => position === 7 },
  'play-or-pause': { run: { id: 'play-or-pause' }, makes: ({ playing, position }) => playing && position === 0 },
  play: { run: { id: 'play' }, makes: ({ playing }) => playing },
  pause: { after: [{ id: 'play' }], run: { id: 'pause' }, makes: ({ playing }) => !playing },
  speed: { run: { id: 'speed', factor: 1 }, makes: () => true },
  gate: { run: { id: 'gate', on: true }, makes: ({ gating }) => gating },
  predict: { run: { id: 'predict' }, makes: ({ gating }) => gating },
  'explain-event': {
    after: [{ id: 'seek', phase: 'fixup' }],
    run: { id: 'explain-event' },
    makes: ({ selection }) => selection?.kind === 'edge',
  },
  'stop-at': {
    run: { id: 'stop-at', at: 'pair', pair: 'S-F' },
    makes: () => breakpoints.getState().list[0]?.at.kind === 'pair',
  },
  'do-not-stop-at': {
    after: [{ id: 'stop-at', at: 'phase', phase: 'fixup' }],
    run: { id: 'do-not-stop-at', at: 'phase', phase: 'fixup' },
    makes: () => breakpoints.getState().list.length === 0,
  },
  'stop-nowhere': {
    after: [{ id: 'stop-at', at: 'range', off: true }],
    run: { id: 'stop-nowhere' },
    makes: () => breakpoints.getState().list.length === 0,
  },
  select: { run: ONCE, makes: ({ selection }) => selection?.kind === 'section' },
  deselect: { after: [ONCE], run: { id: 'deselect' }, makes: ({ selection }) => selection === undefined },
  pick: { after: [ONCE], run: { id: 'pick' }, makes: () => picks.getState().chosen.size === 1 },
  'follow-out': { after: [EDGE], run: { id: 'follow-out' }, makes: ({ selection }) => selection?.kind === 'symbol' },
  'follow-back': {
    after: [EDGE, { id: 'follow-out' }],
    run: { id: 'follow-back' },
    makes: ({ selection }) => selection?.kind === 'edge',
  },
  up: { after: [EDGE], run: { id: 'up' }, makes: ({ selection }) => selection?.kind === 'block' },
  find: { run: { id: 'find', text: 'once' }, makes: ({ query }) => query === 'once' },
  stage: { run: { id: 'stage', stage: 'memory' }, makes: ({ stage }) => stage === 'memory' },
  'next-stage': { run: { id: 'next-stage' }, makes: ({ stage }) => stage === 'memory' },
  matrix: { run: { id: 'matrix' }, makes: ({ stage }) => stage === 'matrix' },
  tab: { run: { id: 'tab', tab: 'what-if' }, makes: ({ tab }) => tab === 'what-if' },
  'what-if': { run: { id: 'what-if' }, makes: ({ tab }) => tab === 'what-if' },
  differences: { run: { id: 'differences' }, makes: ({ tab }) => tab === 'differences' },
  list: { run: { id: 'list', of: 'pair', pair: 'N-out' }, makes: ({ drawer }) => drawer?.kind === 'pair' },
  events: { run: { id: 'events' }, makes: ({ drawer }) => drawer?.kind === 'events' },
  look: { run: { id: 'look', at: 'all' }, makes: ({ wish }) => wish?.what === 'all' },
  'fit-selection': { run: { id: 'fit-selection' }, makes: ({ wish }) => wish?.what === 'selection' },
  'fit-all': { run: { id: 'fit-all' }, makes: ({ wish }) => wish?.what === 'all' },
  'zoom-in': { run: { id: 'zoom-in' }, makes: ({ wish }) => wish?.what === 'closer' },
  'zoom-out': { run: { id: 'zoom-out' }, makes: ({ wish }) => wish?.what === 'farther' },
  view: {
    run: {
      id: 'view',
      thing: { kind: 'block', file: 'once.o', section: '.text', symbol: 'main' },
      scale: 2,
      across: 0.5,
      down: 0.5,
    },
    makes: ({ window }) => window?.scale === 2,
  },
  filter: {
    run: { id: 'filter', pair: 'S-F', kind: 'Delta32', file: 'once.o', crossing: true },
    makes: ({ filter, session }) => filter.pair === 1 && session!.arch.edges[filter.kind!]?.name === 'Delta32',
  },
  'all-edges': {
    after: [{ id: 'filter', crossing: true }],
    run: { id: 'all-edges' },
    makes: ({ filter }) => !filter.crossing,
  },
  'filter-edges': { run: { id: 'filter-edges' }, makes: ({ asking }) => asking },
  'raw-names': { after: [{ id: 'raw-names' }], run: { id: 'raw-names' }, makes: () => !areNamesRaw() },
  focus: { run: { id: 'focus', on: 'outline' }, makes: () => focused.at(-1) === 'outline' },
  search: { run: { id: 'search' }, makes: () => focused.at(-1) === 'search' },
  'go-to': { run: { id: 'go-to' }, makes: () => focused.at(-1) === 'search' },
  export: { run: { id: 'export', as: 'dot' }, makes: () => saved.at(-1) === 'dot' },
  'to-lesson': { run: { id: 'to-lesson' }, makes: () => focused.at(-1) === 'lesson' },
  outline: { run: { id: 'outline' }, makes: () => focused.at(-1) === 'outline' },
  sheet: { run: { id: 'sheet', sheet: 'keys' }, makes: ({ sheet }) => sheet === 'keys' },
  keys: { run: { id: 'keys' }, makes: ({ sheet }) => sheet === 'keys' },
  palette: { run: { id: 'palette' }, makes: ({ sheet }) => sheet === 'palette' },
  share: { run: { id: 'share' }, makes: ({ sheet }) => sheet === 'share' },
  page: {
    run: { id: 'page', page: 'teach', lesson: 'L02', paper: 'plan', seed: 's' },
    makes: () => {
      const { page, seed } = pages.getState()
      return page?.is === 'teach' && page.paper === 'plan' && seed === 's'
    },
  },
  'for-teachers': { run: { id: 'for-teachers' }, makes: () => pages.getState().page?.is === 'teach' },
  'make-object': { run: { id: 'make-object' }, makes: () => pages.getState().page?.is === 'make' },
  lessons: { run: { id: 'lessons' }, makes: ({ sheet }) => sheet === 'lessons' },
  projector: { run: { id: 'projector' }, makes: () => projector.getState().on },
  project: {
    after: [{ id: 'projector' }],
    run: { id: 'project', on: false },
    makes: () => !projector.getState().on,
  },
  'turn-on': { after: [{ id: 'first-event' }], run: { id: 'turn-on' }, makes: (desk) => isBehind(desk, 'build') },
  'turn-back': {
    run: { id: 'turn-back' },
    makes: (desk) => isBehind(desk, 'check') || isBehind(desk, 'fixup'),
  },
  freeze: {
    after: [{ id: 'play' }],
    run: { id: 'freeze' },
    makes: ({ playing }) => !playing && projector.getState().still === 'frozen',
  },
  blank: { run: { id: 'blank' }, makes: () => projector.getState().still === 'blank' },
  open: { run: { id: 'open', sample: 'two-files' }, makes: ({ inputs }) => inputs[0]?.name === 'ping.o' },
  'remove-input': { run: { id: 'remove-input', file: 'meta.o' }, makes: ({ inputs }) => inputs.length === 1 },
  clear: { run: { id: 'clear' }, makes: ({ inputs }) => inputs.length === 0 },
  set: {
    run: { id: 'set', settings: { pageSize: 8192 } },
    makes: ({ settings }) => JSON.stringify(encodeSettings(settings)) === '{"pageSize":8192}',
  },
  change: {
    run: { id: 'change', settings: { base: '0x20000000' } },
    makes: ({ settings }) => settings.base === 0x20000000n && settings.policies !== undefined,
  },
  policy: {
    run: { id: 'policy', pattern: '.text', lifetime: 'Finalize' },
    makes: ({ settings }) => settings.policies?.at(-1)?.pattern === '.text' && settings.policies.length === 2,
  },
  address: {
    run: { id: 'address', name: 'printf', address: '0x1000' },
    makes: ({ settings }) => settings.addresses?.get('printf') === 0x1000n,
  },
  'section-left': {
    after: [{ id: 'select', kind: 'section', file: 'once.o', section: '.text' }],
    run: { id: 'section-left' },
    makes: ({ settings }) => settings.policies?.some(({ pattern }) => pattern === '.text') === true,
  },
  'section-right': { after: [ONCE], run: { id: 'section-right' }, makes: ({ past }) => past.length === 1 },
  undo: { after: [STRICT], run: { id: 'undo' }, makes: ({ future }) => future.length === 1 },
  redo: { after: [STRICT, { id: 'undo' }], run: { id: 'redo' }, makes: ({ past }) => past.length === 1 },
  reset: { after: [STRICT], run: { id: 'reset' }, makes: ({ settings, start }) => settings === start },
  strict: { run: STRICT, makes: ({ settings }) => settings.strict === true },
  compat: { run: { id: 'compat' }, makes: ({ settings }) => settings.compat === true },
}

const focused: string[] = []
const saved: string[] = []

async function firstLook(): Promise<DeskStore> {
  const desk = await deskWith('first-look')
  desk.getState().lend({
    focus: (place) => focused.push(place),
    turn: async () => false,
    async save(id) {
      saved.push(id)
      return { done: true }
    },
  })
  return desk
}

describe('the commands', () => {
  it.each(Object.entries(EXAMPLES))('%s does what it says', async (_, { after = [], run, makes }) => {
    const desk = await firstLook()
    for (const command of after) expect(await runCommand(desk, command)).toEqual({ done: true })
    expect(await runCommand(desk, run)).toEqual({ done: true })
    expect(makes(desk.getState())).toBe(true)
  })

  it('have keys that no other has, and only if they take no arguments', () => {
    const keys = commandRows.flatMap(([, row]) => row.keys)
    expect(new Set(keys).size).toBe(keys.length)
    expect(commandRows.filter(([, row]) => row.keys.length > 0 && !isPlain(row))).toEqual([])
  })

  it('say what they do in a few words without a full stop', () => {
    for (const [id] of commandRows) expect(say(`commands.${id}`)).toMatch(/^[a-z](?!ommands\.).*[^.]$/)
  })
})

describe('a command that cannot be done', () => {
  const why = async (desk: DeskStore, command: unknown): Promise<string> => {
    const outcome = await runCommand(desk, command as Command)
    return outcome.done ? 'done' : sayNow(outcome.why)
  }

  it('says why', async () => {
    const desk = await firstLook()
    const sentences: readonly (readonly [unknown, string])[] = [
      [{ id: 'toString' }, 'There is no command “toString”.'],
      [{ id: 'seek', phase: 'lunch' }, 'The command “seek” cannot be run: phase: '],
      [{ id: 'next-event', extra: 1 }, 'The command “next-event” cannot be run: '],
      [{ id: 'filter', kind: 'Delta33' }, 'No edge of this processor is called “Delta33”.'],
      [{ id: 'filter', file: 'nowhere.o' }, 'There is no file called “nowhere.o” in this link.'],
      [{ id: 'filter', pair: 'S-X' }, 'The command “filter” cannot be run: pair: '],
      [{ id: 'remove-input', file: 'nowhere.o' }, 'There is no file called nowhere.o on the desk.'],
      [{ id: 'seek-event', event: 1_000_000 }, 'This link has '],
      [{ id: 'section-left' }, 'Select a section or a block first.'],
      [{ id: 'follow-out' }, 'No edge leads on from here.'],
      [{ id: 'set', settings: { pageSize: 3 } }, 'A page has a size that is a power of two'],
      [
        { id: 'stop-at', at: 'thing', thing: { kind: 'symbol', file: 'once.o', symbol: 'nobody' } },
        'Play cannot stop at the symbol nobody in once.o',
      ],
    ]
    for (const [command, sentence] of sentences) expect(await why(desk, command)).toContain(sentence)
  })

  it('says so in the status line if somebody at the page ran it', async () => {
    const desk = await firstLook()
    await perform(desk, { id: 'follow-out' })
    expect(desk.getState().notice).toBe('No edge leads on from here.')
  })

  it('changes nothing on an empty desk, and throws nothing', async () => {
    const desk = await deskWith()
    const { samples: _, ...before } = desk.getState()
    for (const [id] of commandRows) if (id !== 'open') await why(desk, { ...EXAMPLES[id].run })
    expect(desk.getState().session).toBe(before.session)
  })
})

describe('changing settings', () => {
  it('mentions nothing that is as the linker does it by itself', async () => {
    const desk = await firstLook()
    await runCommand(desk, { id: 'change', settings: { rules: 'first-draft' } })
    expect(desk.getState().settings.rules).toBe('first-draft')
    await runCommand(desk, { id: 'change', settings: { rules: 'landed' } })
    expect('rules' in desk.getState().settings).toBe(false)
  })
})

describe('following edges', () => {
  it('leads from a block back along an edge that arrives at it, not at a symbol of the same number', async () => {
    const desk = await firstLook()
    const { graph } = desk.getState().session!
    await runCommand(desk, { id: 'select', kind: 'block', file: 'once.o', section: '.once.text' })
    const { selection: block } = desk.getState()
    const outcome = await runCommand(desk, { id: 'follow-back' })
    const { selection } = desk.getState()
    if (!outcome.done || selection?.kind !== 'edge') throw new Error('no edge arrives there')
    const target = graph.edges.target[selection.id]
    expect({ kind: 'block', id: graph.symbols.block[target] }).toEqual(block)
  })
})
