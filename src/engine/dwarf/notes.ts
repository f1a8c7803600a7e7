/**
 * What went wrong while debug information was read. Strangers' sections can be wrong a million times in the same way:
 * each kind of problem is told a few times, then only counted. The work that a file may cost is bounded here too.
 */
import type { Phrase } from '../graph/phrases/phrase'
import { tell, verbatim } from '../graph/phrases/phrase'
import type { Diagnostic, DiagnosticCode } from '../graph/diagnostics'
import type { DebugBlock } from './sections'

/** Cases of one code that are told in full. */
const MOST_OF_A_KIND = 8
/** Steps that may be spent for each byte of debug sections; honest files need less than one. */
const STEPS_PER_BYTE = 32
const FREE_STEPS = 1 << 16

export class Notes {
  readonly #file: string
  readonly #list: Diagnostic[] = []
  readonly #counts = new Map<DiagnosticCode, number>()
  #steps: number

  /** `bytes`: the size of all debug sections of the file. */
  constructor(file: string, bytes: number) {
    this.#file = file
    this.#steps = bytes * STEPS_PER_BYTE + FREE_STEPS
  }

  /** The problems so far; a last one for each kind says how many more there were. */
  get list(): readonly Diagnostic[] {
    const more: Diagnostic[] = []
    for (const [code, count] of this.#counts) {
      if (count <= MOST_OF_A_KIND) continue
      const detail = tell('more-like-these', { n: count - MOST_OF_A_KIND })
      more.push({ code, severity: 'note', file: this.#file, detail })
    }
    return [...this.#list, ...more]
  }

  /** Adds a problem at an offset of a block. */
  warn(code: DiagnosticCode, block: DebugBlock, at: number, found: Phrase, expected: Phrase): void {
    this.#add({
      code,
      severity: 'warning',
      file: this.#file,
      structure: verbatim(block.name),
      offset: block.fileOffset + at,
      found,
      expected,
    })
  }

  /** Adds something that is not a mistake of the file. */
  tell(code: DiagnosticCode, structure: Phrase, detail: Phrase): void {
    this.#add({ code, severity: 'note', file: this.#file, structure, detail })
  }

  /** Whether the file may still cost this many steps; says so once when it may not. */
  spend(steps: number): boolean {
    if (this.#steps < 0) return false
    this.#steps -= steps
    if (this.#steps >= 0) return true
    this.#add({
      code: 'dwarf-work',
      severity: 'warning',
      file: this.#file,
      structure: tell('debug-sections'),
      found: tell('shared-structures'),
      expected: tell('steps-for-byte', { n: STEPS_PER_BYTE }),
    })
    return false
  }

  #add(diagnostic: Diagnostic): void {
    const count = (this.#counts.get(diagnostic.code) ?? 0) + 1
    this.#counts.set(diagnostic.code, count)
    if (count <= MOST_OF_A_KIND) this.#list.push(diagnostic)
  }
}
