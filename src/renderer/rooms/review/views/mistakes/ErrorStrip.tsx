import type { ReviewError } from '../../../../../shared/review/schema'
import { CropStrip } from '../../../../crops/CropStrip'
import { t } from '../../../../language/t'
import { ErrorCrop } from './ErrorCrop'

export interface ErrorsProps {
  errors: readonly ReviewError[]
  currentId: string | null
}

/** The mistakes as a strip of crops, each with its surroundings. */
export function ErrorStrip({ errors, currentId }: ErrorsProps) {
  return (
    <CropStrip
      label={t('Mistakes in order')}
      items={errors}
      current={errors.findIndex(({ id }) => id === currentId)}
    >
      {(error) => <ErrorCrop key={error.id} error={error} isCurrent={error.id === currentId} />}
    </CropStrip>
  )
}
