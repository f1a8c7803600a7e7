/** Where a teacher gives the class a seed. */
import type { Say } from '../../store/language'
import { MOST_SEED, setClassSeed, usePages } from '../../store/pages'
import { SeedField } from '../../widgets/SeedField'

export function ClassSeed({ say }: { say: Say }) {
  const value = usePages((state) => state.seed)
  const [label, hint] = [say('teacher.seed'), say('teacher.seed-hint')]
  return <SeedField {...{ label, hint, value }} most={MOST_SEED} onChange={setClassSeed} />
}
