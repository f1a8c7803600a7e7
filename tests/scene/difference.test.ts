/** What two runs of the same files differ in: four flips of a policy word by word, and what holds for every sample. */
import { describe, expect, it } from 'vitest'
import type { Difference } from '../../src/scene/difference/sentences'
import { compareRuns } from '../../src/scene/difference/compare'
import { comparisonOf } from '../../src/scene/difference/difference'
import type { Run } from '../../src/scene/difference/run'
import { openSession } from '../../src/store/session'
import type { Settings } from '../../src/store/settings'
import { InlineLinker } from '../../src/worker/inline'
import { writeObject } from '../support/object-writer'
import { readBytes, samples } from '../support/link-files'
import { say } from '../support/say'

const linker = new InlineLinker()

/** A run of a sample where it is live. `settings` instead of the sample's own. */
async function run(id: string, settings: Settings): Promise<Run> {
  const { files, folder } = samples().find((sample) => sample.id === id)!
  const inputs = files.map(({ name }) => ({ name, bytes: readBytes(`public/samples/${folder}/${name}`) }))
  const session = openSession(
    await linker.link({ inputs, options: settings }, () => {}),
    inputs.map(({ bytes }) => bytes),
  )
  session.replay.seek(session.liveAt)
  return session
}

const differenceOf = (before: Run, after: Run) => {
  const comparison = comparisonOf(before, after, compareRuns(before, after))
  return { ...comparison, difference: comparison.tell(say) }
}

/** One line for everything that is said. */
function told({ groups }: Difference): string[] {
  return groups.flatMap(({ title, lines }) =>
    lines.flatMap(({ text, bytes = [] }) => [
      `${title}: ${text}`,
      ...bytes.map(({ place, before, after, writer }) => `  ${place}: ${before} => ${after} ${writer}`),
    ]),
  )
}

async function flip(id: string, pattern: string, lifetime: number): Promise<Difference> {
  const before = await run(id, {})
  return differenceOf(before, await run(id, { policies: [{ pattern, lifetime }] })).difference
}

