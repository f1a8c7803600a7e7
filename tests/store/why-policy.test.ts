/** What the card of a section says of its policy, where its own file decided. */
import { describe, expect, it } from 'vitest'
import type { SectionId } from '../../src/engine/graph/ids'
import { NO_ALLOC, STANDARD } from '../../src/engine/graph/lifetimes'
import { policyReasonSays } from '../../src/scene/policy-words'
import type { Desk } from '../../src/store/desk'
import { whyPolicy } from '../../src/store/why-policy'
import { deskWith } from '../support/desk'
import { say } from '../support/say'

async function deskOf(sample: string): Promise<Desk> {
  return (await deskWith(sample)).getState()
}

/** The sections of a name in the sample’s link, at the place where the story begins and the files are read. */
function said({ session, catalogue, seek }: Desk, wanted: string): (string | undefined)[] {
  seek(session!.log.length)
  const { graph } = session!
  const found: (string | undefined)[] = []
  for (let x = 0 as SectionId; x < graph.sections.length; x++)
    if (graph.sectionName(x) === wanted) {
      const why = whyPolicy(catalogue!.formats, session!, x)
      found.push(why && policyReasonSays(say, why.reason, why.name))
    }
  return found
}

describe('the reason for a policy', () => {
  it('of COFF is one flag, and not the one beside it', async () => {
    const desk = await deskOf('notes-and-debug--coff-x86-64')
    const [notes] = said(desk, '.notes')
    expect(notes).toMatch(/^\.notes is NoAlloc because its header has the flag IMAGE_SCN_LNK_REMOVE/)
    const [debug] = said(desk, '.debug$S')
    expect(debug).toMatch(/^\.debug\$S is debug information, and Standard all the same: .*IMAGE_SCN_MEM_DISCARDABLE/)
    expect(said(desk, '.text')).toEqual([undefined])
    const { sections } = desk.session!.graph
    const policies = new Set(Array.from(sections.lifetime).slice(0, sections.length))
    expect([policies.has(NO_ALLOC), policies.has(STANDARD)]).toEqual([true, true])
  })

  it('of ELF and of Mach-O are flags of their own', async () => {
    expect(said(await deskOf('debug-info'), '.debug_info')[0]).toContain('lacks the flag SHF_ALLOC')
    expect(said(await deskOf('debug-info--mach-o-x86-64'), '__DWARF,__debug_info')[0]).toContain('S_ATTR_DEBUG')
  })

  it('is not the file’s where a rule decided', async () => {
    const store = await deskWith('notes-and-debug--coff-x86-64')
    const policies = [{ pattern: '.debug$S', lifetime: NO_ALLOC }]
    await store.getState().change({ policies }, 'a rule')
    expect(said(store.getState(), '.debug$S')).toEqual([undefined])
  })
})
