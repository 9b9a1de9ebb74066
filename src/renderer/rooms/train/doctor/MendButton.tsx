import { Wrench } from 'lucide-react'
import type { Mend } from '../../../../shared/training/run'
import { Button } from '../../../components/Button'
import { applyMend } from '../../../state/settings'

/** One press mends: settings change (and can be taken back), or the pictures in question are shown. */
export function MendButton({ mend, testId }: { mend: Mend; testId?: string }) {
  return (
    <Button className="mend" data-testid={testId ?? 'mend'} onClick={() => applyMend(mend)}>
      <Wrench aria-hidden />
      {mend.label}
    </Button>
  )
}
