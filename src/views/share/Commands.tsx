/** The commands that do again what is on the desk. */
import { useMemo } from 'react'
import { useDeskStore } from '../../store/context'
import { reproduce } from '../../store/reproduce'
import { CopyButton } from './CopyButton'

export function Commands() {
  const store = useDeskStore()
  const again = useMemo(() => reproduce(store.getState()), [store])
  if (!again) return null
  const { compile, jitlink, ours, cannot } = again
  const text = [...compile, jitlink, ours].join('\n')
  return (
    <section aria-label="Commands">
      <h3>Commands that reproduce this</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key */}
      <pre tabIndex={0}>{text}</pre>
      <div className="share-row">
        <CopyButton text={text} what="Commands" />
      </div>
      {cannot.length > 0 && (
        <ul className="share-says">
          {cannot.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </section>
  )
}
