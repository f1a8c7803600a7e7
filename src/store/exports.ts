/** What can be taken along as a file: one row for each. The dialog, the palette, the command and its documentation read them. */
import type { PrintForm } from '../worker/protocol'

export interface ExportRow {
  readonly id: string
  /** On the button in the dialog. */
  readonly label: string
  readonly file: string
  readonly type: string
  readonly from: 'the map' | 'the tables' | 'the graph' | 'the commands'
  /** Of the graph: how the worker prints it. */
  readonly form?: PrintForm
}

export const EXPORTS = [
  { id: 'svg', label: 'SVG', file: 'link.svg', type: 'image/svg+xml', from: 'the map' },
  { id: 'png', label: 'PNG', file: 'link.png', type: 'image/png', from: 'the map' },
  {
    id: 'markdown',
    label: 'Markdown',
    file: 'link.md',
    type: 'text/markdown',
    from: 'the tables',
  },
  {
    id: 'text',
    label: 'Text',
    file: 'link.txt',
    type: 'text/plain',
    from: 'the graph',
    form: 'text',
  },
  {
    id: 'json',
    label: 'JSON',
    file: 'link.jsonl',
    type: 'application/json',
    from: 'the graph',
    form: 'json',
  },
  {
    id: 'dot',
    label: 'DOT',
    file: 'link.dot',
    type: 'text/vnd.graphviz',
    from: 'the graph',
    form: 'dot',
  },
  {
    id: 'commands',
    label: 'Save',
    file: 'link.sh',
    type: 'text/x-shellscript',
    from: 'the commands',
  },
] as const satisfies readonly ExportRow[]

export type ExportId = (typeof EXPORTS)[number]['id']

export const EXPORT_IDS = EXPORTS.map(({ id }) => id)

export const exportRow = (id: ExportId): ExportRow => EXPORTS.find((row) => row.id === id)!
