/** The list of keys, made from the same rows that handle them. */
import { useEffect, useRef, useState } from 'react'
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

export function KeyList({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [off, setOff] = useState(lettersOff)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className="keys" aria-label="Keys" onClose={onClose}>
      <h2>Keys</h2>
      <dl>
        {KEYED.map(([id, { keys, says }]) => (
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