describe('a flip', () => {
  it('of .rodata to NoAlloc: references from memory make no sense any more', async () => {
    expect(told(await flip('data-and-zero-fill', '.rodata', 2))).toEqual([
      'Verdicts: A warning on sum+0x8 → primes (S→N): Senseless: a distance to a place that has no memory.',
      'Verdicts: A note on table → primes (S→N): A handle: there is no memory at this address, but the executor may hand it back to the controller in a request.',
      'Policies: .rodata is NoAlloc now, not Standard.',
      'Figures: To transmit: 176 → 160 bytes (−16).',
      'Figures: Graph only: 41 → 57 bytes (+16).',
      'Moved: primes (.rodata) has no memory any more: 0x10000000 is free, what is left is the offset 0x0.',
      'Moved: 3 blocks of .eh_frame; CIE, the first, from 0x10000010 to 0x10000000.',
      'Bytes: sum (.text): 1 byte changed.',
      '  sum+0x8: f4 df ff ff => f4 df ff ef → primes',
      'Bytes: table (.data.rel.ro): 1 byte changed.',
      '  table: 08 00 00 10 00 00 00 00 => 08 00 00 00 00 00 00 00 → primes',
      'Bytes: FDE sum (.eh_frame): 1 byte changed.',
      '  FDE sum+0x8: d0 1f 00 00 => e0 1f 00 00 → sum',
    ])
  })

  it('of .debug_str to Standard: offsets become addresses, which no reader of DWARF expects', async () => {
    expect(told(await flip('debug-info', '.debug_str', 0))).toEqual([
      'Policies: .debug_str is Standard now, not NoAlloc.',
      'Figures: To transmit: 86 → 184 bytes (+98).',
      'Figures: Graph only: 795 → 697 bytes (−98).',
      'Moved: .debug_str has memory now, at 0x10000000; before, only the offset 0x0.',
      'Moved: 3 blocks of .eh_frame; CIE, the first, from 0x10000000 to 0x10000068.',
      'Bytes: .debug_str_offsets: 14 bytes changed.',
      '  .debug_str_offsets+0x8: 00 00 00 00 => 00 00 00 10 → .debug_str',
      '  .debug_str_offsets+0xc: 28 00 00 00 => 28 00 00 10 → .debug_str+0x28',
      '  .debug_str_offsets+0x10: 30 00 00 00 => 30 00 00 10 → .debug_str+0x30',
      'Bytes: FDE distance2 (.eh_frame): 1 byte changed.',
      '  FDE distance2+0x8: e0 1f 00 00 => 78 1f 00 00 → distance2',
    ])
  })

  it('of .once.text to Finalize: one page more at the peak', async () => {
    expect(told(await flip('run-once', '.once.text', 1))).toEqual([
      'Policies: .once.text is Finalize now, not Standard.',
      'Figures: Peak: 12,288 → 16,384 bytes (+4,096).',
      'Pages: Came: 4,096 bytes of R-X memory that is Finalize, for once.o.',
      'Moved: once_init (.once.text): from 0x10002010 to 0x10003000.',
      'Bytes: once_init (.once.text): 6 bytes changed.',
      '  once_init+0x2: ea ef ff ff => fa df ff ff → total',
      '  once_init+0xb: e1 df ff ff => f1 cf ff ff → seed',
      '  once_init+0x1f: cd ef ff ff => dd df ff ff → total',
    ])
  })

  it('of .data to Finalize: every use of it dangles', async () => {
    const dangles =
      'Dangles after finalize: the place that this distance leads to goes back once the finalize actions have run.'
    expect(told(await flip('calls-and-globals', '.data', 1))).toEqual([
      `Verdicts: A warning on step+0x4 → counter (S→F): ${dangles}`,
      `Verdicts: A warning on step+0xa → counter (S→F): ${dangles}`,
      `Verdicts: A warning on run+0x1b → counter (S→F): ${dangles}`,
      'Policies: .data is Finalize now, not Standard.',
      'Figures: Resident when live: 12,288 → 8,192 bytes (−4,096).',
      'Figures: After finalize: 12,288 → 8,192 bytes (−4,096).',
      'Pages: Went: 4,096 bytes of RW- memory that is Standard, for calls.o.',
      'Pages: Came: 4,096 bytes of RW- memory that is Finalize, for calls.o.',
      'Moved: .text: from 0x10002000 to 0x10001000.',
      'Moved: counter (.data): from 0x10001000 to 0x10002000.',
      'Bytes: .text: 9 bytes changed.',
      '  step+0x4: f8 ef ff ff => f8 0f 00 00 → counter',
      '  step+0xa: f2 ef ff ff => f2 0f 00 00 → counter',
      '  run+0x1b: d1 ef ff ff => d1 0f 00 00 → counter',
      'Bytes: FDE step (.eh_frame): 1 byte changed.',
      '  FDE step+0x8: e0 1f 00 00 => e0 0f 00 00 → step',
      'Bytes: FDE run (.eh_frame): 1 byte changed.',
      '  FDE run+0x8: dc 1f 00 00 => dc 0f 00 00 → run',
    ])
  })
})

