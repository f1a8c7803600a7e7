/** A message in which elements stand: arguments may be elements, wherever its language puts them. */
import type { ReactNode } from 'react'
import { Fragment } from 'react'
import { useSayParts } from '../../store/language'

interface Props {
  readonly id: string
  readonly args: Readonly<Record<string, ReactNode>>
}

export function Said({ id, args }: Props) {
  const parts = useSayParts()(id, args)
  // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
  return parts.map((part, i) => <Fragment key={i}>{part}</Fragment>)
}
