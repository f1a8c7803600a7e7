/**
 * `npm run faults [ID...]`: plants each fault in the engine, one at a time, and expects the tests that it names to turn
 * red. Before that they have to be green. Two run at the same time.
 */
import { readFileSync } from 'node:fs'
import type { Fault } from './fault'
import { plant, sourceOf } from './fault'
import { FAULTS } from './index'
import { checkBaseline, tryFault } from './try'

const AT_ONCE = 2

const say = (text: string): void => void process.stdout.write(`${text}\n`)

function chosen(ids: readonly string[]): readonly Fault[] {
  const unknown = ids.filter((id) => !FAULTS.some((fault) => fault.id === id))
  if (unknown.length > 0)
    throw new Error(`no fault ${unknown.join(', ')}; there are ${FAULTS.map(({ id }) => id).join(', ')}`)
  return ids.length === 0 ? FAULTS : FAULTS.filter(({ id }) => ids.includes(id))
}

/** Tries faults from the queue until it is empty; returns how many were not noticed. */
async function work(queue: Fault[]): Promise<number> {
  let unnoticed = 0
  for (let fault = queue.shift(); fault; fault = queue.shift()) {
    const green = await tryFault(fault)
    if (green.length > 0) unnoticed++
    say(`| ${fault.id} | ${fault.wrong} | ${green.length === 0 ? 'red' : `NOT RED: ${green.join('; ')}`} |`)
  }
  return unnoticed
}

async function main(): Promise<void> {
  const faults = chosen(process.argv.slice(2))
  for (const fault of faults) plant(fault, readFileSync(sourceOf(fault), 'utf8'))
  const broken = await checkBaseline(faults)
  if (broken.length > 0) throw new Error(`not green without any fault:\n${broken.join('\n')}`)
  say('| fault | what is wrong | its tests |')
  say('| --- | --- | --- |')
  const queue = [...faults]
  const unnoticed = (await Promise.all(Array.from({ length: AT_ONCE }, () => work(queue)))).reduce((a, b) => a + b, 0)
  say(`\n${faults.length} faults, ${faults.length - unnoticed} noticed, ${unnoticed} not`)
  if (unnoticed > 0) process.exitCode = 1
}

main().catch((problem: unknown) => {
  process.stderr.write(`${problem instanceof Error ? problem.message : String(problem)}\n`)
  process.exitCode = 1
})
