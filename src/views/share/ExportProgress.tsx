/** How far an export is, with a way to stop it: in the dialog, or over the desk if it was asked for without one. */
import { useEffect, useState } from 'react'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
import type { Exporting } from '../../store/exporting'
import { useExporting } from '../../store/exporting'
import { exportRow } from '../../store/exports'

export function ExportProgress({ exporting: { id, step, cancel } }: { exporting: Exporting }) {
  const say = useSay()
  return (
    <>
      <progress aria-label={say('share.saving')} />{' '}
      <span role="status">{say('share.step', { file: exportRow(id).file, step })}</span>
      <button type="button" className="plain" onClick={cancel}>
        {say('share.cancel')}
      </button>
    </>
  )
}

/** Milliseconds before it shows: shorter work would only flicker. */
const PATIENCE = 400

export function ExportToast() {
  const exporting = useExporting()
  const inDialog = useDesk((desk) => desk.sheet === 'share')
  const [patient, setPatient] = useState(true)
  const id = exporting?.id
  useEffect(() => {
    setPatient(true)
    if (id === undefined) return undefined
    const handle = setTimeout(() => setPatient(false), PATIENCE)
    return () => clearTimeout(handle)
  }, [id])
  if (!exporting || inDialog || patient) return null
  return (
    <div className="progress">
      <ExportProgress exporting={exporting} />
    </div>
  )
}
