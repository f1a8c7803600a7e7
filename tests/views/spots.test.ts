/** Lessons ring parts of the page in every language, so nothing that is translated may be what finds them. */
import { describe, expect, it } from 'vitest'
import { SPOTS } from '../../src/views/lessons/spots'

describe('spots', () => {
  it.each(Object.entries(SPOTS))('%s is found without words', (_, selector) => {
    expect(selector).not.toMatch(/aria-|\[title|placeholder|:has-text/)
  })
})
