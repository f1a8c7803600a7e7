/** The numbers that a lesson's texts mention, worked out from the link that is on the desk. */
import { hex, spacedBytes } from '../../base/hex'
import type { AskedLink } from '../questions/asked-link'
import { atMoment } from '../questions/asked-link'
import { evaluateIn } from '../questions/expressions'
import { settledAt } from '../questions/moments'
import { counted } from './counted'
import type { LessonValue } from './lesson'

/** More than a load of the check language takes at a time. */
const MOST_LOADED = 8

/** Each value as text, by its name; one that cannot be worked out says why. */
export function valuesOf(link: AskedLink, values: readonly LessonValue[]): Record<string, string> {
  return atMoment(link, settledAt(link), () =>
    Object.fromEntries(values.map((value) => [value.name, valueText(link, value)])),
  )
}

function valueText(link: AskedLink, value: LessonValue): string {
  if (!('expression' in value)) {
    const isCounted = 'size' in value || 'edges' in value || 'figure' in value
    return isCounted ? String(counted(link, value) ?? '(nothing of that name)') : value.is
  }
  const { expression, as } = value
  if (as.startsWith('bytes')) return bytesText(link, expression, Number(as.slice('bytes'.length)))
  const result = evaluateIn(link, expression)
  if ('problem' in result) return `(${result.problem})`
  if (as === 'number') return String(result.value)
  if (as === 'signed') return String(BigInt.asIntN(64, result.value)).replace('-', '−')
  return hex(result.value)
}

function bytesText(link: AskedLink, expression: string, count: number): string {
  const bytes: number[] = []
  for (let start = 0; start < count; start += MOST_LOADED) {
    const size = Math.min(MOST_LOADED, count - start)
    const result = evaluateIn(link, `*{${size}}((${expression}) + ${start})`)
    if ('problem' in result) return `(${result.problem})`
    for (let i = 0; i < size; i++) bytes.push(Number((result.value >> BigInt(8 * i)) & 0xffn))
  }
  return spacedBytes(bytes)
}
