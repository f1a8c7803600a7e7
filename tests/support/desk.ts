/** A desk without a page: the real linker in this thread, samples from the disk. */
import type { DeskStore } from '../../src/store/desk'
import { createDesk } from '../../src/store/desk'
import type { SampleShelf } from '../../src/store/samples'
import { InlineLinker } from '../../src/worker/inline'
import type { LinkService } from '../../src/worker/protocol'
import { readBytes, samples } from './link-files'
import './say'

const shelf: SampleShelf = {
  list: async () => samples(),
  bytes: async (sample, { name }) => readBytes(`public/samples/${sample.folder}/${name}`),
}

/** A desk, with a sample on it if one is named. */
export async function deskWith(id?: string, linker: LinkService = new InlineLinker()): Promise<DeskStore> {
  const desk = createDesk(linker, shelf, () => 0)
  await desk.getState().open()
  if (id) await desk.getState().openSample(id)
  return desk
}
