/** Where a teacher gives the class a seed. */
import type { Say } from '../../store/language'
import { setClassSeed, usePages } from '../../store/pages'

export function ClassSeed({ say }: { say: Say }) {
  const seed = usePages((state) => state.seed)
  return (
    <label className="class-seed" title={say('teacher.seed-hint')}>
      {say('teacher.seed')}{' '}
      <input
        type="text"
        spellCheck={false}
        autoComplete="off"
        value={seed}
        onChange={({ target }) => setClassSeed(target.value)}
      />
    </label>
  )
}
