/** Faults in who decides a policy, in memory and its life, in mutable content, in actions and figures. */
import type { Fault } from './fault'
import { test } from './fault'

const GROUP_KEY = '(lifetime[x] << 3) | protection[x]'

export const MEMORY_FAULTS: readonly Fault[] = [
  {
    id: 'noalloc-allocated',
    file: 'memory/layout',
    text: '    if (!allocates[lifetime[x]]) continue\n',
    replacement: '',
    wrong: 'The memory manager allocates NoAlloc.',
    red: [
      test('any-policies', 'with any policies a NoAlloc block is where the file says'),
      test('no-alloc', 'a NoAlloc section gets no segment, and no address but the builder’s'),
    ],
  },
  {
    id: 'copied-again',
    file: 'graph/link-graph',
    text: '    if (this.blocks.memory[b] !== NO_MEMORY) return\n',
    replacement: '',
    wrong: 'A second request for mutable content copies again.',
    red: [
      test(
        'no-alloc',
        'content of a NoAlloc block is copied once: a second request gets the same copy, and the first asker is remembered',
      ),
    ],
  },
  {
    id: 'asker-forgotten',
    file: 'graph/link-graph',
    text: 'this.blocks.askedBy, b, ASKER[asker])',
    replacement: 'this.blocks.askedBy, b, ASKER.fixup)',
    wrong: 'Whoever asks for mutable content, the generic link is remembered.',
    red: [test('no-alloc', 'content of a NoAlloc block is asked for by the memory manager where there is memory')],
  },
  {
    id: 'fixup-before-copy',
    file: 'fixup/apply',
    text: 'if (graph.blocks.memory[b] === NO_MEMORY) {',
    replacement: 'if (graph.blocks.memory[b] === NO_MEMORY && this.#index.start[b] === this.#index.start[b + 1]) {',
    wrong: 'Content with fixups is fixed up before it is copied.',
    red: [
      test('no-alloc', 'content of a NoAlloc block is copied before the first of its fixups is written'),
      test('fixup', 'the fixup loop copies content first and leaves the file’s bytes untouched'),
    ],
  },
  {
    id: 'finalize-freed-early',
    file: 'memory/life',
    text: '    graph.setSegmentState(g, SegmentState.Protected)',
    replacement:
      "    graph.setSegmentState(g, SegmentState.Protected)\n    if (graph.segments.goesBack[g]) release(graph, g, 'finalized')",
    wrong: 'Finalize memory goes back before its actions have run.',
    red: [
      test(
        'life',
        'finalize protects every segment, then runs the actions, then gives Finalize pages back, file by file',
      ),
    ],
  },
  {
    id: 'finalize-kept',
    file: 'memory/allocate',
    text: 'const goesBack = manager.releasesFinalize &&',
    replacement: 'const goesBack = !manager.releasesFinalize &&',
    wrong: 'Finalize pages go back where they should stay, and stay where they should go back.',
    red: [
      test(
        'any-policies',
        'with any policies Standard pages are protected in the end; Finalize pages are gone in-process, and protected in the slab',
      ),
      test('life', 'finalize gives Finalize pages back in-process: Standard pages stay'),
      test('life', 'finalize gives nothing back with the slab manager'),
    ],
  },
  {
    id: 'slab-releases',
    file: 'graph/managers',
    text: 'releasesFinalize: false',
    replacement: 'releasesFinalize: true',
    wrong: 'The slab manager gives Finalize pages back.',
    red: [test('life', 'finalize gives nothing back with the slab manager')],
  },
  {
    id: 'abandon-runs-actions',
    file: 'memory/life',
    text: "    releaseAll(graph, belongings[file]!.segments, 'abandoned')",
    replacement:
      "    for (const a of belongings[file]!.actions) graph.event('actionRun', a)\n    releaseAll(graph, belongings[file]!.segments, 'abandoned')",
    wrong: 'Abandoning runs the finalize actions.',
    red: [test('life', 'abandon before finalize gives all memory back and runs no action')],
  },
  {
    id: 'abandon-takes-finalized',
    file: 'memory/life',
    text: '    if (graph.allocations.state[a] !== AllocationState.InFlight) continue\n',
    replacement: '',
    wrong: 'Abandoning takes back what was finalized or has failed.',
    red: [
      test('life', 'a finalize action that fails leaves files before it finalized'),
      test('life', 'a finalize action that fails leaves its memory where it is, and has the files behind it abandoned'),
    ],
  },
  {
    id: 'finalize-never-back',
    file: 'memory/life',
    text: 'if (goesBack[g]) release(graph, g, reason)',
    replacement: 'if (!goesBack[g]) release(graph, g, reason)',
    wrong: 'Whoever gives everything back gives Standard pages back twice and Finalize pages never.',
    red: [test('life', 'abandon before place gives all memory back and runs no action')],
  },
  {
    id: 'twins-forward',
    file: 'memory/life',
    text: 'of actions.toReversed()) {',
    replacement: 'of actions) {',
    wrong: 'Twins run in the order of their actions.',
    red: [
      test('life', 'deallocate takes the last allocation first: its twins in reverse, then its memory'),
      test(
        'life',
        'a finalize action that fails action 2: those before it are undone in reverse, its own twin does not run',
      ),
    ],
  },
  {
    id: 'twins-of-undone',
    file: 'memory/life',
    text: 'if (graph.actions.state[action] !== ActionState.Done || !graph.actions.hasTwin[action]) continue',
    replacement: 'if (!graph.actions.hasTwin[action]) continue',
    wrong: 'Twins run whether or not their action has.',
    red: [
      test(
        'life',
        'a finalize action that fails action 1: those before it are undone in reverse, its own twin does not run',
      ),
    ],
  },
  {
    id: 'own-twin-runs',
    file: 'memory/life',
    text: 'graph.setActionState(action, ActionState.Failed)',
    replacement: 'graph.setActionState(action, ActionState.Done)',
    wrong: 'An action that failed counts as done, so its own twin runs.',
    red: [
      test(
        'life',
        'a finalize action that fails action 0: those before it are undone in reverse, its own twin does not run',
      ),
    ],
  },
  {
    id: 'failed-abandoned',
    file: 'memory/life',
    text: 'graph.setAllocationState(allocation, AllocationState.Failed)',
    replacement: 'graph.setAllocationState(allocation, AllocationState.InFlight)',
    wrong: 'Memory whose finalize action failed is given back.',
    red: [
      test('life', 'a finalize action that fails leaves its memory where it is, and has the files behind it abandoned'),
    ],
  },
  {
    id: 'deallocate-first-first',
    file: 'memory/life',
    text: 'for (let a = graph.allocations.length - 1; a >= 0; a--) {',
    replacement: 'for (let a = 0; a < graph.allocations.length; a++) {',
    wrong: 'The first allocation is deallocated first.',
    red: [test('life', 'deallocate takes the last allocation first: its twins in reverse, then its memory')],
  },
  {
    id: 'abandon-when-live',
    file: 'session/link',
    text: ' && !FINALIZED_PHASES.includes(phase)',
    replacement: '',
    wrong: 'What is finalized can be abandoned.',
    red: [test('life', 'abandon is too late at live: what is finalized is not abandoned')],
  },
  {
    id: 'segments-by-protection',
    file: 'memory/layout',
    text: GROUP_KEY,
    replacement: '(protection[x] << 3) | lifetime[x]',
    wrong: 'Segments are ordered by protection before lifetime, so that Finalize stands between Standard.',
    red: [
      test(
        'any-policies',
        'with any policies no two blocks in memory overlap, and Finalize memory of a file lies behind its Standard memory',
      ),
      test('memory', 'segments come in the order R, RW, RX, RWX, first for Standard, then for Finalize'),
    ],
  },
  {
    id: 'pages-not-rounded',
    file: 'memory/allocate',
    text: ' + page - 1n) / page',
    replacement: ') / page',
    wrong: 'The last page of a segment is lost.',
    red: [
      test(
        'memory',
        'segments take as many pages as their content and zero-fill need, of the page size that was asked for',
      ),
    ],
  },
  {
    id: 'alignment-ignored',
    file: 'memory/layout',
    text: 'this.#add(moduloPower(alignmentOffset[b] - this.low, log), 0)',
    replacement: 'this.#add(0, 0)',
    wrong: 'Blocks stand one behind the other, whatever their alignment.',
    red: [
      test(
        'any-policies',
        'with any policies a block has memory, on pages of its own policy and protection, exactly if its policy allocates',
      ),
      test(
        'memory',
        'blocks in a segment stand in the order of the file, each at the next address that suits its alignment',
      ),
    ],
  },
  {
    id: 'layout-backwards',
    file: 'passes/block-order',
    text: 'rank[x] = x',
    replacement: 'rank[x] = count - 1 - x',
    wrong: 'Sections are laid out from the last to the first.',
    red: [
      test(
        'memory',
        'blocks in a segment stand in the order of the file, each at the next address that suits its alignment',
      ),
    ],
  },
  {
    id: 'layout-carry-lost',
    file: 'memory/layout',
    text: '      this.high++\n',
    replacement: '',
    wrong: 'Where the low half of an address overflows, the high half does not notice.',
    red: [test('memory', 'blocks in a segment stand at exact addresses where the low half of an address overflows')],
  },
  {
    id: 'zero-fill-size',
    file: 'memory/layout',
    text: 'zeroFillSize: cursor.value - contentSize,',
    replacement: 'zeroFillSize: cursor.value,',
    wrong: 'Content is counted as zero-fill once more.',
    red: [test('memory', 'blocks in a segment with content stand before zero-fill, wherever they are in the file')],
  },
  {
    id: 'alignment-of-a-page-refused',
    file: 'memory/allocate',
    text: 'if (plan.alignment <= page) return',
    replacement: 'if (plan.alignment < page) return',
    wrong: 'An alignment of exactly a page is refused.',
    red: [test('memory', 'segments cannot be aligned to more than a page')],
  },
  {
    id: 'space-off-by-one',
    file: 'memory/address-space',
    text: 'end - start >= bytes',
    replacement: 'end - start > bytes',
    wrong: 'An address space that is just large enough counts as full.',
    red: [test('memory', 'segments have to fit the address space to the byte')],
  },
  {
    id: 'alloc-flag-ignored',
    file: 'formats/elf/builder',
    text: 'elf.flags(i) & SHF.ALLOC ? STANDARD : NO_ALLOC',
    replacement: 'elf.flags(i) & SHF.ALLOC ? STANDARD : STANDARD',
    wrong: 'Sections without SHF_ALLOC get memory.',
    red: [test('lifetimes', 'the policy of a section is NoAlloc without SHF_ALLOC and Standard with it')],
  },
  {
    id: 'first-rule-wins',
    file: 'session/policies',
    text: 'for (const rule of rules) {',
    replacement: 'for (const rule of [...rules].reverse()) {',
    wrong: 'The first of several policy rules wins.',
    red: [test('lifetimes', 'the policy of a section is set by the last of several rules that match')],
  },
  {
    id: 'rule-for-all-files',
    file: 'session/policies',
    text: '  if (file !== undefined && graph.files[graph.sections.file[x]]!.name !== file) return false\n',
    replacement: '',
    wrong: 'A rule for one file changes all.',
    red: [test('lifetimes', 'the policy of a section is left alone in other files by a rule for one file')],
  },
  {
    id: 'rule-for-tables',
    file: 'session/policies',
    text: '  if (graph.sections.flags[x] & SectionFlag.Bookkeeping) return false\n',
    replacement: '',
    wrong: 'Rules give the file’s own tables a policy.',
    red: [test('lifetimes', 'the policy of a section is not that of the file’s own tables, whatever a rule says')],
  },
  {
    id: 'protection-kept',
    file: 'session/policies',
    text: '      graph.setProtection(x, protection)\n',
    replacement: '',
    wrong: 'A rule cannot change protection.',
    red: [test('lifetimes', 'the protection of a section comes from its flags, and a rule overrides it alone')],
  },
  {
    id: 'ctors-forward',
    file: 'plugins/initializers',
    text: 'row.backwards ? entries.reverse() : entries',
    replacement: 'entries',
    wrong: '.ctors runs from the front.',
    red: [
      test(
        'actions',
        'functions in arrays are recorded in the order in which they are called: by array, by priority, .ctors backwards, wishes last',
      ),
    ],
  },
  {
    id: 'priorities-backwards',
    file: 'plugins/initializers',
    text: 'a.priority - b.priority',
    replacement: 'b.priority - a.priority',
    wrong: 'The highest priority runs last.',
    red: [
      test(
        'actions',
        'functions in arrays are recorded in the order in which they are called: by array, by priority, .ctors backwards, wishes last',
      ),
    ],
  },
  {
    id: 'ctors-count-upwards',
    file: 'plugins/initializers',
    text: 'return backwards ? CTORS_TOP - number : number',
    replacement: 'return number',
    wrong: 'The numbers of .ctors are taken for those of .init_array.',
    red: [
      test(
        'actions',
        'functions in arrays are recorded in the order in which they are called: by array, by priority, .ctors backwards, wishes last',
      ),
    ],
  },
  {
    id: 'frames-registered-late',
    file: 'plugins/index',
    text: '[registerFrames, initializers,',
    replacement: '[initializers, registerFrames,',
    wrong: 'Functions are called before call frames are registered.',
    red: [test('actions', 'other actions frames are registered before any function is called, and deregistered after')],
  },
  {
    id: 'arrays-stripped',
    file: 'formats/elf/builder',
    text: ' || ARRAY_TYPES.includes(type)',
    replacement: '',
    wrong: 'Initializer arrays are stripped, since nobody refers to them.',
    red: [
      test(
        'actions',
        'functions in arrays are kept although nobody refers to the array, and nothing but the array to them',
      ),
    ],
  },
  {
    id: 'zero-fill-sent',
    file: 'graph/figures',
    text: 'graph.isRemoved(b) || graph.isZeroFill(b) || ',
    replacement: 'graph.isRemoved(b) || ',
    wrong: 'Zero-fill counts as bytes that are sent.',
    red: [test('figures', 'the headline figures are right at every event of a link that goes live')],
  },
  {
    id: 'released-resident',
    file: 'graph/figures',
    text: 'if (state[g] !== SegmentState.Released) resident +=',
    replacement: 'resident +=',
    wrong: 'Pages that went back still count as resident.',
    red: [
      test('figures', 'the headline figures are right at every event of a link that goes live'),
      test('figures', 'the headline figures are right at every event until memory is deallocated'),
    ],
  },
  {
    id: 'abandoned-remains',
    file: 'graph/figures',
    text: ' && !abandoned.has(file[g])',
    replacement: '',
    wrong: 'After finalize of an abandoned link something seems to remain.',
    red: [test('figures', 'the headline figures are right at every event of an abandoned link')],
  },
]
