/**
 * The gate: before each phase of whatever link is on the desk, it asks what will happen, and nobody gets past it before
 * the questions are answered or skipped. What was foretold is kept beside what came out. It is on or off as the desk says
 * (`gating`); what it needs of the questions is fetched when it is first switched on.
 */
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { PhaseId } from '../../engine/graph/events'
import type { Given, Question } from '../../lessons/questions/question'
import type { Round } from '../../lessons/questions/round'
import { answer, begin, isOver, skip } from '../../lessons/questions/round'
import { useDeskStore } from '../context'
import type { Desk, DeskStore, Rein } from '../desk'
import { later } from '../../messages/messages'
import { speakWhole } from '../language'
import type { Session } from '../session'

/** What was asked before a phase, and what was answered. */
export interface Prediction {
  readonly phase: PhaseId
  readonly rounds: readonly Round[]
}

export interface GateState {
  /** What is asked now, or was last; undefined before the first questions. */
  readonly now: Prediction | undefined
  /** Which of its questions is shown, from 0. */
  readonly at: number
  /** What was foretold of this link, phase by phase. */
  readonly book: readonly Prediction[]
  /** The phase before which the next questions come; undefined: there are no more. */
  readonly next: PhaseId | undefined
}

export interface GateActions {
  answer(given: Given): void
  /** Gives up the question that is shown: its answer is. */
  reveal(): void
  /** Goes on to the next question, or to the next phase that has some. */
  goOn(): void
  /** Leaves all that is open before this phase unanswered. */
  skipPhase(): void
}

export type Gate = GateState & GateActions
export type GateStore = StoreApi<Gate>

const NOTHING: GateState = { now: undefined, at: 0, book: [], next: undefined }

type Asking = typeof import('./asking')
type NextQuestions = import('./asking').NextQuestions

/** Somebody still has to say something. */
export const isOpen = ({ now }: GateState): boolean => now !== undefined && !now.rounds.every(isOver)

/** The questions that are open. */
export const openQuestions = ({ now }: GateState): readonly Question[] =>
  now?.rounds.filter((round) => !isOver(round)).map(({ question }) => question) ?? []

export function createGate(desk: DeskStore): GateStore {
  let rein: Rein | undefined
  let asking: Asking | undefined
  /** The questions before the phase `next`. */
  let coming: NextQuestions | undefined
  let starts = 0
  /** The inputs that are asked about. */
  let inputs: Desk['inputs'] = []
  const store = createStore<Gate>()((set, get) => {
    function change(edit: (round: Round) => Round): void {
      const { now, at } = get()
      if (!now?.rounds[at]) return
      set({ now: { ...now, rounds: now.rounds.map((round, i) => (i === at ? edit(round) : round)) } })
      finishIfOver()
    }

    /** Once nothing is open any more the way is free up to the next questions. */
    function finishIfOver(): void {
      const { now, book } = get()
      const { session } = desk.getState()
      if (!now || !session || isOpen(get()) || book.some(({ phase }) => phase === now.phase)) return
      set({ book: [...book, now] })
      lookAhead(session, asking!.placeOf(now.phase) + 1)
    }

    return {
      ...NOTHING,
      answer: (given) => change((round) => answer(round, given)),
      reveal: () => change(skip),
      goOn() {
        const { now, at } = get()
        const { session } = desk.getState()
        if (!session) return
        if (now && at + 1 < now.rounds.length) set({ at: at + 1 })
        else desk.getState().seek(rein?.until ?? session.log.length)
      },
      skipPhase() {
        const { now } = get()
        if (!now) return
        const rounds = now.rounds.map((round) => (isOver(round) ? round : skip(round)))
        set({ now: { ...now, rounds }, at: rounds.length - 1 })
        finishIfOver()
        get().goOn()
      },
    }
  })

  /** Puts the questions before the phase at this place, or a later one, next, and holds people back there. */
  function lookAhead(session: Session, from: number): void {
    coming = asking!.nextQuestions(session, from)
    store.setState({ next: coming?.phase })
    rein = { says: later('questions.gate.held'), ...(coming ? { until: coming.at } : {}) }
    desk.getState().holdBack(rein)
  }

  /** Begins with the first phase again, or, for the same files with other settings, with the questions that are open. */
  async function start(): Promise<void> {
    const mine = ++starts
    coming = undefined
    const keep = sameInputs(desk.getState().inputs, inputs)
    inputs = desk.getState().inputs
    const [loaded] = await Promise.all([import('./asking'), speakWhole()])
    const { session, gating } = desk.getState()
    if (mine !== starts || !gating || !session) return
    asking = loaded
    const { now, book } = store.getState()
    const stays = keep && now !== undefined
    const from = stays ? asking.placeOf(now.phase) + (isOpen(store.getState()) ? 0 : 1) : 0
    store.setState(stays ? { now: isOpen(store.getState()) ? undefined : now, book } : NOTHING)
    lookAhead(session, from)
    if (!stays || rein?.until !== undefined) desk.getState().seek(rein?.until ?? session.liveAt)
    arrive(desk.getState())
  }

  function stop(): void {
    starts++
    inputs = []
    coming = undefined
    store.setState(NOTHING)
    if (desk.getState().rein === rein) desk.getState().holdBack(undefined)
    rein = undefined
  }

  /** Asks when somebody stands before the phase. */
  function arrive({ session, position }: Desk): void {
    if (!session || !coming || isOpen(store.getState())) return
    if (rein?.until === undefined || position < rein.until) return
    const { phase, questions } = coming
    coming = undefined
    desk.getState().play(false)
    store.setState({ now: { phase, rounds: questions.map(begin) }, at: 0, next: undefined })
  }

  desk.subscribe((state, before) => {
    if (state.gating !== before.gating) {
      if (state.gating) void start()
      else stop()
    } else if (state.gating) {
      // A lesson holds people back in its own way, and asks for itself.
      if (state.rein !== undefined && state.rein !== rein && state.rein !== before.rein) state.setGating(false)
      else if (!state.session) store.setState(NOTHING)
      else if (state.session !== before.session) void start()
      else if (state.position !== before.position) arrive(state)
    }
  })
  if (desk.getState().gating) void start()
  return store
}

const sameInputs = (a: Desk['inputs'], b: Desk['inputs']): boolean =>
  a.length === b.length && a.every(({ id }, i) => id === b[i]!.id)

const GATES = new WeakMap<DeskStore, GateStore>()

/** The gate of a desk; made when somebody first asks. */
export function gateOf(desk: DeskStore): GateStore {
  const gate = GATES.get(desk) ?? createGate(desk)
  GATES.set(desk, gate)
  return gate
}

/** A part of the gate of the desk around this view. */
export function useGate<T>(select: (gate: Gate) => T): T {
  return useStore(gateOf(useDeskStore()), select)
}
