/** An object damaged everywhere: whatever is wrong with it, there is a diagnostic or a link, and never an exception of ours. */
import { expect } from 'vitest'
import type { LinkOptions } from '../../src/engine/passes/pass'
import { link } from '../../src/engine/session/link'

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
