import { currentError, useReview } from '../../../../../state/review/review'

export const hasError = () => currentError(useReview.getState()) !== null
