/**
 * Records what `lld-link` does: which of two COMDAT sections it takes, and the images that it makes of COFF objects.
 * `npm run record:images`.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { link } from '../../src/engine/session/link'
import { askLldLink } from '../conformance/ask-lld-link'
import { witnessOptions } from '../conformance/witness-options'
import type { ComdatPair, RivalPair } from '../support/comdat-pairs'
import { COMDAT_PAIRS, RIVAL_PAIRS } from '../support/comdat-pairs'
import type { RecordedImage } from './recorded-image'
import { coffObjects, IMAGES } from './recorded-image'

const TOOL = process.env.LLD_LINK ?? 'lld-link-22'
const BASE = 0x10000000
const OPTIONS = ['/dll', '/noentry', '/nodefaultlib', '/opt:noref', '/opt:noicf', '/lldmap:map', '/out:image.dll']

function ask({ inputs }: ComdatPair, folder: string): string {
  for (const { name, bytes } of inputs) writeFileSync(join(folder, name), bytes)
  for (const name of ['image.dll', 'map']) rmSync(join(folder, name), { force: true })
  const args = [...OPTIONS, ...inputs.map(({ name }) => name)]
  const { stderr } = spawnSync('timeout', ['20', TOOL, ...args], { cwd: folder, encoding: 'utf8' })
  if (!existsSync(join(folder, 'image.dll'))) return /duplicate symbol/.test(stderr) ? 'refused' : stderr
  // The map has the name below the section that holds it; one that lost may still be there.
  return /(first|second)\.obj:\(\.text\)\n.* inline$/m.exec(readFileSync(join(folder, 'map'), 'utf8'))![1]!
}

/** The file whose definition counts, the size of a common that counts, or that the link was refused. */
function askRivals({ inputs, options }: RivalPair, folder: string): string {
  for (const { name, bytes } of inputs) writeFileSync(join(folder, name), bytes)
  for (const name of ['image.dll', 'map', 'names']) rmSync(join(folder, name), { force: true })
  const args = [...OPTIONS, ...(options ?? []), '/map:names', `/base:${BASE}`, ...inputs.map(({ name }) => name)]
  const { stderr } = spawnSync('timeout', ['20', TOOL, ...args], { cwd: folder, encoding: 'utf8' })
  if (!existsSync(join(folder, 'image.dll'))) return /duplicate symbol/.test(stderr) ? 'refused' : stderr
  const [, address, home] = / inline +([0-9a-f]{16}) +(\S+)$/m.exec(readFileSync(join(folder, 'names'), 'utf8'))!
  if (home !== '<common>') return home!.replace('.obj', '')
  const at = parseInt(address!, 16) - BASE
  const ends = [...readFileSync(join(folder, 'map'), 'utf8').matchAll(/^([0-9a-f]{8}) ([0-9a-f]{8}) +4096 \./gm)].map(
    ([, start, size]) => parseInt(start!, 16) + parseInt(size!, 16),
  )
  return `common of ${ends.find((end) => end > at)! - at}`
}

/** The image of one object, as it is compared. */
function record(id: string, bytes: Uint8Array, folder: string): string | undefined {
  writeFileSync(join(folder, 'object.o'), bytes)
  const { graph, ok } = link([{ name: 'object.o', bytes }], witnessOptions(bytes), { log: false })
  if (!ok) return 'we do not link it'
  try {
    const { pieces, made, sections } = askLldLink(graph, 'object.o', folder)
    const image: RecordedImage = {
      pieces: Object.fromEntries(pieces),
      made: Object.fromEntries([...made].map(([name, address]) => [name, address.toString()])),
      sections: sections.map(({ name, start, bytes }) => ({
        name,
        start,
        content: Buffer.from(bytes).toString('hex'),
      })),
    }
    writeFileSync(`${IMAGES}/${id}.json`, `${JSON.stringify(image)}\n`)
    return undefined
  } catch (problem) {
    return (problem as Error).message
  }
}

const folder = mkdtempSync(join(tmpdir(), 'linkscape-comdats-'))
const answers = Object.fromEntries(COMDAT_PAIRS.map((pair) => [pair.id, ask(pair, folder)]))
mkdirSync(IMAGES, { recursive: true })
for (const [id, bytes] of coffObjects()) {
  const problem = record(id, bytes, folder)
  if (problem) process.stdout.write(`${id}: ${problem}\n`)
}
const rivals = Object.fromEntries(RIVAL_PAIRS.map((pair) => [pair.id, askRivals(pair, folder)]))
rmSync(folder, { recursive: true })
writeFileSync('tests/golden/lld-link/rivals.json', `${JSON.stringify(rivals, undefined, 2)}\n`)
writeFileSync('tests/golden/lld-link/comdats.json', `${JSON.stringify(answers, undefined, 2)}\n`)
