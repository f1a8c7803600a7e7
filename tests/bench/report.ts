/** How the benchmark prints what it found. */
import type { Measured, Run } from './measure'
import type { ReferenceTime } from './reference'

/** The anchors of one input, in milliseconds. */
export interface Anchors {
  readonly reference: ReferenceTime | undefined
  readonly alone: number | undefined
}

const ms = (value: number): string => `${value < 10 ? value.toFixed(2) : value.toFixed(1)} ms`

export function anchorLine({ reference, alone }: Anchors): string {
  const whole = reference && `${ms(reference.link)} of linking, ${ms(reference.process)} in all`
  return `  anchors: llvm-jitlink ${whole ?? 'not measured'}; JITLink alone ${alone === undefined ? 'not measured' : ms(alone)}`
}

export function sizeLine({ ok, blocks, edges, bytesPerEdge }: Measured): string {
  const size = `${blocks} blocks, ${edges} edges, ${bytesPerEdge.toFixed(1)} bytes of tables per edge`
  return `  ${size}${ok ? '' : '; THE LINK FAILED'}`
}

export function linkLines(where: string, measured: Measured, anchors: Anchors): string[] {
  const { cold, warm, warmMedian, logged } = measured
  return [
    `  ${where} cold ${ms(cold.total)}${ratios(cold, anchors)}: ${phases(cold)}`,
    `  ${where} warm ${ms(warm.total)} (median ${ms(warmMedian)})${ratios(warm, anchors)}: ${phases(warm)}`,
    `  ${where} with a log ${ms(logged)}, ${(logged / warm.total).toFixed(2)} times that`,
  ]
}

function ratios({ total }: Run, { reference, alone }: Anchors): string {
  const parts: string[] = []
  if (reference) parts.push(`${(total / reference.link).toFixed(3)} of llvm-jitlink`)
  if (alone !== undefined) parts.push(`${(total / alone).toFixed(2)} of JITLink alone`)
  return parts.length > 0 ? `, ${parts.join(', ')}` : ''
}

const phases = (run: Run): string =>
  run.phases
    .filter(([, time]) => time >= 0.05)
    .map(([phase, time]) => `${phase} ${time.toFixed(1)}`)
    .join(', ')
