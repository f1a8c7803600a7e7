/** The object about which rules are made, linked as the reference tool links it. */
import type { Disassembler } from '../../src/engine/arch/disassembler'
import { runChecks } from '../../src/engine/check/run-checks'
import { link } from '../../src/engine/session/link'
import { COMPAT_OPTIONS } from '../../src/engine/session/options'
import { readBytes } from '../support/link-files'

export const OBJECT = 'instructions.o'
export const FOLDER = 'tests/corpus'
export const ENTRY = 'mix'
export const INSTRUCTIONS = 260

/** A rule and the first line of what was said about it; null if it holds. */
export type Judged = readonly [rule: string, said: string | null]

const MESSAGE = /^(?:Expression|Error evaluating expression) '/

/** Pairs rules with messages, which come in the same order and repeat the rule. */
export function judge(rules: readonly string[], messages: readonly string[]): Judged[] {
  let next = 0
  const judged = rules.map((rule): Judged => {
    const said = messages[next]
    const about =
      said?.startsWith(`Expression '${rule}' is false`) || said?.startsWith(`Error evaluating expression '${rule}':`)
    if (about) next++
    return [rule, about ? said! : null]
  })
  if (next !== messages.length) throw new Error(`a message that belongs to no rule: ${messages[next]}`)
  return judged
}

export const messagesIn = (text: string): string[] => text.split('\n').filter((line) => MESSAGE.test(line))

/** Our verdicts. */
export function judgeOurs(rules: readonly string[], disassembler: Disassembler): Judged[] {
  const options = { ...COMPAT_OPTIONS, undefined: 'zero', entries: [ENTRY] } as const
  const result = link([{ name: OBJECT, bytes: readBytes(`${FOLDER}/${OBJECT}`) }], options, { log: false })
  const input = {
    graph: result.graph,
    range: { base: options.base, size: options.slabSize },
    absolutes: options.absolutes,
    disassembler,
  }
  const text = rules.map((rule) => `# jitlink-check: ${rule}\n`).join('')
  return judge(
    rules,
    runChecks(input, text).problems.map((problem) => problem.split('\n')[0]!),
  )
}
