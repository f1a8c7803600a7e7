/**
 * Makes the files that people take along. Whatever takes long with a large link is done by a worker or in slices, says how
 * far it is, and can be stopped; the desk goes on meanwhile.
 */
import { later } from '../../messages/messages'
import { phaseTitle } from '../../scene/phase-words'
import type { Outcome } from '../../store/commands/outcome'
import { DONE, refused } from '../../store/commands/outcome'
import type { Desk, DeskStore } from '../../store/desk'
import { exportingNow, noteExport } from '../../store/exporting'
import type { ExportId, ExportRow } from '../../store/exports'
import { exportRow } from '../../store/exports'
import { describeDesk } from '../../store/links/describe-desk'
import { writeLink } from '../../store/links/write-link'
import { say } from '../../store/language'
import { commandLines } from '../../store/reproduce'
import { sampleTitle } from '../../store/sample-words'
import { inSlices } from '../../store/slices'
import { tablesMarkdown } from '../../store/tables-markdown'
import { Cancelled } from '../../worker/protocol'
import type { PrintService } from '../../worker/protocol'
import { mapOnScreen } from '../map/on-screen'
import { pictureAsPng, pictureAsSvg } from '../map/picture-file'
import { pageAddress } from './page-address'
import { save } from './save'

/** How a page saves: given a kind of file, makes and hands it over. Never rejects. */
export type Saver = (id: ExportId) => Promise<Outcome>

/** `hand` is given so that tests need no browser. */
export const saverFor =
  (store: DeskStore, printer: PrintService, hand: typeof save = save): Saver =>
  async (id) => {
    const row = exportRow(id)
    if (!store.getState().session) return refused(later('share.nothing'))
    if (exportingNow()) return refused(later('share.busy'))
    try {
      const content = await contentOf(store.getState(), row, printer, (step, cancel) =>
        noteExport({ id, step, cancel }),
      )
      if (typeof content !== 'string' && !(content instanceof Blob)) return content
      hand(content, row.file, row.type)
      store.getState().say(later('share.saved', { file: row.file }))
      return DONE
    } catch (problem) {
      if (problem instanceof Cancelled) return refused(later('share.cancelled'))
      return refused(later('share.failed', { why: (problem as Error).message }))
    } finally {
      noteExport(undefined)
    }
  }

type Note = (step: string, cancel: () => void) => void

async function contentOf(
  desk: Desk,
  row: ExportRow,
  printer: PrintService,
  note: Note,
): Promise<string | Blob | Outcome> {
  const session = desk.session!
  switch (row.from) {
    case 'the map': {
      const shown = mapOnScreen()
      if (!shown) return refused(later('share.no-map'))
      const [title, address] = [titleOf(desk), await addressOf(desk)]
      return row.id === 'svg' ? pictureAsSvg(shown, title, address) : pictureAsPng(shown, title, address)
    }
    case 'the tables': {
      const [title, address] = [titleOf(desk), await addressOf(desk)]
      return new Promise((resolve, reject) => {
        const stop = inSlices(tablesMarkdown(session, title, address), resolve)
        note(say('share.writing'), () => {
          stop()
          reject(new Cancelled())
        })
      })
    }
    case 'the graph': {
      const ask = {
        inputs: desk.inputs.map(({ name, bytes }) => ({ name, bytes })),
        options: desk.settings,
        form: row.form!,
      }
      const cancel = (): void => printer.cancel()
      note(say('share.starting'), cancel)
      return printer.print(ask, (phase) =>
        note(phase === 'compare' ? say('page.comparing') : phaseTitle(say, phase), cancel),
      )
    }
    case 'the commands':
      return commandLines(desk) ?? refused(later('share.no-commands'))
  }
}

const titleOf = ({ sample, inputs }: Desk): string =>
  (sample && sampleTitle(say, sample)) ?? inputs.map(({ name }) => name).join(', ')

/** The link to what is on the desk, or this page’s address where there can be none. */
async function addressOf(desk: Desk): Promise<string> {
  const link = await describeDesk(desk)
  return link ? `${pageAddress()}#${writeLink(link)}` : pageAddress()
}
