/**
 * Benchmarks of the engine.
 *
 *   npm run bench [-- [--no-browser] NAME|FILE.o...]
 *
 * Names are the recipes of `inputs.ts`; without any, all of them. Prints for each input the anchors and our links, in
 * Node and in a browser's worker, cold and warm, phase by phase; then every goal with the figure of this run beside it.
 */
import { BrowserBench } from './browser'
import type { Findings } from './goals'
import { GOALS, judge } from './goals'
import type { Recipe } from './inputs'
import { build, RECIPES } from './inputs'
import { answerAsChild, measureInNode, sweepInNode } from './node'
import { aloneTime, referenceTime, sweepAnchor } from './reference'
import { anchorLine, linkLines, sizeLine } from './report'

const print = (...lines: readonly string[]): void => {
  process.stdout.write(`${lines.join('\n')}\n`)
}

async function benchObject(recipe: Recipe, path: string, found: Findings, browser?: BrowserBench): Promise<void> {
  const anchors = { reference: recipe.beyondReference ? undefined : referenceTime(path), alone: aloneTime(path) }
  print(anchorLine(anchors))
  const node = measureInNode(path)
  print(sizeLine(node), ...linkLines('node  ', node, anchors))
  const worker = await browser?.measure(path)
  if (worker) print(...linkLines('worker', worker, anchors))
  const handover = recipe.id === 'all' ? await browser?.handover(path) : undefined
  if (handover) print(`  handover holds up the page for ${handover.blocked.toFixed(2)} ms`)
  found.set(recipe.id, { ...anchors, node, worker, handover })
}

/** The reference needs a process for each member; what it takes is measured on one of them. */
async function benchSweep(path: string, found: Findings, browser?: BrowserBench): Promise<void> {
  const { members, reference } = sweepAnchor(path)
  const each = (time: number): string => `${time.toFixed(1)} ms, ${((1000 * time) / members).toFixed(0)} us each`
  const node = sweepInNode(path)
  print(
    `  anchor: llvm-jitlink ${reference === undefined ? 'not measured' : `${reference.toFixed(1)} ms for one member`}`,
  )
  print(`  node   first pass ${each(node.cold)}; warm ${each(node.warm)}`)
  const worker = await browser?.sweep(path)
  if (worker) print(`  worker first pass ${each(worker.cold)}; warm ${each(worker.warm)}`)
  found.set('sweep', { sweep: worker?.warm, processes: reference === undefined ? undefined : members * reference })
}

async function main(wishes: readonly string[]): Promise<void> {
  const names = wishes.filter((wish) => !wish.startsWith('--'))
  const browser = wishes.includes('--no-browser') ? undefined : await BrowserBench.open()
  const found: Findings = new Map()
  for (const recipe of names.length > 0 ? names.map(recipeFor) : RECIPES) {
    const made = build(recipe)
    print(`${recipe.id}: ${recipe.says}`)
    if ('missing' in made) print(`  left out: ${made.missing}`)
    else if (recipe.make === 'sweep') await benchSweep(made.path, found, browser)
    else await benchObject(recipe, made.path, found, browser)
  }
  await browser?.close()
  const goals = GOALS.filter(({ needs }) => needs.some((id) => found.has(id)))
  print('goals', ...goals.map((goal) => judge(goal, found)))
}

/** A recipe by its name, or any object file. */
function recipeFor(wish: string): Recipe {
  const known = RECIPES.find(({ id }) => id === wish)
  return known ?? { id: wish, says: 'a file', sources: [wish], make: 'as it is' }
}

const words = process.argv.slice(2)
if (!answerAsChild(words)) await main(words)
