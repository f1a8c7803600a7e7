/** A link to files that are not here: which they are, and a place to drop them. What is dropped is checked by its hash. */
import { sayWords } from '../../messages/messages'
import { useSay } from '../../store/language'
import { useKeeper } from '../../store/links/context'
import type { AwaitedFile } from '../../store/links/landing'
import { isMissing } from '../../store/links/landing'
import { formatSize } from '../header/Header'
import { FilePicker } from '../welcome/FilePicker'

export default function Landing() {
  const say = useSay()
  const landing = useKeeper((keeper) => keeper.landing)
  const goOn = useKeeper((keeper) => keeper.goOn)
  const leave = useKeeper((keeper) => keeper.leave)
  if (!landing) return null
  const missing = landing.files.filter(isMissing).length
  const isPartly = missing < landing.files.length
  return (
    <main className="welcome landing">
      <h1>{say('landing.title', { count: missing })}</h1>
      <p className="lead">{say('landing.lead')}</p>
      <ul className="awaited" aria-label={say('landing.files')}>
        {landing.files.map((one, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: files have no other identity, and their order is the link's
          <Awaited key={i} one={one} />
        ))}
      </ul>
      <GiveFiles />
      {landing.notes.map((note) => (
        <p key={sayWords(say, note)} className="awaited-note" role="alert">
          {sayWords(say, note)}
        </p>
      ))}
      <p className="awaited-ways">
        {isPartly && (
          <button type="button" className="plain" onClick={() => void goOn()}>
            {say('landing.go-on', { count: missing })}
          </button>
        )}
        <button type="button" className="plain" onClick={leave}>
          {say('landing.leave')}
        </button>
      </p>
    </main>
  )
}

const SHOWN_DIGITS = 12

function Awaited({ one }: { one: AwaitedFile }) {
  const say = useSay()
  const { name, size, sha256 } = one.file
  const missing = isMissing(one)
  return (
    <li className={missing ? 'missing' : 'here'}>
      <span aria-hidden="true">{missing ? '◯' : '●'}</span> <b>{name}</b>{' '}
      <span>
        {formatSize(size)} · sha256 <code title={sha256}>{sha256.slice(0, SHOWN_DIGITS)}…</code> ·{' '}
        {say(missing ? 'landing.missing' : 'landing.here')}
      </span>
    </li>
  )
}

function GiveFiles() {
  const say = useSay()
  const offer = useKeeper((keeper) => keeper.offer)
  return (
    <FilePicker className="drop" label={say('landing.choose')} onFiles={offer}>
      <b>{say('landing.drop')}</b>
      <span>{say('landing.or-click')}</span>
    </FilePicker>
  )
}
