/** Lets the service worker keep the site, once the page has nothing more urgent to do. */

/**
 * Milliseconds after the page is there. Browsers compile every script that is kept, which takes a processor for a second:
 * the first thing that somebody does should not wait for that.
 */
const LATER = 6000

/** `onNewer` is called with a function that switches to a newer build, when one is ready. */
export function keepForOffline(onNewer: (use: () => void) => void): void {
  if (!('serviceWorker' in navigator)) return
  setTimeout(() => {
    navigator.serviceWorker
      .register('./sw.js')
      .then((registration) => watch(registration, onNewer))
      // Without it the page works as it does, only not offline.
      .catch(() => {})
  }, LATER)
}

function watch(registration: ServiceWorkerRegistration, onNewer: (use: () => void) => void): void {
  const tell = (): void => {
    const { waiting } = registration
    // The first build that is kept is not newer than anything.
    if (waiting && navigator.serviceWorker.controller) onNewer(() => useNow(waiting))
  }
  tell()
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', tell))
}

function useNow(waiting: ServiceWorker): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  waiting.postMessage('use now')
}
