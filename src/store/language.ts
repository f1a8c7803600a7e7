/**
 * The language in which the page speaks: what somebody chose, or what the browser asks for. Kept on this computer. Its
 * messages are fetched in parts: those of the first screen come with the page, those of the desk with the desk.
 */
import { useCallback, useEffect } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import english from '../messages/en/page.json'
import type { Part } from '../messages/languages'
import { bestLanguage, covers, FIRST_LANGUAGE, LANGUAGES, loadMessages } from '../messages/languages'
import type { Say, Words } from '../messages/messages'
import { Messages, sayWords } from '../messages/messages'
import { LANGUAGE_CHOICE, recall, remember } from './memory-of-choices'

export type { Say }

interface Speaking {
  readonly messages: Messages
  /** Which messages of the language are there. */
  readonly part: Part
}

// The first screen's English is part of the page, so nothing has to be fetched before it.
const store = createStore<Speaking>(() => ({ messages: new Messages(FIRST_LANGUAGE, english), part: 'page' }))

/** What was asked for last: the language may change while a part is on its way, and the other way round. */
let wanted: { readonly language: string; readonly part: Part } = { language: FIRST_LANGUAGE, part: 'page' }

/** Settles when the page speaks as was asked for last. */
async function speak(language: string, part: Part): Promise<void> {
  const most = covers(wanted.part, part) ? wanted.part : part
  // Whoever asks for the same while it is on its way waits with the others, instead of being one more thing to wait for.
  if (wanted.language !== language || wanted.part !== most) wanted = { language, part: most }
  const asked = wanted
  const { messages, part: had } = store.getState()
  if (messages.language === language && covers(had, asked.part)) return
  const loaded = await loadMessages(language, asked.part)
  if (wanted !== asked) return speak(wanted.language, wanted.part)
  if (typeof document !== 'undefined') document.documentElement.lang = language
  store.setState({ messages: loaded, part: asked.part })
}

/** Speaks as this reader wants, from the first screen on. */
export async function startSpeaking(): Promise<void> {
  const chosen = recall(LANGUAGE_CHOICE)
  const language = chosen && LANGUAGES.includes(chosen) ? chosen : bestLanguage(navigator.languages)
  if (language !== FIRST_LANGUAGE) await speak(language, 'page')
}

/** Changes the language, and remembers it. */
export async function chooseLanguage(language: string): Promise<void> {
  remember(LANGUAGE_CHOICE, language)
  await speak(language, 'page')
}

/** Fetches a part of the present language. Whoever shows it waits for this, so that no message is missing. */
export const speakPart = (part: Part): Promise<void> => speak(wanted.language, part)

/** Fetches the rest of the present language. */
export async function speakWhole(): Promise<Messages> {
  await speakPart('all')
  return store.getState().messages
}

export const useLanguage = (): string => useStore(store, ({ messages }) => messages.language)

/** Calls whenever the page begins to speak another language. */
export function onLanguage(heard: () => void): void {
  store.subscribe(({ messages }, before) => {
    if (messages.language !== before.messages.language) heard()
  })
}

/** A message in the present language, for whoever is no view. */
export const say: Say = (id, args) => store.getState().messages.text(id, args)

/**
 * The same for words that wait to be said. With a function of its own for each, because `say` stays the same when the
 * language does not, and `sayWords` keeps what it said with it.
 */
export const sayNow = (words: Words): string => sayWords((id, args) => say(id, args), words)

/** How a view puts things into words. */
export function useSay(): Say {
  const messages = useStore(store, (state) => state.messages)
  return useCallback((id, args) => messages.text(id, args), [messages])
}

/** The same, once all messages of the language are there; undefined before. */
export function useSayAll(): Say | undefined {
  const whole = useStore(store, ({ part }) => part === 'all')
  const say = useSay()
  useEffect(() => {
    if (!whole) void speakPart('all')
  }, [whole])
  return whole ? say : undefined
}

/** How a view puts things into words between which elements stand. */
export function useSayParts(): Messages['parts'] {
  const messages = useStore(store, (state) => state.messages)
  return useCallback((id, args) => messages.parts(id, args), [messages])
}
