/**
 * Reads the fragment of an address. Strangers write links: whatever stands there, this returns what it understood and a
 * sentence for each part that it did not, and never throws.
 */
import { STAGE_IDS, TAB_IDS } from '../views'
import type { Message, Words } from '../../messages/messages'
import { later } from '../../messages/messages'
import { Misread, wordsOf } from '../misread'
import type { Moment } from '../moment'
import { PHASE_IDS } from '../moment'
import type { Settings } from '../settings'
import { decodeSettings } from '../settings-json'
import type { Fields } from './fields'
import { readFields, unpart } from './fields'
import { unpack } from './pack'
import { readFilter } from './filter-text'
import { readList } from './list-text'
import type { Page } from '../pages'
import { MOST_SEED, PAPERS } from '../pages'
import type { LinkedFile, NamedLesson, NamedStop, NamedWindow, PageLink } from './page-link'
import { END_OF_LESSON, MOST, VERSION } from './page-link'
import { readStop } from './stop-text'
import { readThing } from './thing-text'
import type { Upgrader } from './upgrade'
import { upgrade, UPGRADERS } from './upgrade'

export interface ReadLink {
  readonly link: PageLink
  /** What could not be understood, in sentences for people. */
  readonly problems: readonly Words[]
}

const NOTHING: PageLink = {}

/** With or without the `#`. An empty fragment is an empty link. */
export function readLink(fragment: string, chain: readonly Upgrader[] = UPGRADERS): ReadLink {
  if (fragment.replace(/^#/, '') === '') return { link: NOTHING, problems: [] }
  if (fragment.length > MOST.link) return { link: NOTHING, problems: [later('links.too-long')] }
  const fields = readFields(fragment)
  const written = fields.get('v')?.[0] ?? ''
  if (!/^[1-9][0-9]{0,5}$/.test(written)) return { link: NOTHING, problems: [later('links.no-version')] }
  const version = Number(written)
  const newer = version > chain.length + 1
  const { link, problems } = readAll(newer ? fields : upgrade(fields, version, chain))
  return newer ? { link, problems: [newerSentence(version), ...problems] } : { link, problems }
}

const newerSentence = (version: number): Message => later('links.newer', { version, known: VERSION })

type Reader = (value: string) => PageLink

/** What each field means. */
const READERS: Readonly<Record<string, Reader>> = {
  sample: (value) => ({ sample: sampleId(value) }),
  set: (value) => ({ settings: readSettings(value) }),
  at: (value) => ({ moment: readMoment(value) }),
  sel: (value) => ({ selection: readThing(value) }),
  stage: (value) => ({ stage: oneOf(STAGE_IDS, value) }),
  tab: (value) => ({ tab: oneOf(TAB_IDS, value) }),
  filter: (value) => ({ filter: readFilter(value) }),
  find: (value) => ({ query: readQuery(value) }),
  gate: (value) => ({ gate: oneOf(['on'], value) === 'on' }),
  lesson: (value) => ({ lesson: readLesson(value) }),
  page: (value) => ({ page: readPage(value) }),
  seed: (value) => ({ seed: readSeed(value) }),
  list: (value) => ({ list: readList(value) }),
  view: (value) => ({ window: readWindow(value) }),
}

function readAll(fields: Fields): ReadLink {
  const problems: Words[] = []
  const attempt = (key: string, read: () => PageLink): PageLink => {
    try {
      return read()
    } catch (problem) {
      const part = later(`links.part.${key}`)
      problems.push(later('links.unusable', { part, why: wordsOf(problem) }))
      return NOTHING
    }
  }
  const parts = Object.entries(READERS).map(([key, read]) => {
    const value = fields.get(key)?.[0]
    return value === undefined ? NOTHING : attempt(key, () => read(value))
  })
  const files = fields.get('file')
  if (files) parts.push(attempt('file', () => ({ files: readFiles(files) })))
  const stops = fields.get('stop')
  if (stops) parts.push(attempt('stop', () => ({ stops: readStops(stops) })))
  return { link: Object.assign({}, ...parts) as PageLink, problems }
}

function oneOf<T extends string>(choices: readonly T[], value: string): T {
  const choice = choices.find((candidate) => candidate === value)
  if (choice === undefined)
    throw new Misread('links.none-of', { text: value.slice(0, 20), choices: choices.join(', ') })
  return choice
}

function sampleId(value: string): string {
  if (!/^[a-z0-9-]{1,80}$/.test(value)) throw new Misread('links.no-sample')
  return value
}

function readSettings(value: string): Settings {
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(unpack(value, MOST.settings)))
  } catch {
    throw new Misread('links.damaged')
  }
  return decodeSettings(json)
}

