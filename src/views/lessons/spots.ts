/** Parts of the page that a lesson can draw a ring around, by names that keep. */

export const SPOTS = {
  timeline: '.phases',
  sentence: '.sentence',
  figures: '.figures',
  resident: '.figures dl > :nth-child(2)',
  crossings: '.figures .matrix',
  warnings: '.warnings',
  outline: '.outline',
  explain: '#side-panel',
  policy: '.inspector .switch',
  'what-if': '.what-if-button',
  'what-if-panel': '.what-if',
  stages: '.stage-bar',
  outside: '.outside',
  lessons: '.lessons-button',
  base: '[data-spot="base"]',
  rules: '[data-spot="rules"]',
  strict: '.outside .strict',
  strength: '.inspector .strength',
  names: '[data-spot="names"]',
  roots: '[data-spot="roots"]',
  files: '.files',
  'last-input': '.input-card:last-child .input-title',
  'policy-rules': '[data-spot="policy-rules"]',
  actions: '[data-spot="actions"]',
  metadata: '[data-spot="metadata"]',
  'page-size': '[data-spot="page-size"]',
} as const

export type SpotName = keyof typeof SPOTS

export const isSpot = (name: string): name is SpotName => Object.hasOwn(SPOTS, name)

/** Parts of the page that scroll: what is scrolled out of them is not on screen. */
const SCROLLERS = '.side-rest, .inspector, .what-if, .outline-list'

/** The part of an element that the scrollers around it show. */
export function shownBox(element: Element): DOMRect | undefined {
  const box = element.getBoundingClientRect()
  let { top, bottom } = box
  for (let around = scrollerOf(element); around; around = scrollerOf(around)) {
    const shown = around.getBoundingClientRect()
    top = Math.max(top, shown.top)
    bottom = Math.min(bottom, shown.bottom)
  }
  return bottom > top ? new DOMRect(box.left, top, box.width, bottom - top) : undefined
}

const scrollerOf = (element: Element): Element | null | undefined => element.parentElement?.closest(SCROLLERS)

export const spotElement = (name: string): Element | null => (isSpot(name) ? document.querySelector(SPOTS[name]) : null)
