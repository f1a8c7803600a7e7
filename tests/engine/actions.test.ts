/** Which finalize actions are recorded, with which twins, and in which order. */
import { said } from '../support/said'
import { describe, expect, it } from 'vitest'
import { ACTION_KINDS } from '../../src/engine/graph/action-kinds'
import type { ActionId } from '../../src/engine/graph/ids'
import { NO_SECTION, NO_SYMBOL } from '../../src/engine/graph/ids'
import { FINALIZE, NO_ALLOC } from '../../src/engine/graph/lifetimes'
import type { LinkResult } from '../../src/engine/session/link'
import { linkFile } from '../support/link-files'
import { linkObjects, story } from '../support/look'
import type { ObjectSpec, SectionSpec } from '../support/object-writer'

/** A section of pointers to functions. */
const array = (name: string, functions: readonly string[], type: SectionSpec['type'] = 'progbits'): SectionSpec => ({
  name,
  flags: 'aw',
  type,
  size: 8 * functions.length,
  align: 8,
  // Written backwards: the order in memory counts, not that of the relocations.
  relocations: functions.map((to, i) => ({ at: 8 * i, type: '64' as const, to })).reverse(),
})

const NAMES = [
  'pre',
  'i1',
  'i2',
  'early',
  'late',
  'c1',
  'c2',
  'c_first',
  'c_late',
  'f1',
  'f2',
  'f_late',
  'd1',
  'd2',
  'wish',
  'undo',
]

const functions: SectionSpec = { name: '.text', flags: 'ax', size: NAMES.length }
const symbols = NAMES.map((name, at) => ({ name, in: '.text', at, type: 'func' as const }))

/** The arrays stand in another order than that in which they run. */
const ARRAYS: ObjectSpec = {
  sections: [
    array('.dtors', ['d1', 'd2']),
    array('.fini_array.200', ['f_late'], 'finiArray'),
    array('.fini_array', ['f1', 'f2'], 'finiArray'),
    array('.ctors', ['c1', 'c2']),
    array('.ctors.00100', ['c_late']),
    array('.ctors.65000', ['c_first']),
    array('.init_array', ['i1', 'i2'], 'initArray'),
    array('.init_array.1000', ['late'], 'initArray'),
    array('.init_array.101', ['early'], 'initArray'),
    array('.preinit_array', ['pre'], 'preinitArray'),
    functions,
  ],
  symbols,
}

const ids = ({ graph }: LinkResult): ActionId[] => [...Array(graph.actions.length).keys()] as ActionId[]

/** Each action as its kind and what it is about. */
function recorded(result: LinkResult): string[] {
  const { graph } = result
  const { kind, subject, section } = graph.actions
  return ids(result).map((a) => {
    const about = subject[a] !== NO_SYMBOL ? graph.nameOf(subject[a]) : ''
    const where = section[a] !== NO_SECTION ? graph.sectionName(section[a]) : ''
    return [ACTION_KINDS[kind[a]]!.id, about || where].join(' ')
  })
}

const twins = ({ graph }: LinkResult): number[] =>
  [...Array(graph.actions.length).keys()].map((a) => graph.actions.hasTwin[a as ActionId])

describe('functions in arrays', () => {
  const result = linkObjects([ARRAYS], { calls: [{ call: 'wish', undo: 'undo' }] })

  it('are recorded in the order in which they are called: by array, by priority, .ctors backwards, wishes last', () => {
    expect(recorded(result)).toEqual([
      'call pre',
      ...['call early', 'call late', 'call i1', 'call i2'],
      ...['call c_first', 'call c_late', 'call c2', 'call c1'],
      ...['call-later f_late', 'call-later f1', 'call-later f2'],
      ...['call-later d2', 'call-later d1'],
      'call wish',
    ])
  })

  it('have a twin only where there is something to call at the end', () => {
    expect(twins(result)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1])
  })

  it('of the end are called in reverse: destructors forwards, then .fini_array backwards, a low number last', () => {
    const ended = linkObjects([ARRAYS], { ending: 'deallocate' })
    const run = story(ended, ['twinRun']).map((text) => recorded(ended)[Number(text.split(' ')[1])])
    expect(run).toEqual(['d1', 'd2', 'f2', 'f1', 'f_late'].map((name) => `call-later ${name}`))
  })

  it('remember the pointer that asked for them', () => {
    const { edges, actions, blocks } = result.graph
    const e = actions.edge[1 as ActionId]
    expect(result.graph.sectionName(blocks.section[edges.block[e]])).toBe('.init_array.101')
  })

  it('are kept although nobody refers to the array, and nothing but the array to them', () => {
    const local = { ...ARRAYS, symbols: symbols.map((symbol) => ({ ...symbol, binding: 'local' as const })) }
    const names = linkObjects([{ ...local, sections: local.sections.filter(({ name }) => /init|text/.test(name)) }])
    expect(recorded(names)).toEqual(['pre', 'early', 'late', 'i1', 'i2'].map((name) => `call ${name}`))
  })
})

