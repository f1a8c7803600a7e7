/**
 * The keyboard: every command that has a key, by that key. Arrow keys move in time unless a list, a tree or a field has
 * them; single letters can be switched off, because some people dictate and some hands slip.
 */
import { useEffect } from 'react'
import type { CommandId } from '../store/commands/registry'
import { commandRows } from '../store/commands/registry'
import type { CommandRow } from '../store/commands/row'
import type { Command } from '../store/commands/run-command'
import { perform } from '../store/commands/run-command'
import { useDeskStore } from '../store/context'
import type { DeskStore } from '../store/desk'
import { gateOf } from '../store/gate/gate'
import { turn, turnGate } from '../store/lessons/turn'
import type { TutorStore } from '../store/lessons/tutor'
import type { PageHands } from '../store/page-hands'
import { isStill } from '../store/projector'
import { recall, remember } from '../store/memory-of-choices'

/** The commands that have keys: what the list of keys shows. */
export const KEYED: readonly (readonly [CommandId, CommandRow])[] = commandRows.filter(
  ([, { keys }]) => keys.length > 0,
)

/** A command without arguments, ready to be run. */
export const plainCommand = (id: CommandId): Command => ({ id }) as Command

const LETTERS_OFF = 'linkscape.letters-off'

export const lettersOff = (): boolean => recall(LETTERS_OFF) === 'yes'

export function setLettersOff(off: boolean): void {
  remember(LETTERS_OFF, off ? 'yes' : undefined)
}

/** The palette opens from everywhere: the keys mean nothing to somebody who types. */
const EVERYWHERE = 'Ctrl+Shift+P'

/** A single letter or sign, which can be switched off. */
const isLetter = (pressed: string): boolean => pressed.length === 1 && pressed !== ' '

const ENDS_STILLNESS: readonly CommandId[] = ['freeze', 'blank']

/** Listens for keys on the whole page. */
export function useKeys(): void {
  const store = useDeskStore()
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || (isTyping(event.target) && nameOf(event) !== EVERYWHERE)) return
      // A dialog has the keys to itself.
      if (store.getState().sheet === undefined) handle(store, event)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [store])
}

function handle(store: DeskStore, event: KeyboardEvent): void {
  const pressed = nameOf(event)
  const found = KEYED.find(([, { keys }]) => keys.includes(pressed))
  if (!found || (isLetter(pressed) && lettersOff())) return
  // While everything stands still, only what ends that does anything.
  if (isStill() && !ENDS_STILLNESS.includes(found[0])) return
  if (event.key === ' ' && isPressed(event.target)) return
  event.preventDefault()
  void perform(store, plainCommand(found[0]))
}

/** `Ctrl+Shift+Z`; the Command key counts as Ctrl. Shift is part of the character for a letter or sign alone. */
function nameOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): string {
  const name = key.length === 1 ? key.toUpperCase() : key
  const command = ctrlKey || metaKey
  const shift = shiftKey && (key.length > 1 || command)
  return `${command ? 'Ctrl+' : ''}${altKey ? 'Alt+' : ''}${shift ? 'Shift+' : ''}${name}`
}

/** What the space bar presses, ticks or unfolds when it has the focus. */
const isPressed = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('button, input, summary')

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  return target instanceof HTMLInputElement && target.type !== 'checkbox' && target.type !== 'range'
}

/** What commands may do with the page. The focus comes after what the command opens is there. */
export const handsWith = (desk: DeskStore, tutor: TutorStore | undefined, save: PageHands['save']): PageHands => ({
  focus(place) {
    if (!focusOn(place)) requestAnimationFrame(() => focusOn(place))
  },
  async turn(direction) {
    if (await turn(tutor?.getState(), direction)) return true
    return desk.getState().gating && turnGate(gateOf(desk).getState(), direction)
  },
  save,
})

/** Whether it is there and has the focus now: asking twice would take the focus back from where people went meanwhile. */
function focusOn(id: string): boolean {
  const element = document.getElementById(id)
  element?.focus()
  return element !== null && document.activeElement === element
}
