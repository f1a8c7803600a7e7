/** A file's card: what it is, or why it was refused, where in it, what was expected, what to do. */
import { hex, spacedBytes } from '../../base/hex'
import type { Diagnostic } from '../../engine/graph/diagnostics'
import { problemDetail, problemRemedy, problemTitle, sayPhrase } from '../../scene/diagnostic-words'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
import { sizeOf } from '../../worker/origins'
import { formatSize } from '../header/Header'
import { Fact, Facts } from './parts'
import { Written } from './Written'

export function InputPanel({ id }: { id: number }) {
  const say = useSay()
  const input = useDesk((desk) => desk.inputs.find((candidate) => candidate.id === id))
  const sample = useDesk((desk) => desk.sample)
  if (!input) return null
  const source = sample?.files.find(({ name }) => name === input.name)
  return (
    <>
      <h2>{input.name}</h2>
      <p className="tags">
        <span className={`tag ${input.refused ? 'danger' : 'strong'}`}>
          {say(input.refused ? 'inspector.not-linked' : 'inspector.linked')}
        </span>
        <span className="quiet">
          {[
            input.survey?.title && sayPhrase(say, input.survey.title),
            say('inspector.stays', { size: formatSize(sizeOf(input.bytes)) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </p>
      {input.refused && <Problem diagnostic={input.refused} bytes={input.bytes} />}
      {source && sample && (
        <>
          <h3>{say('inspector.made-with')}</h3>
          <p className="mono command">{source.command}</p>
          <p>
            <a href={`samples/${sample.program}/${source.source}`} target="_blank" rel="noreferrer">
              {source.source}
            </a>
          </p>
        </>
      )}
    </>
  )
}

/** A diagnostic in full. */
export function Problem({ diagnostic, bytes }: { diagnostic: Diagnostic; bytes?: Uint8Array | undefined }) {
  const say = useSay()
  const { code, severity, structure, offset, found, expected, file } = diagnostic
  const detail = problemDetail(say, diagnostic)
  return (
    <div className={`problem ${severity}`} role={severity === 'error' ? 'alert' : undefined}>
      <h3>{problemTitle(say, code)}</h3>
      {detail && (
        <p>
          <Written text={detail} />
        </p>
      )}
      <Facts>
        {file && <Fact name={say('inspector.file')}>{file}</Fact>}
        {structure && (
          <Fact name={say('inspector.where')}>
            <Written text={sayPhrase(say, structure)} />
          </Fact>
        )}
        {offset !== undefined && <Fact name={say('inspector.offset')}>{hex(offset)}</Fact>}
        {found && <Fact name={say('inspector.found')}>{sayPhrase(say, found)}</Fact>}
        {expected && <Fact name={say('inspector.expected')}>{sayPhrase(say, expected)}</Fact>}
      </Facts>
      {bytes && offset !== undefined && offset < bytes.length && <Peek bytes={bytes} offset={offset} />}
      <p className="remedy">{problemRemedy(say, code)}</p>
    </div>
  )
}

const PEEK = 8

/** The bytes at the place that is wrong. */
function Peek({ bytes, offset }: { bytes: Uint8Array; offset: number }) {
  const part = spacedBytes(bytes.subarray(offset, offset + PEEK))
  return <p className="mono peek">{`${hex(offset)}: ${part}`}</p>
}
