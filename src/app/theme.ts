/** Light or dark: what the system says until somebody chooses. */
import { useEffect, useState } from 'react'

const CHOICE = 'linkscape.theme'

export function useTheme(): { readonly dark: boolean; readonly toggle: () => void } {
  const [dark, setDark] = useState(initial)
  useEffect(() => {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  }, [dark])
  return {
    dark,
    toggle() {
      localStorage.setItem(CHOICE, dark ? 'light' : 'dark')
      setDark(!dark)
    },
  }
}

function initial(): boolean {
  const chosen = localStorage.getItem(CHOICE)
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
}
