/**
 * Records what `llvm-jitlink -check` says about many rules, and prints where we say something else.
 *
 *   npm run record:checks [-- --live=COUNT]     (live: other rules, compared and not recorded)
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadDisassembler } from '../../src/disassembler/capstone'
import type { Judged } from './case'
import { ENTRY, FOLDER, INSTRUCTIONS, judge, judgeOurs, messagesIn, OBJECT } from './case'
import { instructionRules, makeRules } from './rules'

const TOOL = process.env.LLVM_JITLINK ?? 'llvm-jitlink-22'
const RECORDED = 1500
const LIVE_SEED = 1000
const SHOWN = 20

function judgeReference(rules: readonly string[]): Judged[] {
  const folder = mkdtempSync(join(tmpdir(), 'linkscape-checks-'))
  try {
    const file = join(folder, 'checks')
    writeFileSync(file, rules.map((rule) => `# jitlink-check: ${rule}\n`).join(''))
    const options = ['-noexec', '-num-threads=0', '-no-process-syms', '-phony-externals', '-slab-allocate=1Gb']
    const place = ['-slab-address=0x10000000', '-slab-page-size=4096', `-entry=${ENTRY}`, `-check=${file}`, OBJECT]
    const command = ['-R', 'timeout', '60', TOOL, ...options, ...place]
    const { stderr } = spawnSync('setarch', command, { cwd: FOLDER, encoding: 'utf8', maxBuffer: 1 << 28 })
    if (stderr.includes('Stack dump')) throw new Error(`the reference tool crashed: ${stderr.slice(-2000)}`)
    return judge(rules, messagesIn(stderr))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const live = Number(process.argv.find((arg) => arg.startsWith('--live='))?.slice(7) ?? 0)
const rules =
  live > 0 ? makeRules(OBJECT, live, LIVE_SEED) : [...instructionRules(INSTRUCTIONS), ...makeRules(OBJECT, RECORDED)]
const theirs = judgeReference(rules)
const ours = judgeOurs(rules, await loadDisassembler('x86-64'))
const different = theirs.filter(([, said], i) => said !== ours[i]![1])
if (live === 0)
  writeFileSync(
    'tests/golden/check/instructions.json',
    `[\n${theirs.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`,
  )
process.stdout.write(
  `${rules.length} rules, ${theirs.filter(([, said]) => said === null).length} hold, ${different.length} judged differently\n`,
)
for (const [rule, said] of different.slice(0, SHOWN))
  process.stdout.write(`  ${rule}\n    theirs ${said}\n    ours   ${ours.find(([name]) => name === rule)![1]}\n`)
