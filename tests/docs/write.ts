/** `npm run docs`: writes the generated documentation. */
import { writeFileSync } from 'node:fs'
import { commandsMarkdown } from './commands'
import { lifetimesMarkdown } from './lifetimes'
import { relocationsMarkdown } from './relocations'

writeFileSync('docs/relocations.md', relocationsMarkdown())
writeFileSync('docs/lifetimes.md', lifetimesMarkdown())
writeFileSync('docs/commands.md', commandsMarkdown())
