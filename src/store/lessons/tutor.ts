/**
 * The tutor: takes somebody through a lesson. It brings the desk to where each step begins, in the command language that
 * links and tests speak; asks; watches the desk until what was to happen has happened; and holds back what the step does
 * not allow. Where somebody is in the lesson is the machine's business (`src/lessons/machine/walk.ts`).
 */
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { Lesson, LessonCommand, LessonStep } from '../../lessons/machine/lesson'
import { goalsOf } from '../../lessons/machine/goals'
import { commandsFor, valuesFor } from '../../lessons/machine/lesson'
import { happened } from '../../lessons/machine/until'
import { valuesOf } from '../../lessons/machine/values'
import { lessonFor } from '../../lessons/machine/variation'
import type { Walk, WalkEvent } from '../../lessons/machine/walk'
import { isDone, isFinished, recordOf, setOut, stepOf, walk as advance } from '../../lessons/machine/walk'
import { ask } from '../../lessons/questions/ask'
import { startOf } from '../../lessons/questions/moments'
import type { Given, Message } from '../../lessons/questions/question'
import { isOver } from '../../lessons/questions/round'
import type { Command } from '../commands/run-command'
import { runCommand } from '../commands/run-command'
import type { DeskStore } from '../desk'
import { later } from '../../messages/messages'
import { sayNow } from '../language'
import { inPlainNames } from '../session'
import type { Settings } from '../settings'
import type { Progress } from './progress'
import { noteProgress, readProgress } from './progress'
import { isThere } from './replay'
import { mayMatter, seenOn } from './seen'
import { varied } from './vary'

export interface TutorState {
  /** Undefined while no lesson is open. */
  readonly walk: Walk | undefined
  /** The numbers that texts mention, by name. */
  readonly values: Readonly<Record<string, string>>
  /** What makes a class's or a learner's numbers their own; empty: the usual ones. */
  readonly seed: string
  /** The desk is on its way to where the step begins. */
  readonly preparing: boolean
  /** Why something that the lesson wanted could not be had. */
  readonly problem: string | undefined
  /** Why the question cannot be asked of this link. */
  readonly cannot: Message | undefined
  /** Which goals of the present step hold now. */
  readonly met: readonly boolean[]
  readonly progress: Progress
}

export interface TutorActions {
  /** Opens a lesson at a step (from 0). */
  open(lesson: Lesson, at?: number, seed?: string): Promise<void>
  close(): void
  next(): Promise<void>
  back(): Promise<void>
  skip(): Promise<void>
  go(to: number): Promise<void>
  restart(): Promise<void>
  answer(given: Given): Promise<void>
  /** Gives up the question. */
  reveal(): Promise<void>
  /** Does what the step asks for. */
  show(): Promise<void>
  /** What is kept was changed elsewhere. */
  noteProgress(progress: Progress): void
}

export type Tutor = TutorState & TutorActions
export type TutorStore = StoreApi<Tutor>

const NOBODY: TutorState = {
  walk: undefined,
  values: {},
  seed: '',
  preparing: false,
  problem: undefined,
  cannot: undefined,
  met: [],
  progress: {},
}

