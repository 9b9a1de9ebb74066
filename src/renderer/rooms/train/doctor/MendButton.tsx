import { Wrench } from 'lucide-react'
import type { Mend } from '../../../../shared/training/run'
import { Button } from '../../../components/Button'
import { localText } from '../../../language/t'
import { applyMend } from '../../../state/training/settings'

interface MendButtonProps {
  mend: Mend
  /** What is wrong, in words. */
  about?: string | undefined
  testId?: string
}

/** One press mends: settings change (and can be taken back), or the pictures in question are shown. */
export function MendButton({ mend, about, testId }: MendButtonProps) {
  return (
    <Button className="mend" data-testid={testId ?? 'mend'} onClick={() => applyMend(mend, about)}>
      <Wrench aria-hidden />
      {localText(mend.label)}
    </Button>
  )
}
