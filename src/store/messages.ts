/**
 * Messages between this page and the page around it. The host sends commands of the command language and gets an answer
 * to each; it is told when the page is ready, where in time it is, and what is selected. Only origins that the frame’s
 * address names are heard or told anything. docs/embedding.md describes the messages for those who embed.
 */
import * as v from 'valibot'
import type { EventId } from '../engine/graph/log'
import { sayEvent } from '../scene/event-words'
import type { Command } from './commands/run-command'
import { runCommand } from './commands/run-command'
import type { Desk, DeskStore } from './desk'
import type { Moment } from './moment'
import { momentOf } from './moment'
import { say, sayNow } from './language'
import { placeOf } from './place'
import type { NamedThing } from './links/named-thing'
import { nameThing } from './links/things'

/** The version of the messages, in each of them. */
export const MESSAGES = 1

/** Commands that wait for the one before them; more are refused. */
const MOST_WAITING = 100

const ASKED = v.object({
  linkscape: v.literal(MESSAGES),
  /** Comes back in the answer. */
  ask: v.optional(v.union([v.string(), v.number()])),
  command: v.looseObject({ id: v.string() }),
})

/** What is told without being asked. */
export type Told =
  | { readonly event: 'ready'; readonly files: readonly string[] }
  | {
      readonly event: 'event'
      /** Events that have happened, of all. */
      readonly position: number
      readonly length: number
      readonly moment: Moment
      /** What the last event was, in a sentence. */
      readonly says: string
    }
  | { readonly event: 'selection'; readonly thing: NamedThing | null }

/** The window around this one, or something that stands for it. */
export interface HostWindow {
  /** Sends a message to the host if its origin is this one. */
  send(message: unknown, origin: string): void
  /** Calls for each message that the host sends. */
  onMessage(heard: (data: unknown, origin: string) => void): void
}

/** Tells the host what happens on the desk and does what it says. Call it when what the address says is on the desk. */
export function speakWith(host: HostWindow, desk: DeskStore, origins: readonly string[]): void {
  if (origins.length === 0) return
  const tell = (told: Told): void => {
    for (const origin of origins) host.send({ linkscape: MESSAGES, ...told }, origin)
  }
  let waiting = 0
  let last: Promise<unknown> = Promise.resolve()
  host.onMessage((data, origin) => {
    if (!origins.includes(origin)) return
    const asked = v.safeParse(ASKED, data)
    // Other scripts of the host talk as well; what is not for us is left alone.
    if (!asked.success) return
    const { ask, command } = asked.output
    const answer = (outcome: object): void => {
      if (ask !== undefined) host.send({ linkscape: MESSAGES, answer: ask, ...outcome }, origin)
    }
    if (waiting >= MOST_WAITING) {
      answer({ done: false, why: say('page.command.too-many', { n: MOST_WAITING }) })
      return
    }
    waiting++
    last = last.then(async () => {
      const outcome = await runCommand(desk, command as Command, 'host')
      answer(outcome.done ? outcome : { ...outcome, why: sayNow(outcome.why) })
      waiting--
    })
  })
  tellChanges(desk, tell)
}

function tellChanges(desk: DeskStore, tell: (told: Told) => void): void {
  const state = desk.getState()
  tell({ event: 'ready', files: state.inputs.map(({ name }) => name) })
  if (state.session) tell(momentIn(state))
  desk.subscribe((now, before) => {
    const moved = now.session !== before.session || now.position !== before.position
    if (moved && now.session) tell(momentIn(now))
    if (now.selection !== before.selection)
      tell({ event: 'selection', thing: (now.selection && nameThing(now, now.selection)) ?? null })
  })
}

function momentIn({ session, position }: Desk): Told {
  const { log } = session!
  return {
    event: 'event',
    position,
    length: log.length,
    moment: momentOf(placeOf(session!, position)),
    says: position === 0 ? '' : sayEvent({ ...session!, say }, (position - 1) as EventId),
  }
}
