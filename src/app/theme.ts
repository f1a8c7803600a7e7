/** Light or dark: what the system says until somebody chooses, or what the address asks for. */
import { useEffect, useState } from 'react'
import { askedTheme } from '../store/embed'
import { recall, remember } from '../store/memory-of-choices'

const CHOICE = 'linkscape.theme'

export function useTheme(): { readonly dark: boolean; readonly toggle: () => void } {
  const [dark, setDark] = useState(initial)
  useEffect(() => {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  }, [dark])
  return {
    dark,
    toggle() {
      remember(CHOICE, dark ? 'light' : 'dark')
      setDark(!dark)
    },
  }
}

function initial(): boolean {
  const chosen = askedTheme ?? recall(CHOICE)
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
}
