/** A link as text, JSON and DOT, printed by the worker; names that would break out of a form do not. */
import { describe, expect, it } from 'vitest'
import { InlineLinker } from '../../src/worker/inline'
import type { PrintForm } from '../../src/worker/protocol'
import { buffersOf, handle } from '../../src/worker/server'
import { readBytes } from '../support/link-files'

async function printed(form: PrintForm, path: string, name = 'x.o'): Promise<string> {
  const ask = { inputs: [{ name, bytes: readBytes(path) }], options: {}, form }
  return (await new InlineLinker().print(ask, () => {})).text()
}

describe('a printed link', () => {
  it('is the live one: nothing is deallocated', async () => {
    const [graph] = (await printed('json', 'public/samples/calls-and-globals/calls.o')).trim().split('\n')
    expect(JSON.parse(graph!).allocation).toBe('finalized')
  })

  it('has a node for each block and an arrow for each edge that is left, and every string in DOT ends where it should', async () => {
    const dot = await printed('dot', 'public/samples/dead-code/dead.o', 'a"];\\ evil.o')
    const nodes = [...dot.matchAll(/^ {4}b(\d+) \[label="(?:[^"\\]|\\.)*"\]$/gm)].map(([, id]) => id)
    const arrows = [...dot.matchAll(/^ {2}b(\d+) -> ([bs]\d+) \[label="(?:[^"\\]|\\.)*"\]$/gm)]
    expect(nodes.length).toBeGreaterThan(2)
    expect(arrows.length).toBeGreaterThan(1)
    for (const [, from, to] of arrows) {
      expect(nodes).toContain(from)
      if (to!.startsWith('b')) expect(nodes).toContain(to!.slice(1))
    }
    expect(dot).toContain('label="a\\"];\\\\ evil.o .text')
    const rest = dot.replaceAll(/"(?:[^"\\]|\\.)*"/g, '')
    expect(rest).not.toContain('"')
    expect(rest.split('{').length).toBe(rest.split('}').length)
  })

  it('of a file that cannot be read is empty, not an exception', async () => {
    for (const form of ['text', 'json'] as const) expect(await printed(form, 'README.md')).toBe('')
  })

  it('moves no buffers', () => {
    const ask = { inputs: [], options: {}, form: 'text' } as const
    expect(buffersOf(handle({ id: 1, call: 'print', ask }, () => {}))).toEqual([])
  })
})
