/** A text with a number behind an `@`, which says which of several is meant: `a.o@2`. */
import { Misread } from '../misread'

export const withNumber = (text: string, number: number | undefined): string =>
  number === undefined ? text : `${text}@${number}`

/** Throws an Error if what stands behind the `@` is no number. */
export function numbered(text: string): { readonly text: string; readonly number: number | undefined } {
  const at = text.indexOf('@')
  if (at < 0) return { text, number: undefined }
  const number = /^[1-9][0-9]{0,8}$/.test(text.slice(at + 1)) ? Number(text.slice(at + 1)) : undefined
  if (number === undefined) throw new Misread('links.no-number', { text: text.slice(at, at + 20) })
  return { text: text.slice(0, at), number }
}
