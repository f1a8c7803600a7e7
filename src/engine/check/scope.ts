/** What a rule can ask: names with their places, the memory that loads read, and a disassembler. */
import type { Disassembler } from '../arch/disassembler'
import type { AddressBook } from './address-book'
import type { WorkingMemory } from './memory'

export interface Scope {
  readonly book: AddressBook
  readonly memory: WorkingMemory
  readonly disassembler: Disassembler
}
