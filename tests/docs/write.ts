/** `npm run docs`: writes the generated documentation. */
import { writeFileSync } from 'node:fs'
import { relocationsMarkdown } from './relocations'

writeFileSync('docs/relocations.md', relocationsMarkdown())
