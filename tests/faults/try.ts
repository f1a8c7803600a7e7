/** Runs the tests that faults name, with a fault planted or without, and says how each of them ended. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Fault } from './fault'

/** An upper limit for a whole run on a busy machine: below the patience of the test that waits for it (vite.config.ts). */
const TIMEOUT_MS = 280_000

/** How a named test ended. Missing: there is no such test, or it never ran. */
export type Ending = 'passed' | 'failed' | 'missing'

type NamedTest = Fault['red'][number]

interface Report {
  readonly testResults: readonly {
    readonly name: string
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

const pathOf = ({ file }: NamedTest): string => `tests/${file}.test.ts`
const literally = (name: string): string => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

/** Runs these tests and no others; the endings are in the order of the tests. */
export async function runTests(tests: readonly NamedTest[], fault?: Fault): Promise<Ending[]> {
  const folder = mkdtempSync(join(tmpdir(), 'linkscape-fault-'))
  const output = join(folder, 'report.json')
  try {
    await runVitest(
      [
        ...new Set(tests.map(pathOf)),
        ...['--testNamePattern', `^(?:${tests.map(({ name }) => literally(name)).join('|')})$`],
        ...['--reporter', 'json', '--outputFile', output],
      ],
      fault,
    )
    return endings(tests, readReport(output))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function runVitest(args: readonly string[], fault: Fault | undefined): Promise<void> {
  const program = join('node_modules', 'vitest', 'vitest.mjs')
  const command = [program, 'run', '--config', join('tests', 'faults', 'vitest.config.ts'), ...args]
  // Vitest tells its children that they run under it; this one is no child of that kind.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VITEST|TEST$|NODE_ENV$)/.test(name)),
  )
  if (fault) env.LINKSCAPE_FAULT = fault.id
  return new Promise((resolve) => {
    // A red run exits with 1, which is what is wanted; the report says the rest.
    execFile(process.execPath, command, { env, timeout: TIMEOUT_MS }, () => resolve())
  })
}

function readReport(output: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(output, 'utf8')) as Report
  } catch {
    return undefined
  }
}

function endings(tests: readonly NamedTest[], report: Report | undefined): Ending[] {
  return tests.map((test) => {
    const file = report?.testResults.find(({ name }) => name.replaceAll('\\', '/').endsWith(`/${pathOf(test)}`))
    const found = file?.assertionResults.find(({ fullName }) => fullName === test.name)
    return found?.status === 'passed' || found?.status === 'failed' ? found.status : 'missing'
  })
}

/** What is wrong with these tests before any fault is planted: they have to be there and to pass. */
export async function checkBaseline(faults: readonly Fault[]): Promise<string[]> {
  const tests = faults.flatMap(({ red }) => red)
  const ended = await runTests(tests)
  return tests.flatMap(({ file, name }, i) => (ended[i] === 'passed' ? [] : [`${file}: ${name}: ${ended[i]}`]))
}

/** Plants a fault; returns the tests that should have turned red and did not. */
export async function tryFault(fault: Fault): Promise<string[]> {
  const ended = await runTests(fault.red, fault)
  return fault.red.flatMap(({ file, name }, i) => (ended[i] === 'failed' ? [] : [`${file}: ${name}: ${ended[i]}`]))
}
