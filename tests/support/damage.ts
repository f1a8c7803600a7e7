/**
 * What is expected of damaged objects: a message of their own for damage that has a name; and whatever is wrong with one,
 * a diagnostic or a link, and never an exception of ours.
 */
import { said } from './said'
import { expect } from 'vitest'
import type { DiagnosticCode } from '../../src/engine/graph/diagnostics'
import { diagnosticText, remedyOf } from '../../src/engine/graph/diagnostics'
import type { LinkOptions } from '../../src/engine/passes/pass'
import { link } from '../../src/engine/session/link'
import { PAGE_OPTIONS } from '../../src/engine/session/options'

/** Expects that an object is refused by this message, with the place and what was expected, and a good one still linked. */
export function expectRefused(bytes: Uint8Array, code: DiagnosticCode, good: Uint8Array): void {
  const inputs = [
    { name: 'good.o', bytes: good },
    { name: 'bad.o', bytes },
  ]
  const { refused, graph, ok } = link(inputs, PAGE_OPTIONS, { log: true })
  expect(refused.map(({ input, diagnostic }) => [input, diagnostic.code])).toEqual([[1, code]])
  expect(ok).toBe(true)
  expect(graph.files.map((file) => file.name)).toEqual(['good.o'])
  const { diagnostic } = refused[0]!
  expect(diagnosticText(diagnostic)).toContain('bad.o')
  expect(diagnosticText(diagnostic)).toContain(said(remedyOf(code)))
  expect(diagnostic.offset, 'a place in the file').toBeTypeOf('number')
  expect(diagnostic.structure, 'a name for the place').toBeTruthy()
  expect(diagnostic.found, 'what was found').toBeTruthy()
  expect(diagnostic.expected, 'what was expected').toBeTruthy()
}

/** Expects that an object can be read, and that its link fails with this message. */
export function expectFailure(bytes: Uint8Array, code: DiagnosticCode, options: LinkOptions = PAGE_OPTIONS): void {
  const { ok, diagnostics } = link([{ name: 'bad.o', bytes }], options, { log: true })
  expect(ok).toBe(false)
  const [first] = diagnostics.filter(({ severity }) => severity === 'error')
  expect(first?.code).toBe(code)
  expect(first?.file).toBe('bad.o')
  expect(first?.structure, 'a name for the place').toBeTruthy()
  expect(first?.expected, 'what was expected').toBeTruthy()
}

/** Every byte at a multiple of `step` set to something else, one at a time. */
export function* flipped(bytes: Uint8Array, step: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += step) {
    const copy = bytes.slice()
    copy[at]! ^= 0xff
    yield copy
  }
}

/** The object cut off at every multiple of `step`. */
export function* cutShort(bytes: Uint8Array, step: number): Generator<Uint8Array> {
  for (let length = 0; length < bytes.length; length += step) yield bytes.slice(0, length)
}

/** Links each, with the sets of options in turn. */
export function expectNoException(damaged: Iterable<Uint8Array>, ...options: readonly LinkOptions[]): void {
  let turn = 0
  for (const bytes of damaged) {
    const { ok, diagnostics } = link([{ name: 'x.o', bytes }], options[turn++ % options.length]!, { log: false })
    expect(ok || diagnostics.length > 0).toBe(true)
    expect(diagnostics.filter(({ code }) => code === 'internal')).toEqual([])
  }
}
