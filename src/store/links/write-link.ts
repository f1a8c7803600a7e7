/** A link as the fragment of an address. What is as usual is left out, so that short links stay short. */
import { encodeSettings } from '../settings-json'
import type { Settings } from '../settings'
import type { Moment } from '../moment'
import { joinFields, part } from './fields'
import { filterText } from './filter-text'
import { listText } from './list-text'
import { pack } from './pack'
import type { Page } from '../pages'
import type { LinkedFile, NamedLesson, NamedWindow, PageLink } from './page-link'
import { VERSION } from './page-link'
import { stopText } from './stop-text'
import { thingText } from './thing-text'

/** Without the `#`. Read by `readLink`, which gives the same link back. */
export function writeLink(link: PageLink): string {
  const { sample, files = [], settings, moment, selection, stage, tab, window, filter, query, stops = [], list } = link
  const fields: (readonly [string, string])[] = [['v', String(VERSION)]]
  if (sample !== undefined) fields.push(['sample', part(sample)])
  for (const file of files) fields.push(['file', fileText(file)])
  if (settings) fields.push(['set', settingsText(settings)])
  if (moment) fields.push(['at', momentText(moment)])
  if (selection) fields.push(['sel', thingText(selection)])
  if (stage) fields.push(['stage', part(stage)])
  if (tab) fields.push(['tab', part(tab)])
  if (window) fields.push(['view', windowText(window)])
  if (filter) fields.push(['filter', filterText(filter)])
  if (query !== undefined) fields.push(['find', part(query)])
  for (const stop of stops) fields.push(['stop', stopText(stop)])
  if (link.gate) fields.push(['gate', 'on'])
  if (link.lesson) fields.push(['lesson', lessonText(link.lesson)])
  if (link.page) fields.push(['page', pageText(link.page)])
  if (link.seed !== undefined) fields.push(['seed', part(link.seed)])
  if (list) fields.push(['list', listText(list)])
  return joinFields(fields)
}

const fileText = ({ name, size, sha256, packed }: LinkedFile): string =>
  [part(name), size, sha256, ...(packed === undefined ? [] : [packed])].join(':')

const settingsText = (settings: Settings): string =>
  pack(new TextEncoder().encode(JSON.stringify(encodeSettings(settings))))

const momentText = ({ phase, event }: Moment): string => (event === undefined ? phase : `${phase}.${event}`)

const lessonText = ({ id, step }: NamedLesson): string => [id, ...(step === undefined ? [] : [step])].join('.')

const pageText = (page: Page): string =>
  page.is === 'teach'
    ? ['teach', ...(page.lesson === undefined ? [] : [page.lesson, ...(page.paper ? [page.paper] : [])])].join('.')
    : page.is

const DIGITS = 4

const windowText = ({ scale, across, down, thing }: NamedWindow): string =>
  [...[scale, across, down].map((value) => Number(value.toPrecision(DIGITS))), thingText(thing)].join(',')
