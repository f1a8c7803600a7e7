/**
 * Measures the page in a browser without a GPU.
 *
 *   npm run bench:page [-- PART...]
 *
 * Parts are `frames`, `start`, `crypto`, `codegen`, `all` and `tour`; without any, all of them. Inputs are built where
 * they are missing (`inputs.ts`). Prints what each part found as it goes, then every goal with the figure of this run
 * beside it. A part that fails says so, and the others go on.
 */
import { cpus, loadavg } from 'node:os'
import { build, RECIPES } from '../inputs'
import { measureDrop } from './drop'
import { measureFrames } from './frames'
import type { PageFigures } from './goals'
import { judgePage, PAGE_GOALS } from './goals'
import { print } from './print'
import type { Bench } from './site'
import { openBench } from './site'
import { measureStart } from './start'
import { takeTour } from './tour'

const BIG = ['crypto', 'codegen', 'all'] as const

/** The path of an input; throws why it cannot be had. */
function pathOf(id: string): string {
  const made = build(RECIPES.find((recipe) => recipe.id === id)!)
  if ('missing' in made) throw new Error(`${id} cannot be built here: ${made.missing}`)
  return made.path
}

type Part = (bench: Bench, figures: PageFigures) => Promise<void>

const PARTS: ReadonlyMap<string, Part> = new Map<string, Part>([
  [
    'frames',
    async (bench, figures) => {
      for (const count of [100_000, 1_000_000]) await measureFrames(bench, figures, count)
    },
  ],
  ['start', measureStart],
  ...BIG.map((id): [string, Part] => [id, (bench, figures) => measureDrop(bench, figures, { id, path: pathOf(id) })]),
  ['tour', (bench, figures) => takeTour(bench, figures, pathOf('all'))],
])

async function main(wishes: readonly string[]): Promise<void> {
  const unknown = wishes.find((wish) => !PARTS.has(wish))
  if (unknown !== undefined) throw new Error(`no part “${unknown}”: there are ${[...PARTS.keys()].join(', ')}`)
  const figures: PageFigures = new Map()
  const bench = await openBench()
  print(`${cpus().length} processors, load ${loadavg()[0]!.toFixed(1)}, Chromium ${bench.version} without a GPU`)
  for (const [name, part] of PARTS) {
    if (wishes.length > 0 && !wishes.includes(name)) continue
    try {
      await part(bench, figures)
    } catch (problem) {
      print(`${name} FAILED: ${(problem as Error).message.split('\n')[0]}`)
    }
  }
  await bench.close()
  print(`goals (load ${loadavg()[0]!.toFixed(1)})`)
  for (const [id, goal] of Object.entries(PAGE_GOALS)) {
    if (wishes.length === 0 || figures.has(id)) print(judgePage(id, goal, figures.get(id)))
  }
}

await main(process.argv.slice(2))
