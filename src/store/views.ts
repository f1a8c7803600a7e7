/** What can be seen of a link: the stages of the middle, the tabs of the side. */

/** What the middle of the page shows. */
export const STAGE_IDS = ['map', 'memory', 'matrix', 'runs'] as const
export type Stage = (typeof STAGE_IDS)[number]

/** What the upper part of the side shows. */
export const TAB_IDS = ['explain', 'inputs', 'what-if', 'differences'] as const
export type Tab = (typeof TAB_IDS)[number]

/** The stage behind this one, in a circle. */
export const stageAfter = (stage: Stage): Stage => STAGE_IDS[(STAGE_IDS.indexOf(stage) + 1) % STAGE_IDS.length]!
