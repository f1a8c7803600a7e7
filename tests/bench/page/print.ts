/** How the benchmark of the page prints what it found, and the little statistics that it needs. */
import { loadavg } from 'node:os'

export const print = (line: string): boolean => process.stdout.write(`${line}\n`)
export const ms = (value: number): string => `${value.toFixed(1)} ms`

/** A title, with how busy the machine is: figures of a busy machine say little. */
export const title = (text: string): boolean => print(`${text} (load ${loadavg()[0]!.toFixed(1)})`)

/** The value below which a part of the values lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(part * (sorted.length - 1))]!
}
