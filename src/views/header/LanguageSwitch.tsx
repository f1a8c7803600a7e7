/** In which language the page speaks; each language is called as it calls itself. */
import { LANGUAGES, nameOf } from '../../messages/languages'
import { chooseLanguage, useLanguage, useSay } from '../../store/language'

export function LanguageSwitch() {
  const say = useSay()
  const language = useLanguage()
  return (
    <select
      className="language"
      aria-label={say('page.language')}
      value={language}
      onChange={({ target }) => void chooseLanguage(target.value)}
    >
      {LANGUAGES.map((one) => (
        <option key={one} value={one} lang={one}>
          {nameOf(one)}
        </option>
      ))}
    </select>
  )
}
