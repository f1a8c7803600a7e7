/** The goals of the page, a row for each, and how a figure is printed beside its goal. */

export interface PageGoal {
  readonly says: string
  readonly unit: string
  /** At most this. */
  readonly target: number
  /** Wanted. */
  readonly stretch: number
}

const time = (says: string, target: number, stretch: number): PageGoal => ({ says, unit: ' ms', target, stretch })
const share = (says: string, target: number, stretch: number): PageGoal => ({ says, unit: '', target, stretch })

/** p95 of a step and of a jump through time, until the map shows the moment, whatever the size of the link. */
const seeks = (input: string): Readonly<Record<string, PageGoal>> => ({
  [`steps ${input}`]: time(`${input}: one event on or back, p95`, 50, 50),
  [`jumps ${input}`]: time(`${input}: to any event, p95`, 50, 50),
})

const drop = (input: string): Readonly<Record<string, PageGoal>> => ({
  [`P4 ${input}`]: time(`${input}: from drop to overview`, 800, 400),
})

export const PAGE_GOALS: Readonly<Record<string, PageGoal>> = {
  'R1 p50': time('100,000 blocks and edges: p50 between frames, worst of fit, zoom and near', 16.8, 16.8),
  'R1 p95': time('100,000 blocks and edges: p95 between frames, worst of fit, zoom and near', 25, 20),
  'R2 p95': time('1,000,000 blocks and edges: p95 between frames, worst of fit, zoom and near', 34, 20),
  'R2 max': time('1,000,000 blocks and edges: the longest time between frames', 150, 150),
  'R3 count': { says: 'most SVG elements at once, on a tour of the page', unit: '', target: 2000, stretch: 2000 },
  'R3 p95': time('p95 between frames while the view with the most of them scrolls', 30, 30),
  'R4 time': time('1,000,000 blocks and edges: from the graph to the first overview', 500, 300),
  'R4 task': time('1,000,000 blocks and edges: the longest task of the page meanwhile', 50, 50),
  'P1 x1': share('first paint / first paint of an empty page', 1.5, 1.2),
  'P1 x4': share('the same with the processor slowed down four times', 1.5, 1.2),
  P2: share('linker ready / first paint of an empty page', 5, 3.5),
  P3: { says: 'scripts before the first screen, compressed', unit: ' kB', target: 130, stretch: 100 },
  ...drop('crypto'),
  ...drop('codegen'),
  ...drop('all'),
  ...seeks('crypto'),
  ...seeks('codegen'),
  ...seeks('all'),
  M2: share('all: the peak of the page’s memory beyond an empty desk / size of the object', 4, 2.5),
  tasks: time('all: the longest task of the page on a tour', 50, 50),
}

/** Figures by the goal that they belong to. */
export type PageFigures = Map<string, number>

/** One line: the figure beside its goal. */
export function judgePage(id: string, goal: PageGoal, figure: number | undefined): string {
  const { says, unit, target, stretch } = goal
  const shown = figure === undefined ? '-' : `${figure.toFixed(figure < 10 ? 2 : figure < 1000 ? 1 : 0)}${unit}`
  const wanted = stretch === target ? '' : `, wanted ${stretch}`
  return `  ${id.padEnd(14)} ${shown.padStart(11)}  ${verdictOn(goal, figure).padEnd(15)} ${says} (at most ${target}${wanted})`
}

function verdictOn({ target, stretch }: PageGoal, figure: number | undefined): string {
  if (figure === undefined || Number.isNaN(figure)) return 'not measured'
  if (figure <= stretch) return stretch === target ? 'met' : 'met, as wanted'
  return figure <= target ? 'met' : 'NOT MET'
}
