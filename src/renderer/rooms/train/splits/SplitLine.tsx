import { Button } from '../../../components/Button'
import { t } from '../../../language/t'
import { useProject } from '../../../state/project/project'
import { openSplits, useSplits } from '../../../state/project/splits'
import { SplitPanel } from './SplitPanel'
import './splits.css'

/** How the pictures are dealt, and the way to deal them anew. */
export function SplitLine({ train, val, test }: { train: number; val: number; test: number }) {
  const isOpen = useSplits((state) => state.isOpen)
  const projectId = useProject((state) => state.summary?.id)
  const isReadOnly = useProject((state) => state.summary?.readOnly ?? true)
  if (isOpen && projectId !== undefined) return <SplitPanel projectId={projectId} />
  return (
    <div className="split-line" data-testid="split-line">
      <span>
        {t('{{train}} to learn from, {{val}} to check on, {{test}} kept for the end', { train, val, test })}
      </span>
      <Button disabled={isReadOnly} data-testid="open-splits" onClick={openSplits}>
        {t('Deal the pictures')}
      </Button>
    </div>
  )
}
