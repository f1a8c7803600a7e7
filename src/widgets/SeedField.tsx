/** Where the seed of a class is typed, by its teacher or by a learner. */
export function SeedField(props: {
  label: string
  hint: string
  value: string
  /** Most characters that it takes. */
  most: number
  onChange: (seed: string) => void
}) {
  const { label, hint, value, most, onChange } = props
  return (
    <label className="class-seed" title={hint}>
      {label}{' '}
      <input
        type="text"
        spellCheck={false}
        autoComplete="off"
        maxLength={most}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </label>
  )
}
