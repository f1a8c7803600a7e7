/** “Make an object on your computer”: for each system the command to copy, what it writes, and how to drop it. */
import { useState } from 'react'
import { useDesk } from '../../store/context'
import { useLanguage, useSayAll } from '../../store/language'
import type { Say } from '../../store/language'
import { closePage } from '../../store/pages'
import { Inline, Prose } from '../lessons/Prose'
import { CopyText } from '../teach/CopyText'
import { PageBar } from '../teach/PageBar'
import { FilePicker } from '../welcome/FilePicker'
import { FIRST_C, FIRST_RS, likelySystem, OPTIONS, SYSTEMS } from './systems'
import type { SystemRow } from './systems'

export default function MakePage({ dark, onTheme }: { dark: boolean; onTheme: () => void }) {
  const say = useSayAll()
  const language = useLanguage()
  const [id, setId] = useState(() => likelySystem(navigator.userAgent))
  const system = SYSTEMS.find((row) => row.id === id)!
  if (!say) return null
  return (
    <div className="page make-page" lang={language}>
      <PageBar title={say('make.title')} say={say} dark={dark} onTheme={onTheme} />
      <main className="page-body">
        <p className="lead">{say('make.lead')}</p>
        <fieldset className="targets system-choice" aria-label={say('make.system')}>
          {SYSTEMS.map((row) => (
            <label key={row.id}>
              <input type="radio" name="system" checked={row.id === id} onChange={() => setId(row.id)} />
              {say(`make.${row.id}`)}
            </label>
          ))}
        </fieldset>
        <System system={system} say={say} />
        <Drop say={say} />
        <h2>{say('make.options')}</h2>
        <dl className="make-options">
          {OPTIONS.map(({ id: option, text }) => (
            <div key={option}>
              <dt>
                <code>{text}</code>
              </dt>
              <dd>{say(`make.option.${option}`)}</dd>
            </div>
          ))}
        </dl>
        <h2>{say('make.not')}</h2>
        <Prose text={say('make.not.text')} />
      </main>
    </div>
  )
}

function System({ system, say }: { system: SystemRow; say: Say }) {
  const source = system.source === 'rust' ? FIRST_RS : FIRST_C
  return (
    <section aria-label={say(`make.${system.id}`)}>
      <h2>{say(`make.${system.id}`)}</h2>
      <Prose text={say(`make.${system.id}.text`)} />
      {system.commands.length > 0 && (
        <>
          <h3>{say('make.source')}</h3>
          <p>
            <Inline text={say(system.source === 'rust' ? 'make.rust.source' : 'make.source.text')} />
          </p>
          <Copied text={source} say={say} />
          <h3>{say('make.command')}</h3>
          {system.commands.map((command) => (
            <Copied key={command} text={command} say={say} />
          ))}
        </>
      )}
      <h3>{say('make.expect')}</h3>
      <Prose text={say(`make.${system.id}.expect`)} />
    </section>
  )
}

function Copied({ text, say }: { text: string; say: Say }) {
  return (
    <div className="copied">
      <pre translate="no">{text.trimEnd()}</pre>
      <CopyText text={() => text} say={say} />
    </div>
  )
}

function Drop({ say }: { say: Say }) {
  const add = useDesk((desk) => desk.addFiles)
  return (
    <section aria-label={say('make.drop')}>
      <h2>{say('make.drop')}</h2>
      <Prose text={say('make.drop.text')} />
      <FilePicker
        className="primary"
        label={say('make.choose-label')}
        onFiles={async (files) => {
          closePage()
          await add(files)
        }}
      >
        {say('make.choose')}
      </FilePicker>
    </section>
  )
}
