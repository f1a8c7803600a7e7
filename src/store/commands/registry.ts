/**
 * Every command of the page, each one row: its id, which keeps whatever its words and keys become, its arguments, its
 * keys, what it does. What it says of itself is the message `commands.ID`: a sentence without a full stop. Keys, palette,
 * links, lessons, tests and pages around this one speak this language and no other. Things and moments are named; nothing
 * depends on an id in an array.
 */
import type { CommandRow } from './row'
import { ROOM } from './rows/room'
import { SETTINGS } from './rows/settings'
import { THINGS } from './rows/things'
import { TIME } from './rows/time'
import { VIEWS } from './rows/views'

export const COMMANDS = { ...TIME, ...THINGS, ...VIEWS, ...ROOM, ...SETTINGS }

export type CommandId = keyof typeof COMMANDS

type AnyRow = readonly [CommandId, CommandRow]

const rowsOf = (rows: object): readonly AnyRow[] => Object.entries(rows) as never

/** The same, where the arguments do not matter. */
export const commandRows = rowsOf(COMMANDS)

/** By what they are about, for lists that people read. */
export const COMMAND_GROUPS = [
  { title: 'Time', rows: rowsOf(TIME) },
  { title: 'Things', rows: rowsOf(THINGS) },
  { title: 'What is seen', rows: rowsOf(VIEWS) },
  { title: 'In a room', rows: rowsOf(ROOM) },
  { title: 'Inputs and settings', rows: rowsOf(SETTINGS) },
]
