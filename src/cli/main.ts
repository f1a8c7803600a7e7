/**
 * The headless command: the same engine as the page's, without a page. Exit status 0 only if everything linked.
 */
import { readFileSync } from 'node:fs'
import { bytesOfText } from '../base/raw-text'
import { loadDisassembler } from '../disassembler/capstone'
import { runChecks } from '../engine/check/run-checks'
import { showAddresses } from '../engine/check/show-addresses'
import type { Diagnostic } from '../engine/graph/diagnostics'
import { diagnosticText } from '../engine/graph/diagnostics'
import type { FileId } from '../engine/graph/ids'
import { jsonGraphs } from '../engine/session/json-graph'
import type { LinkInput, LinkResult } from '../engine/session/link'
import { link } from '../engine/session/link'
import { textGraphs } from '../engine/session/text-graph'
import { problemWithInputs, problemWithNames } from './names'
import type { CommandLine } from './arguments'
import { parseArguments, USAGE } from './arguments'

const USAGE_STATUS = 2

/** Names come out as the bytes that they are, whether or not they are UTF-8. */
function print(stream: NodeJS.WriteStream, text: string): void {
  stream.write(bytesOfText(text))
}

async function main(args: readonly string[]): Promise<number> {
  let command: CommandLine
  try {
    command = parseArguments(args)
  } catch (problem) {
    print(process.stderr, `jitlink: ${(problem as Error).message}\n${USAGE}\n`)
    return USAGE_STATUS
  }
  if (command.help || command.files.length === 0) {
    print(process.stdout, `${USAGE}\n`)
    return command.help ? 0 : USAGE_STATUS
  }
  const groups = command.each ? command.files.map((file) => [file]) : [command.files]
  const results: boolean[] = []
  for (const files of groups) results.push(await runOne(command, files))
  return results.every(Boolean) ? 0 : 1
}

/** Links one group of files and prints what was asked for; true if all of them linked. */
async function runOne(command: CommandLine, files: readonly string[]): Promise<boolean> {
  const inputs: LinkInput[] = []
  for (const name of files) {
    try {
      inputs.push({ name, bytes: readFileSync(name) })
    } catch (problem) {
      fail(command, name, `${name}: cannot be read: ${(problem as Error).message}`)
    }
  }
  const clash = command.checks.length > 0 ? problemWithInputs(files) : undefined
  if (clash !== undefined) fail(command, files.join(' '), clash)
  if (inputs.length < files.length || clash !== undefined) return false
  const result = link(inputs, command.options, { log: false })
  const ok = result.ok && !result.diagnostics.some((diagnostic) => diagnostic.severity === 'error')
  report(command, files, result.diagnostics)
  if (!ok) return false
  const problem = problemWithNames(result, command.options)
  if (problem !== undefined) fail(command, files.join(' '), problem)
  else printGraphs(command, result)
  return problem === undefined && (await check(command, result))
}

function report(command: CommandLine, files: readonly string[], diagnostics: readonly Diagnostic[]): void {
  for (const diagnostic of diagnostics) {
    if (diagnostic.severity === 'error') fail(command, diagnostic.file ?? files.join(' '), diagnosticText(diagnostic))
    else print(process.stderr, `${diagnostic.severity}: ${diagnosticText(diagnostic)}\n`)
  }
}

function fail(command: CommandLine, file: string, error: string): void {
  if (command.json) print(process.stdout, `${JSON.stringify({ file, ok: false, error })}\n`)
  print(process.stderr, `error: ${error}\n`)
}

function printGraphs(command: CommandLine, result: LinkResult): void {
  if (command.json) for (const graph of jsonGraphs(result)) print(process.stdout, `${JSON.stringify(graph)}\n`)
  const shown = result.graph.files.flatMap(({ name }, file) => (command.showGraphs?.test(name) ? [file as FileId] : []))
  if (shown.length > 0) {
    const asText = textGraphs(result)
    for (const file of shown) print(process.stdout, `${asText(file)}\n`)
  }
  if (command.showAddresses) {
    const lines = showAddresses(result.graph, rangeOf(command), command.options.absolutes)
    print(process.stdout, `${lines.join('\n')}\n`)
  }
}

/** Evaluates all check files; true if every rule of each holds, and each has one. */
async function check(command: CommandLine, result: LinkResult): Promise<boolean> {
  let held = true
  for (const file of command.checks) held = (await checkFile(command, result, file)) && held
  return held
}

async function checkFile(command: CommandLine, result: LinkResult, file: string): Promise<boolean> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (problem) {
    fail(command, file, `${file}: cannot be read: ${(problem as Error).message}`)
    return false
  }
  const { absolutes } = command.options
  const input = {
    graph: result.graph,
    range: rangeOf(command),
    absolutes,
    disassembler: await loadDisassembler(result.arch.processor),
  }
  const { rules, problems } = runChecks(input, text, command.checkName)
  for (const problem of problems) print(process.stderr, `${problem}\n`)
  if (rules > 0 && problems.length === 0) return true
  const why = rules === 0 ? `: no line starts with "# ${command.checkName}:"` : ''
  fail(command, file, `Some checks in ${file} failed${why}`)
  return false
}

const rangeOf = ({ options }: CommandLine) => ({ base: options.base, size: options.slabSize })

// Whoever reads our output may have enough of it (`| head`): that is no error.
process.stdout.on('error', (problem: NodeJS.ErrnoException) => {
  if (problem.code !== 'EPIPE') throw problem
})

process.exitCode = await main(process.argv.slice(2))
