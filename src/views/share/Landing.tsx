/** A link to files that are not here: which they are, and a place to drop them. What is dropped is checked by its hash. */
import { plural } from '../../base/plural'
import { useKeeper } from '../../store/links/context'
import type { AwaitedFile } from '../../store/links/landing'
import { isMissing } from '../../store/links/landing'
import { formatSize } from '../header/Header'
import { FilePicker } from '../welcome/FilePicker'

export default function Landing() {
  const landing = useKeeper((keeper) => keeper.landing)
  const goOn = useKeeper((keeper) => keeper.goOn)
  const leave = useKeeper((keeper) => keeper.leave)
  if (!landing) return null
  const missing = landing.files.filter(isMissing).length
  const isPartly = missing < landing.files.length
  return (
    <main className="welcome landing">
      <h1>This link needs {plural(missing, 'file')} from you.</h1>
      <p className="lead">
        Object files of this size do not fit into a link, so it names them. Give the same files, and everything opens as
        it was shared. They stay in this tab.
      </p>
      <ul className="awaited" aria-label="Files of this link">
        {landing.files.map((one, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: files have no other identity, and their order is the link's
          <Awaited key={i} one={one} />
        ))}
      </ul>
      <GiveFiles />
      {landing.notes.map((note) => (
        <p key={note} className="awaited-note" role="alert">
          {note}
        </p>
      ))}
      <p className="awaited-ways">
        {isPartly && (
          <button type="button" className="plain" onClick={() => void goOn()}>
            Go on without {missing === 1 ? 'it' : 'them'}
          </button>
        )}
        <button type="button" className="plain" onClick={leave}>
          Leave this link
        </button>
      </p>
    </main>
  )
}

const SHOWN_DIGITS = 12

function Awaited({ one }: { one: AwaitedFile }) {
  const { name, size, sha256 } = one.file
  const missing = isMissing(one)
  return (
    <li className={missing ? 'missing' : 'here'}>
      <span aria-hidden="true">{missing ? '◯' : '●'}</span> <b>{name}</b>{' '}
      <span>
        {formatSize(size)} · sha256 <code title={sha256}>{sha256.slice(0, SHOWN_DIGITS)}…</code> ·{' '}
        {missing ? 'missing' : 'here'}
      </span>
    </li>
  )
}

function GiveFiles() {
  const offer = useKeeper((keeper) => keeper.offer)
  return (
    <FilePicker className="drop" label="Choose the files of this link" onFiles={offer}>
      <b>Drop the files anywhere</b>
      <span>or click to choose them · they are checked against the link, whatever they are called</span>
    </FilePicker>
  )
}
