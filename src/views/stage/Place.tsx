/** Above the map: where it looks, step by step. Each step but the last zooms out to it. */
import { useSyncExternalStore } from 'react'
import { useSay } from '../../store/language'
import { onPlace, placeNow } from '../map/place-now'

export function Place() {
  const say = useSay()
  const place = useSyncExternalStore(onPlace, placeNow)
  return (
    <nav className="place" aria-label={say('stage.place')}>
      <ol>
        {place?.crumbs.map(({ text, go }, i, { length }) => (
          <li key={text}>
            {i + 1 === length ? (
              <b aria-current="location">{text}</b>
            ) : (
              <button type="button" title={say('stage.zoom-out-to', { place: text })} onClick={go}>
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
