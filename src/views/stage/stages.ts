/** The pictures of a link that the stage can show, in the order of the switch. */
import type { Stage } from '../../store/desk'

export interface StageRow {
  readonly id: Stage
  readonly title: string
  readonly says: string
}

export const STAGES: readonly StageRow[] = [
  {
    id: 'map',
    title: 'Map',
    says: 'Sections and blocks in the columns of their policies, with the edges between them.',
  },
  { id: 'memory', title: 'Memory', says: 'Pages: who owns them, what is in them, and how long they live.' },
  { id: 'matrix', title: 'Matrix', says: 'Who refers to whom: edges counted from section to section, as a table.' },
  { id: 'runs', title: 'Two runs', says: 'Before the last change and after it, beside each other, with one cursor.' },
]
