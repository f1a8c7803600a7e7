/** The link that the desk shows: what it was made from, for going back to it and for comparing the next one with it. */
import type { LinkWish } from '../worker/protocol'
import type { DeskState } from './desk'

/** The settings of a session, with their history. */
export type History = Pick<DeskState, 'settings' | 'past' | 'future'>

type Files = DeskState['inputs']

/** Numbers links over all desks, for the worker knows them by it. */
let lastNumber = 0

export class ShownLink {
  #history: History
  #number = 0
  /** The files that it was made from; those of a link that was stopped are others. */
  #files: string | undefined

  constructor({ settings, past, future }: History) {
    this.#history = { settings, past, future }
  }

  /** What a stopped link goes back to. */
  get history(): History {
    return this.#history
  }

  /** Asks for what is on the desk. `compare`: and for what that changes, if both links are of the same files. */
  wish({ inputs, settings, session }: DeskState, compare: boolean): Required<Omit<LinkWish, 'paper'>> {
    const isSame = compare && session !== undefined && this.#files === namesOf(inputs)
    return {
      inputs: inputs.map(({ name, bytes }) => ({ name, bytes })),
      options: settings,
      number: ++lastNumber,
      former: isSame ? { number: this.#number, options: this.#history.settings } : undefined,
    }
  }

  /** What was wished for is shown now. */
  note(number: number, { inputs, settings, past, future }: DeskState): void {
    this.#history = { settings, past, future }
    this.#number = number
    this.#files = namesOf(inputs)
  }
}

const namesOf = (inputs: Files): string => inputs.map(({ id }) => id).join()
