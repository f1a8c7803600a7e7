/** The list of keys, made from the same rows that handle them. */
import { useEffect, useRef, useState } from 'react'
import { plural } from '../base/plural'
import { KEYED, lettersOff, setLettersOff } from './keys'

export const NAMES: Readonly<Record<string, string>> = {
  ArrowRight: '→',
  ArrowLeft: '←',
  'Shift+ArrowRight': '⇧→',
  'Shift+ArrowLeft': '⇧←',
  'Alt+ArrowLeft': 'Alt ←',
  'Alt+ArrowRight': 'Alt →',
  'Ctrl+Z': 'Ctrl Z',
  'Ctrl+Y': 'Ctrl Y',
  'Ctrl+Shift+Z': 'Ctrl ⇧Z',
  'Ctrl+Shift+P': 'Ctrl ⇧P',
  ' ': 'space',
  Escape: 'Esc',
}

/** The commands with keys in whose sentence or keys every word of the text occurs. */
export function keysFor(text: string): typeof KEYED {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return KEYED.filter(([, { keys, says }]) => {
    const row = `${says} ${keys.map((key) => NAMES[key] ?? key).join(' ')}`.toLowerCase()
    return words.every((word) => row.includes(word))
  })
}

export function KeyList({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [off, setOff] = useState(lettersOff)
  const [text, setText] = useState('')
  const found = keysFor(text)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className="keys" aria-label="Keys" onClose={onClose}>
      <h2>Keys</h2>
      <input
        type="search"
        aria-label="Search keys and what they do"
        placeholder="Search keys and what they do"
        autoComplete="off"
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <p className="off-screen" role="status">
        {text.trim() && plural(found.length, 'key')}
      </p>
      {found.length === 0 && (
        <p>No key does that. Every command, also those without a key, is in the palette: Ctrl ⇧P.</p>
      )}
      <dl>
        {found.map(([id, { keys, says }]) => (
          <div key={id}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{NAMES[key] ?? key}</kbd>
              ))}
            </dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
      <label>
        <input
          type="checkbox"
          checked={off}
          onChange={({ target }) => {
            setOff(target.checked)
            setLettersOff(target.checked)
          }}
        />{' '}
        switch off single letters and signs
      </label>
      <p>
        In the outline, arrow keys move from line to line and open and close them. On the map, drag or scroll to move;
        pinch, or scroll with Ctrl, to zoom.
      </p>
      <form method="dialog">
        <button type="submit">Close</button>
      </form>
    </dialog>
  )
}
