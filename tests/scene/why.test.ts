/** Ways of life: what carried it, a shortest way, who refers to the dead; and source lines by block and offset. */
import { describe, expect, it } from 'vitest'
import type { BlockId, FileId } from '../../src/engine/graph/ids'
import { BlockFlag } from '../../src/engine/graph/schema'
import { lifePath, referrersOf, shortestPath } from '../../src/scene/why'
import type { Session } from '../../src/store/session'
import { openSession } from '../../src/store/session'
import { SourceMap } from '../../src/store/source'
import { InlineLinker } from '../../src/worker/inline'
import { readLines } from '../../src/worker/reader-lines'
import { readBytes, samples } from '../support/link-files'

async function open(id: string): Promise<Session> {
  const { files, folder, settings } = samples().find((sample) => sample.id === id)!
  const inputs = files.map(({ name }) => ({ name, bytes: readBytes(`public/samples/${folder}/${name}`) }))
  const answer = await new InlineLinker().link({ inputs, options: settings }, () => {})
  const session = openSession(
    answer,
    inputs.map(({ bytes }) => bytes),
  )
  session.replay.seek(session.liveAt)
  return session
}

const blocks = ({ graph }: Session): BlockId[] => [...Array(graph.blocks.length).keys()] as BlockId[]

describe('why', () => {
  for (const { id } of samples()) {
    it(`${id}: no way is shorter than the shortest, and each leads from a root to the block`, async () => {
      const session = await open(id)
      const { graph } = session
      for (const b of blocks(session)) {
        const path = lifePath(graph, b)
        if (path.state !== 'alive') continue
        const shortest = shortestPath(session, b)!
        expect(shortest.edges.length).toBeLessThanOrEqual(path.edges.length)
        expect(shortest.blocks.at(-1)).toBe(b)
        expect(shortest.edges.map((e) => graph.edges.block[e])).toEqual(shortest.blocks.slice(0, -1))
      }
    })
  }

  it('a dead thing is referred to by the dead alone, or by nobody', async () => {
    const session = await open('dead-code')
    const dead = blocks(session).filter((b) => session.graph.blocks.flags[b] & BlockFlag.Removed)
    const found = dead.map((b) => referrersOf(session, b))
    expect(dead.length).toBeGreaterThan(1)
    expect(found.some((row) => row.dead.length > 0)).toBe(true)
    expect(found.every((row) => row.live.length === 0)).toBe(true)
  })
})

describe('source lines', () => {
  it('of the first sample: every byte of main has one, and lines lead back to their bytes', async () => {
    const session = await open('first-look')
    const { graph, describer } = session
    const map = new SourceMap(readLines(graph, 0 as FileId))
    const main = map.functions.find(({ name }) => name === 'main')!
    const block = main.block as BlockId
    expect(describer.place(block, main.start)).toBe('main')
    for (let at = main.start; at < main.end; at++) {
      const row = map.at(block, at)!
      expect(map.sources[row.source]).toMatch(/once\.c$/)
      const ranges = map.rangesOf(row.source, row.line)
      expect(ranges.some((range) => range.block === block && range.start <= at && at < range.end)).toBe(true)
    }
    expect(map.at(block, main.end + 1000)).toBeUndefined()
    expect(map.functionAt(block, main.start + 1)).toBe(main)
  })
})
