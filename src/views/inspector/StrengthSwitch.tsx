/** What if this definition were weak, or strong? Only for names that other files can see, where strength matters. */
import type { SymbolId } from '../../engine/graph/ids'
import { Base, Linkage, Scope } from '../../engine/graph/ids'
import { NO_NAME } from '../../engine/table/name-table'
import { useDesk } from '../../store/context'
import type { Session } from '../../store/session'
import { setStrength } from '../../store/settings'

export function StrengthSwitch({ session: { graph }, symbol: s }: { session: Session; symbol: SymbolId }) {
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
        {`You made this definition ${rule.strength}. `}
        <button
          type="button"
          onClick={() =>
            void change(setStrength(settings, name, file, undefined), `${name} of ${file} as its file says`)
          }
        >
          as its file says
        </button>
      </p>
    )
  const other = isWeak ? 'strong' : 'weak'
  return (
    <p className="strength">
      {isWeak ? 'Weak: a strong definition of this name would go before it. ' : 'Strong: it goes before weak ones. '}
      <button
        type="button"
        onClick={() => void change(setStrength(settings, name, file, other), `${name} of ${file} is ${other}`)}
      >
        {`what if it were ${other}?`}
      </button>
    </p>
  )
}

const isRuled = (rules: readonly { readonly name: string }[] | undefined, name: string): boolean =>
  rules?.some((rule) => rule.name === name) === true
