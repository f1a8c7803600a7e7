/** What can be taken along as a file: the picture, the tables, the graph. Large graphs take time and can be stopped. */
import { useEffect, useState } from 'react'
import { PHASES } from '../../engine/graph/events'
import { useDesk, useDeskStore } from '../../store/context'
import { usePrinter } from '../../store/printer'
import { tablesMarkdown } from '../../store/tables-markdown'
import type { PrintForm } from '../../worker/protocol'
import { mapOnScreen } from '../map/on-screen'
import { pictureAsPng, pictureAsSvg } from '../map/picture-file'
import { save } from './save'

const FORMS: readonly {
  readonly form: PrintForm
  readonly label: string
  readonly name: string
  readonly type: string
}[] = [
  { form: 'text', label: 'Text', name: 'link.txt', type: 'text/plain' },
  { form: 'json', label: 'JSON', name: 'link.jsonl', type: 'application/json' },
  { form: 'dot', label: 'DOT', name: 'link.dot', type: 'text/vnd.graphviz' },
]

/** `address`: the link that stands in what is exported. */
export function Exports({ address }: { address: string }) {
  const session = useDesk((desk) => desk.session)
  const isMap = useDesk((desk) => desk.stage === 'map')
  const title = useDesk((desk) => desk.sample?.title ?? desk.inputs.map(({ name }) => name).join(', '))
  if (!session) return null
  const savePicture = async (as: 'svg' | 'png'): Promise<void> => {
    const shown = mapOnScreen()
    if (!shown) return
    if (as === 'svg') save(pictureAsSvg(shown, title, address), 'link.svg', 'image/svg+xml')
    else save(await pictureAsPng(shown, title, address), 'link.png')
  }
  return (
    <section aria-label="Files">
      <h3>Picture</h3>
      <div className="share-row">
        <button type="button" className="plain" disabled={!isMap} onClick={() => void savePicture('svg')}>
          SVG
        </button>
        <button type="button" className="plain" disabled={!isMap} onClick={() => void savePicture('png')}>
          PNG
        </button>
        <span>
          {isMap ? 'The map as it is on screen, with title, legend and link.' : 'Show the map to take it along.'}
        </span>
      </div>
      <h3>Tables and graph</h3>
      <div className="share-row">
        <button
          type="button"
          className="plain"
          onClick={() => save(tablesMarkdown(session, title, address), 'link.md', 'text/markdown')}
        >
          Markdown
        </button>
        <Graphs />
      </div>
    </section>
  )
}

function Graphs() {
  const store = useDeskStore()
  const printer = usePrinter()
  const say = useDesk((desk) => desk.say)
  const [busy, setBusy] = useState('')
  useEffect(() => () => printer.cancel(), [printer])
  const print = async ({ form, name, type }: (typeof FORMS)[number]): Promise<void> => {
    const { inputs, settings } = store.getState()
    setBusy('starting')
    try {
      const ask = {
        inputs: inputs.map(({ name: called, bytes }) => ({ name: called, bytes })),
        options: settings,
        form,
      }
      const text = await printer.print(ask, (phase) => setBusy(PHASES.find(({ id }) => id === phase)!.title))
      save(text, name, type)
      say(`Saved ${name}.`)
    } catch (problem) {
      say(`Nothing was saved: ${(problem as Error).message}.`)
    }
    setBusy('')
  }
  if (busy !== '')
    return (
      <>
        <progress aria-label="Printing the graph" /> <span role="status">{busy}</span>
        <button type="button" className="plain" onClick={() => printer.cancel()}>
          Cancel
        </button>
      </>
    )
  return (
    <>
      {FORMS.map((one) => (
        <button key={one.form} type="button" className="plain" onClick={() => void print(one)}>
          {one.label}
        </button>
      ))}
      <span>The live link, as llvm-jitlink prints it, as our command does, or for Graphviz.</span>
    </>
  )
}
