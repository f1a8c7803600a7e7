/** Warming up is work to no end: whoever asks for something before or after gets what they would have got without it. */
import { describe, expect, it } from 'vitest'
import type { LaidOut } from '../../src/scene/laid-out'
import type { LinkAnswer, LinkAsk } from '../../src/worker/protocol'
import { handle } from '../../src/worker/server'
import { LARGE_OBJECT, MANY } from '../support/large-object'
import { readBytes } from '../support/link-files'

const askFor = (name: string, bytes: Uint8Array): LinkAsk => ({
  inputs: [{ name, bytes: bytes as Uint8Array<ArrayBuffer> }],
  options: {},
})
const LARGE = askFor('large.o', LARGE_OBJECT)
const SMALL = askFor('once.o', readBytes('public/samples/first-look/once.o'))

const linkNow = (ask: LinkAsk) => handle({ id: 1, call: 'link', ask }, () => {}) as LinkAnswer
const layOutNow = () =>
  handle({ id: 2, call: 'layout', ask: { paper: { width: 900, height: 600 }, byAddress: true } }, () => {}) as LaidOut
const warmUp = () => handle({ id: 3, call: 'warmUp', ask: SMALL }, () => {})

describe('warming up', () => {
  it('leaves the link that was answered last as it is', () => {
    const before = linkNow(LARGE)
    const laid = structuredClone(layOutNow())
    expect(laid.layout.rows.length).toBeGreaterThanOrEqual(MANY)
    expect(warmUp()).toBe(null)
    expect(layOutNow()).toEqual(laid)
    expect(linkNow(LARGE)).toEqual(before)
  })

  it('does nothing to a link that fails to be read', () => {
    const broken = askFor('broken.o', new Uint8Array(40))
    expect(handle({ id: 4, call: 'warmUp', ask: broken }, () => {})).toBe(null)
  })
})
