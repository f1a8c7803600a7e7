/** Records which of two COMDAT sections `lld-link` takes: `npm run record:comdats`. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ComdatPair } from '../support/comdat-pairs'
import { COMDAT_PAIRS } from '../support/comdat-pairs'

const TOOL = process.env.LLD_LINK ?? 'lld-link-22'
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

const folder = mkdtempSync(join(tmpdir(), 'linkscape-comdats-'))
const answers = Object.fromEntries(COMDAT_PAIRS.map((pair) => [pair.id, ask(pair, folder)]))
rmSync(folder, { recursive: true })
writeFileSync('tests/golden/lld-link/comdats.json', `${JSON.stringify(answers, undefined, 2)}\n`)