function readMoment(value: string): Moment {
  const [phase = '', event] = value.split('.')
  const known = oneOf(['start', 'end', ...PHASE_IDS] as const, phase)
  if (event === undefined) return { phase: known }
  if (!/^[1-9][0-9]{0,9}$/.test(event)) throw new Misread('links.no-event', { text: event.slice(0, 20) })
  return { phase: known, event: Number(event) }
}

function readQuery(value: string): string {
  const query = unpart(value)
  if (query === '' || query.length > MOST.name) throw new Misread('links.no-text')
  return query
}

const isLesson = (text: string): boolean => /^L\d\d$/.test(text)

function readLesson(value: string): NamedLesson {
  const [id = '', step, ...rest] = value.split('.')
  if (!isLesson(id) || rest.length > 0) throw new Misread('links.no-lesson', { text: value.slice(0, 20) })
  if (step === undefined) return { id }
  if (step !== END_OF_LESSON && !/^[a-z][a-z0-9-]{0,80}$/.test(step)) throw new Misread('links.step-damaged')
  return { id, step }
}

function readPage(value: string): Page {
  const [is = '', lesson, paper, ...rest] = value.split('.')
  const page = oneOf(['teach', 'make'], is)
  if (page === 'make' || lesson === undefined) {
    if (lesson !== undefined) throw new Misread('links.no-parts')
    return { is: page }
  }
  if (!isLesson(lesson) || rest.length > 0) throw new Misread('links.no-lesson', { text: value.slice(0, 20) })
  return { is: page, lesson, ...(paper === undefined ? {} : { paper: oneOf(PAPERS, paper) }) }
}

function readSeed(value: string): string {
  const seed = unpart(value)
  if (seed === '' || seed.length > MOST_SEED) throw new Misread('links.no-seed')
  return seed
}

function readStops(values: readonly string[]): NamedStop[] {
  if (values.length > MOST.stops) throw new Misread('links.more-than', { n: MOST.stops })
  return values.map(readStop)
}

function readFiles(values: readonly string[]): LinkedFile[] {
  if (values.length > MOST.files) throw new Misread('links.more-than', { n: MOST.files })
  return values.map(readFile)
}

function readFile(value: string): LinkedFile {
  const [namePart = '', size = '', sha256 = '', packed, ...rest] = value.split(':')
  const name = unpart(namePart)
  if (name === '' || name.length > MOST.name) throw new Misread('links.no-name')
  if (!/^(0|[1-9][0-9]{0,14})$/.test(size) || !/^[0-9a-f]{64}$/.test(sha256) || rest.length > 0)
    throw new Misread('links.file-damaged', { name: name.slice(0, 80) })
  return { name, size: Number(size), sha256, ...(packed === undefined ? {} : { packed }) }
}

/** A scale that no window has is none: the map keeps its own limits, but a number it must be. */
function readWindow(value: string): NamedWindow {
  const [scale = '', across = '', down = '', thing = '', ...rest] = value.split(',')
  const numbers = [scale, across, down].map(Number)
  const fits = numbers.every((number) => Number.isFinite(number) && Math.abs(number) < 1e6)
  if (rest.length > 0 || !fits || [scale, across, down].includes('') || numbers[0]! <= 0)
    throw new Misread('links.no-numbers')
  return { scale: numbers[0]!, across: numbers[1]!, down: numbers[2]!, thing: readThing(thing) }
}
