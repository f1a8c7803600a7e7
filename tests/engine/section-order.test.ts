/** LLVM's order of sections: hashes against recorded values, and the order of a growing table. */
import { describe, expect, it } from 'vitest'
import { bucketOrder, hashName } from '../../src/engine/passes/section-order'

const low = (name: string): number => Number(hashName(new TextEncoder().encode(name)) & 0xffffffffn)

describe('section names', () => {
  it.each([
    ['.text', 2731576609],
    ['.data', 1304890228],
    ['.strtab', 3340882778],
    ['.symtab', 4191065908],
    ['.eh_frame', 4156789794],
    ['.rodata', 114217101],
    ['.bss', 1954770112],
  ])('%s has LLVM’s hash', (name, hash) => expect(low(name)).toBe(hash))
})

describe('buckets', () => {
  it('come out by hash, and by steps where hashes collide', () => {
    expect(bucketOrder([5, 3, 5, 5])).toEqual([1, 0, 2, 3])
    expect(bucketOrder([63, 63, 63])).toEqual([1, 2, 0])
  })

  it('double before they are three quarters full', () => {
    const hashes = Array.from({ length: 48 }, (_, i) => i + 64)
    expect(bucketOrder(hashes.slice(0, 46))).toEqual(hashes.slice(0, 46).map((_, i) => i))
    expect(bucketOrder([...hashes.slice(0, 47), 1])[0]).toBe(47)
  })
})