export function createTutor(desk: DeskStore): TutorStore {
  const seen = seenOn(desk)
  /** Steps were entered so many times; whoever sees another number is late. */
  let ticket = 0
  return createStore<Tutor>()((set, get) => {
    desk.subscribe((now, before) => {
      if (mayMatter(now, before)) watch()
    })

    /** Takes note of what happened on the desk. */
    function watch(): void {
      const { walk, preparing } = get()
      if (!walk || preparing || desk.getState().working) return
      const { inputs } = desk.getState()
      // Somebody put something else on the desk: the lesson is over.
      if (inputs.length === 0) {
        get().close()
        return
      }
      // Settings change first, then the desk begins to link: what they make of the link is seen when both have happened.
      if (isWaiting()) queueMicrotask(see)
    }

    /** Whether the step waits for something to happen on the desk. */
    function isWaiting(): boolean {
      const { walk, preparing } = get()
      const step = walk && stepOf(walk)
      if (!step || preparing || desk.getState().working) return false
      return goalsOf(step).length > 0 && !recordOf(walk).happened
    }

    function see(): void {
      if (!isWaiting()) return
      const met = metBy(stepOf(get().walk!)!)
      if (met.join() !== get().met.join()) set({ met })
      if (met.every(Boolean)) record({ type: 'happened', found: measured() })
    }

    const metBy = (step: LessonStep): boolean[] => goalsOf(step).map((goal) => happened(goal, seen))

    function record(event: WalkEvent): void {
      const { walk, seed } = get()
      if (!walk) return
      const next = advance(walk, event)
      if (next === walk) return
      set({ walk: next, progress: noteProgress(next, seed, event.type === 'restart') })
    }

    async function run(commands: readonly LessonCommand[], mine: number): Promise<void> {
      const { walk, seed } = get()
      for (const command of commands) {
        if (mine !== ticket) return
        const varying = varied(walk!.lesson, command, seed, desk.getState().samples)
        if (isThere(desk, varying)) continue
        const outcome = await runCommand(desk, varying as unknown as Command)
        if (!outcome.done && get().walk?.lesson === walk?.lesson) set({ problem: get().problem ?? sayNow(outcome.why) })
      }
    }

    /** Brings the desk to where the present step begins, asks its question, and holds back what it does not allow. */
    async function enter(): Promise<void> {
      const mine = ++ticket
      const { walk } = get()
      const step = walk && stepOf(walk)
      set({ preparing: step !== undefined, problem: undefined, cannot: undefined, met: [] })
      desk.getState().holdBack(undefined)
      if (!step) return
      await run(commandsFor(walk.lesson, step), mine)
      if (mine !== ticket) return
      set({ values: measured() })
      askOf(step)
      hold()
      set({ preparing: false, met: metBy(step) })
    }

    /** The numbers that the step's texts mention, of the link that is on the desk. */
    function measured(): Record<string, string> {
      const { session } = desk.getState()
      const { walk } = get()
      const step = walk && stepOf(walk)
      return step && session ? valuesOf(session, valuesFor(walk.lesson, step)) : {}
    }

    function askOf(step: LessonStep): void {
      const { session } = desk.getState()
      if (step.kind !== 'predict' || !session) return
      const asked = ask(inPlainNames(session), step.asks, get().seed)
      if ('question' in asked) record({ type: 'asked', question: asked.question })
      else set({ cannot: asked.cannot })
    }

    /** While a question is open, nobody looks behind its gate; and only what the step is about can be changed. */
    function hold(): void {
      const { walk } = get()
      const step = walk && stepOf(walk)
      const { session } = desk.getState()
      if (!walk || !step || !session) return
      const { round } = recordOf(walk)
      const open = round !== undefined && !isOver(round)
      desk.getState().holdBack({
        settings: step.may as (keyof Settings | 'files')[],
        ...(open ? { until: startOf(session, round.question.gate) } : {}),
        says: later(open ? 'lessons.held.time' : 'lessons.held.settings'),
      })
    }

    async function move(event: WalkEvent): Promise<void> {
      const before = get().walk
      record(event)
      if (get().walk !== before) await enter()
    }

    /** After a try: once the question is over, what it was about is shown. */
    async function settle(): Promise<void> {
      const { walk } = get()
      const step = walk && stepOf(walk)
      if (!walk || step?.kind !== 'predict' || !isDone(step, recordOf(walk))) return
      const mine = ticket
      desk.getState().holdBack(undefined)
      await run(step.after, mine)
      if (mine === ticket) hold()
    }

    return {
      ...NOBODY,
      progress: readProgress(),

      async open(lesson, at = 0, seed = '') {
        set({ ...NOBODY, progress: readProgress(), walk: setOut(lessonFor(lesson, seed), at), seed, preparing: true })
        await enter()
      },

      close() {
        ticket++
        set({ ...NOBODY, progress: get().progress })
        desk.getState().holdBack(undefined)
      },

      next: () => move({ type: 'next' }),
      back: () => move({ type: 'back' }),
      skip: () => move({ type: 'skip' }),
      go: (to) => move({ type: 'go', to }),
      restart: () => move({ type: 'restart' }),

      async answer(given) {
        record({ type: 'answered', given })
        await settle()
      },

      async reveal() {
        record({ type: 'revealed' })
        await settle()
      },

      async show() {
        const { walk } = get()
        const step = walk && stepOf(walk)
        if (!walk || !step || step.kind === 'predict' || !step.show || isFinished(walk)) return
        const mine = ticket
        desk.getState().holdBack(undefined)
        record({ type: 'shown' })
        await run(step.show, mine)
        if (mine === ticket) hold()
      },

      noteProgress: (progress) => set({ progress }),
    }
  })
}
