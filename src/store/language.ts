/** The language in which the page speaks: what somebody chose, or what the browser asks for. Kept on this computer. */
import { useCallback, useEffect } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import english from '../messages/en/page.json'
import { bestLanguage, FIRST_LANGUAGE, LANGUAGES, loadMessages } from '../messages/languages'
import type { Args } from '../messages/messages'
import { Messages } from '../messages/messages'
import { recall, remember } from './memory-of-choices'

const CHOICE = 'linkscape.language'

interface Speaking {
  readonly messages: Messages
  /** Whether the messages are all that there are, or only those of the first screen and the header. */
  readonly whole: boolean
}

// The first screen's English is part of the page, so nothing has to be fetched before it.
const store = createStore<Speaking>(() => ({ messages: new Messages(FIRST_LANGUAGE, english), whole: false }))

let lastAsked = 0

async function speak(language: string, whole: boolean): Promise<void> {
  const ticket = ++lastAsked
  const messages = await loadMessages(language, whole ? 'all' : 'page')
  if (ticket !== lastAsked) return
  document.documentElement.lang = language
  store.setState({ messages, whole })
}

/** Speaks as this reader wants, from the first screen on. */
export async function startSpeaking(): Promise<void> {
  const chosen = recall(CHOICE)
  const language = chosen && LANGUAGES.includes(chosen) ? chosen : bestLanguage(navigator.languages)
  if (language !== FIRST_LANGUAGE) await speak(language, false)
}

/** Changes the language, and remembers it. */
export async function chooseLanguage(language: string): Promise<void> {
  remember(CHOICE, language)
  await speak(language, store.getState().whole)
}

/** Fetches the rest of the present language. */
export async function speakWhole(): Promise<Messages> {
  const { messages, whole } = store.getState()
  if (!whole) await speak(messages.language, true)
  return store.getState().messages
}

export const useLanguage = (): string => useStore(store, ({ messages }) => messages.language)

export type Say = (id: string, args?: Args) => string

/** A message in the present language, for whoever is no view. */
export const say: Say = (id, args) => store.getState().messages.text(id, args)

/** How a view puts things into words. */
export function useSay(): Say {
  const messages = useStore(store, (state) => state.messages)
  return useCallback((id, args) => messages.text(id, args), [messages])
}

/** The same, once all messages of the language are there; undefined before. */
export function useSayAll(): Say | undefined {
  const whole = useStore(store, (state) => state.whole)
  const say = useSay()
  useEffect(() => {
    if (!whole) void speakWhole()
  }, [whole])
  return whole ? say : undefined
}
