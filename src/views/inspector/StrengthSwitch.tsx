/** What if this definition were weak, or strong? Only for names that other files can see, where strength matters. */
import { selectionOf } from '../../engine/graph/comdat-selections'
import type { SymbolId } from '../../engine/graph/ids'
import { Base, Linkage, Scope } from '../../engine/graph/ids'
import { NO_NAME } from '../../engine/table/name-table'
import { later } from '../../messages/messages'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
import type { Session } from '../../store/session'
import { setStrength } from '../../store/settings'

export function StrengthSwitch({ session: { graph }, symbol: s }: { session: Session; symbol: SymbolId }) {
  const say = useSay()
  const settings = useDesk((desk) => desk.settings)
  const change = useDesk((desk) => desk.change)
  const { base, scope, linkage, definition } = graph.symbols
  const lost = base[s] === Base.External && definition[s] !== s && isRuled(settings.strengths, graph.nameOf(s))
  if (graph.symbols.name[s] === NO_NAME || scope[s] === Scope.Local || (base[s] === Base.External && !lost)) return null
  const name = graph.nameOf(s)
  const file = graph.files[graph.symbols.file[s]]!.name
  const rule = settings.strengths?.find((one) => one.name === name && one.file === file)
  const isWeak = linkage[s] === Linkage.Weak
  if (rule)
    return (
      <p className="strength">
        {say('inspector.strength-made', { strength: rule.strength })}{' '}
        <button
          type="button"
          onClick={() =>
            void change(
              setStrength(settings, name, file, undefined),
              later('inspector.done-strength-of-file', { name, file }),
            )
          }
        >
          {say('inspector.strength-of-file')}
        </button>
      </p>
    )
  const selection = selectionOf(graph.symbols.flags[s])
  const other = isWeak && selection === undefined ? 'strong' : 'weak'
  return (
    <p className="strength">
      {selection === undefined
        ? say(isWeak ? 'inspector.is-weak' : 'inspector.is-strong')
        : say('inspector.is-comdat', { selection })}{' '}
      <button
        type="button"
        onClick={() =>
          void change(
            setStrength(settings, name, file, other),
            later('inspector.done-strength', { name, file, strength: other }),
          )
        }
      >
        {say('inspector.what-if-strength', { strength: other })}
      </button>
    </p>
  )
}

const isRuled = (rules: readonly { readonly name: string }[] | undefined, name: string): boolean =>
  rules?.some((rule) => rule.name === name) === true
