/**
 * The headless command: the same engine as the page's, without a page. Exit status 0 only if everything linked.
 */
import { readFileSync } from 'node:fs'
import { hex } from '../base/hex'
import type { Diagnostic } from '../engine/graph/diagnostics'
import { diagnosticText } from '../engine/graph/diagnostics'
import type { FileId, SymbolId } from '../engine/graph/ids'
import { Base } from '../engine/graph/ids'
import { SymbolFlag } from '../engine/graph/schema'
import { jsonGraphs } from '../engine/session/json-graph'
import type { LinkInput, LinkResult } from '../engine/session/link'
import { link } from '../engine/session/link'
import { textGraph } from '../engine/session/text-graph'
import { NO_NAME } from '../engine/table/name-table'
import type { CommandLine } from './arguments'
import { parseArguments, USAGE } from './arguments'

const USAGE_STATUS = 2

function main(args: readonly string[]): number {
  let command: CommandLine
  try {
    command = parseArguments(args)
  } catch (problem) {
    process.stderr.write(`jitlink: ${(problem as Error).message}\n${USAGE}\n`)
    return USAGE_STATUS
  }
  if (command.help || command.files.length === 0) {
    process.stdout.write(`${USAGE}\n`)
    return command.help ? 0 : USAGE_STATUS
  }
  const groups = command.each ? command.files.map((file) => [file]) : [command.files]
  const results = groups.map((files) => runOne(command, files))
  return results.every(Boolean) ? 0 : 1
}

/** Links one group of files and prints what was asked for; true if all of them linked. */
function runOne(command: CommandLine, files: readonly string[]): boolean {
  const inputs: LinkInput[] = []
  for (const name of files) {
    try {
      inputs.push({ name, bytes: readFileSync(name) })
    } catch (problem) {
      fail(command, name, `${name}: cannot be read: ${(problem as Error).message}`)
    }
  }
  if (inputs.length < files.length) return false
  const result = link(inputs, command.options, { log: false })
  const ok = result.ok && !result.diagnostics.some((diagnostic) => diagnostic.severity === 'error')
  report(command, files, result.diagnostics)
  if (ok) print(command, result)
  return ok
}

function report(command: CommandLine, files: readonly string[], diagnostics: readonly Diagnostic[]): void {
  for (const diagnostic of diagnostics) {
    if (diagnostic.severity === 'error') fail(command, diagnostic.file ?? files.join(' '), diagnosticText(diagnostic))
    else process.stderr.write(`${diagnostic.severity}: ${diagnosticText(diagnostic)}\n`)
  }
}

function fail(command: CommandLine, file: string, error: string): void {
  if (command.json) process.stdout.write(`${JSON.stringify({ file, ok: false, error })}\n`)
  process.stderr.write(`error: ${error}\n`)
}

function print(command: CommandLine, result: LinkResult): void {
  if (command.json) for (const graph of jsonGraphs(result)) process.stdout.write(`${JSON.stringify(graph)}\n`)
  result.graph.files.forEach(({ name }, file) => {
    if (command.showGraphs?.test(name)) process.stdout.write(`${textGraph(result, file as FileId)}\n`)
  })
  if (command.showAddresses) printAddresses(result)
}

function printAddresses({ graph }: LinkResult): void {
  const { base, flags, name } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (name[s] === NO_NAME || base[s] !== Base.Defined || flags[s] & SymbolFlag.Removed) continue
    process.stdout.write(`${hex(graph.addressOf(s))} ${graph.nameOf(s)}\n`)
  }
}

// Whoever reads our output may have enough of it (`| head`): that is no error.
process.stdout.on('error', (problem: NodeJS.ErrnoException) => {
  if (problem.code !== 'EPIPE') throw problem
})

process.exitCode = main(process.argv.slice(2))