describe('a difference', () => {
  it.each(samples().map(({ id, settings }) => [id, settings] as const))(
    'of %s: none between a run and the same again; what appears one way goes the other',
    async (id, settings) => {
      const first = await run(id, settings)
      expect(told(differenceOf(first, await run(id, settings)).difference)).toEqual([])
      const flipped = await run(id, { ...settings, policies: [{ pattern: '.*data*', lifetime: 2 }] })
      const { changes: there } = compareRuns(first, flipped)
      const { changes: back } = compareRuns(flipped, first)
      for (const kind of ['verdicts', 'names', 'presence', 'moves', 'bytes'] as const)
        expect(back[kind].count, kind).toBe(there[kind].count)
      const kinds = (changes: typeof there, what: string) =>
        changes.verdicts.first.filter((change) => change.what === what).length
      expect(kinds(there, 'appeared')).toBe(kinds(back, 'went'))
      expect(back.policies).toHaveLength(there.policies.length)
    },
  )

  it('of another base address: everything moved by as much, and nothing else', async () => {
    const { changes } = compareRuns(await run('first-look', {}), await run('first-look', { base: 0x20000000n }))
    expect(changes.moves.first.every(({ from, to }) => to - from === 0x10000000n)).toBe(true)
    expect(changes.moves.count).toBeGreaterThan(4)
    expect([...changes.policies, ...changes.verdicts.first, ...changes.pages, ...changes.figures]).toEqual([])
    expect(changes.presence.count).toBe(0)
  })

  it('of rules that forbid: says that the link fails, who did it, and compares no unfinished bytes', async () => {
    const before = await run('code-names-noalloc', {})
    const after = await run('code-names-noalloc', { rules: 'first-draft' })
    const { difference } = differenceOf(before, after)
    expect(difference.headline).toMatch(/^The link fails now\. handle\.o: .*brought in by the files as they were built/)
    expect(difference.groups.map(({ id, count }) => [id, count])).toEqual([
      ['outcome', 1],
      ['verdicts', 2],
    ])
    expect(differenceOf(after, before).difference.headline).toBe('The link works now.')
    expect(differenceOf(after, after).difference.headline).toBe('The link still fails, for the same reason.')
  })

  it('of pruning: says what was stripped, and of a given address: who moved', async () => {
    const all = await run('dead-code', {})
    const one = await run('dead-code', { roots: 'entry' })
    expect(compareRuns(all, one).changes.presence.count).toBeGreaterThan(1)
    expect(compareRuns(all, one).changes.presence.first.every(({ what }) => what === 'stripped')).toBe(true)
    expect(compareRuns(one, all).changes.presence.first.every(({ what }) => what === 'kept')).toBe(true)
    const assumed = await run('printf-got-and-stub', {})
    const given = await run('printf-got-and-stub', { addresses: new Map([['printf', 0x7f0000000000n]]) })
    const { names } = compareRuns(assumed, given).changes
    expect(names.first.map(({ name, before, after }) => [name, before.how, after.how, after.address])).toContainEqual([
      'printf',
      'assumed',
      'given',
      0x7f0000000000n,
    ])
  })

  it('of metadata that a plugin made longer: it is the same block, it grew, and its pointer moved along', async () => {
    const plain = await run('annotated-metadata', { plugins: { 'annotate-metadata': false } })
    const longer = await run('annotated-metadata', { plugins: { 'annotate-metadata': true } })
    expect(told(differenceOf(plain, longer).difference)).toEqual([
      'Figures: Graph only: 49 → 72 bytes (+23).',
      'Moved: table (.table): from 0x30 to 0x48.',
      'Bytes: notes (.notes) grew from 33 to 56 bytes; of those in both, 1 byte changed.',
      '  notes+0x8: 30 00 00 00 00 00 00 00 => 48 00 00 00 00 00 00 00 → table',
    ])
    expect(told(differenceOf(longer, plain).difference)).toContain(
      'Bytes: notes (.notes) shrank from 56 to 33 bytes; of those in both, 1 byte changed.',
    )
  })

  it('of actions: which came and went with their twins, which has no memory any more, which failed', async () => {
    const actionsOf = (before: Run, after: Run) =>
      told(differenceOf(before, after).difference).filter((line) => line.startsWith('Actions'))
    const usual = await run('calls-and-globals', {})
    const silent = await run('calls-and-globals', { plugins: { 'register-frames': false } })
    const frames =
      'register the call-frame records of .eh_frame, so that exceptions find their way, and its twin: deregister the call-frame records of .eh_frame.'
    expect(told(differenceOf(usual, silent).difference)).toEqual([`Actions: Gone: ${frames}`])
    expect(actionsOf(silent, usual)).toEqual([`Actions: New: ${frames}`])
    const { settings = {} } = samples().find(({ id }) => id === 'first-and-last')!
    const runWith = (more: Settings) => run('first-and-last', { ...settings, ...more })
    const inOrder = await runWith({})
    const bare = await runWith({ policies: [{ pattern: '.text', lifetime: 2 }] })
    expect(actionsOf(inOrder, bare)[0]).toBe('Actions: Lost the memory that it needs: call announce.')
    expect(differenceOf(inOrder, bare).difference.headline).toBe('Lost the memory that it needs: call announce.')
    expect(actionsOf(bare, inOrder)[0]).toBe('Actions: Has the memory that it needs now: call announce.')
    const failing = await runWith({ failAction: 2 })
    expect(actionsOf(inOrder, failing)).toEqual(['Actions: Fails now: call open_log.'])
    expect(actionsOf(failing, inOrder)).toEqual(['Actions: Does not fail any more: call open_log.'])
  })

  it('of a strength: says which quarrel is over, sizes of definitions and all', async () => {
    const object = writeObject({
      sections: [{ name: '.data', flags: 'aw', size: 1 }],
      symbols: [{ name: 'level', in: '.data', size: 1, binding: 'global' }],
    })
    const inputs = ['a.o', 'b.o'].map((name) => ({ name, bytes: object }))
    const [quarrel, peace] = await Promise.all(
      [{}, { strengths: [{ name: 'level', file: 'b.o', strength: 'weak' }] } as const].map(async (options) =>
        openSession(
          await linker.link({ inputs, options }, () => {}),
          inputs.map(({ bytes }) => bytes),
        ),
      ),
    )
    expect(told(differenceOf(quarrel!, peace!).difference)[0]).toContain('The link works now')
    expect(told(differenceOf(peace!, quarrel!).difference).join('\n')).toContain(
      'level is defined in a.o (.data, 1 byte) and again in b.o (.data, 1 byte)',
    )
  })

  it('is bad news only if a warning or an error is new', async () => {
    const isBad = (before: Run, after: Run) => differenceOf(before, after).difference.groups.some(({ bad }) => bad)
    const standard = await run('calls-and-globals', {})
    const dangling = await run('calls-and-globals', { policies: [{ pattern: '.data', lifetime: 1 }] })
    expect([isBad(standard, dangling), isBad(dangling, standard)]).toEqual([true, false])
    const failing = await run('code-names-noalloc', { rules: 'first-draft' })
    const working = await run('code-names-noalloc', {})
    expect([isBad(working, failing), isBad(failing, working)]).toEqual([true, false])
    expect(isBad(standard, await run('calls-and-globals', { base: 0x20000000n }))).toBe(false)
  })

  it('finds what was selected in the other run, though ids have moved', async () => {
    const plain = await run('shipped-metadata', { plugins: { 'ship-metadata': false } })
    const shipped = await run('shipped-metadata', { plugins: { 'ship-metadata': true } })
    const { find, difference } = differenceOf(plain, shipped)
    expect(difference.groups.find(({ id }) => id === 'presence')!.count).toBeGreaterThan(0)
    for (let e = 0; e < plain.graph.edges.length; e++) {
      const again = find({ kind: 'edge', id: e as never })
      if (again) expect(shipped.describer.edge(again.id as never)).toBe(plain.describer.edge(e as never))
    }
    for (let s = 0; s < plain.graph.symbols.length; s++) {
      const again = find({ kind: 'symbol', id: s as never })
      if (again) expect(shipped.describer.symbol(again.id as never)).toBe(plain.describer.symbol(s as never))
    }
    expect(find({ kind: 'section', id: 0 as never })).toEqual({ kind: 'section', id: 0 })
  })
})
