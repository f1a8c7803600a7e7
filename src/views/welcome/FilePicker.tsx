/** A button that lets people choose files, with the hidden field that it opens. */
import type { ReactNode } from 'react'
import { useRef } from 'react'
import type { NamedBytes } from './files'
import { readFiles } from './files'

export interface FilePickerProps {
  readonly className: string
  /** What the field is for, for those who do not see the button. */
  readonly label: string
  /** Called with what could be read, if that is anything. */
  readonly onFiles: (files: readonly NamedBytes[]) => Promise<void>
  readonly children: ReactNode
}

export function FilePicker({ className, label, onFiles, children }: FilePickerProps) {
  const picker = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" className={className} onClick={() => picker.current?.click()}>
        {children}
      </button>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label={label}
        onChange={async ({ currentTarget }) => {
          const files = await readFiles([...(currentTarget.files ?? [])])
          currentTarget.value = ''
          if (files.length > 0) await onFiles(files)
        }}
      />
    </>
  )
}
