import { canEdit } from '../../../../../actions/canEdit'
import { currentError, useReview } from '../../../../../state/review/review'

export const isEditable = () => canEdit() && currentError(useReview.getState()) !== null
