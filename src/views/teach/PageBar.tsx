/** The bar of a page in place of the desk: where one is, the way back, language and colours. */
import { closePage } from '../../store/pages'
import type { Say } from '../../store/language'
import { ThemeSign } from '../../widgets/ThemeSign'
import { LanguageSwitch } from '../header/LanguageSwitch'

export interface PageBarProps {
  readonly title: string
  readonly say: Say
  readonly dark: boolean
  readonly onTheme: () => void
}

export function PageBar({ title, say, dark, onTheme }: PageBarProps) {
  return (
    <header className="page-bar">
      <button type="button" className="plain" onClick={closePage}>
        ‹ {say('teacher.back')}
      </button>
      <h1>{title}</h1>
      <span className="spring" />
      <LanguageSwitch />
      <button type="button" className="plain" onClick={onTheme} aria-label={say(dark ? 'page.light' : 'page.dark')}>
        <ThemeSign />
      </button>
    </header>
  )
}
