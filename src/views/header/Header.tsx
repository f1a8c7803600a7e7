/** The top bar: what is on the desk, what to add, where to search. */
import { sayPhrase } from '../../scene/diagnostic-words'
import { useDesk } from '../../store/context'
import type { DeskInput } from '../../store/desk'
import { useSay } from '../../store/language'
import { useIsTaught } from '../../store/lessons/context'
import { project, useIsProjected } from '../../store/projector'
import { sizeOf } from '../../worker/origins'
import { FilePicker } from '../welcome/FilePicker'
import { LanguageSwitch } from './LanguageSwitch'
import { Search } from './Search'
import { ThemeSign } from '../../widgets/ThemeSign'

/** More files than this are told in the tray. */
const MOST_CHIPS = 3

export interface HeaderProps {
  readonly dark: boolean
  readonly onTheme: () => void
}

export function Header({ dark, onTheme }: HeaderProps) {
  const inputs = useDesk((desk) => desk.inputs)
  const clear = useDesk((desk) => desk.clear)
  const openSheet = useDesk((desk) => desk.openSheet)
  const projected = useIsProjected()
  const say = useSay()
  return (
    <header className="header">
      <h1 className="brand">
        <button type="button" onClick={clear} title={say('header.again')}>
          Linkscape
        </button>
      </h1>
      <ul className="files" aria-label={say('header.files')}>
        {inputs.slice(0, inputs.length > MOST_CHIPS ? MOST_CHIPS - 1 : MOST_CHIPS).map((input) => (
          <FileChip key={input.id} input={input} />
        ))}
        {inputs.length > MOST_CHIPS && <MoreChip count={inputs.length - MOST_CHIPS + 1} />}
      </ul>
      <AddButton />
      <Search />
      <span className="spring" />
      <LessonsButton />
      <WhatIfButton />
      <button type="button" className="plain" onClick={() => openSheet('share')}>
        {say('header.share')}
      </button>
      <button type="button" className="plain" onClick={() => openSheet('keys')}>
        {say('header.keys')}
      </button>
      {projected && (
        <button type="button" className="plain leave-projector" onClick={() => project(false)}>
          {say('page.leave-projector')} <kbd>R</kbd>
        </button>
      )}
      <LanguageSwitch />
      <button type="button" className="plain" onClick={onTheme} aria-label={say(dark ? 'page.light' : 'page.dark')}>
        <ThemeSign />
      </button>
    </header>
  )
}

/** The rest of the files, in the tray. */
function MoreChip({ count }: { count: number }) {
  const openTab = useDesk((desk) => desk.openTab)
  const say = useSay()
  const refused = useDesk((desk) => desk.inputs.slice(MOST_CHIPS - 1).some((input) => input.refused))
  return (
    <li className={`chip${refused ? ' refused' : ''}`}>
      <button type="button" className="chip-name" onClick={() => openTab('inputs')}>
        {refused && <span aria-hidden="true">⚠ </span>}
        <b>{say('header.more', { count })}</b> <span>{say('header.in-inputs')}</span>
      </button>
    </li>
  )
}

/** Opens the list of lessons. */
function LessonsButton() {
  const openSheet = useDesk((desk) => desk.openSheet)
  const taught = useIsTaught()
  const say = useSay()
  return (
    <button
      type="button"
      className="plain lessons-button"
      aria-pressed={taught}
      aria-haspopup="dialog"
      onClick={() => openSheet('lessons')}
    >
      {say('header.lessons')}
    </button>
  )
}

/** Opens the what-if controls in the side, or closes them; says how much is changed. */
function WhatIfButton() {
  const isOpen = useDesk((desk) => desk.tab === 'what-if')
  const openTab = useDesk((desk) => desk.openTab)
  const changed = useDesk((desk) => Object.keys(desk.settings).length)
  const say = useSay()
  return (
    <button
      type="button"
      className="plain what-if-button"
      aria-pressed={isOpen}
      onClick={() => openTab(isOpen ? 'explain' : 'what-if')}
    >
      {say('header.what-if')}
      {changed > 0 && <span className="badge">{changed}</span>}
    </button>
  )
}

export function formatSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

function FileChip({ input }: { input: DeskInput }) {
  const select = useDesk((desk) => desk.select)
  const remove = useDesk((desk) => desk.removeInput)
  const selected = useDesk((desk) => desk.selection?.kind === 'input' && desk.selection.id === input.id)
  const say = useSay()
  const refused = input.refused !== undefined
  const title = input.survey?.title && sayPhrase(say, input.survey.title)
  const what = refused ? say('header.refused') : input.survey?.members ? say('header.archive') : title
  const size = formatSize(sizeOf(input.bytes))
  // The first stays longest where there is little room.
  const tells = refused ? [what, size] : [size, what]
  return (
    <li className={`chip${refused ? ' refused' : ''}${selected ? ' selected' : ''}`}>
      <button
        type="button"
        className="chip-name"
        title={[input.name, what, size].filter(Boolean).join(' · ')}
        onClick={() => select({ kind: 'input', id: input.id })}
      >
        {refused && <span aria-hidden="true">⚠ </span>}
        <b>{input.name}</b> <span>{tells[0]}</span> {tells[1] && <span>{`· ${tells[1]}`}</span>}
      </button>
      <button
        type="button"
        className="chip-remove"
        aria-label={say('header.remove', { name: input.name })}
        onClick={() => void remove(input.id)}
      >
        ×
      </button>
    </li>
  )
}

function AddButton() {
  const add = useDesk((desk) => desk.addFiles)
  const say = useSay()
  return (
    <FilePicker className="plain" label={say('header.add-label')} onFiles={add}>
      {say('header.add')}
    </FilePicker>
  )
}
