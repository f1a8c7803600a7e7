/** The goals of the engine's speed and size: every figure is a ratio, or a size, that holds on any machine. */
import type { Measured } from './measure'
import type { ReferenceTime } from './reference'

/** What taking over a link costs the page. */
export interface Handover {
  /** Milliseconds during which the main thread could do nothing else. */
  readonly blocked: number
  readonly edges: number
}

/** What was measured of one input; times in milliseconds. */
export interface Finding {
  readonly reference?: ReferenceTime | undefined
  readonly alone?: number | undefined
  readonly node?: Measured
  readonly worker?: Measured | undefined
  readonly handover?: Handover | undefined
  /** A warm pass over all members in a worker, and what as many processes of the reference take. */
  readonly sweep?: number | undefined
  readonly processes?: number | undefined
}

/** By the name of the input. */
export type Findings = Map<string, Finding>

interface Goal {
  readonly id: string
  readonly says: string
  readonly unit: string
  /** At most this. */
  readonly target: number
  /** Wanted. */
  readonly stretch: number
  /** The inputs that it speaks of. */
  readonly needs: readonly string[]
  /** The figure; not a number if something that it needs was not measured. */
  figure(...found: readonly Finding[]): number
  /** What has to be read beside the figure. */
  beside?(...found: readonly Finding[]): string
}

const over = (value: number | undefined, divisor: number | undefined): number =>
  (value ?? Number.NaN) / (divisor ?? Number.NaN)

/** Milliseconds of a warm link for each relocation of the file. */
const perRelocation = ({ node }: Finding): number => over(node?.warm.total, node?.relocations)

const warm = (found: Finding | undefined): number | undefined => found?.worker?.warm.total
const cold = (found: Finding | undefined): number | undefined => found?.worker?.cold.total

/** A ratio of one input's figures. */
const ratio = (
  id: string,
  needs: string,
  says: string,
  target: number,
  stretch: number,
  figure: (found: Finding) => number,
): Goal => ({ id, says: `${needs}: ${says}`, unit: '', target, stretch, needs: [needs], figure })

const bytesPerEdge = (needs: string, target: number, stretch: number): Goal => ({
  id: 'M1',
  says: `${needs}: tables`,
  unit: ' bytes per edge',
  target,
  stretch,
  needs: [needs],
  figure: ({ node }) => node?.bytesPerEdge ?? Number.NaN,
})

const WARM = 'warm link in a worker / llvm-jitlink'
const ALONE = 'warm link in a worker / JITLink alone'
const COLD = 'first link of a new worker / llvm-jitlink'
const LOGGED = 'link with a log / without, in a worker'

export const GOALS: readonly Goal[] = [
  ratio('E1', 'crypto', WARM, 0.25, 0.1, (found) => over(warm(found), found.reference?.link)),
  ratio('E2', 'codegen', WARM, 0.05, 0.02, (found) => over(warm(found), found.reference?.link)),
  ratio('E3', 'crypto', ALONE, 1, 0.5, (found) => over(warm(found), found.alone)),
  ratio('E3', 'codegen', ALONE, 0.4, 0.15, (found) => over(warm(found), found.alone)),
  ratio('E4', 'sqlite', COLD, 2.5, 1, (found) => over(cold(found), found.reference?.link)),
  ratio('E4', 'codegen', COLD, 0.25, 0.1, (found) => over(cold(found), found.reference?.link)),
  {
    id: 'E5',
    says: 'warm link in a worker, all / codegen',
    unit: '',
    target: 4.5,
    stretch: 3.5,
    needs: ['all', 'codegen'],
    figure: (all, codegen) => over(warm(all), warm(codegen)),
    beside: (all, codegen) => {
      const times = (what: 'relocations' | 'sections'): string =>
        `${what} x${over(all?.node?.[what], codegen?.node?.[what]).toFixed(1)}`
      return `${times('relocations')}, ${times('sections')}`
    },
  },
  ratio('E6', 'sweep', 'every member alone / a process of llvm-jitlink for each', 0.02, 0.005, (found) =>
    over(found.sweep, found.processes),
  ),
  ...['sqlite-macos-x86-64', 'sqlite-macos-arm64', 'sqlite-windows-x86-64'].map(
    (id): Goal => ({
      id: 'E7',
      says: `${id}: a relocation of a warm link in Node / one of ELF x86-64`,
      unit: '',
      target: 3,
      stretch: 2,
      needs: [id, 'sqlite'],
      figure: (found, own) => over(perRelocation(found), perRelocation(own)),
    }),
  ),
  ratio('E8', 'crypto', LOGGED, 5, 2, (found) => over(found.worker?.logged, warm(found))),
  ratio('E8', 'codegen', LOGGED, 5, 2, (found) => over(found.worker?.logged, warm(found))),
  bytesPerEdge('crypto', 48, 32),
  bytesPerEdge('all', 64, 40),
  {
    id: 'T1',
    says: 'all: how long the handover holds up the page, per million edges',
    unit: ' ms',
    target: 5,
    stretch: 1,
    needs: ['all'],
    figure: (all) => over(all?.handover && all.handover.blocked * 1e6, all?.handover?.edges),
  },
]

/** One line: the figure beside its goal. */
export function judge(goal: Goal, found: Findings): string {
  const findings = goal.needs.map((id) => found.get(id) ?? {})
  const figure = goal.figure(...findings)
  const beside = goal.beside ? `; ${goal.beside(...findings)}` : ''
  const shown = Number.isNaN(figure) ? '-' : figure.toFixed(figure < 10 ? 3 : 1)
  return `  ${goal.id} ${shown.padStart(7)}  ${verdictOn(goal, figure).padEnd(16)} ${goal.says} (at most ${goal.target}${goal.unit}, wanted ${goal.stretch})${beside}`
}

function verdictOn({ target, stretch }: Goal, figure: number): string {
  if (Number.isNaN(figure)) return 'not measured'
  if (figure <= stretch) return 'met, as wanted'
  return figure <= target ? 'met' : 'NOT MET'
}
