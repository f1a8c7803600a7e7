/** The first screen: one sentence, a place to drop files, samples to click. The same markup stands in index.html, without its words. */
import { useState } from 'react'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
import { useSchool } from '../../store/lessons/context'
import { openPage } from '../../store/pages'
import { sampleStory, sampleTitle } from '../../store/sample-words'
import type { Sample } from '../../store/samples'
import { FilePicker } from './FilePicker'

export function Welcome() {
  const samples = useDesk((desk) => desk.samples)
  const [target, setTarget] = useState<string>()
  const programs = samples.filter(({ id, program, lesson }) => id === program && !lesson)
  const say = useSay()
  return (
    <main className="welcome">
      <h1>{say('welcome.title')}</h1>
      <p className="lead">{say('welcome.lead')}</p>
      <LessonWays />
      <DropArea />
      <p className="private">{say('welcome.private')}</p>
      <h2>{say('welcome.samples')}</h2>
      <TargetChoice samples={samples} chosen={target ?? programs[0]?.target.id} onChoose={setTarget} />
      <ul className="samples">
        {programs.map((sample) => (
          <SampleCard
            key={sample.id}
            sample={samples.find((other) => other.program === sample.id && other.target.id === target) ?? sample}
          />
        ))}
      </ul>
      <details className="make">
        <summary>{say('welcome.make')}</summary>
        <p>{say('welcome.make-clang')}</p>
        <pre>clang --target=x86_64-linux-gnu -c FILE.c</pre>
        <p>{say('welcome.make-gcc')}</p>
        <pre>gcc -c FILE.c</pre>
        <p>{say('welcome.make-then')}</p>
        <p>
          <button type="button" className="underlined" onClick={() => openPage({ is: 'make' })}>
            {say('welcome.make-more')}
          </button>
        </p>
      </details>
    </main>
  )
}

/** One click into the first lesson, or into the list of all. */
function LessonWays() {
  const first = useSchool((school) => school.openFirst)
  const openSheet = useDesk((desk) => desk.openSheet)
  const say = useSay()
  return (
    <p className="lesson-start">
      <button type="button" className="primary" onClick={() => void first()}>
        <b>{say('welcome.first-lesson')}</b>
        <span>{say('welcome.first-lesson-note')}</span>
      </button>
      <button type="button" className="plain" onClick={() => openSheet('lessons')}>
        {say('welcome.lessons')}
      </button>
      <button type="button" className="plain" onClick={() => openPage({ is: 'teach' })}>
        {say('welcome.teach')}
      </button>
    </p>
  )
}

interface TargetChoiceProps {
  readonly samples: readonly Sample[]
  readonly chosen: string | undefined
  readonly onChoose: (target: string) => void
}

/** What the samples are compiled for: one stop for the Tab key, arrow keys choose. Those that are not compiled for it open as what they are. */
function TargetChoice({ samples, chosen, onChoose }: TargetChoiceProps) {
  const say = useSay()
  const targets = new Map(samples.map(({ target }) => [target.id, target.title]))
  if (targets.size < 2) return null
  return (
    <fieldset className="choices targets" aria-label={say('welcome.compiled-for')}>
      {[...targets].map(([id, title]) => (
        <label key={id}>
          <input type="radio" name="target" checked={id === chosen} onChange={() => onChoose(id)} />
          {title}
        </label>
      ))}
    </fieldset>
  )
}

function DropArea() {
  const add = useDesk((desk) => desk.addFiles)
  const say = useSay()
  return (
    <FilePicker className="drop" label={say('welcome.choose-label')} onFiles={add}>
      <b>{say('welcome.drop')}</b>
      <span>{say('welcome.choose')}</span>
    </FilePicker>
  )
}

function SampleCard({ sample }: { sample: Sample }) {
  const open = useDesk((desk) => desk.openSample)
  const say = useSay()
  return (
    <li>
      <button type="button" className="sample" onClick={() => void open(sample.id)}>
        <b>{sampleTitle(say, sample)}</b>
        {sampleStory(say, sample).map((line) => (
          <span key={line}>{line}</span>
        ))}
        <i>{`${sample.files.map(({ source }) => source).join(', ')} · ${sample.target.title}`}</i>
      </button>
    </li>
  )
}
