/** The first screen: one sentence, a place to drop files, samples to click. The same markup stands in index.html. */
import { useState } from 'react'
import { useDesk } from '../../store/context'
import type { Sample } from '../../store/samples'
import { FilePicker } from './FilePicker'

export function Welcome() {
  const samples = useDesk((desk) => desk.samples)
  const [target, setTarget] = useState<string>()
  const programs = samples.filter(({ id, program }) => id === program)
  return (
    <main className="welcome">
      <h1>See how a linker thinks.</h1>
      <p className="lead">Drop object files here. A real linker runs in this tab, and you see every step it takes.</p>
      <DropArea />
      <p className="private">Nothing leaves this tab: no upload, no tracking, no server.</p>
      <h2>Or start with a sample</h2>
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
        <summary>How to make an object file</summary>
        <p>With clang on Linux, on a Mac or on a PC:</p>
        <pre>clang --target=x86_64-linux-gnu -c FILE.c</pre>
        <p>With gcc on x86-64 Linux:</p>
        <pre>gcc -c FILE.c</pre>
        <p>Then drop FILE.o here. Add -g to see debug information, -ffunction-sections to see dead code go.</p>
      </details>
    </main>
  )
}

interface TargetChoiceProps {
  readonly samples: readonly Sample[]
  readonly chosen: string | undefined
  readonly onChoose: (target: string) => void
}

/** What the samples are compiled for. Those that are not compiled for it open as what they are. */
function TargetChoice({ samples, chosen, onChoose }: TargetChoiceProps) {
  const targets = new Map(samples.map(({ target }) => [target.id, target.title]))
  if (targets.size < 2) return null
  return (
    <fieldset className="choices targets" aria-label="Samples compiled for">
      {[...targets].map(([id, title]) => (
        <button key={id} type="button" aria-pressed={id === chosen} onClick={() => onChoose(id)}>
          {title}
        </button>
      ))}
    </fieldset>
  )
}

function DropArea() {
  const add = useDesk((desk) => desk.addFiles)
  return (
    <FilePicker className="drop" label="Choose object files" onFiles={add}>
      <b>Drop .o files and .a archives anywhere</b>
      <span>or click to choose them · ELF x86-64, as gcc -c and clang -c write them</span>
    </FilePicker>
  )
}

function SampleCard({ sample }: { sample: Sample }) {
  const open = useDesk((desk) => desk.openSample)
  return (
    <li>
      <button type="button" className="sample" onClick={() => void open(sample.id)}>
        <b>{sample.title}</b>
        {sample.story.map((line) => (
          <span key={line}>{line}</span>
        ))}
        <i>{`${sample.files.map(({ source }) => source).join(', ')} · ${sample.target.title}`}</i>
      </button>
    </li>
  )
}
