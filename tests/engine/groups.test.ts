/** Rows by their owner: the same as asking every row. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Groups } from '../../src/engine/graph/groups'

describe('rows by owner', () => {
  it('are those that asking every row finds, in their order; what belongs to nobody is in none', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1, max: 5 })), (owners) => {
        const groups = new Groups(owners.length, 6, (item: number) => owners[item]!)
        for (let owner = 0; owner < 6; owner++)
          expect(groups.of(owner)).toEqual(owners.flatMap((own, item) => (own === owner ? [item] : [])))
      }),
    )
  })

  it('are the caller’s own: changing them changes nothing', () => {
    const groups = new Groups(2, 1, () => 0)
    groups.of(0).reverse()
    expect(groups.of(0)).toEqual([0, 1])
  })
})
