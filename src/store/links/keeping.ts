/**
 * The work of the keeper (see `keeper.ts`), which is fetched behind the first screen: restores what an address says, and
 * writes what is on the desk into the address.
 */
import { breakpoints } from '../breakpoints'
import type { Command } from '../commands/run-command'
import { runCommand } from '../commands/run-command'
import { unusable } from '../commands/unusable'
import type { DeskStore, NamedBytes } from '../desk'
import { sameSettings } from '../settings'
import { encodeSettings } from '../settings-json'
import { openingOf, viewingOf } from './commands-of'
import { describeDesk } from './describe-desk'
import { canHash, sha256Of } from './hash'
import type { AddressBar, Elsewhere, KeeperStore } from './keeper'
import { KnownFiles } from './known-files'
import type { AwaitedFile } from './landing'
import { gather, isMissing, offer } from './landing'
import type { PageLink } from './page-link'
import { readLink } from './read-link'
import { writeLink } from './write-link'
import type { Words } from '../../messages/messages'
import { later } from '../../messages/messages'

/** Milliseconds of rest before the address changes. */
const REST = 300

export class Keeping {
  readonly #store: Pick<KeeperStore, 'getState' | 'setState'>
  readonly #desk: DeskStore
  readonly #bar: AddressBar
  readonly #writes: boolean
  readonly #elsewhere: Elsewhere
  readonly #known = new KnownFiles()
  /** Restoring was begun so many times; whoever sees another number is late. */
  #ticket = 0
  #restoring = false
  /** The link whose files the landing asks for. */
  #asked: PageLink = {}
  /** What the address says, and where in it a new entry of the history would begin. */
  #written = ''
  #stop = ''
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    store: Pick<KeeperStore, 'getState' | 'setState'>,
    desk: DeskStore,
    bar: AddressBar,
    writes: boolean,
    elsewhere: Elsewhere,
  ) {
    this.#store = store
    this.#desk = desk
    this.#bar = bar
    this.#writes = writes
    this.#elsewhere = elsewhere
  }

  async start(): Promise<void> {
    this.#bar.onMove(() => void this.#follow())
    if (this.#writes) {
      this.#desk.subscribe(() => this.#note())
      breakpoints.subscribe(() => this.#note())
      this.#elsewhere.onChange(() => this.#note())
    }
    if (this.#bar.read() !== '') await this.#follow()
  }

  /** Brings the desk to what the address says. */
  async #follow(): Promise<void> {
    const fragment = this.#bar.read()
    if (fragment === this.#written && !this.#restoring) return
    const { link, problems } = readLink(fragment)
    await this.#restore(link, problems)
  }

  async #restore(link: PageLink, problems: readonly Words[]): Promise<void> {
    const ticket = ++this.#ticket
    this.#restoring = true
    this.#store.setState({ landing: undefined, problems: [] })
    const found = [...problems, ...(await this.#elsewhere.go(link))]
    if (ticket !== this.#ticket) return
    // A page leaves the desk as it is behind it; a lesson has brought it to where its step begins.
    if (link.page || (link.lesson && this.#elsewhere.now().lesson)) {
      await this.#settle(found)
      return
    }
    const opened = await this.#openInputs(link, found, () => ticket === this.#ticket)
    if (ticket !== this.#ticket) return
    if (opened) await this.#show(viewingOf(link), found)
    if (ticket === this.#ticket) await this.#settle(found)
  }

  /** False if there is nothing to be shown, or not yet. */
  async #openInputs(link: PageLink, problems: Words[], isCurrent: () => boolean): Promise<boolean> {
    if (link.sample === undefined && link.files === undefined) {
      if (this.#desk.getState().inputs.length > 0) this.#desk.getState().clear()
      return false
    }
    if (await this.#isOnDesk(link)) {
      await this.#show(this.#settingsOf(link), problems)
      return true
    }
    const opening = openingOf(link)
    if (opening) return this.#run(opening, problems)
    const { files, notes } = await gather(link.files!, (sha256) => this.#known.get(sha256))
    if (!isCurrent()) return false
    if (!files.some(isMissing)) return this.#openFiles(link, files, problems)
    this.#asked = link
    if (this.#desk.getState().inputs.length > 0) this.#desk.getState().clear()
    this.#store.setState({ landing: { files, notes } })
    return false
  }

  async #openFiles(link: PageLink, files: readonly AwaitedFile[], problems: Words[]): Promise<boolean> {
    const { settings = {} } = link
    const problem = unusable(this.#desk, settings)
    if (problem && !problem.done) problems.push(problem.why)
    const here = files.flatMap(({ file, bytes }) => (bytes ? [{ name: file.name, bytes }] : []))
    await this.#desk.getState().openFiles(here, problem ? {} : settings)
    return true
  }

  /** Whether the inputs are the link's already, so that nothing has to be fetched or asked for. */
  async #isOnDesk({ sample, files = [] }: PageLink): Promise<boolean> {
    const { inputs, sample: present, working } = this.#desk.getState()
    if (inputs.length === 0 || working) return false
    if (sample !== undefined) return present?.id === sample
    if (present || !canHash() || inputs.length !== files.length) return false
    const hashes = await Promise.all(inputs.map(({ bytes }) => sha256Of(bytes))).catch(() => [])
    return files.every(({ name, sha256 }, i) => inputs[i]!.name === name && hashes[i] === sha256)
  }

  #settingsOf({ settings }: PageLink): Command[] {
    const { sample, settings: present } = this.#desk.getState()
    const wanted = settings ?? sample?.settings ?? {}
    return sameSettings(wanted, present) ? [] : [{ id: 'set', settings: encodeSettings(wanted) }]
  }

  async #run(command: Command, problems: Words[]): Promise<boolean> {
    const outcome = await runCommand(this.#desk, command)
    if (!outcome.done) problems.push(outcome.why)
    return outcome.done
  }

  async #show(commands: readonly Command[], problems: Words[]): Promise<void> {
    for (const command of commands) await this.#run(command, problems)
  }

  /** The desk is what the link says, as far as that goes: the address stays as it is until somebody changes something. */
  async #settle(problems: readonly Words[]): Promise<void> {
    const state = this.#desk.getState()
    const link = await this.describe()
    this.#written = link ? writeLink(link) : ''
    this.#stop = stopOf(link)
    this.#restoring = false
    this.#store.setState({ problems })
    // What somebody changed in the meantime was not noted.
    if (this.#writes && state !== this.#desk.getState()) this.#note()
  }

  /** The link to what is here now. */
  async describe(): Promise<PageLink | undefined> {
    const elsewhere = this.#elsewhere.now()
    return elsewhere.page || elsewhere.lesson ? elsewhere : describeDesk(this.#desk.getState())
  }

  async offer(given: readonly NamedBytes[]): Promise<void> {
    const { landing } = this.#store.getState()
    if (!landing) return
    const { files, notes } = await offer(landing.files, given)
    this.#store.setState({ landing: { files, notes } })
    if (!files.some(isMissing)) await this.goOn()
  }

  async goOn(): Promise<void> {
    const { landing } = this.#store.getState()
    if (!landing) return
    const ticket = ++this.#ticket
    this.#restoring = true
    this.#store.setState({ landing: undefined })
    const missing = landing.files.filter(isMissing)
    const problems: Words[] = missing.map(({ file }) => later('links.file-missing', { name: file.name }))
    await this.#openFiles(this.#asked, landing.files, problems)
    await this.#show(viewingOf(this.#asked), problems)
    if (ticket === this.#ticket) await this.#settle(problems)
  }

  leave(): void {
    this.#ticket++
    this.#restoring = false
    this.#store.setState({ landing: undefined, problems: [] })
    this.#desk.getState().say(later('page.notice.empty'))
    if (this.#writes) this.#bar.push('')
    this.#written = ''
  }

  /** The desk changed: the address follows once it rests. */
  #note(): void {
    if (this.#restoring || this.#store.getState().landing) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#write(), REST)
  }

  async #write(): Promise<void> {
    const state = this.#desk.getState()
    const ticket = this.#ticket
    if (state.working || this.#restoring) return
    await this.#remember()
    const link = await this.describe()
    // Meanwhile somebody went elsewhere, and the address with them.
    if (ticket !== this.#ticket || state !== this.#desk.getState()) return
    const fragment = link ? writeLink(link) : ''
    if (fragment === this.#written) return
    const stop = stopOf(link)
    if (stop === this.#stop || state.playing) this.#bar.replace(fragment)
    else this.#bar.push(fragment)
    this.#written = fragment
    this.#stop = stop
  }

  async #remember(): Promise<void> {
    const { inputs, sample } = this.#desk.getState()
    if (sample || !canHash()) return
    for (const { bytes } of inputs) {
      const sha256 = await sha256Of(bytes).catch(() => undefined)
      if (sha256 !== undefined) this.#known.add(sha256, bytes)
    }
  }
}

/** What makes an entry in the history: other inputs, settings, another phase, selection, stage or filter. */
function stopOf(link: PageLink | undefined): string {
  if (!link) return ''
  const { moment, window: _, tab: __, query: ___, stops: ____, ...rest } = link
  return writeLink({ ...rest, ...(moment ? { moment: { phase: moment.phase } } : {}) })
}