describe('other actions', () => {
  const sample = 'public/samples/calls-and-globals/calls.o'

  it('frames are registered before any function is called, and deregistered after', () => {
    const result = linkFile(sample, { calls: [{ call: 'run' }] })
    expect(recorded(result)).toEqual(['register-frames .eh_frame', 'call run'])
    expect(twins(result)).toEqual([1, 0])
    expect(story(result, ['twinRun'])).toEqual(['twinRun 0'])
  })

  it('resolvers come first of all: others may call through their slots', () => {
    const result = linkFile('tests/corpus/ifunc.o', { calls: [{ call: 'main' }] })
    expect(recorded(result)[0]).toMatch(/^call-resolver /)
    expect(recorded(result).findIndex((text) => text.startsWith('call '))).not.toBe(0)
  })

  it('metadata that was shipped is announced last', () => {
    const result = linkFile('public/samples/debug-info/debug.o', {
      plugins: new Set(['ship-metadata', 'register-frames', 'initializers']),
    })
    expect(recorded(result).at(-1)).toBe('announce-metadata $__METADATA')
  })

  it('are not recorded by a plugin that is switched off', () => {
    expect(recorded(linkFile(sample, { plugins: new Set() }))).toEqual([])
    expect(recorded(linkObjects([ARRAYS], { plugins: new Set(['register-frames']) }))).toEqual([])
  })

  it('of a name that nobody defines are left out with a warning', () => {
    const result = linkObjects([ARRAYS], { calls: [{ call: 'nowhere' }] })
    expect(result.ok).toBe(true)
    expect(result.diagnostics.map(({ code }) => code)).toContain('action-without-function')
    expect(recorded(result)).not.toContain('call nowhere')
  })

  it('keep the function that they call alive', () => {
    const lonely: ObjectSpec = {
      sections: [
        { name: '.text', flags: 'ax', size: 1 },
        { name: '.text.lonely', flags: 'ax', size: 1 },
      ],
      symbols: [
        { name: 'main', in: '.text' },
        { name: 'lonely', in: '.text.lonely', binding: 'local', type: 'func' },
      ],
    }
    expect(recorded(linkObjects([lonely], { calls: [{ call: 'lonely' }] }))).toEqual(['call lonely'])
  })
})

describe('an action whose function has no memory', () => {
  const warnings = ({ diagnostics }: LinkResult): string[] =>
    diagnostics.filter(({ code }) => code === 'action-without-memory').map(({ detail }) => said(detail))
  const split: ObjectSpec = {
    sections: [
      { name: '.text', flags: 'ax', size: 1 },
      { name: '.once', flags: 'ax', size: 1 },
    ],
    symbols: [
      { name: 'main', in: '.text', type: 'func' },
      { name: 'once', in: '.once', type: 'func' },
    ],
  }

  it('is told of if the function is NoAlloc', () => {
    const policies = [{ pattern: '.once', lifetime: NO_ALLOC }]
    expect(warnings(linkObjects([split], { policies, calls: [{ call: 'once' }] }))).toEqual([
      'it needs .once, which has no memory',
    ])
  })

  it('is told of if its twin is called when its pages have gone back, unless the manager keeps them', () => {
    const policies = [{ pattern: '.once', lifetime: FINALIZE }]
    const calls = [{ call: 'main', undo: 'once' }]
    expect(warnings(linkObjects([split], { policies, calls }))).toEqual([
      'its twin needs .once, whose pages go back once the finalize actions have run',
    ])
    expect(warnings(linkObjects([split], { policies, calls, manager: 'slab' }))).toEqual([])
  })

  it('is fine if a Finalize function is called while it is there', () => {
    const policies = [{ pattern: '.once', lifetime: FINALIZE }]
    expect(warnings(linkObjects([split], { policies, calls: [{ call: 'once', undo: 'main' }] }))).toEqual([])
  })
})
