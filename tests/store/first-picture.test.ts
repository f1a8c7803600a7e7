/** What waits for the first picture of a large link, and how long. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { expectPicture, notePicture, pictureIsThere } from '../../src/store/first-picture'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  notePicture()
  vi.useRealTimers()
})

/** Whether work that waits now has begun, whenever that is asked. */
function waiting(): () => Promise<boolean> {
  let hasBegun = false
  void pictureIsThere().then(() => (hasBegun = true))
  return async () => {
    await vi.advanceTimersByTimeAsync(0)
    return hasBegun
  }
}

describe('work that can wait', () => {
  it('begins at once where no picture is on its way', async () => {
    expect(await waiting()()).toBe(true)
  })

  it('begins when the picture has been painted', async () => {
    expectPicture()
    const hasBegun = waiting()
    expect(await hasBegun()).toBe(false)
    notePicture()
    expect(await hasBegun()).toBe(true)
    expect(await waiting()()).toBe(true)
  })

  it('does not wait for ever: perhaps nobody looks at the map', async () => {
    expectPicture()
    const hasBegun = waiting()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await hasBegun()).toBe(true)
  })

  it('does not wait for the picture of a link that another one has replaced, but later work does for the new one', async () => {
    expectPicture()
    const older = waiting()
    expectPicture()
    const newer = waiting()
    expect(await older()).toBe(true)
    expect(await newer()).toBe(false)
    notePicture()
    expect(await newer()).toBe(true)
  })
})
