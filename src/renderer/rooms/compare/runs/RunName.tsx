import { useEffect, useRef } from 'react'
import type { RunRecord } from '../../../../shared/training/run'
import { english, localText, t } from '../../../language/t'
import { startRenaming } from '../../../state/compare/compare'
import { describeRun } from '../../../state/training/training'

const originWords: Record<RunRecord['origin'], string> = {
  trained: '',
  imported: english('imported'),
  folds: english('k-fold'),
}

const statusWords: Record<RunRecord['status'], string> = {
  preparing: english('getting ready'),
  running: english('running'),
  paused: english('paused'),
  finished: '',
  stopped: english('stopped early'),
  failed: english('failed'),
  interrupted: english('interrupted'),
}

/** A run's name; a double press or F2 makes it a field. */
export function RunName({ run, isRenaming }: { run: RunRecord; isRenaming: boolean }) {
  if (isRenaming) return <NameField run={run} />
  const note = localText(originWords[run.origin] || statusWords[run.status])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: F2 does the same
    <span className="runs-name" title={run.notes || undefined} onDoubleClick={() => startRenaming(run.id)}>
      <span className="ellipsis">{run.name}</span>
      {note !== '' && (
        <span className="runs-badge" data-status={run.status}>
          {note}
        </span>
      )}
    </span>
  )
}

function NameField({ run }: { run: RunRecord }) {
  const field = useRef<HTMLInputElement>(null)
  const isLeft = useRef(false)
  useEffect(() => field.current?.select(), [])
  const leave = (isKept: boolean) => {
    // Taking the field away makes it lose the focus: once is enough.
    if (isLeft.current) return
    isLeft.current = true
    const name = field.current?.value.trim() ?? ''
    startRenaming(null)
    if (isKept && name !== '' && name !== run.name) void describeRun(run.id, { name })
  }
  return (
    <input
      ref={field}
      className="runs-name-field"
      aria-label={t('Name of the run')}
      data-testid="rename-run"
      defaultValue={run.name}
      maxLength={200}
      onBlur={() => leave(true)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') leave(true)
        if (event.key === 'Escape') leave(false)
      }}
    />
  )
}
