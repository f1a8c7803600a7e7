/** An object with so many blocks that the worker does for the page what takes long. */
import { writeObject } from './object-writer'

export const MANY = 3200
const names = Array.from({ length: MANY }, (_, i) => `f${i}`)
export const LARGE_OBJECT = writeObject({
  sections: names.map((name, i) => ({
    name: `.text.${name}`,
    flags: 'ax',
    size: 16,
    relocations: [{ at: 4, type: 'PLT32', to: names[(i + 7) % MANY]!, addend: -4 }],
  })),
  symbols: names.map((name) => ({ name, in: `.text.${name}`, type: 'func' as const })),
})
