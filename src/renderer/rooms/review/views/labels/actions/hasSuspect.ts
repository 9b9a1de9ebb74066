import { currentSuspect, useSuspects } from '../../../../../state/review/suspects'

export const hasSuspect = () => currentSuspect(useSuspects.getState()) !== null
