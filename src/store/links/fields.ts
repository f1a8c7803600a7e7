/**
 * A link's fragment as fields: `v=1&sample=first-look&at=fixup.12`. It stands behind the `#`, so that no server ever
 * sees it. Values are made of parts, each percent-encoded by itself, joined by signs that are encoded within parts.
 */
import { Misread } from '../misread'

/** The values of each key, in the order in which they stand in the link. */
export type Fields = ReadonlyMap<string, readonly string[]>

export function readFields(fragment: string): Fields {
  const fields = new Map<string, string[]>()
  for (const piece of fragment.replace(/^#/, '').split('&')) {
    const equals = piece.indexOf('=')
    if (equals < 1) continue
    const key = piece.slice(0, equals)
    const values = fields.get(key)
    if (values) values.push(piece.slice(equals + 1))
    else fields.set(key, [piece.slice(equals + 1)])
  }
  return fields
}

export const joinFields = (fields: readonly (readonly [key: string, value: string])[]): string =>
  fields.map(([key, value]) => `${key}=${value}`).join('&')

export const part = (text: string | number): string => encodeURIComponent(text)

/** Throws an Error if the part is not properly encoded. */
export function unpart(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new Misread('links.not-encoded', { text: text.slice(0, 20) })
  }
}
