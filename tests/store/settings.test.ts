/** Settings: their JSON form, what is wrong with bad ones, and the desk that changes them, with undo, redo and reset. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SectionId } from '../../src/engine/graph/ids'
import { MANAGERS } from '../../src/engine/graph/managers'
import { RULE_SETS } from '../../src/engine/graph/crossing-rules'
import { PLUGINS } from '../../src/engine/plugins/index'
import { sayNow } from '../../src/store/language'
import { readManifest } from '../../src/store/samples'
import type { Session } from '../../src/store/session'
import type { Settings } from '../../src/store/settings'
import {
  addRule,
  changeSettings,
  forgetInput,
  giveAddress,
  moveInput,
  problemWith,
  removeRule,
  setStrength,
  switchPlugin,
} from '../../src/store/settings'
import {
  ABANDON_PHASES,
  ARCHIVES,
  decodeSettings,
  encodeSettings,
  KEEP_NO_ALLOC,
  ROOTS,
  SLICES,
} from '../../src/store/settings-json'
import { InlineLinker } from '../../src/worker/inline'
import { optionsOf } from '../../src/worker/server'
import { deskWith } from '../support/desk'
import { readBytes } from '../support/link-files'

const FULL: Settings = {
  policies: [
    { pattern: '.once.*', lifetime: 1 },
    { pattern: '.data', file: 'a.o', lifetime: 2, protection: 1 },
  ],
  strengths: [
    { name: 'f', strength: 'weak' },
    { name: 'g', file: 'a.o', strength: 'strong' },
  ],
  order: [1, 0],
  keepDetours: true,
  addresses: new Map([['printf', 0xfffffffffffffff8n]]),
  strict: true,
  rules: 'first-draft',
  roots: 'entry',
  entries: ['main'],
  manager: 'slab',
  base: 0xffffffff80000000n,
  pageSize: 16384,
  slabSize: 0x10000n,
  plugins: { 'ship-metadata': true, initializers: false },
  keepNoAlloc: 'live',
  calls: [{ call: 'begin', undo: 'end' }, { call: 'once' }],
  failAction: 0,
  abandonAt: 'fixup',
  compat: true,
}

describe('settings as JSON', () => {
  it('have this form', () => {
    expect(encodeSettings(FULL)).toEqual({
      policies: [
        { pattern: '.once.*', lifetime: 'Finalize' },
        { pattern: '.data', file: 'a.o', lifetime: 'NoAlloc', protection: 'R--' },
      ],
      strengths: [
        { name: 'f', strength: 'weak' },
        { name: 'g', file: 'a.o', strength: 'strong' },
      ],
      order: [1, 0],
      keepDetours: true,
      addresses: [{ name: 'printf', address: '0xfffffffffffffff8' }],
      strict: true,
      rules: 'first-draft',
      roots: 'entry',
      entries: ['main'],
      manager: 'slab',
      base: '0xffffffff80000000',
      pageSize: 16384,
      slabSize: '0x10000',
      plugins: { 'ship-metadata': true, initializers: false },
      keepNoAlloc: 'live',
      calls: [{ call: 'begin', undo: 'end' }, { call: 'once' }],
      failAction: 1,
      abandonAt: 'fixup',
      compat: true,
    })
  })

  it('come back as they were', () => {
    const name = fc.string({ minLength: 1 })
    const rule = fc.record(
      { pattern: name, file: name, lifetime: fc.nat(2), protection: fc.nat(7) },
      { requiredKeys: ['pattern', 'lifetime'] },
    )
    const wide = fc.bigInt(0n, (1n << 64n) - 1n)
    const settings = fc.record(
      {
        policies: fc.array(rule),
        addresses: fc.uniqueArray(fc.tuple(name, wide), { selector: ([key]) => key }).map((all) => new Map(all)),
        strict: fc.boolean(),
        rules: fc.constantFrom(...RULE_SETS.map(({ id }) => id)),
        roots: fc.constantFrom(...ROOTS),
        archives: fc.constantFrom(...ARCHIVES),
        slice: fc.constantFrom(...SLICES),
        entries: fc.array(name),
        manager: fc.constantFrom(...MANAGERS.map(({ id }) => id)),
        base: wide,
        pageSize: fc.nat(30).map((bits) => 2 ** bits),
        slabSize: wide,
        plugins: fc.dictionary(fc.constantFrom(...PLUGINS.map(({ id }) => id)), fc.boolean()),
        keepNoAlloc: fc.constantFrom(...KEEP_NO_ALLOC),
        calls: fc.array(fc.record({ call: name, undo: name }, { requiredKeys: ['call'] })),
        failAction: fc.nat(1000),
        abandonAt: fc.constantFrom(...ABANDON_PHASES),
        compat: fc.boolean(),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(settings, (given) => {
        const text = JSON.stringify(encodeSettings(given as Settings))
        expect(decodeSettings(JSON.parse(text))).toEqual(given)
      }),
      { numRuns: 100 },
    )
  })

  it.each([
    [{ base: 'here' }, 'base: is not a number of 64 bits'],
    [{ base: '0x10000000000000000' }, 'base: is not a number of 64 bits'],
    [
      { policies: [{ pattern: '.data', lifetime: 'Forever' }] },
      'policies.0.lifetime: is not Standard, Finalize, NoAlloc',
    ],
    [{ policies: [{ pattern: '.data' }] }, 'policies.0: gives neither'],
    [{ abandonAt: 'build' }, 'abandonAt: is not prepare'],
    [{ plugins: { nobody: true } }, 'plugins.nobody: is not'],
    [{ failAction: 0 }, 'failAction'],
    [{ colour: 'red' }, 'colour'],
    [null, 'the whole'],
  ])('are refused with the place: %j', (json, message) => {
    expect(() => decodeSettings(json)).toThrow(message)
  })
})

const TARGETS = [
  { id: 'linux', title: 'Linux', triple: 'x86_64-linux-gnu', prefix: '', without: [] },
  { id: 'mac', title: 'Mac', triple: 'arm64-apple-macosx13', prefix: '_', without: ['-fPIC'] },
]

const RAW = {
  id: 'one',
  title: 'One',
  story: ['First.', 'Second.'],
  files: [{ name: 'one.o', source: 'one.c', command: 'clang --target=x86_64-linux-gnu -fPIC -c one.c -o one.o' }],
  entry: 'main',
  shows: [],
}

describe('the manifest', () => {
  it('is refused if it holds anything unknown', () => {
    expect(() => readManifest({ targets: TARGETS, samples: [{ ...RAW, policies: [] }] })).toThrow('samples.0.policies')
  })

  it('gives a sample for every target that a program is compiled for', () => {
    const [linux, mac, ...others] = readManifest({ targets: TARGETS, samples: [{ ...RAW, targets: ['mac'] }] })
    expect(others).toEqual([])
    expect(linux).toMatchObject({ id: 'one', program: 'one', folder: 'one', entry: 'main' })
    expect(mac).toMatchObject({ id: 'one--mac', program: 'one', folder: 'one/mac', entry: '_main' })
    expect(mac!.files[0]!.command).toBe('clang --target=arm64-apple-macosx13 -c one.c -o one.o')
    expect(() => readManifest({ targets: TARGETS, samples: [{ ...RAW, targets: ['vax'] }] })).toThrow('vax')
  })

  it('is described in the README: every field of a sample, every setting', () => {
    const readme = new TextDecoder().decode(readBytes('public/samples/README.md'))
    const fields = [
      'id',
      'title',
      'story',
      'files',
      'entry',
      'settings',
      'shows',
      'targets',
      ...Object.keys(encodeSettings(FULL)),
    ]
    for (const field of fields) expect(readme).toContain(`\`${field}\``)
    for (const [, json] of readme.matchAll(/```json\n([\s\S]*?)```/g))
      expect(decodeSettings(JSON.parse(json!))).toBeDefined()
  })
})

describe('settings', () => {
  it('reach the linker, over the defaults of the page or of LLVM 22', () => {
    const options = optionsOf(FULL)
    expect(options).toMatchObject({ undefined: 'strict', manager: 'slab', keepNoAlloc: 'live', base: FULL.base })
    expect([...options.plugins]).toEqual(['ship-metadata'])
    expect(options.absolutes.get('printf')).toBe(0xfffffffffffffff8n)
    expect(options.quirks.size).toBeGreaterThan(0)
    expect(optionsOf({})).toMatchObject({ undefined: 'assume', manager: 'in-process', ending: 'deallocate' })
    expect(optionsOf({ compat: true })).toMatchObject({ undefined: 'zero', manager: 'slab', ending: 'deallocate' })
  })

  it('that cannot work get a sentence', async () => {
    const { page } = (await new InlineLinker().catalogue()).defaults
    expect(problemWith({}, page)).toBeUndefined()
    expect(sayNow(problemWith({ pageSize: 3000 }, page)!)).toContain('power of two')
    expect(sayNow(problemWith({ base: 0x10000800n }, page)!)).toContain('multiple of the page size')
    expect(problemWith({ base: 0xffffffffc0000000n }, page)).toBeUndefined()
    expect(sayNow(problemWith({ base: 0xffffffffc0001000n }, page)!)).toContain('no room')
    expect(sayNow(problemWith({ slabSize: 1n }, page)!)).toContain('at least one page')
  })

  it('are sparse: what is back at its default is gone', async () => {
    const { page } = (await new InlineLinker().catalogue()).defaults
    const on = changeSettings({}, switchPlugin({}, page, 'ship-metadata', true))
    expect(on).toEqual({ plugins: { 'ship-metadata': true } })
    expect(changeSettings(on, switchPlugin(on, page, 'ship-metadata', false))).toEqual({})
    const given = changeSettings({}, giveAddress({}, 'f', 1n))
    expect(changeSettings(given, giveAddress(given, 'f', undefined))).toEqual({})
  })

  it('have one rule for the same sections, and the newest wins', () => {
    const first = changeSettings({}, addRule({}, { pattern: '.a', lifetime: 2 }))
    const second = changeSettings(first, addRule(first, { pattern: '.a', file: 'x.o', lifetime: 1 }))
    const third = changeSettings(second, addRule(second, { pattern: '.a', protection: 1 }))
    expect(third.policies).toEqual([
      { pattern: '.a', file: 'x.o', lifetime: 1 },
      { pattern: '.a', lifetime: 2, protection: 1 },
    ])
    expect(changeSettings(third, removeRule(third, { pattern: '.a' })).policies).toHaveLength(1)
  })
})

describe('the order of inputs', () => {
  it('moves one input by places, and is forgotten when it is as they came', () => {
    const moved = changeSettings({}, moveInput({}, 3, 2, -1))
    expect(moved.order).toEqual([0, 2, 1])
    expect(changeSettings(moved, moveInput(moved, 3, 2, -5)).order).toEqual([2, 0, 1])
    expect(changeSettings(moved, moveInput(moved, 3, 2, 1))).toEqual({})
  })

  it('keeps its sense when an input leaves the desk', () => {
    expect(changeSettings({}, forgetInput({ order: [2, 0, 1] }, 0)).order).toEqual([1, 0])
    expect(changeSettings({}, forgetInput({ order: [2, 0, 1] }, 2))).toEqual({})
  })

  it('is kept on the desk when one of three is removed', async () => {
    const desk = await deskWith('two-files')
    const [ping, pong] = desk.getState().inputs
    await desk.getState().addFiles([{ name: 'again.o', bytes: readBytes('public/samples/calls-and-globals/calls.o') }])
    await desk.getState().change({ order: [2, 1, 0] }, 'the other way round')
    await desk.getState().removeInput(ping!.id)
    expect(desk.getState().settings.order).toEqual([1, 0])
    expect(desk.getState().session!.graph.files.map(({ name }) => name)).toEqual(['again.o', pong!.name])
  })
})

describe('the strength of a definition', () => {
  it('is one rule for a name in a file, and goes when it is taken back', () => {
    const weak = changeSettings({}, setStrength({}, 'f', 'a.o', 'weak'))
    const strong = changeSettings(weak, setStrength(weak, 'f', 'a.o', 'strong'))
    expect(strong.strengths).toEqual([{ name: 'f', file: 'a.o', strength: 'strong' }])
    expect(changeSettings(strong, setStrength(strong, 'f', 'b.o', undefined)).strengths).toHaveLength(1)
    expect(changeSettings(strong, setStrength(strong, 'f', 'a.o', undefined))).toEqual({})
  })
})

function lifetimeOf({ graph }: Session, name: string): number | undefined {
  for (let x = 0 as SectionId; x < graph.sections.length; x++)
    if (graph.sectionName(x) === name) return graph.sections.lifetime[x]
  return undefined
}

describe('a desk whose settings change', () => {
  const toNoAlloc = { policies: [{ pattern: '.data', lifetime: 2 }] }

  it('links again, goes back and forward, and back to the start', async () => {
    const desk = await deskWith('first-look')
    const { start } = desk.getState()
    await desk.getState().change(addRule(start, { pattern: '.data', lifetime: 2 }), '.data is NoAlloc')
    expect(lifetimeOf(desk.getState().session!, '.data')).toBe(2)
    expect(lifetimeOf(desk.getState().before!, '.data')).toBe(0)
    await desk.getState().change({ pageSize: 16384 }, 'pages of 16 KiB')
    await desk.getState().undo()
    expect(desk.getState().settings.pageSize).toBeUndefined()
    await desk.getState().redo()
    expect(desk.getState().settings.pageSize).toBe(16384)
    await desk.getState().reset()
    expect(desk.getState().settings).toEqual(start)
    expect(lifetimeOf(desk.getState().session!, '.once.text')).toBe(1)
    await desk.getState().undo()
    expect(desk.getState().settings.pageSize).toBe(16384)
  })

  it('does nothing for what changes nothing, and says what cannot work', async () => {
    const desk = await deskWith('calls-and-globals')
    const { session } = desk.getState()
    await desk.getState().change({ policies: [] }, 'nothing')
    await desk.getState().undo()
    await desk.getState().change({ pageSize: 5 }, 'pages of 5')
    expect(desk.getState().session).toBe(session)
    expect(desk.getState().past).toEqual([])
    expect(desk.getState().notice).toContain('power of two')
  })

  it('stays at the same place in time', async () => {
    const desk = await deskWith('calls-and-globals')
    const spanOf = (id: string) => desk.getState().session!.phases.find((span) => span.id === id)!
    desk.getState().seek(spanOf('fixup').first + 1)
    await desk.getState().change(toNoAlloc, '.data is NoAlloc')
    expect(desk.getState().position).toBe(spanOf('fixup').first + 1)
    desk.getState().seek(spanOf('fixup').end)
    await desk.getState().undo()
    expect(desk.getState().position).toBe(spanOf('fixup').end)
    desk.getState().seek(0)
    await desk.getState().redo()
    expect(desk.getState().position).toBe(0)
    desk.getState().seek(desk.getState().session!.liveAt)
    await desk.getState().undo()
    expect(desk.getState().position).toBe(desk.getState().session!.liveAt)
  })

  it('goes to the end with a change that is about the end, and comes back to the moment before', async () => {
    const desk = await deskWith('calls-and-globals')
    const { phases } = desk.getState().session!
    const here = phases.find(({ id }) => id === 'fixup')!.first + 1
    desk.getState().seek(here)
    await desk.getState().change({ abandonAt: 'fixup' }, 'abandon before fixup', 'end')
    expect(desk.getState().position).toBe(desk.getState().session!.log.length)
    await desk.getState().undo()
    expect(desk.getState().position).toBe(here)
    await desk.getState().redo()
    expect(desk.getState().position).toBe(desk.getState().session!.log.length)
    await desk.getState().undo()
    expect(desk.getState().position).toBe(here)
  })

  it('compares only runs of the same files', async () => {
    const desk = await deskWith('calls-and-globals')
    await desk.getState().change(toNoAlloc, '.data is NoAlloc')
    expect(desk.getState().before).toBeDefined()
    await desk.getState().openSample('dead-code')
    expect(desk.getState()).toMatchObject({ before: undefined, past: [], settings: {} })
  })

  it('knows which quirks of LLVM 22 make a difference here, until something changes', async () => {
    const desk = await deskWith('metadata-alone')
    await desk.getState().askQuirks()
    expect(desk.getState().quirksHere).toEqual(['nothing-to-allocate-refused'])
    await desk.getState().change({ pageSize: 16384 }, 'larger pages')
    expect(desk.getState().quirksHere).toBeUndefined()
  })

  it('goes back to the settings of what is shown when the link is cancelled', async () => {
    const linker = new InlineLinker()
    let stuck = false
    const desk = await deskWith('calls-and-globals', {
      catalogue: () => linker.catalogue(),
      quirks: (ask) => linker.quirks(ask),
      layout: (ask) => linker.layout(ask),
      records: (ask) => linker.records(ask),
      cancel() {},
      link: (ask, progress) => (stuck ? Promise.reject(new Error('out of memory')) : linker.link(ask, progress)),
    })
    stuck = true
    await desk.getState().change(toNoAlloc, '.data is NoAlloc')
    expect(desk.getState()).toMatchObject({ settings: {}, past: [], notice: 'The linker stopped: out of memory' })
  })
})
