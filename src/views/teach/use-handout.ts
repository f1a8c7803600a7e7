/** A lesson's handout for the seed of the class, made on a desk aside. */
import { useEffect, useState } from 'react'
import type { Lesson } from '../../lessons/machine/lesson'
import type { Session } from '../../store/session'
import type { Handout } from '../../store/lessons/handout'
import { useSchool } from '../../store/lessons/context'
import { fetchSource } from '../../store/samples'
import { pictureAsSvg } from '../map/picture-file'
import { stillOf } from '../map/still'

/** A source with its name. */
export interface Listing {
  readonly name: string
  readonly command: string
  readonly text: string
}

export interface Paperwork {
  /** Pictures are SVG. */
  readonly handout: Handout<string>
  readonly listings: readonly Listing[]
}

export type Made = { readonly paperwork: Paperwork } | { readonly failed: string } | undefined

/** Milliseconds for which a seed has to rest before the linker starts. */
const REST = 250

/** Undefined while it is made. */
export function useHandout(lesson: Lesson, seed: string): Made {
  const deskAside = useSchool((school) => school.deskAside)
  const [made, setMade] = useState<{ readonly of: string; readonly what: Made }>()
  const wanted = `${lesson.id} ${seed}`
  useEffect(() => {
    let gone = false
    const tell = (what: Made): void => {
      if (!gone) setMade({ of: wanted, what })
    }
    const make = async (): Promise<Paperwork> => {
      const { makeHandout } = await import('../../store/lessons/handouts')
      const handout = await makeHandout(await deskAside(), lesson, seed, draw)
      const listings = await Promise.all(
        handout.samples.flatMap((sample) =>
          sample.files.map(async (file) => ({
            name: file.source,
            command: file.command,
            text: await fetchSource(sample, file),
          })),
        ),
      )
      return { handout, listings: distinct(listings) }
    }
    const timer = setTimeout(() => {
      make().then(
        (paperwork) => tell({ paperwork }),
        (problem: Error) => tell({ failed: problem.message }),
      )
    }, REST)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [deskAside, lesson, seed, wanted])
  return made?.of === wanted ? made.what : undefined
}

const distinct = (listings: readonly Listing[]): Listing[] =>
  listings.filter(
    ({ name, text }, i) => listings.findIndex((other) => other.name === name && other.text === text) === i,
  )

const draw = (session: Session, position: number): string =>
  pictureAsSvg(stillOf(session, position), session.graph.files.map(({ name }) => name).join(', '), '')
