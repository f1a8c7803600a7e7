/**
 * The samples that come with the app: their manifest and their files, fetched from beside the page and nowhere else. The
 * manifest's shape is the schema below; public/samples/README.md explains it.
 */
import { MANIFEST, SAMPLES } from './samples-folder'
import * as v from 'valibot'
import type { Settings } from './settings'
import { check, misfit, SETTINGS_SCHEMA, settingsOf } from './settings-json'

const text = v.pipe(v.string(), v.nonEmpty())

const id = v.pipe(
  text,
  v.regex(/^[a-z0-9-]+$/, () => misfit('page.settings.no-id')),
)

/** A system that samples are compiled for; the first one is what all of them are compiled for. */
const TARGET_SCHEMA = v.strictObject({
  id,
  title: text,
  /** As clang takes it: `--target=TRIPLE`. */
  triple: text,
  /** What the system puts in front of C's names. */
  prefix: v.string(),
  /** Options of the commands that its compiler does not have. */
  without: v.array(text),
})

const SAMPLE_SCHEMA = v.strictObject({
  id,
  title: text,
  story: v.strictTuple([text, text]),
  files: v.pipe(v.array(v.strictObject({ name: text, source: text, command: text })), v.minLength(1)),
  entry: text,
  settings: v.optional(SETTINGS_SCHEMA),
  shows: v.array(text),
  /** Other targets that it is compiled for as well. */
  targets: v.optional(v.array(id)),
  lesson: v.optional(v.literal(true)),
})

const MANIFEST_SCHEMA = v.strictObject({
  targets: v.pipe(v.array(TARGET_SCHEMA), v.minLength(1)),
  samples: v.array(SAMPLE_SCHEMA),
})

type ManifestSample = v.InferOutput<typeof SAMPLE_SCHEMA>
export type SampleTarget = v.InferOutput<typeof TARGET_SCHEMA>

export interface SampleFile {
  readonly name: string
  readonly source: string
  readonly command: string
}

/** One program, compiled for one target. Whatever it is compiled for, its id keeps: links hold it. */
export interface Sample {
  /** `first-look`; compiled for another target than the first, `first-look--elf-aarch64`. */
  readonly id: string
  /** The program's id, the same for all its targets. */
  readonly program: string
  readonly target: SampleTarget
  /** Where its objects are, below the folder of the samples; its sources are in the program's own. */
  readonly folder: string
  readonly title: string
  readonly story: readonly [string, string]
  readonly files: readonly SampleFile[]
  /** A global that the sample defines, for tools that link nothing without one. */
  readonly entry: string
  /** What the link starts with; people change it from there. */
  readonly settings: Settings
  readonly shows: readonly string[]
  /** It belongs to a lesson, and is not offered by itself. */
  readonly lesson?: true | undefined
}

export interface SampleShelf {
  list(): Promise<readonly Sample[]>
  bytes(sample: Sample, file: SampleFile): Promise<Uint8Array<ArrayBuffer>>
}

/** Where the source of a sample's file is, below the folder of the samples. */
export const sourcePath = ({ program }: Sample, { source }: SampleFile): string => `${program}/${source}`

/** A source of a sample, beside the page. Throws an Error if it cannot be fetched. */
export async function fetchSource(sample: Sample, file: SampleFile): Promise<string> {
  const path = sourcePath(sample, file)
  const response = await fetch(`${SAMPLES}/${path}`)
  if (!response.ok) throw new Error(`${path}: ${response.status} ${response.statusText}`)
  return response.text()
}

/** The samples of a manifest, each for every target. Throws an Error that says where if the JSON is not one. */
export function readManifest(json: unknown): Sample[] {
  const { targets, samples } = check(MANIFEST_SCHEMA, json)
  const [first] = targets
  return samples.flatMap((sample) => {
    const others = (sample.targets ?? []).map((wanted) => {
      const target = targets.find((candidate) => candidate.id === wanted)
      if (!target) throw new Error(`samples: ${sample.id} is compiled for ${wanted}, which is no target`)
      return sampleFor(sample, target, first!)
    })
    return [sampleFor(sample, first!, first!), ...others]
  })
}

function commandFor(command: string, { triple, without }: SampleTarget, first: SampleTarget): string {
  const words = command.split(' ').filter((word) => !without.includes(word))
  return words.join(' ').replace(first.triple, triple)
}

function sampleFor(
  { settings = {}, targets: _, ...sample }: ManifestSample,
  target: SampleTarget,
  first: SampleTarget,
): Sample {
  const isFirst = target === first
  return {
    ...sample,
    id: isFirst ? sample.id : `${sample.id}--${target.id}`,
    program: sample.id,
    target,
    folder: isFirst ? sample.id : `${sample.id}/${target.id}`,
    entry: `${target.prefix}${sample.entry}`,
    files: sample.files.map((file) => ({ ...file, command: commandFor(file.command, target, first) })),
    settings: settingsOf(settings),
  }
}

/** The samples of this site. */
export function samplesHere(): SampleShelf {
  const read = async (path: string): Promise<Response> => {
    const response = await fetch(`${SAMPLES}/${path}`)
    if (!response.ok) throw new Error(`${path}: ${response.status} ${response.statusText}`)
    return response
  }
  return {
    async list() {
      return readManifest(await (await read(MANIFEST)).json())
    },
    async bytes(sample, file) {
      return new Uint8Array(await (await read(`${sample.folder}/${file.name}`)).arrayBuffer())
    },
  }
}
