/**
 * What a link to this page says: which inputs, with which settings, when in time, what is selected, and what is seen.
 * Everything is optional, and nothing in it is an id. `write-link.ts` and `read-link.ts` are its form in an address.
 */
import type { Stage, Tab } from '../desk'
import type { Moment } from '../moment'
import type { NamedBreak } from '../named-break'
import type { NamedFilter } from '../named-filter'
import type { Page } from '../pages'
import type { Settings } from '../settings'
import type { NamedList } from './list-text'
import type { NamedThing } from './named-thing'

/** A file that a link speaks of. What it holds is checked against the hash, wherever it comes from. */
export interface LinkedFile {
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** 64 lower-case hexadecimal digits. */
  readonly sha256: string
  /** The file itself, packed, if it rides in the link. */
  readonly packed?: string
}

/** Where the map looks: a thing in the middle, at a scale, so that it is the same place in a window of another size. */
export interface NamedWindow {
  /** Screen pixels for one unit of the picture. */
  readonly scale: number
  readonly thing: NamedThing
  /** Which part of the thing is in the middle of the window: 0 its left or top, 1 its right or bottom. */
  readonly across: number
  readonly down: number
}

/** A place where play stops, or would if it were switched on. */
export interface NamedStop {
  readonly stop: NamedBreak
  readonly off?: boolean
}

/** A lesson, and the step in it by its id. */
export interface NamedLesson {
  readonly id: string
  /** Absent: the first; END_OF_LESSON: behind the last. */
  readonly step?: string
}

/** No step is called so: ids of steps are in lower case. */
export const END_OF_LESSON = 'END'

export interface PageLink {
  readonly sample?: string
  readonly files?: readonly LinkedFile[]
  /** All settings, not only what differs from the sample's; absent: the sample's own, or none. */
  readonly settings?: Settings
  /** Absent: where the link is live. */
  readonly moment?: Moment
  readonly selection?: NamedThing
  readonly stage?: Stage
  readonly tab?: Tab
  readonly window?: NamedWindow
  /** Which edges are drawn; absent: all. */
  readonly filter?: NamedFilter
  /** The text of the search; absent: nothing is marked. */
  readonly query?: string
  readonly stops?: readonly NamedStop[]
  /** The gate asks before each phase; where in time that is, it knows itself. */
  readonly gate?: boolean
  /** A lesson brings its own inputs, and everything else with them. */
  readonly lesson?: NamedLesson
  /** A page in place of the desk. */
  readonly page?: Page
  /** What makes a class's or a learner's numbers their own, in lessons and on the teacher's pages; absent: the usual ones. */
  readonly seed?: string
  /** The list that is open below the stage; absent: none. */
  readonly list?: NamedList
}

/** The schema that is written; `upgrade.ts` brings older ones up to it. */
export const VERSION = 4

/** Links come from strangers: whatever is larger than this is refused before anybody looks at it. */
export const MOST = {
  /** Characters of a whole link. */
  link: 256 * 1024,
  /** Characters of a name. */
  name: 1024,
  files: 64,
  stops: 100,
  /** Bytes of settings, as JSON. */
  settings: 64 * 1024,
  /** Bytes of a file that rides in the link. */
  packedFile: 1024 * 1024,
} as const

/** Characters of all files that ride in a link: more than that, and chats and mails cut it. */
export const ROOM_FOR_FILES = 6000
