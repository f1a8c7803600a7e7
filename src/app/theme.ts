/** Light or dark: what the system says until somebody chooses, or what the address asks for. */
import { useEffect, useState } from 'react'
import { askedTheme } from '../store/embed'
import { recall, remember, THEME_CHOICE } from '../store/memory-of-choices'

export function useTheme(): { readonly dark: boolean; readonly toggle: () => void } {
  const [dark, setDark] = useState(initial)
  useEffect(() => {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  }, [dark])
  return {
    dark,
    toggle() {
      remember(THEME_CHOICE, dark ? 'light' : 'dark')
      setDark(!dark)
    },
  }
}

function initial(): boolean {
  const chosen = askedTheme ?? recall(THEME_CHOICE)
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
}
