/** Above the map: where it looks, step by step. Each step but the last zooms out to it. */
import { useSyncExternalStore } from 'react'
import { onPlace, placeNow } from '../map/place-now'

export function Place() {
  const place = useSyncExternalStore(onPlace, placeNow)
  return (
    <nav className="place" aria-label="Where the map looks">
      <ol>
        {place?.crumbs.map(({ text, go }, i, { length }) => (
          <li key={text}>
            {i + 1 === length ? (
              <b aria-current="location">{text}</b>
            ) : (
              <button type="button" title={`Zoom out to ${text}`} onClick={go}>
                {text}
              </button>
            )}
          </li>
        ))}
      </ol>
      <span className="stop">{place?.says}</span>
    </nav>
  )
}
