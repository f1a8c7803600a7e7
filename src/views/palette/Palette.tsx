/** The command palette: a field and a list. All by keyboard: type, arrows, Enter; Escape closes. */
import { useEffect, useRef, useState } from 'react'
import { useSay } from '../../store/language'

export interface PaletteRow {
  readonly id: string
  /** What the title is one of: samples, stages. Empty for commands that stand by themselves. */
  readonly group: string
  readonly title: string
  /** As people read them. */
  readonly keys: readonly string[]
  readonly run: () => void | Promise<void>
}

/** Rows in which every word of the text occurs. */
export function matching(rows: readonly PaletteRow[], text: string): readonly PaletteRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter(({ group, title }) => words.every((word) => `${group} ${title}`.toLowerCase().includes(word)))
}

export function Palette({ rows, onClose }: { rows: readonly PaletteRow[]; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const say = useSay()
  const found = matching(rows, text)
  useEffect(() => dialog.current?.showModal(), [])
  useEffect(() => {
    // In braces: some browsers return a promise, which React would take for a way to undo this.
    document.getElementById(`command-${at}`)?.scrollIntoView({ block: 'nearest' })
  }, [at])
  const run = (row: PaletteRow | undefined): void => {
    if (!row) return
    // Closed first: the command may open another dialog or move the focus.
    dialog.current?.close()
    onClose()
    void row.run()
  }
  const onKey = (event: React.KeyboardEvent): void => {
    const last = found.length - 1
    if (event.key === 'ArrowDown') setAt(Math.min(last, at + 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1))
    else if (event.key === 'PageDown') setAt(Math.min(last, at + PAGE))
    else if (event.key === 'PageUp') setAt(Math.max(0, at - PAGE))
    else if (event.key === 'Enter') run(found[at])
    else return
    event.preventDefault()
  }
  return (
    <dialog ref={dialog} className="palette" aria-label={say('palette.title')} onClose={onClose}>
      <input
        type="text"
        role="combobox"
        aria-label={say('palette.field')}
        aria-expanded={found.length > 0}
        aria-controls="commands"
        aria-activedescendant={found.length > 0 ? `command-${at}` : undefined}
        placeholder={say('palette.placeholder')}
        autoComplete="off"
        value={text}
        onChange={({ target }) => {
          setText(target.value)
          setAt(0)
        }}
        onKeyDown={onKey}
      />
      <div id="commands" role="listbox" aria-label={say('palette.title')}>
        {found.map((row, i) => (
          <div
            key={row.id}
            id={`command-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === at}
            onPointerDown={(event) => {
              event.preventDefault()
              run(row)
            }}
          >
            <span>{row.group}</span> {row.title}
            <i>
              {row.keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </i>
          </div>
        ))}
      </div>
      {found.length === 0 && <p role="status">{say('palette.nothing')}</p>}
    </dialog>
  )
}

const PAGE = 8
