/** One input: its place in the link, what it is, its members if it is an archive, and what is wrong with it. */
import { later } from '../../messages/messages'
import { problemDetail, problemRemedy, problemTitle, sayPhrase } from '../../scene/diagnostic-words'
import { useDesk } from '../../store/context'
import type { DeskInput } from '../../store/desk'
import type { Say } from '../../store/language'
import { useSay } from '../../store/language'
import type { Session } from '../../store/session'
import { moveInput } from '../../store/settings'
import { SLICES } from '../../store/settings-json'
import { sizeOf } from '../../worker/origins'
import type { SliceSurvey } from '../../worker/protocol'
import { formatSize } from '../header/Header'
import { MemberList } from './MemberList'

export interface InputCardProps {
  readonly input: DeskInput
  /** Its number among the inputs, and its place in the order of the link. */
  readonly index: number
  readonly place: number
  readonly session: Session | undefined
}

export function InputCard({ input, index, place, session }: InputCardProps) {
  const say = useSay()
  const select = useDesk((desk) => desk.select)
  const remove = useDesk((desk) => desk.removeInput)
  const { refused, survey, name, bytes } = input
  return (
    <li className={`input-card${refused ? ' refused' : ''}`}>
      <div className="input-title">
        <button
          type="button"
          className="input-name"
          title={say('inputs.explain')}
          onClick={() => select({ kind: 'input', id: input.id })}
        >
          {name}
        </button>
        <Places name={name} index={index} place={place} />
        <button
          type="button"
          className="tool"
          aria-label={say('inputs.remove', { name })}
          onClick={() => void remove(input.id)}
        >
          ×
        </button>
      </div>
      <p className="input-says">
        {[survey?.title && sayPhrase(say, survey.title), formatSize(sizeOf(bytes)), roleOf(say, input)]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {!refused &&
        survey?.notes.map((note) => (
          <p key={sayPhrase(say, note)} className="input-note">
            {say('inputs.note', { note: sayPhrase(say, note) })}
          </p>
        ))}
      {refused && (
        <p className={refused.severity === 'error' ? 'input-problem' : 'input-note'}>
          <b>{problemTitle(say, refused.code)}.</b> {refused.detail ? `${problemDetail(say, refused)}. ` : ''}
          {!refused.detail && refused.found && refused.expected
            ? `${say('inputs.found', { found: sayPhrase(say, refused.found), expected: sayPhrase(say, refused.expected) })} `
            : ''}
          {problemRemedy(say, refused.code)}
        </p>
      )}
      {survey?.slices && <SliceChoice name={name} slices={survey.slices} />}
      {survey?.members && <ArchiveChoice />}
      {survey?.members && <MemberList name={name} members={survey.members} session={session} />}
    </li>
  )
}

/** What the input is to the link. */
function roleOf(say: Say, { refused, survey }: DeskInput): string {
  if (refused) return say('inputs.role.refused')
  if (!survey) return ''
  if (!survey.members) return say('inputs.role.linked')
  const taken = survey.members.filter(({ role }) => role.kind === 'pulled' || role.kind === 'linked').length
  return say('inputs.role.archive', { taken, count: survey.members.length })
}

/** Earlier or later in the link. */
function Places({ name, index, place }: { name: string; index: number; place: number }) {
  const say = useSay()
  const count = useDesk((desk) => desk.inputs.length)
  const settings = useDesk((desk) => desk.settings)
  const change = useDesk((desk) => desk.change)
  if (count < 2) return null
  const move = (by: number): void =>
    void change(
      moveInput(settings, count, index, by),
      later(by < 0 ? 'inputs.earlier.change' : 'inputs.later.change', { name }),
    )
  return (
    <>
      <button
        type="button"
        className="tool"
        aria-label={say('inputs.earlier', { name })}
        disabled={place === 0}
        onClick={() => move(-1)}
      >
        ▲
      </button>
      <button
        type="button"
        className="tool"
        aria-label={say('inputs.later', { name })}
        disabled={place === count - 1}
        onClick={() => move(1)}
      >
        ▼
      </button>
    </>
  )
}

/** The slice of universal files that is linked: one choice for all of them, since a link is for one processor. */
function SliceChoice({ name, slices }: { name: string; slices: readonly SliceSurvey[] }) {
  const say = useSay()
  const wanted = useDesk((desk) => desk.settings.slice)
  const change = useDesk((desk) => desk.change)
  const choose = (value: string): void => {
    const slice = SLICES.find((processor) => processor === value)
    void change(
      { slice },
      slice === undefined ? later('inputs.slice.usual-change') : later('inputs.slice.change', { processor: slice }),
    )
  }
  const known = new Set(slices.filter(({ isKnown }) => isKnown).map(({ processor }) => processor))
  return (
    <label className="slice-choice">
      {say('inputs.slice')}{' '}
      <select
        aria-label={say('inputs.slice.of', { name })}
        value={wanted ?? ''}
        onChange={({ target: { value } }) => choose(value)}
      >
        <option value="">{say('inputs.slice.usual')}</option>
        {SLICES.filter((processor) => known.has(processor) || processor === wanted).map((processor) => (
          <option key={processor} value={processor}>
            {known.has(processor) ? processor : say('inputs.slice.not-here', { processor })}
          </option>
        ))}
        {slices
          .filter(({ isKnown }) => !isKnown)
          .map(({ processor }) => (
            <option key={processor} disabled>
              {say('inputs.slice.unknown', { processor })}
            </option>
          ))}
      </select>
    </label>
  )
}

/** Members on demand, or all: one choice for all archives. */
function ArchiveChoice() {
  const say = useSay()
  const all = useDesk((desk) => (desk.settings.archives ?? desk.catalogue?.defaults.page.archives) === 'all')
  const change = useDesk((desk) => desk.change)
  return (
    <label className="archive-choice">
      <input
        type="checkbox"
        checked={all}
        onChange={({ target: { checked } }) =>
          void change(
            { archives: checked ? 'all' : undefined },
            later(checked ? 'inputs.every-member.on' : 'inputs.every-member.off'),
          )
        }
      />{' '}
      {say('inputs.every-member')}
    </label>
  )
}
