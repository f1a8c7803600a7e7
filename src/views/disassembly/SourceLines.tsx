/** The source of a stretch of code: each line lights its bytes, and bytes that are picked light their line. */
import { useMemo } from 'react'
import type { BlockId } from '../../engine/graph/ids'
import { useSay } from '../../store/language'
import { isPicked, pick, useReading } from '../../store/reading'
import type { SourceMap } from '../../store/source'
import { useSourceText } from '../../store/source'

interface Props {
  readonly map: SourceMap
  readonly block: BlockId
  readonly start: number
  readonly end: number
}

const MOST_LINES = 400
const BEFORE_LIT = 6

export function SourceLines({ map, block, start, end }: Props) {
  const say = useSay()
  const rows = useMemo(() => map.within(block, start, end), [map, block, start, end])
  const source = rows[0]?.source
  const path = source === undefined ? undefined : map.sources[source]
  const text = useSourceText(path)
  const picked = useReading((state) => state.picked)
  if (source === undefined) return null
  const own = rows.filter((row) => row.source === source)
  const coded = new Set(own.map(({ line }) => line))
  const lit = new Set(own.flatMap((row) => (isPicked(picked, block, row.start, row.end) ? [row.line] : [])))
  const all = text ? range(Math.min(...coded), Math.max(...coded)) : [...coded].sort((a, b) => a - b)
  // A function of thousands of lines is shown from a little before the one that is lit.
  const litAt = all.findIndex((line) => lit.has(line))
  const lines = litAt < MOST_LINES ? all : all.slice(litAt - BEFORE_LIT)
  return (
    <>
      <h3>{say('inspector.source')}</h3>
      <p className="mono source-path">{path}</p>
      <ol className="source-lines">
        {lines.slice(0, MOST_LINES).map((line) => (
          <li key={line}>
            <button
              type="button"
              disabled={!coded.has(line)}
              aria-pressed={lit.has(line)}
              className={lit.has(line) ? 'lit' : undefined}
              onClick={() => pick(lit.has(line) && lit.size === 1 ? [] : map.rangesOf(source, line))}
            >
              <span className="number">{line}</span>
              <code>{text ? text[line - 1] : say('disassembly.pieces', { n: map.rangesOf(source, line).length })}</code>
            </button>
          </li>
        ))}
      </ol>
      {!text && <p className="muted">{say('disassembly.no-source')}</p>}
    </>
  )
}

const range = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i)
