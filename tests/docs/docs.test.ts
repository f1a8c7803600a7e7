/** The documentation says what the linker does. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { commandsMarkdown } from './commands'
import { lifetimesMarkdown } from './lifetimes'
import { relocationsMarkdown } from './relocations'

it('docs/relocations.md is what the rows say (npm run docs writes it again)', () => {
  expect(readFileSync('docs/relocations.md', 'utf8')).toBe(relocationsMarkdown())
})

it('docs/lifetimes.md is what the rows say', () => {
  expect(readFileSync('docs/lifetimes.md', 'utf8')).toBe(lifetimesMarkdown())
})

it('docs/commands.md is what the rows say', () => {
  expect(readFileSync('docs/commands.md', 'utf8')).toBe(commandsMarkdown())
})
