/** The page around this one, for `store/messages.ts`. */
import type { HostWindow } from '../store/messages'

export const hostWindow: HostWindow = {
  send: (message, origin) => {
    // A message for an origin that is not the host’s would be thrown away with a complaint on the console.
    if (hostOrigin() === undefined || hostOrigin() === origin) window.parent.postMessage(message, origin)
  },
  onMessage(heard) {
    window.addEventListener('message', ({ source, data, origin }) => {
      if (source === window.parent && source !== window) heard(data, origin)
    })
  },
}

/** Where the host is from, as far as the browser says: not all know ancestors, and a host can keep its address back. */
function hostOrigin(): string | undefined {
  const { ancestorOrigins } = location
  if (ancestorOrigins && ancestorOrigins.length > 0) return ancestorOrigins[0]
  return document.referrer === '' ? undefined : new URL(document.referrer).origin
}
